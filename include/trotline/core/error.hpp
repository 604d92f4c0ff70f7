// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_ERROR_HPP
#define TROTLINE_CORE_ERROR_HPP

#include <trotline/core/scalar.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline {

// What went wrong. One code keeps its meaning at every stage.
enum class code : unsigned char {
    none,
    // render
    malformed_template,  // a template that is not one; offset: the first wrong byte
    unknown_parameter,   // subject: its name
    forbidden_value,     // a value that must not stand at its place
    malformed_request,   // what was rendered is not a request: URL, field, method
    // resolve, connect, tls, send, receive
    timeout,     // the deadline passed
    cancelled,   // the caller's stop token, or the transport's end
    unresolved,  // the host has no address
    refused,     // nobody listens there
    unreachable,
    blocked,             // the address guard refused to dial
    certificate,         // the peer is not who the URL says
    reset,               // the connection broke
    incomplete,          // the connection ended before the answer did
    malformed_response,  // not HTTP
    too_large,           // a size limit was reached
    too_many_redirects,
    forbidden_redirect,
    overloaded,     // a queue was full
    configuration,  // the transport was set up wrongly; detail says how
    // status, decode
    unexpected_status,
    malformed_coding,  // a content coding that cannot be undone
    // parse
    unsupported_media_type,
    malformed,  // not well-formed; offset: the first wrong byte
    too_deep,
    // map
    missing,  // the path selects nothing
    null,
    ambiguous,  // the path selects more than one
    wrong_type,
    out_of_range,
    needs_decoding,  // a view was asked for, but the text has to be decoded first
    wrong_size,      // too few or too many elements
    unmet_condition,
    refused_value,  // by the conversion of a type (core/conversion.hpp)
    too_expensive,  // a query looks at more nodes than it may
    // store
    rejected,  // the store would not take a value
    // any stage
    internal  // an exception of a user's policy; detail: its text
};

constexpr std::string_view name(code c) {
    constexpr std::string_view names[] = {"none",
                                          "malformed template",
                                          "unknown parameter",
                                          "forbidden value",
                                          "malformed request",
                                          "timeout",
                                          "cancelled",
                                          "unresolved",
                                          "refused",
                                          "unreachable",
                                          "blocked",
                                          "certificate",
                                          "reset",
                                          "incomplete",
                                          "malformed response",
                                          "too large",
                                          "too many redirects",
                                          "forbidden redirect",
                                          "overloaded",
                                          "configuration",
                                          "unexpected status",
                                          "malformed coding",
                                          "unsupported media type",
                                          "malformed",
                                          "too deep",
                                          "missing",
                                          "null",
                                          "ambiguous",
                                          "wrong type",
                                          "out of range",
                                          "needs decoding",
                                          "wrong size",
                                          "unmet condition",
                                          "refused value",
                                          "too expensive",
                                          "rejected",
                                          "internal"};
    return names[static_cast<unsigned char>(c)];
}

// A short text that is kept in place, so that a failure needs no allocation; what does not fit is
// cut and ends with "...".
template <std::size_t Capacity> class short_text {
  public:
    constexpr short_text() = default;
    constexpr explicit short_text(std::string_view text) { append(text); }

    constexpr std::string_view view() const { return {text_, size_}; }
    constexpr bool empty() const { return size_ == 0; }

    constexpr void append(std::string_view text) {
        for (char const c : text) {
            if (size_ == Capacity) return cut();
            text_[size_++] = c;
        }
    }
    constexpr void prepend(std::string_view text) {
        short_text joined(text);
        joined.append(view());
        *this = joined;
    }

  private:
    constexpr void cut() {
        // Not inside a character.
        std::size_t begin = Capacity - 3;
        while (begin != 0 && (static_cast<unsigned char>(text_[begin]) & 0xC0) == 0x80) --begin;
        for (std::size_t i = begin; i < Capacity; ++i) text_[i] = '.';
    }

    static_assert(Capacity > 3 && Capacity < 256);
    char text_[Capacity]{};
    unsigned char size_ = 0;
};

// A row as failures and reports name it. The texts belong to the mapping (for literal rows they are
// static).
struct row_description {
    std::string_view path{};  // as written
    // a member's name, a parameter's name, or empty for a condition
    std::string_view destination{};
    bool required = true;
};

// Why a row did not get its value: the first reason. Holds no allocation.
struct row_failure {
    trotline::code code = trotline::code::none;
    trotline::kind found = trotline::kind::nothing;  // what stood there
    std::uint16_t row = 0;                           // its place in the mapping
    // ambiguous: bit i says that the path's step i is there several times, and that the path leads
    // to one value with [0] behind every such step; 0: it does not, or that is not known
    std::uint32_t repeated = 0;
    row_description description{};
    std::string_view expected{};  // static text: "an integer from -128 to 127"
    // byte offset in the document of what stood there; where nothing did, of where the search ended
    std::size_t offset = 0;
    std::size_t depth = 0;     // how many of the path's segments were found
    short_text<64> inner{};    // below the path, inside a bound value: `[1].b`
    short_text<40> excerpt{};  // what stood there, shortened
};

}  // namespace trotline
#endif
