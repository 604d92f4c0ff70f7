// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_BYTE_CLASS_HPP
#define TROTLINE_JSON_BYTE_CLASS_HPP
// The classes of ASCII that block validation asks for, a bit for each, in the order of grammar_masks; and the places that put the
// bits of each class together.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::json::detail {

struct alignas(64) byte_table : std::array<std::uint8_t, 128> {};
struct alignas(64) byte_places : std::array<std::uint8_t, 64> {};

constexpr byte_table make_byte_classes() {
    byte_table table{};
    constexpr std::string_view members[8] = {"\"", "\\", " \t\n\r", "{[", "}]", ":", ",", "0123456789"};
    for (std::size_t i = 0; i != 8; ++i)
        for (char const c : members[i]) table[static_cast<unsigned char>(c)] = static_cast<std::uint8_t>(1u << i);
    return table;
}
inline constexpr byte_table byte_classes = make_byte_classes();

// byte 8 * i + j comes from byte 8 * j + i
constexpr byte_places make_transposed_bytes() {
    byte_places places{};
    for (std::size_t i = 0; i != 8; ++i)
        for (std::size_t j = 0; j != 8; ++j) places[8 * i + j] = static_cast<std::uint8_t>(8 * j + i);
    return places;
}
inline constexpr byte_places transposed_bytes = make_transposed_bytes();

}  // namespace trotline::json::detail
#endif
