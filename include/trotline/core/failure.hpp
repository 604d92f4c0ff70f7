// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_FAILURE_HPP
#define TROTLINE_CORE_FAILURE_HPP

#include <trotline/core/error.hpp>
#include <trotline/core/message.hpp>

#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// The stages of a call in their order; a failure says in which one it happened.
enum class stage : unsigned char {
    render,
    resolve,
    connect,
    tls,
    send,
    receive,
    status,
    decode,
    parse,
    map,
    store
};

constexpr std::string_view name(stage s) {
    constexpr std::string_view names[] = {"render", "resolve", "connect", "tls", "send", "receive",
                                          "status", "decode",  "parse",   "map", "store"};
    return names[static_cast<unsigned char>(s)];
}

// How long a call spent in each phase. A phase that was not reached, or not needed (connecting with
// a reused connection), takes zero.
struct phase_times {
    using duration = std::chrono::microseconds;
    duration resolve{}, connect{}, tls{}, send{}, first_byte{}, receive{}, total{};
};

// Why a call failed, as a value with what a person needs to find the cause. It owns its texts, and
// none of them contains a secret.
struct failure {
    trotline::stage stage = trotline::stage::render;
    trotline::code code = trotline::code::none;
    // what it concerns: a parameter's name, a host, a field's name, a media type
    std::string subject{};
    std::string detail{};  // what was expected, what was found, what to do
    // byte in the template (stage render) or in the content (parse, map); npos: none
    std::size_t offset = static_cast<std::size_t>(-1);
    std::vector<row_failure> rows{};  // stage map: one for every row that failed
    // true if the request may have had an effect on the server
    bool may_have_been_processed = false;
    std::size_t bytes_received = 0;
    phase_times elapsed{};
};

// `resolve failed: unresolved (api.example): ...`, and one line for every row that failed
inline std::string to_string(failure const& f) {
    std::string text(name(f.stage));
    text.append(" failed: ").append(name(f.code));
    if (!f.subject.empty()) append_visible(text += " (", f.subject), text += ')';
    if (f.offset != npos && f.rows.empty())
        text.append(" at byte ").append(std::to_string(f.offset));
    if (!f.detail.empty()) append_visible(text += ": ", f.detail);
    for (row_failure const& row : f.rows) text.append("\n  ").append(to_string(row));
    return text;
}

template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                             failure const& f) {
    return out << to_string(f);
}

}  // namespace trotline
#endif
