// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_LITERAL_QUERY_HPP
#define TROTLINE_PATH_LITERAL_QUERY_HPP

#include <trotline/core/fixed_string.hpp>
#include <trotline/path/literal.hpp>
#include <trotline/path/object_query.hpp>
#include <trotline/path/query_evaluation.hpp>

#include <iosfwd>

namespace trotline::inline TROTLINE_ABI {

namespace path {

// The result of checking a literal query; see path::literal.
template <reason Reason, class Place> struct query_literal {
    static constexpr bool is_object_query = Reason == reason::none;
};

namespace detail {
template <fixed_string Text> using compiled_literal_query = compiled_text<Text, compiled_query>;
}  // namespace detail

// For templates that take a query as an argument:
//   static_assert(trotline::path::checked_query<Text>::is_object_query, "...");
template <fixed_string Text>
using checked_query = query_literal<detail::compiled_literal_query<Text>::why,
                                    at_byte<detail::compiled_literal_query<Text>::position>>;

}  // namespace path

// An object query whose text is a literal: compiled and checked at compile time, with the grammar
// of object_query::parse. An empty type. A mistake in the text, a filter that is not well-typed, or
// an invalid pattern is one short error that names the reason and the position.
//
//   using namespace trotline::literals;
//   constexpr auto cheap = "book[?@.price < 10].title"_query;
//   static_assert(!cheap.value.is_singular());
template <fixed_string Text> struct literal_query {
    static_assert(
        path::checked_query<Text>::is_object_query,
        "this text is not an object query: `query_literal` below names the reason and the byte");

    static constexpr object_query value{
        path::detail::compiled_literal_query<Text>::result.compiled};

    constexpr operator object_query const&() const { return value; }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        literal_query) {
        return out << value;
    }
};

inline namespace literals {

// Makes an object query of a literal: "items[*].id"_query.
template <fixed_string Text> constexpr auto operator""_query() {
    static_assert(
        path::checked_query<Text>::is_object_query,
        "this text is not an object query: `query_literal` below names the reason and the byte");
    if constexpr (path::checked_query<Text>::is_object_query)
        return literal_query<Text>{};
    else
        return path::detail::refused_literal<object_query>{};
}

}  // namespace literals
}  // namespace trotline
#endif
