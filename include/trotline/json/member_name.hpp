// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_MEMBER_NAME_HPP
#define TROTLINE_JSON_MEMBER_NAME_HPP
// Whether a member has one of the names that are wanted, compared as they stand in the text: names
// with escapes are decoded and compared elsewhere (skip.hpp).

#include <trotline/core/cursor.hpp>
#include <trotline/json/kernel/skip.hpp>
#include <trotline/json/string.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline::json::detail {

// Whether all names of a set are known during translation: an empty type.
template <class N>
concept constant_name_set = std::is_empty_v<N> && requires {
    typename std::bool_constant<(N{}.size(), N{}[0].size(), true)>;
};

// The first eight bytes of a name and the quote behind it, as they lie in memory, and which of a
// word's bytes they are.
constexpr std::uint64_t first_word(std::string_view name) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i != 8 && i <= name.size(); ++i) {
        auto const byte = static_cast<unsigned char>(i == name.size() ? '"' : name[i]);
        word |= static_cast<std::uint64_t>(byte)
                << (8 * (std::endian::native == std::endian::little ? i : 7 - i));
    }
    return word;
}
constexpr std::uint64_t first_bytes(std::size_t size) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i != 8 && i != size; ++i)
        word |= std::uint64_t{0xFF}
                << (8 * (std::endian::native == std::endian::little ? i : 7 - i));
    return word;
}

// Whether the I-th of the names N is that of a member; `at` is its opening quote, and the text goes
// on for so many bytes. A short name and the quote behind it are one comparison.
template <class N, std::size_t I>
inline constexpr std::ptrdiff_t bytes_of_name = N{}[I].size() < 8 ? 9 : N{}[I].size() + 2;
template <class N, std::size_t I>
[[gnu::always_inline]] constexpr bool is_name_of_word(char const* at) {
    constexpr std::string_view name = N{}[I];
    constexpr std::uint64_t wanted = first_word(N{}[I]);
    [[maybe_unused]] constexpr std::uint64_t kept = first_bytes(N{}[I].size() + 1);
    std::uint64_t stands;
    std::memcpy(&stands, at + 1, 8);
    if constexpr (name.size() < 8)
        return (stands & kept) == wanted;
    else
        return stands == wanted && at[name.size() + 1] == '"' &&
               std::memcmp(at + 9, name.data() + 8, name.size() - 8) == 0;
}
template <class N, std::size_t I>
[[gnu::always_inline]] constexpr bool is_name(char const* at, char const* end) {
    constexpr std::string_view name = N{}[I];
    if constexpr (!needs_no_escape(name)) {
        return false;
    } else if (std::is_constant_evaluated() || end - at < bytes_of_name<N, I>) {
        return static_cast<std::size_t>(end - at) >= name.size() + 2 &&
               std::string_view(at + 1, name.size()) == name && at[name.size() + 1] == '"';
    } else {
        return is_name_of_word<N, I>(at);
    }
}

// Which of the names the member at `at` has; npos: none.
template <name_set N>
[[gnu::always_inline]] constexpr std::size_t match_name(char const* at, char const* end,
                                                        N const& names) {
    if constexpr (constant_name_set<N>) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) __attribute__((always_inline)) {
            std::size_t place = npos;
            (void)((is_name<N, I>(at, end) && (place = I, true)) || ...);
            return place;
        }
        (std::make_index_sequence<N{}.size()>{});
    } else {
        auto const rest = static_cast<std::size_t>(end - at);
        for (std::size_t i = 0; i != names.size(); ++i) {
            std::string_view const name = names[i];
            if (rest >= name.size() + 2 && at[name.size() + 1] == '"' &&
                same_bytes(at + 1, name.data(), name.size()) && needs_no_escape(name))
                return i;
        }
        return npos;
    }
}

// Which of the names is the one that ends, its closing quote included, at `end`. npos: none.
[[gnu::always_inline]] constexpr bool is_name_before(char const* begin, char const* end,
                                                     std::string_view name) {
    auto const size = static_cast<std::ptrdiff_t>(name.size());
    return end - begin >= size + 2 && end[-size - 2] == '"' && end[-1] == '"' &&
           same_bytes(end - size - 1, name.data(), name.size());
}
template <name_set N>
[[gnu::always_inline]] constexpr std::size_t match_name_before(char const* begin, char const* end,
                                                               N const& names) {
    if constexpr (constant_name_set<N>) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) __attribute__((always_inline)) {
            std::size_t place = npos;
            (void)((std::bool_constant<needs_no_escape(N{}[I])>{} &&
                    is_name_before(begin, end, N{}[I]) && (place = I, true)) ||
                   ...);
            return place;
        }
        (std::make_index_sequence<N{}.size()>{});
    } else {
        for (std::size_t i = 0; i != names.size(); ++i)
            if (is_name_before(begin, end, names[i]) && needs_no_escape(names[i])) return i;
        return npos;
    }
}

// The last three bytes of the names of a set, or the opening quote and less of them, as three
// tables, the last byte's first: for the lower six bits of a byte, which of the names may have it
// there. A bit for each of eight names; the ninth shares that of the first.
struct name_tails {
    alignas(64) std::uint8_t with[3][64];
};
template <class N> constexpr name_tails make_tails(N const& names) {
    name_tails tails{};
    for (std::size_t i = 0; i != names.size(); ++i)
        for (std::size_t n = 0; n != 3; ++n)
            for (unsigned low = 0; low != 64; ++low) {
                std::string_view const name = names[i];
                char const c = n < name.size() ? name[name.size() - 1 - n] : '"';
                bool const is = n > name.size() || (static_cast<unsigned char>(c) & 63) == low;
                tails.with[n][low] =
                    static_cast<std::uint8_t>(tails.with[n][low] | (is ? 1U << i % 8 : 0U));
            }
    return tails;
}
template <constant_name_set N> inline constexpr name_tails tails_of = make_tails(N{});

// The sizes that the names of a set have: a bit for each size below 63, the last one for those that
// are longer.
constexpr std::uint64_t size_bit(std::size_t size) {
    return std::uint64_t{1} << (size < 63 ? size : 63);
}
template <name_set N> [[gnu::always_inline]] constexpr std::uint64_t sizes_of(N const& names) {
    constexpr auto add = [](auto const& of) {
        std::uint64_t sizes = 0;
        for (std::size_t i = 0; i != of.size(); ++i) sizes |= size_bit(of[i].size());
        return sizes;
    };
    if constexpr (constant_name_set<N>)
        return std::integral_constant<std::uint64_t, add(N{})>{};
    else
        return add(names);
}

// The last bytes that the names of a set have, before their closing quotes: a bit for the lower six
// bits of each.
constexpr std::uint64_t last_byte(char c) {
    return std::uint64_t{1} << (static_cast<unsigned char>(c) & 63);
}
constexpr bool has_last_byte(std::uint64_t bytes, char c) {
    return (bytes >> (static_cast<unsigned char>(c) & 63) & 1) != 0;
}
template <name_set N> [[gnu::always_inline]] constexpr std::uint64_t last_bytes_of(N const& names) {
    constexpr auto add = [](auto const& of) {
        std::uint64_t bytes = 0;
        for (std::size_t i = 0; i != of.size(); ++i)
            bytes |= last_byte(of[i].empty() ? '"' : of[i].back());
        return bytes;
    };
    if constexpr (constant_name_set<N>)
        return std::integral_constant<std::uint64_t, add(N{})>{};
    else
        return add(names);
}

}  // namespace trotline::json::detail
#endif
