// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_MAP_INTO_HPP
#define TROTLINE_MAPPING_MAP_INTO_HPP

#include <trotline/mapping/map.hpp>

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/mapping/engine/store_landed.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parameter_store/concept.hpp>

#include <array>
#include <string_view>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI {

// Maps the rows of a parameters_from into a parameter store: all of them or none. Fails with stage
// parse (not a document), map (with the rows that failed) or store.
//
//   using kept = tl::parameters_from<tl::row<"data.userId", "USER_ID">>;
//   auto done = tl::map_into<kept>(store, text);
template <class Mapping, parameter_store Store, class Format = json::checked_format>
    requires(std::is_void_v<typename Mapping::type>)
result<void> map_into(Store& store, std::string_view text, Format const& format = {}) {
    static_assert(
        detail::checked_mapping<Mapping>::are_right,
        "a row of this mapping is wrong: rows_of_mapping names the problem, and the row from 0");
    using rows = detail::rows_if_right<Mapping>;
    static_assert(
        rows::all_from_document,
        "a status, field or elapsed row needs the answer of a webhook: use a webhook node");
    std::array<value, rows::parameters> values;
    detail::destinations<rows> to(store, values.data());
    detail::failure_of<rows> why;
    row_log log(why.storage());
    if (!detail::read_text<detail::reader_of<rows>>(rows::table::value, text, format, to.places(),
                                                    log))
        return to_failure(why.take(log));
    return detail::store_landed(store, rows::table::value, to.places().states);
}

}  // namespace trotline
#endif
