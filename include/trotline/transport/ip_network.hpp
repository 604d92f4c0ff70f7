// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_IP_NETWORK_HPP
#define TROTLINE_TRANSPORT_IP_NETWORK_HPP

// IP addresses and networks, and how they are parsed. Nothing here allocates or asks the system.
#include <trotline/core/ascii.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>

namespace trotline::inline TROTLINE_ABI {

// An IPv4 or IPv6 address in network byte order: 4 or 16 bytes.
struct ip_address {
    std::array<std::uint8_t, 16> bytes{};
    std::uint8_t size = 0;  // 4 or 16; 0: no address

    static constexpr ip_address v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d) {
        return {{a, b, c, d}, 4};
    }
    static constexpr ip_address from(std::span<std::uint8_t const> network_order) {
        ip_address address;
        if (network_order.size() != 4 && network_order.size() != 16) return address;
        for (std::size_t i = 0; i < network_order.size(); ++i) address.bytes[i] = network_order[i];
        address.size = static_cast<std::uint8_t>(network_order.size());
        return address;
    }
    constexpr bool operator==(ip_address const&) const = default;
};

// All addresses that begin with the same bits.
struct ip_network {
    ip_address address;
    std::uint8_t prefix = 0;  // bits

    constexpr bool contains(ip_address const& other) const {
        if (address.size == 0 || other.size != address.size || prefix > address.size * 8)
            return false;
        for (unsigned bit = 0; bit < prefix; bit += 8) {
            unsigned const left = prefix - bit;
            unsigned const mask = left >= 8 ? 0xFFu : (0xFF00u >> left) & 0xFFu;
            if (((address.bytes[bit / 8] ^ other.bytes[bit / 8]) & mask) != 0) return false;
        }
        return true;
    }
};

namespace detail {

// RFC 3986 section 3.2.2, IPv4address: four decimal numbers up to 255, without leading zeros.
constexpr bool parse_ipv4(std::string_view text, std::uint8_t* to) {
    for (int part = 0; part < 4; ++part) {
        unsigned value = 0;
        std::size_t digits = 0;
        for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
            if (digits == 3 || (digits == 1 && value == 0)) return false;
            value = value * 10 + static_cast<unsigned>(text[digits] - '0');
        }
        if (digits == 0 || value > 255) return false;
        to[part] = static_cast<std::uint8_t>(value);
        text.remove_prefix(digits);
        if (part == 3) break;
        if (!text.starts_with('.')) return false;
        text.remove_prefix(1);
    }
    return text.empty();
}

// RFC 4291 section 2.2: eight groups of hexadecimal digits; `::` once, for groups of zeros; the
// last two groups may be an IPv4 address.
constexpr bool parse_ipv6(std::string_view text, std::array<std::uint8_t, 16>& to) {
    constexpr std::size_t none = 17;
    std::size_t size = 0, gap = none;
    if (text.starts_with("::")) {
        gap = 0;
        text.remove_prefix(2);
    }
    while (!text.empty()) {
        if (size == 16) return false;
        if (text.find(':') == text.npos && text.find('.') != text.npos) {
            if (size > 12 || !parse_ipv4(text, to.data() + size)) return false;
            size += 4;
            break;
        }
        unsigned value = 0;
        std::size_t digits = 0;
        for (; digits < text.size() && text[digits] != ':'; ++digits) {
            int const digit = hexadecimal_value(text[digits]);
            if (digits == 4 || digit < 0) return false;
            value = value * 16 + static_cast<unsigned>(digit);
        }
        if (digits == 0) return false;
        to[size++] = static_cast<std::uint8_t>(value >> 8);
        to[size++] = static_cast<std::uint8_t>(value & 0xFF);
        text.remove_prefix(digits);
        if (text.empty()) break;
        text.remove_prefix(1);
        if (text.empty()) return false;
        if (!text.starts_with(':')) continue;
        if (gap != none) return false;
        gap = size;
        text.remove_prefix(1);
    }
    if (gap == none) return size == 16;
    if (size == 16) return false;
    for (std::size_t behind = size; behind != gap;) {
        --behind;
        to[behind + 16 - size] = to[behind];
    }
    for (std::size_t i = gap; i != gap + 16 - size; ++i) to[i] = 0;
    return true;
}

}  // namespace detail

// Parses an address; returns nothing if the text is not one. A zone (%eth0) and the older forms of
// IPv4 (0x7F.1) are not accepted.
constexpr std::optional<ip_address> parse_address(std::string_view text) {
    ip_address address;
    if (detail::parse_ipv4(text, address.bytes.data())) {
        address.size = 4;
        return address;
    }
    address = {};
    address.size = 16;
    if (!detail::parse_ipv6(text, address.bytes)) return std::nullopt;
    return address;
}

// Parses "10.1.0.0/16", "fd00::/8", or an address without a prefix. Returns nothing if the text is
// neither, or has bits set after its prefix.
inline std::optional<ip_network> parse_network(std::string_view text) {
    auto const slash = text.find('/');
    auto const address = parse_address(text.substr(0, slash));
    if (!address) return std::nullopt;
    unsigned const bits = address->size * 8u;
    unsigned prefix = bits;
    if (slash != std::string_view::npos) {
        auto const digits = text.substr(slash + 1);
        auto const [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
        if (error != std::errc{} || end != digits.data() + digits.size() || prefix > bits)
            return std::nullopt;
    }
    for (unsigned bit = prefix; bit < bits; ++bit) {
        if ((address->bytes[bit / 8] & (0x80u >> bit % 8)) != 0) return std::nullopt;
    }
    return ip_network{*address, static_cast<std::uint8_t>(prefix)};
}

}  // namespace trotline
#endif
