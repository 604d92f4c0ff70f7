// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_FILTER_HPP
#define TROTLINE_PATH_FILTER_HPP
// A filter's expression as a list of nodes: RFC 9535 sections 2.3.5 and 2.4. Plain values; nothing
// allocates.

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::path {

// The kinds of nodes in a filter's expression.
enum class filter_kind : unsigned char {
    // tests, which are true or false
    any_of,      // left || right
    all_of,      // left && right
    negation,    // !right
    comparison,  // left and right are values
    existence,   // right is a query, and it selects something
    match,       // the pattern right matches all of the text left
    search,      // the pattern right matches a part of the text left
    // a value, or nothing
    length,  // of the value right
    count,   // of the nodes that the query right selects
    value,   // of the only node that the query right selects
    text,    // a literal, like the next ones
    number,
    true_,
    false_,
    null,
    // a list of nodes; in a comparison, or as a value, that of the only node
    query
};

// The comparison operators of filters.
enum class comparison : unsigned char {
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal
};

// A node of a filter's expression. The nodes of all filters of a query are in one array, each after
// its operands. Going through it from a root's first node to the root meets every operand before
// its operator, so evaluation needs no recursion. Nodes of a nested filter (a filter in a query of
// this filter) come before the node of that query. Their `filters` is larger than the root's; they
// apply to the nodes that the nested query selects.
struct filter_node {
    filter_kind kind = filter_kind::null;
    path::comparison comparison = path::comparison::equal;
    bool from_root = false;  // query: it begins with `$` instead of `@`
    // query: only name and index selectors, so it selects at most one node
    bool singular = false;
    std::size_t filters = 0;  // how many filters it is inside of: 1, or more in a nested filter
    std::size_t first = 0;    // index of the first node of this expression
    std::size_t left = 0, right = 0;  // indexes of the operands; a single operand is right
    std::size_t segments = 0;         // query: for object_query::segments_of
    std::string_view spelling{};      // text: decoded UTF-8; number: as in RFC 8259 section 6

    friend constexpr bool operator==(filter_node const&, filter_node const&) = default;
};

}  // namespace trotline::path
#endif
