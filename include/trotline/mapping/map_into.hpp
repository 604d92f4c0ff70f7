// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_MAP_INTO_HPP
#define TROTLINE_MAPPING_MAP_INTO_HPP

#include <trotline/mapping/map.hpp>

#include <trotline/core/failure.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parameter_store/concept.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline {

namespace detail {

// Hands the parameters that landed to the store, all at once.
template <class Rows, parameter_store Store>
result<void> store_landed(Store& store, parameter_values<Rows>& values, auto const& landing) {
    std::array<assignment, Rows::parameters> batch;
    std::size_t size = 0;
    for (std::size_t row = 0; row < Rows::size; ++row)
        if (Rows::is_parameter(row) && landing.has_landed(row))
            batch[size++] = assignment{Rows::description(row).destination,
                                       std::move(values[Rows::parameter_place(row)])};
    if (size == 0) return {};
    return store.apply(std::span(batch).first(size));
}

}  // namespace detail

// The rows of a parameters_from into a parameter store: all of them or none. Fails with stage parse
// (no document), map (the rows say why) or store.
//
//   using kept = tl::parameters_from<tl::row<"data.userId", "USER_ID">>;
//   auto done = tl::map_into<kept>(store, text);
template <class Mapping, parameter_store Store, class Format = json::checked_format>
    requires(std::is_void_v<typename Mapping::type>)
result<void> map_into(Store& store, std::string_view text, Format const& format = {}) {
    static_assert(detail::checked_mapping<Mapping>::are_right,
                  "a row of this mapping is wrong: here is why, and which one, from 0 on");
    using rows = detail::rows_if_right<Mapping>;
    static_assert(
        detail::all_from_document<rows>,
        "a status, field or elapsed row needs the answer of a webhook: use a webhook node");
    detail::failure_of<rows> why;
    row_log log(why.storage());
    detail::index_of<Format> index;
    auto const cursor = detail::open_document(format, text, log.document(), index);
    if (log.document()) return to_failure(log.document());
    detail::object_target<rows, void> target;
    detail::landing<rows, decltype(target)> landing(target, log);
    if (!detail::land(cursor, landing, log)) {
        why.take(log);
        return to_failure(why);
    }
    return detail::store_landed<rows>(store, target.parameters, landing);
}

}  // namespace trotline
#endif
