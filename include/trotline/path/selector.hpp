// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_SELECTOR_HPP
#define TROTLINE_PATH_SELECTOR_HPP
// The selectors of a query: RFC 9535 sections 2.3 and 2.5. Plain values; nothing allocates.

#include <trotline/core/abi.hpp>
#include <trotline/path/segment.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::path {

// The limits of an object_query. A longer query is an error, never cut.
inline constexpr std::size_t max_query_text = 511;  // bytes of its text
inline constexpr std::size_t max_query_segments =
    64;  // including those of the queries in its filters
inline constexpr std::size_t max_query_selectors = 96;
inline constexpr std::size_t max_query_integers = 64;  // an index needs one, a slice up to three
inline constexpr std::size_t max_filter_nodes = 96;    // operators, functions, queries, literals
inline constexpr std::size_t max_nesting = 8;          // of filters, parentheses, calls

// The kinds of selectors.
enum class selector_kind : unsigned char {
    name,       // the child with that name
    index,      // the element with that index
    wildcard,   // every child
    slice,      // the elements from a start to an end
    filter,     // the children for which an expression is true
    attributes  // `@*`: every attribute (XML only)
};

// A slice selector, start:end:step (RFC 9535 section 2.3.4). The default of a start or end that is
// left out depends on the step's sign.
struct slice {
    std::int64_t start = 0, end = 0, step = 1;
    bool has_start = false, has_end = false;

    // The elements of an array of a given size: from first, by step, up to but not including last.
    // A negative step goes down; a step of zero selects nothing (then first == last).
    struct range {
        std::int64_t first, last, step;
        friend constexpr bool operator==(range const&, range const&) = default;
    };
    constexpr range of(std::int64_t size) const {
        auto const at = [size](std::int64_t n) { return n < 0 ? n + size : n; };
        auto const between = [](std::int64_t n, std::int64_t low, std::int64_t high) {
            return n < low ? low : n > high ? high : n;
        };
        if (step == 0) return {0, 0, 0};
        if (step > 0) {
            auto const first = has_start ? between(at(start), 0, size) : 0;
            auto const last = has_end ? between(at(end), 0, size) : size;
            return {first, last < first ? first : last, step};
        }
        auto const first = has_start ? between(at(start), -1, size - 1) : size - 1;
        auto const last = has_end ? between(at(end), -1, size - 1) : -1;
        return {first, last > first ? first : last, step};
    }
    // True if the slice goes forwards and counts from the start only, so that one pass over an
    // array is enough.
    constexpr bool streams() const { return step >= 0 && start >= 0 && end >= 0; }

    friend constexpr bool operator==(slice const&, slice const&) = default;
};

// One selector of a segment. Its name points into the object_query that it comes from.
struct selector {
    selector_kind kind = selector_kind::wildcard;
    std::string_view name{};    // name: decoded UTF-8
    std::int64_t index = 0;     // index: a negative one counts from the end
    path::slice slice{};        // slice
    std::size_t condition = 0;  // filter: index of the expression's root among the filter nodes

    // A name or an index, as the segment of a path.
    constexpr segment step() const { return {name, index, kind == selector_kind::index}; }

    friend constexpr bool operator==(selector const&, selector const&) = default;
};

}  // namespace trotline::path
#endif
