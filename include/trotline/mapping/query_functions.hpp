// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_FUNCTIONS_HPP
#define TROTLINE_MAPPING_QUERY_FUNCTIONS_HPP

// Keep this include first: it shortens the compiler's errors about query literals.
#include <trotline/mapping/query_rows.hpp>

#include <trotline/mapping/row_functions.hpp>

// Functions after the query of a query_row or a first_row (mapping/row_functions.hpp): they change
// every node that the query selects, before it is converted.
//
//   tl::query_row<"items[*].name | trim", &order::names>
//   tl::first_row<"items[?@.on].price | split(' ')[0] | to_number", &order::price>
namespace trotline::inline TROTLINE_ABI {

namespace detail {

// The list in a parameter is JSON text: each node goes through the functions on its way there.
template <fixed_string Text, auto To, auto... Options>
struct list_of_changed
    : row_of_query<text_before_functions<Text>, To, query_take::all, Options...> {
    static constexpr row_query selection{
        &checked_row_query<text_before_functions<Text>>::value, query_take::all, nullptr,
        &bound<value, changed_by<Text, form_among<Options...>>>::value};
};

template <fixed_string Text, auto To, query_take Take, auto... Options>
using row_of_changed = std::conditional_t<
    Take == query_take::all &&
        std::is_void_v<typename destination_traits<std::remove_const_t<decltype(To)>>::class_type>,
    list_of_changed<Text, To, Options...>,
    row_of_query<text_before_functions<Text>, To, Take,
                 as<changed_by<Text, form_among<Options...>>>, Options...>>;

}  // namespace detail

template <fixed_string Query, destination To, auto... Options>
    requires detail::has_functions<Query>
struct query_row<Query, To, Options...>
    : detail::row_of_changed<Query, To, detail::query_take::all, Options...> {
    // (here, so that the error for a wrong function begins with the row)
    static_assert(detail::literal_steps<Query>::count != 0);
    static constexpr std::string_view source_name() { return detail::text_of<Query>; }
};

template <fixed_string Query, destination To, auto... Options>
    requires detail::has_functions<Query>
struct first_row<Query, To, Options...>
    : detail::row_of_changed<Query, To, detail::query_take::first, Options...> {
    static_assert(detail::literal_steps<Query>::count != 0);
    static constexpr std::string_view source_name() { return detail::text_of<Query>; }
};

}  // namespace trotline
#endif
