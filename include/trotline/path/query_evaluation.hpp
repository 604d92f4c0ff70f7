// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_QUERY_EVALUATION_HPP
#define TROTLINE_PATH_QUERY_EVALUATION_HPP

#include <trotline/path/evaluation.hpp>
#include <trotline/path/query_grammar.hpp>

#include <string_view>

// Queries, parsed by the evaluation of the grammar or by Spirit X3: as paths are in
// path/evaluation.hpp.
namespace trotline::inline TROTLINE_ABI::path::detail {

template <engine Engine> struct by {};

// True if a query was found; first then stands behind it. A template, and the one in path/parse.hpp,
// too, so that only a unit that has queries pays for them.
template <class Iterator>
constexpr bool run_query(by<engine::evaluation>, Iterator& first, Iterator last, scan_state& s) {
    return evaluate(grammar::object_query, first, last, s);
}

// What out then holds is of use only if the text was accepted. No allocation; what stands in itself
// is parsed by recursion, max_nesting deep.
template <engine Engine> constexpr verdict parse_with(std::string_view text, compiled_query& out) {
    return verdict_of(text, max_query_text, expectation::shorter_query, out,
                      [](char const*& first, char const* last, scan_state& s) {
                          return run_query(by<Engine>{}, first, last, s);
                      });
}

}  // namespace trotline::path::detail
#endif
