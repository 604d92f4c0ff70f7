// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_FILTER_HPP
#define TROTLINE_PATH_FILTER_HPP
// The nodes of a filter's expression: RFC 9535 sections 2.3.5 and 2.4. Plain values; no allocation.

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::path {

enum class filter_kind : unsigned char {
    // hold or do not hold
    any_of,      // left || right
    all_of,      // left && right
    negation,    // !right
    comparison,  // left and right are values
    existence,   // right is a query, and it selects something
    match,       // the whole of the text left is one of the pattern right
    search,      // some of the text left is one of the pattern right
    // are a value, or nothing
    length,  // of the value right
    count,   // of the nodes that the query right selects
    value,   // of the one node that the query right selects
    text,    // a literal; the others, too
    number,
    true_,
    false_,
    null,
    // is a list of nodes; for a comparison, or as a value, that of the one node that it selects
    query
};

enum class comparison : unsigned char {
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal
};

// The nodes of a query's filters stand in one array, each behind its operands: whoever goes from a
// root's first node to the root meets every operand before what it belongs to, and needs no
// recursion. The nodes of a filter that stands in a query of this filter are met before that query.
// They have more filters around them than the root, and are for the nodes that the query selects.
struct filter_node {
    filter_kind kind = filter_kind::null;
    path::comparison comparison = path::comparison::equal;
    bool from_root = false;  // query: it begins with `$`, not with `@`
    // query: it has name and index selectors only, so that it selects at most one node
    bool singular = false;
    std::size_t filters = 0;          // around it: 1, or more in a filter in a filter
    std::size_t first = 0;            // place of the first node that belongs to this expression
    std::size_t left = 0, right = 0;  // places of the operands; one operand is right
    std::size_t segments = 0;         // query: what object_query::segments_of takes
    std::string_view spelling{};      // text: decoded UTF-8; number: as in RFC 8259 section 6

    friend constexpr bool operator==(filter_node const&, filter_node const&) = default;
};

}  // namespace trotline::path
#endif
