// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_CHECK_WIRE_CHECK_HPP
#define TROTLINE_MAPPING_CHECK_WIRE_CHECK_HPP

#include <trotline/core/described.hpp>
#include <trotline/mapping/check/query_wire_check.hpp>
#include <trotline/mapping/check/source_check.hpp>
#include <trotline/mapping/check/wire_types.hpp>
#include <trotline/mapping/readable.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>

// Checks that what rows ask for exists in the type that the other side writes: a described class
// with the shape of the JSON document.
namespace trotline::inline TROTLINE_ABI {

namespace detail {

template <class Wire, class WireForm, class Row>
constexpr source_verdict follow_type(object_path const& path, std::size_t depth) {
    if constexpr (optional_target<Wire>) {
        if (!row_may_miss<Row>())
            return {source_problem::may_be_missing_or_null_make_the_row_or_its_member_optional,
                    depth};
        return follow_type<inner_type<Wire>, WireForm, Row>(path, depth);
    } else if constexpr (is_any<Wire>) {
        return {};
    } else {
        if (depth == path.size())
            return row_takes<Wire, WireForm, Row>()
                       ? source_verdict{}
                       : source_verdict{source_problem::wrong_type, depth};
        path::segment const step = path[depth];
        if constexpr (is_list<Wire>) {
            if (!step.is_index)
                return {source_problem::name_on_something_that_is_not_an_object, depth};
            if constexpr (array_target<Wire>) {
                constexpr auto size = static_cast<std::int64_t>(std::tuple_size_v<Wire>);
                if (step.index >= size || step.index < -size)
                    return {source_problem::index_outside_of_the_array, depth};
            }
            return follow_type<inner_type<Wire>, WireForm, Row>(path, depth + 1);
        } else {
            if (step.is_index)
                return {source_problem::index_on_something_that_is_not_an_array, depth};
            if constexpr (map_target<Wire>) {
                return follow_type<inner_type<Wire>, WireForm, Row>(path, depth + 1);
            } else if constexpr (described_class<Wire>) {
                near_miss alike(step.name);
                bool found = false;
                source_verdict verdict;
                for_each_member<Wire>([&](auto member) {
                    if (leads_to(step.name, names_of_members<Wire>[member])) {
                        found = true;
                        verdict =
                            follow_type<member_type<Wire, member>, member_form<Wire, member>, Row>(
                                path, depth + 1);
                    } else {
                        alike.offer(names_of_members<Wire>[member]);
                    }
                });
                return found ? verdict
                             : source_verdict{source_problem::no_member_of_that_name, depth,
                                              alike.name()};
            } else {
                return {source_problem::name_on_something_that_is_not_an_object, depth};
            }
        }
    }
}

// True for the row's own path or one of its other paths.
template <class Wire, class Row> constexpr source_verdict follow_paths() {
    source_verdict const own = follow_type<Wire, void, Row>(Row::path.value, 0);
    if constexpr (Row::has_fallback)
        for (std::size_t i = 0; own && i != Row::otherwise->count; ++i)
            if (!follow_type<Wire, void, Row>(*Row::otherwise->paths[i], 0)) return {};
    return own;
}

template <class Wire> struct wire_check {
    template <class Row>
    static constexpr source_verdict verdict = [] {
        if constexpr (Row::source == row_source::document)
            return follow_paths<Wire, Row>();
        else if constexpr (Row::source == row_source::query)
            return query_over_types<Wire, Row>::verdict();
        else
            return source_verdict{};
    }();
};

}  // namespace detail

// The result for a mapping's rows in a wire type: sources<...>, whose are_there is true or false.
template <class Mapping, class Wire>
using wire_sources =
    typename detail::checked_sources<detail::wire_check<Wire>,
                                     typename detail::mapping_traits<Mapping>::rows>::type;

// Checks that every row's path exists in the wire type, through nested classes, optionals, vectors,
// arrays (with their bounds) and maps, and leads to a type that can be converted. Otherwise the
// compiler prints which row and segment is wrong, and which name was probably meant:
//
//   struct answer { todo_on_the_wire data; };  // described
//   static_assert(tl::fits<todo_rows, answer>());
template <class Mapping, class Wire> consteval bool fits() {
    static_assert(
        wire_sources<Mapping, Wire>::are_there,
        "a row finds nothing in the wire type: `sources` says why, which row, and which of its "
        "segments (from 0 on)");
    return true;
}

}  // namespace trotline
#endif
