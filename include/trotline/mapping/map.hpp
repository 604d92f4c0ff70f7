// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_MAP_HPP
#define TROTLINE_MAPPING_MAP_HPP

// Keep this include first: it shortens the compiler's errors about path literals.
#include <trotline/path/literal.hpp>

#include <trotline/core/open.hpp>
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

// Maps rows over a text, without HTTP. The text must outlive string_view members. A format says how
// to read it: json::checked (default), json::on_demand, xml::checked. Allocates only for the
// members themselves. For rows into a parameter store see mapping/map_into.hpp.
namespace trotline::inline TROTLINE_ABI {

namespace detail {

template <class Rows> using failure_of = mapping_failure<Rows::size>;

// A function of its own, so that the result is created in its final place: g++ 12 does that only
// for the outermost scope.
template <class Rows, class T, class Format>
result<T, failure_of<Rows>> map_rows(std::string_view text, Format const& format) {
    result<T, failure_of<Rows>> mapped{initial_value<T>(text)};
    destinations<Rows> to(*mapped);
    failure_of<Rows> why;
    row_log log(why.storage());
    if (!read_text<reader_of<Rows>>(Rows::table::value, text, format, to.places(), log))
        [[unlikely]]
        mapped.emplace_error(why.take(log));
    return mapped;
}

}  // namespace detail

// Returns an object of the mapping's class with its rows' members, or why not.
//
//   auto todo = tl::map<todo_rows>(text);
//   if (todo) use(todo->title); else std::cerr << todo.error() << '\n';
template <class Mapping, class Format = json::checked_format>
auto map(std::string_view text, Format const& format = {}) {
    static_assert(
        detail::checked_mapping<Mapping>::are_right,
        "a row of this mapping is wrong: rows_of_mapping names the problem, and the row from 0");
    using rows = detail::rows_if_right<Mapping>;
    using type = typename Mapping::type;
    static_assert(
        rows::all_from_document,
        "a status, field or elapsed row needs the answer of a webhook: use a webhook node");
    static_assert(
        !detail::repeats_by_name<Format>() || rows::all_from_siblings,
        "XML has no list of lists: a class between them has a name for each, and a map of "
        "lists collects its children by name");
    static_assert(!std::is_void_v<type>,
                  "parameters_from has no class to return: pass a parameter store to "
                  "map_into<Mapping>(store, text) of mapping/map_into.hpp");
    // (Not used for a class that the first assertion has refused: its constructors would add a page
    // of errors.)
    if constexpr (std::default_initializable<type>) {
        return detail::map_rows<rows, type>(text, format);
    } else if constexpr (!std::is_void_v<type>) {
        return result<type, detail::failure_of<rows>>(detail::failure_of<rows>());
    }
}

// The same into an existing object: all members or none. The members' move assignments must not
// throw, or the call does not compile.
template <class Mapping, class Format = json::checked_format>
auto map_into(typename Mapping::type& object, std::string_view text, Format const& format = {}) {
    static_assert(
        detail::checked_mapping<Mapping>::are_right,
        "a row of this mapping is wrong: rows_of_mapping names the problem, and the row from 0");
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
    if (!detail::read_text<detail::reader_of<rows>>(rows::table::value, text, format, to.places(),
                                                    log))
        done = why.take(log);
    else
        to.move_landed(staged, object);
    return done;
}

}  // namespace trotline
#endif
