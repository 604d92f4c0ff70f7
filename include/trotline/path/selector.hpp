// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_SELECTOR_HPP
#define TROTLINE_PATH_SELECTOR_HPP
// The parts of a query that select children: RFC 9535 sections 2.3 and 2.5. Plain values; no
// allocation.

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::path {

// What an object_query can hold. A longer query is an error, never a truncation.
inline constexpr std::size_t max_query_text = 511;     // bytes, as spelled
inline constexpr std::size_t max_query_segments = 64;  // with those of the queries in its filters
inline constexpr std::size_t max_query_selectors = 96;
inline constexpr std::size_t max_query_integers = 64;  // an index is one, a slice up to three
inline constexpr std::size_t max_filter_nodes = 96;    // operators, functions, queries, literals
inline constexpr std::size_t max_nesting = 8;          // filters, parentheses, calls in each other

enum class selector_kind : unsigned char {
    name,        // the child of that name
    index,       // the element at that place
    wildcard,    // every child
    slice,       // the elements from a start to an end
    filter,      // the children for which an expression holds
    attributes,  // `@*`: every attribute (XML only)
    local_name   // `*:Body`: child elements of that name with any prefix or none (XML only)
};

// start:end:step, RFC 9535 section 2.3.4. A start or end that is left out depends on the step's
// sign.
struct slice {
    std::int64_t start = 0, end = 0, step = 1;
    bool has_start = false, has_end = false;

    // The elements of an array of that size: from first, by step, up to last, which is not one of
    // them. A step below zero goes down, and a step of zero selects nothing (then first == last).
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
    // True if it goes forwards and counts from the begin only, so that an array can be read once.
    constexpr bool streams() const { return step >= 0 && start >= 0 && end >= 0; }

    friend constexpr bool operator==(slice const&, slice const&) = default;
};

// One selector of a segment. What it refers to stands in the object_query that it comes from.
struct selector {
    selector_kind kind = selector_kind::wildcard;
    std::string_view name{};    // name, local_name: decoded UTF-8
    std::int64_t index = 0;     // index: below zero it counts from the end
    path::slice slice{};        // slice
    std::size_t condition = 0;  // filter: the place of the expression's root among the filter nodes

    friend constexpr bool operator==(selector const&, selector const&) = default;
};

}  // namespace trotline::path
#endif
