// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_SCALAR_HPP
#define TROTLINE_CORE_SCALAR_HPP

#include <trotline/core/abi.hpp>

#include <cfloat>
#include <cstdint>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// The type of what is at a cursor. JSON has the first six. An XML element is both an object and a
// text, an attribute is a text. `nothing`: the document has ended or is malformed there; the
// cursor's failure() says which.
enum class kind : unsigned char {
    null,
    boolean,
    number,
    string,
    array,
    object,
    text,
    element,
    nothing
};

constexpr std::string_view name(kind k) {
    constexpr std::string_view names[] = {"null",     "a boolean",  "a number",
                                          "a string", "an array",   "an object",
                                          "a text",   "an element", "nothing"};
    return names[static_cast<unsigned char>(k)];
}

// A scalar value as it is written in a document. If `plain`, `text` is the value itself (a string's
// characters without its quotes, a number's digits, the text of an element or attribute). Otherwise
// it has escapes, references, line ends or markup inside, and the cursor's decode() makes the value
// of it. Points into the document (or, for a parser without source text, into the cursor).
struct scalar {
    trotline::kind kind = trotline::kind::nothing;
    bool plain = true;
    std::string_view text{};
};

// An integer: (-1)^negative * magnitude.
struct integer_value {
    std::uint64_t magnitude = 0;
    bool negative = false;
};

// A value exactly as it is written in the document: JSON text, or an element with its tags.
// raw_text owns a copy; raw_view is valid as long as the document.
struct raw_text {
    std::string text;
    friend bool operator==(raw_text const&, raw_text const&) = default;
};
struct raw_view {
    std::string_view text;
    friend bool operator==(raw_view const&, raw_view const&) = default;
};

// A number's digits as they are in the document, such as `12.50` or 92233720368547758423: numbers
// that no arithmetic type can hold are not changed. RFC 8259 section 6 defines how it is written.
struct number {
    std::string text;
    friend bool operator==(number const&, number const&) = default;
};
struct number_view {
    std::string_view text;
    friend bool operator==(number_view const&, number_view const&) = default;
};

namespace detail {

// True if the result of one operation with doubles is rounded once. x87 instructions, of 32-bit
// x86, round it to 64 bits first: then it need not be the nearest double.
inline constexpr bool rounds_once = FLT_EVAL_METHOD == 0 || FLT_EVAL_METHOD == 1;

}  // namespace detail
}  // namespace trotline
#endif
