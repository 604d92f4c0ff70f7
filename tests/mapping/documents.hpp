// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_MAPPING_DOCUMENTS_HPP
#define TROTLINE_TESTS_MAPPING_DOCUMENTS_HPP

#include <trotline/json/cursor.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/failure.hpp>
#include <trotline/xml/cursor.hpp>
#include <trotline/xml/format.hpp>

#include <cstddef>
#include <deque>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

// Documents for the tests of mapping/.
namespace trotline_tests {

// Calls run(format) for both ways to read JSON, which must have the same results.
template <class Run> void in_both_modes(Run&& run) {
    run(trotline::json::checked);
    run(trotline::json::on_demand);
}

// A cursor at the root; the text must be a document. The place for failures of it and its copies
// lives until the program ends.
template <class Format> auto opened(Format const& format, std::string_view text) {
    static std::deque<trotline::document_failure> kept;
    trotline::document_failure& why = kept.emplace_back();
    auto const cursor = format.open(text, why);
    if (why) throw std::invalid_argument(std::string(text));
    return cursor;
}

// A cursor at the element <v>, or at its attribute a.
inline auto element(std::string_view text) {
    auto cursor = opened(trotline::xml::checked, text);
    cursor.enter();
    if (cursor.find(trotline::one_wanted_name("v")) != 0)
        throw std::invalid_argument(std::string(text));
    return cursor;
}
inline auto attribute(std::string_view text) {
    auto cursor = element(text);
    cursor.enter();
    if (cursor.find(trotline::one_wanted_name("@a")) != 0)
        throw std::invalid_argument(std::string(text));
    return cursor;
}

// All failed rows in a short notation, separated by semicolons: the row's index, the code, what was
// found, `@` and its offset (left out if there is none), and the path inside a bound value. For
// example `0 wrong type: a string @15 [1].b; 2 missing: an object @3`. If the document is
// malformed: `malformed @3`.
inline std::string summary(trotline::document_failure const& why) {
    return std::string(name(why.code)) + " @" + std::to_string(why.offset);
}
inline std::string summary(std::span<trotline::row_failure const> rows) {
    std::string text;
    for (trotline::row_failure const& row : rows) {
        if (!text.empty()) text += "; ";
        text.append(std::to_string(row.row))
            .append(" ")
            .append(name(row.code))
            .append(": ")
            .append(name(row.found));
        text.append(" @").append(std::to_string(row.offset));
        if (!row.inner.empty()) text.append(" ").append(row.inner.view());
    }
    return text;
}
template <std::size_t N> std::string summary(trotline::mapping_failure<N> const& why) {
    return why.document() ? summary(why.document()) : summary(why.rows());
}

}  // namespace trotline_tests
#endif
