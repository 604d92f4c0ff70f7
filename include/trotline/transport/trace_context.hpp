// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_TRACE_CONTEXT_HPP
#define TROTLINE_TRANSPORT_TRACE_CONTEXT_HPP
// Reads and writes the field `traceparent`, which lets a trace continue from one service to the
// next: W3C Trace Context, section 3.2.
//   00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01

#include <trotline/core/random.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

namespace detail {
// Two hexadecimal digits for each byte.
template <std::size_t N>
constexpr bool take_digits(std::string_view text, std::size_t at,
                           std::array<std::uint8_t, N>& into) {
    for (std::size_t i = 0; i != 2 * N; ++i) {
        auto const digit = std::string_view("0123456789abcdef").find(text[at + i]);
        if (digit == std::string_view::npos) return false;
        into[i / 2] = static_cast<std::uint8_t>(into[i / 2] * 16u + digit);
    }
    return true;
}
}  // namespace detail

// The parts of the field `traceparent`.
struct trace_context {
    std::array<std::uint8_t, 16> trace_id{};
    std::array<std::uint8_t, 8> parent_id{};  // of the span that makes the call
    std::uint8_t flags = 1;                   // 1: sampled

    // Returns nothing if the text is not a traceparent, or if an id is all zeros. Later versions
    // are read as far as they are like version 00.
    static constexpr std::optional<trace_context> parse(std::string_view text) {
        constexpr std::size_t size = 55;
        std::array<std::uint8_t, 1> version{}, flags{};
        trace_context read;
        if (text.size() < size || !detail::take_digits(text, 0, version) || version[0] == 0xFF ||
            (version[0] == 0 ? text.size() != size : text.size() > size && text[size] != '-') ||
            text[2] != '-' || text[35] != '-' || text[52] != '-' ||
            !detail::take_digits(text, 3, read.trace_id) ||
            !detail::take_digits(text, 36, read.parent_id) || !detail::take_digits(text, 53, flags))
            return std::nullopt;
        read.flags = flags[0];
        if (read.trace_id == decltype(trace_id){} || read.parent_id == decltype(parent_id){})
            return std::nullopt;
        return read;
    }
    // Starts a new trace with its first span.
    static trace_context begin() {
        trace_context made;
        fill(made.trace_id);
        fill(made.parent_id);
        return made;
    }
    // Another span in the same trace.
    trace_context child() const {
        trace_context made = *this;
        fill(made.parent_id);
        return made;
    }

    friend bool operator==(trace_context const&, trace_context const&) = default;
    // The field's value.
    friend std::string to_string(trace_context const& from) {
        return "00-" + digits(from.trace_id) + "-" + digits(from.parent_id) + "-" +
               digits(std::array{from.flags});
    }

    // An id in hexadecimal.
    template <std::size_t N> static std::string digits(std::array<std::uint8_t, N> const& bytes) {
        std::string text;
        for (std::uint8_t const byte : bytes)
            (text += "0123456789abcdef"[byte >> 4]) += "0123456789abcdef"[byte & 15];
        return text;
    }

  private:
    template <std::size_t N> static void fill(std::array<std::uint8_t, N>& id) {
        do {
            for (std::size_t i = 0; i != N; i += 8) {
                std::uint64_t bits = trotline::detail::random_bits();
                for (std::size_t byte = i; byte != i + 8; ++byte, bits >>= 8)
                    id[byte] = static_cast<std::uint8_t>(bits);
            }
        } while (id == std::array<std::uint8_t, N>{});
    }
};

}  // namespace trotline
#endif
