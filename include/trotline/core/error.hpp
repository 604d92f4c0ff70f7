// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_ERROR_HPP
#define TROTLINE_CORE_ERROR_HPP

#include <trotline/core/scalar.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

namespace detail {
// An error that stands for several names at most so many of them.
inline constexpr std::size_t most_named_errors = 20;
}  // namespace detail

// What went wrong in a call. A code means the same at every stage.
enum class code : unsigned char {
    none,
    // render
    malformed_template,  // offset: the first wrong byte
    unknown_parameter,   // subject: its name
    forbidden_value,     // a value that is not allowed at its place
    malformed_request,   // the rendered URL, field or method is not valid
    unreadable,          // a file or stream of the content cannot be read
    // resolve, connect, tls, send, receive
    timeout,     // the deadline has passed
    cancelled,   // by the caller's stop token, or the transport is being destroyed
    unresolved,  // the host has no address
    refused,     // no server listens there
    unreachable,
    blocked,             // the address guard refused to dial
    certificate,         // the peer's certificate is not valid for the URL
    reset,               // the connection broke
    incomplete,          // the connection ended before the answer did
    malformed_response,  // not HTTP
    too_large,           // a size limit was reached
    too_many_redirects,
    forbidden_redirect,
    overloaded,     // a queue was full or too slow, or a limit of requests was reached
    circuit_open,   // the destination has failed several times in a row; nothing is sent
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
    ambiguous,  // the path selects more than one value
    wrong_type,
    out_of_range,
    needs_decoding,  // a view was asked for, but the text has to be decoded first
    wrong_size,      // too few or too many elements
    unmet_condition,
    refused_value,  // the type's conversion refused it (core/conversion.hpp)
    too_expensive,  // a query visits more nodes than it may
    // store
    rejected,  // the store refused a value
    // any stage
    internal  // an exception of a user's policy; detail: its text
};

constexpr std::string_view name(code c) {
    constexpr std::string_view names[] = {"none",
                                          "malformed template",
                                          "unknown parameter",
                                          "forbidden value",
                                          "malformed request",
                                          "unreadable",
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
                                          "circuit open",
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

// A short text in place, so that a failure needs no allocation. A longer text is cut and ends with
// "...".
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
        // do not cut inside a character
        std::size_t begin = Capacity - 3;
        while (begin != 0 && (static_cast<unsigned char>(text_[begin]) & 0xC0) == 0x80) --begin;
        for (std::size_t i = begin; i < Capacity; ++i) text_[i] = '.';
    }

    static_assert(Capacity > 3 && Capacity < 256);
    char text_[Capacity]{};
    unsigned char size_ = 0;
};

// A row as failures and reports name it. The texts belong to the mapping (those of literal rows are
// static).
struct row_description {
    std::string_view path{};  // as it is written in the program or configuration
    // a member's name, a parameter's name, or empty for a condition
    std::string_view destination{};
    bool required = true;
};

// Why a row did not get its value: the first reason. Does not allocate.
struct row_failure {
    trotline::code code = trotline::code::none;
    trotline::kind found = trotline::kind::nothing;  // what is there
    std::uint16_t row = 0;                           // its index in the mapping
    // ambiguous: bit i is set if the path's step i occurs several times and the path selects a
    // single value with [0] after each of these steps; 0: it does not, or this is unknown
    std::uint32_t repeated = 0;
    row_description description{};
    std::string_view expected{};  // static text: "an integer from -128 to 127"
    // byte offset of what was found; if nothing was found, of where the search ended
    std::size_t offset = 0;
    std::size_t depth = 0;     // how many of the path's segments were found
    short_text<64> inner{};    // the path inside the bound value: `[1].b`
    short_text<40> excerpt{};  // what was found, shortened
};

}  // namespace trotline
#endif
