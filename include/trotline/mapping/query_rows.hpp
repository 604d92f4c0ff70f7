// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_ROWS_HPP
#define TROTLINE_MAPPING_QUERY_ROWS_HPP

// Keep this include first: it shortens the compiler's errors about query literals.
#include <trotline/path/literal_query.hpp>

#include <trotline/core/described.hpp>
#include <trotline/mapping/engine/literal_table.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/mapping/query/read_queries.hpp>
#include <trotline/mapping/row.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <utility>

// Rows that take the nodes of a query (RFC 9535): wildcards, slices, unions, filters, descendants.
// They can be in the same mapping as other rows.
namespace trotline::inline TROTLINE_ABI {

namespace detail {

template <fixed_string Query>
using checked_row_query =
    std::conditional_t<path::checked_query<Query>::is_object_query, literal_query<Query>,
                       path::detail::refused_literal<object_query>>;

template <fixed_string Query, auto To, query_take Take, auto... Options>
struct row_of_query : landing_row<row_source::query, To, Options...> {
    static_assert((... && !is_alternative<std::remove_const_t<decltype(Options)>>),
                  "or_at<> is for rows with one path; a query is a union of several: ['a', 'b']");
    using checked_path = path::checked_query<Query>;
    static constexpr row_query selection{&checked_row_query<Query>::value, Take, nullptr};
    static constexpr std::string_view source_name() { return text_of<Query>; }
};

// The rows of one element, bound to its class.
template <class Element, class... Rows> struct element_rows {
    using table_type = literal_table<Rows...>;
    static bool with_rows(void* object, rows_user use, void* context) {
        auto& element = *static_cast<Element*>(object);
        row_state states[sizeof...(Rows) + 1];
        sibling_state siblings[table_type::has_indexes ? table_type::value.node_count : 1];
        std::size_t number = 0;
        ((states[table_type::places[number++]].to = &(element.*Rows::to.member)), ...);
        return use(context, table_type::value, {states, siblings});
    }
    static constexpr object_functions functions{&with_rows, false};
};

// The mistakes in an each_row and its rows.
template <class List, class... Rows> constexpr row_problem problem_of_elements() {
    using element = inner_type<List>;
    if constexpr (vector_target<List> && described_class<element>)
        return mapping_traits<mapping<element, Rows...>>::verdict.problem == row_problem::none
                   ? row_problem::none
                   : row_problem::each_row_has_a_wrong_row_use_its_rows_in_a_mapping_to_see_why;
    else
        return row_problem::each_row_needs_a_vector_of_a_described_class;
}
template <class List, class... Rows> constexpr object_functions const* functions_of_elements() {
    using element = inner_type<List>;
    if constexpr (problem_of_elements<List, Rows...>() == row_problem::none)
        return &element_rows<element, Rows...>::functions;
    else
        return nullptr;
}

}  // namespace detail

// All nodes that a query selects, in a container; or the only one, in any other destination. A
// parameter gets the list of all nodes as JSON text.
//
//   tl::query_row<"items[?@.active].name", &order::names>
template <fixed_string Query, destination To, auto... Options>
struct query_row : detail::row_of_query<Query, To, detail::query_take::all, Options...> {};

// The first node. The search ends there.
template <fixed_string Query, destination To, auto... Options>
struct first_row : detail::row_of_query<Query, To, detail::query_take::first, Options...> {};

// The number of nodes, in an integer.
template <fixed_string Query, destination To>
struct count_row : detail::row_of_query<Query, To, detail::query_take::count> {
    static constexpr row_problem problem = integer_target<typename count_row::type>
                                               ? row_problem::none
                                               : row_problem::count_row_needs_an_integer;
};

// One object of a described class for each node, in a container that grows. The rows are relative
// to the node, and may be queries themselves. A failed row names the node's normalized path.
//
//   tl::each_row<"items[*]", &order::lines, tl::row<"sku", &line::sku>,
//                tl::row<"price.amount", &line::amount>>
template <fixed_string Query, destination To, class... Rows>
struct each_row : detail::landing_row<row_source::query, To> {
    using list = typename detail::landing_row<row_source::query, To>::type;
    using element_rows = detail::row_list<Rows...>;
    static constexpr row_problem problem = detail::problem_of_elements<list, Rows...>();
    using checked_path = path::checked_query<Query>;
    static constexpr detail::row_query selection{&detail::checked_row_query<Query>::value,
                                                 detail::query_take::each,
                                                 detail::functions_of_elements<list, Rows...>()};
    static constexpr std::string_view source_name() { return detail::text_of<Query>; }
};

namespace detail {
template <class Rows>
    requires(Rows::has_queries)
struct rows_reader<Rows> {
    using type = all_rows;
};
}  // namespace detail

}  // namespace trotline
#endif
