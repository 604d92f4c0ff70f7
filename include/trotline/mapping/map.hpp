// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_MAP_HPP
#define TROTLINE_MAPPING_MAP_HPP

// Keep this include first: it shortens the compiler's errors about path literals.
#include <trotline/path/literal.hpp>

#include <trotline/core/result.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/engine/destinations.hpp>
#include <trotline/mapping/engine/instances.hpp>
#include <trotline/mapping/engine/run.hpp>
#include <trotline/mapping/failure.hpp>
#include <trotline/mapping/mapping.hpp>

#include <concepts>
#include <string_view>
#include <type_traits>

// Rows over a text, without any HTTP. The text is a view of exact length and must outlive
// string_view members. A format says how to read it: json::checked (default), json::on_demand,
// xml::checked. No allocation but those of the members themselves. Rows into a parameter store:
// mapping/map_into.hpp.
namespace trotline::inline TROTLINE_ABI {

namespace detail {

template <class Rows> using failure_of = mapping_failure<Rows::size>;

// A function of its own, so that the result is made where it is returned: g++ 12 does that for the
// outermost scope only.
template <class Rows, class T, class Format>
result<T, failure_of<Rows>> map_rows(std::string_view text, Format const& format) {
    result<T, failure_of<Rows>> mapped{initial_value<T>(text)};
    destinations<Rows> to(*mapped);
    failure_of<Rows> why;
    row_log log(why.storage());
    if (!reader_of<Rows>::read_text(Rows::table::value, text, format, to.places(), log))
        [[unlikely]]
        mapped.emplace_error(why.take(log));
    return mapped;
}

}  // namespace detail

// The mapping's class with its rows' members, or why not.
//
//   auto todo = tl::map<todo_rows>(text);
//   if (todo) use(todo->title); else std::cerr << todo.error() << '\n';
template <class Mapping, class Format = json::checked_format>
auto map(std::string_view text, Format const& format = {}) {
    static_assert(detail::checked_mapping<Mapping>::are_right,
                  "a row of this mapping is wrong: here is why, and which one, from 0 on");
    using rows = detail::rows_if_right<Mapping>;
    using type = typename Mapping::type;
    static_assert(
        rows::all_from_document,
        "a status, field or elapsed row needs the answer of a webhook: use a webhook node");
    static_assert(!std::is_void_v<type>,
                  "parameters_from has no class to return: give a parameter store, "
                  "map_into<Mapping>(store, text) of mapping/map_into.hpp");
    // (Not the class that the first assertion refused: its constructors would be a page of errors
    // more.)
    if constexpr (std::default_initializable<type>) {
        return detail::map_rows<rows, type>(text, format);
    } else if constexpr (!std::is_void_v<type>) {
        return result<type, detail::failure_of<rows>>(detail::failure_of<rows>());
    }
}

// The same into an object that is there: all members or none. Members move without throwing, or the
// call does not compile.
template <class Mapping, class Format = json::checked_format>
auto map_into(typename Mapping::type& object, std::string_view text, Format const& format = {}) {
    static_assert(detail::checked_mapping<Mapping>::are_right,
                  "a row of this mapping is wrong: here is why, and which one, from 0 on");
    using rows = detail::rows_if_right<Mapping>;
    static_assert(
        rows::all_from_document,
        "a status, field or elapsed row needs the answer of a webhook: use a webhook node");
    static_assert(
        detail::destinations<rows>::move_without_throwing,
        "a member whose move assignment may throw cannot be mapped in place: map by value");
    result<void, detail::failure_of<rows>> done;
    typename Mapping::type staged{};
    detail::destinations<rows> to(staged);
    detail::failure_of<rows> why;
    row_log log(why.storage());
    if (!detail::reader_of<rows>::read_text(rows::table::value, text, format, to.places(), log))
        done = why.take(log);
    else
        to.move_landed(staged, object);
    return done;
}

}  // namespace trotline
#endif
