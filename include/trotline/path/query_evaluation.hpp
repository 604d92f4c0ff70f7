// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_QUERY_EVALUATION_HPP
#define TROTLINE_PATH_QUERY_EVALUATION_HPP

#include <trotline/path/evaluation.hpp>
#include <trotline/path/query_grammar.hpp>

#include <string_view>

// Parses queries with evaluate() or with Spirit X3, as path/evaluation.hpp does for paths.
namespace trotline::inline TROTLINE_ABI::path::detail {

template <engine Engine> struct by {};

// True if a query was found; `first` is then after it. This and the one in path/parse.hpp are
// templates, so that only a unit with queries compiles them.
template <class Iterator>
constexpr bool run_query(by<engine::evaluation>, Iterator& first, Iterator last, scan_state& s) {
    return evaluate(grammar::object_query, first, last, s);
}

// Use `out` only if the text was accepted. Does not allocate. Nested parts are parsed by recursion,
// at most max_nesting deep.
template <engine Engine> constexpr verdict parse_with(std::string_view text, compiled_query& out) {
    return verdict_of(text, max_query_text, expectation::shorter_query, out,
                      [](char const*& first, char const* last, scan_state& s) {
                          return run_query(by<Engine>{}, first, last, s);
                      });
}

}  // namespace trotline::path::detail
#endif
