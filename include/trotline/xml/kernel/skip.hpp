// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_KERNEL_SKIP_HPP
#define TROTLINE_XML_KERNEL_SKIP_HPP
// How to get over the parts of a document that nobody asked for. The text is well-formed from `at`
// on; on any other text the answers mean nothing, but no byte outside [at, end) is read.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

namespace trotline::xml::detail {

// The first byte in [at, end) that is one of `wanted`, or end. Sixteen at a time: every x86-64 can.
template <class... Bytes>
constexpr char const* find(char const* at, char const* end, Bytes... wanted) {
#if defined(__x86_64__)
    if (!std::is_constant_evaluated()) {
        for (; end - at >= 16; at += 16) {
            __m128i const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(at));
            __m128i found = _mm_setzero_si128();
            ((found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted)))), ...);
            if (auto const places = static_cast<unsigned>(_mm_movemask_epi8(found)); places != 0) {
                return at + std::countr_zero(places);
            }
        }
    }
#endif
    while (at != end && ((*at != wanted) && ...)) ++at;
    return at;
}

// The same in a text that begins at `begin`, where it is likely to be near: the first step is
// inlined.
template <class... Bytes>
[[gnu::always_inline]] constexpr char const* find_near([[maybe_unused]] char const* begin,
                                                       char const* at, char const* end,
                                                       Bytes... wanted) {
#if defined(__x86_64__)
    if (!std::is_constant_evaluated() && end - begin >= 16) {
        // The last bytes of the text are read with those before them.
        std::ptrdiff_t const beyond = end - at < 16 ? 16 - (end - at) : 0;
        __m128i const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(at - beyond));
        __m128i found = _mm_setzero_si128();
        ((found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted)))), ...);
        unsigned const places = static_cast<unsigned>(_mm_movemask_epi8(found)) >> beyond;
        if (places != 0) [[likely]]
            return at + std::countr_zero(places);
        if (beyond != 0) return end;
        at += 16;
    }
#endif
    return find(at, end, wanted...);
}

// Whether a name stands there: at least as many bytes as it has.
[[gnu::always_inline]] constexpr bool stands_at(char const* at, std::string_view name) {
    if (std::is_constant_evaluated()) return std::string_view(at, name.size()) == name;
    // words that overlap, without a call
    auto const same = [&]<class Word>(Word, std::size_t i) {
        Word a, b;
        std::memcpy(&a, at + i, sizeof a);
        std::memcpy(&b, name.data() + i, sizeof b);
        return a == b;
    };
    std::size_t const size = name.size();
    if (size >= 8) {
        for (std::size_t i = 0; i + 8 < size; i += 8) {
            if (!same(std::uint64_t{}, i)) return false;
        }
        return same(std::uint64_t{}, size - 8);
    }
    if (size >= 4) return same(std::uint32_t{}, 0) && same(std::uint32_t{}, size - 4);
    if (size >= 2) return same(std::uint16_t{}, 0) && same(std::uint16_t{}, size - 2);
    return size == 0 || *at == name.front();
}

// The first byte in [at, end) that is one of `stops`, a control character or beyond ASCII, or end.
template <class... Bytes>
constexpr char const* behind_plain(char const* at, char const* end, Bytes... stops) {
#if defined(__x86_64__)
    if (!std::is_constant_evaluated()) {
        for (; end - at >= 16; at += 16) {
            __m128i const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(at));
            // signed: from 0x80 on they are negative
            __m128i found = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' '));
            ((found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(stops)))), ...);
            if (auto const places = static_cast<unsigned>(_mm_movemask_epi8(found)); places != 0) {
                return at + std::countr_zero(places);
            }
        }
    }
#endif
    while (at != end && static_cast<unsigned char>(*at) >= 0x20 &&
           static_cast<unsigned char>(*at) < 0x80 && ((*at != stops) && ...))
        ++at;
    return at;
}

// Behind the first `last` in [at, end), or end.
constexpr char const* behind(char const* at, char const* end, std::string_view last) {
    while ((at = find(at, end, last.front())) != end) {
        if (std::string_view(at, static_cast<std::size_t>(end - at)).starts_with(last))
            return at + last.size();
        ++at;
    }
    return end;
}

// The `>` of a start tag, for a place inside the tag but outside its values; or end.
constexpr char const* tag_end(char const* at, char const* end) {
    char quote = '\0';
#if defined(__x86_64__)
    if (!std::is_constant_evaluated()) {
        for (; end - at >= 16; at += 16) {
            __m128i const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(at));
            auto const places = [bytes](char wanted) {
                return static_cast<unsigned>(
                    _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted))));
            };
            unsigned const quotes[] = {places('"'), places('\'')};
            unsigned const greater = places('>');
            unsigned left = 0xFFFF;
            for (;;) {
                unsigned const stops = left & (quote == '\0' ? greater | quotes[0] | quotes[1]
                                                             : quotes[quote == '\'']);
                if (stops == 0) break;
                int const place = std::countr_zero(stops);
                if (quote == '\0' && (greater >> place & 1) != 0) return at + place;
                quote = quote == '\0' ? at[place] : '\0';
                left &= 0xFFFEU << place;
            }
        }
    }
#endif
    for (; at != end; ++at) {
        if (quote != '\0') {
            if (*at == quote) quote = '\0';
        } else if (*at == '>') {
            break;
        } else if (*at == '"' || *at == '\'') {
            quote = *at;
        }
    }
    return at;
}

// Behind a comment, a CDATA section or a processing instruction, for its `<`, which is followed by
// `!` or `?`.
constexpr char const* behind_declaration(char const* at, char const* end) {
    if (at[1] == '?') return behind(at + 2, end, "?>");
    if (end - at > 2 && at[2] == '-') return behind(at + (end - at > 4 ? 4 : 2), end, "-->");
    return behind(at + 2, end, "]]>");
}

}  // namespace trotline::xml::detail
#endif
