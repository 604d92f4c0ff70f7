// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_KERNEL_VALIDATE_IN_BLOCKS_HPP
#define TROTLINE_XML_KERNEL_VALIDATE_IN_BLOCKS_HPP
// The bit-parallel validator. It says whether a document is well-formed; the portable validator
// finds out where and why not. The classes of the next 64 bytes are computed before they are
// needed, so that they do not wait for the tags of these. Rare parts (comments, references, tags
// longer than a block) are read by the portable reader.

#include <trotline/core/same_bytes.hpp>
#include <trotline/core/sixteen_bytes.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/xml/character.hpp>
#include <trotline/xml/document.hpp>
#include <trotline/xml/element_list.hpp>
#include <trotline/xml/kernel/block.hpp>
#include <trotline/xml/kernel/block_neon.hpp>
#include <trotline/xml/kernel/window.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml::detail {

using trotline::detail::same_bytes;

// True if `size` bytes are equal at both positions. `before` is before `at`, and both are before
// end.
[[gnu::always_inline]] inline bool same_tag_names(char const* before, char const* at,
                                                  std::size_t size, char const* end) {
    if (static_cast<std::size_t>(end - at) < 8) return std::memcmp(before, at, size) == 0;
    auto const word = [](char const* from) {
        std::uint64_t bytes;
        std::memcpy(&bytes, from, 8);
        return bytes;
    };
    if (size <= 8) {
        std::uint64_t const differ = word(before) ^ word(at);
        // the bytes after them, which are the upper or the lower bits
        std::size_t const others = 64 - 8 * size;
        return (std::endian::native == std::endian::little ? differ << others : differ >> others) ==
               0;
    }
    for (std::size_t i = 0; i + 8 <= size; i += 8) {
        if (word(before + i) != word(at + i)) return false;
    }
    return word(before + size - 8) == word(at + size - 8);
}

// Skips characters beyond ASCII in text. False if XML does not allow one of them.
[[gnu::noinline]] inline bool skip_beyond_ascii(char const*& at, char const* end) {
    do {
        if (end - at >= 4) {
            std::uint32_t const bytes = trotline::detail::load_four(at);
            if (trotline::detail::is_sequence_of_three(bytes) &&
                (bytes & 0xFEFFFF) != 0xBEBFEF) {  // U+FFFE and U+FFFF
                at += 3;
                continue;
            }
            if (trotline::detail::is_sequence_of_two(bytes)) {
                at += 2;
                continue;
            }
        }
        utf8_sequence const found = utf8_sequence_at(at, end);
        if (found.size == 0) return false;
        bool const none = found.size == 3 && std::memcmp(at, "\xEF\xBF", 2) == 0 &&
                          static_cast<unsigned char>(at[2]) >= 0xBE;
        if (none) return false;
        at += found.size;
    } while (at != end && static_cast<unsigned char>(*at) >= 0x80);
    return true;
}

// Skips references and characters beyond ASCII in an attribute's value and returns its closing
// quote; or `size`, if something is wrong, or the value ends outside of the window.
[[gnu::noinline]] inline std::size_t end_of_value(char const* text, std::size_t at,
                                                  std::size_t size, block_window const& window,
                                                  char quote) {
    while (at < size && text[at] != quote) {
        char const stop = text[at];
        if (stop == '&') {
            std::size_t const length = decode_reference({text + at, size - at}).length;
            if (length == 0) return size;
            at += length;
        } else if (static_cast<unsigned char>(stop) >= 0x80) {
            char const* after = text + at;
            if (!skip_beyond_ascii(after, text + size)) return size;
            at = static_cast<std::size_t>(after - text);
        } else if (is(stop, stops_text)) {
            return size;
        } else {
            at += is(stop, stops_value);  // the other quote
        }
        at = window.value_stop(at);
    }
    return at;
}

// Reads the rest of a usual start tag, with at most one attribute, from the byte after its name;
// that byte and the next are in the window. Returns the tag's end; or 0.
[[gnu::always_inline]] inline std::size_t rest_of_plain_tag(char const* text, std::size_t at,
                                                            std::size_t size,
                                                            block_window const& window) {
    if (text[at] == '>') return at + 1;
    if (text[at] != ' ' || !is(text[at + 1], starts_name))
        return text[at] == '/' && text[at + 1] == '>' ? at + 2 : 0;
    std::size_t const equals = at + 1 + window.name_size(at + 1);
    if (equals + 3 >= size || text[equals] != '=' || text[equals + 1] != '"') return 0;
    std::size_t const quote = window.value_stop(equals + 2);
    if (quote + 2 >= size || text[quote] != '"') return 0;
    if (text[quote + 1] == '>') return quote + 2;
    return text[quote + 1] == '/' && text[quote + 2] == '>' ? quote + 3 : 0;
}

// Reads the attributes and the end of a start tag, from the byte after its name. Returns the tag's
// end; or 0, if the tag does not end in the window, or has something that must be read elsewhere.
[[gnu::always_inline]] inline std::size_t rest_of_tag(char const* text, std::size_t at,
                                                      std::size_t size,
                                                      block_window const& window) {
    constexpr std::size_t ahead = 3;  // bytes that are read without a check
    attribute_names names;
    std::string_view first;
    while (at + ahead < size) {
        if (text[at] == '>') return at + 1;
        std::size_t begin = at;
        while (is_blank(text[begin])) {
            if (++begin + ahead >= size) return 0;
        }
        if (!is(text[begin], starts_name)) {
            if (text[begin] == '>') return begin + 1;
            return text[begin] == '/' && text[begin + 1] == '>' ? begin + 2 : 0;
        }
        std::size_t const equals = begin + window.name_size(begin);
        if (begin == at || equals + ahead >= size || text[equals] != '=') return 0;
        char const quote = text[equals + 1];
        if (quote != '"' && quote != '\'') return 0;
        // A single name needs no comparison.
        std::string_view const name(text + begin, equals - begin);
        if (first.empty()) {
            first = name;
        } else {
            if (names.empty()) names.insert(first);
            if (names.full() || !names.insert(name)) return 0;
        }
        at = window.value_stop(equals + 2);
        if (at >= size || text[at] != quote) at = end_of_value(text, at, size, window, quote);
        ++at;
    }
    return 0;
}

#if defined(__x86_64__) && defined(__GNUC__)
[[gnu::target("bmi,bmi2")]] std::size_t avx2_block::rest_of_tag(char const* text, std::size_t at,
                                                                std::size_t size,
                                                                block_window const& window) {
    return detail::rest_of_tag(text, at, size, window);
}
[[gnu::target("bmi,bmi2")]] inline std::size_t avx512_block::rest_of_tag(
    char const* text, std::size_t at, std::size_t size, block_window const& window) {
    return avx2_block::rest_of_tag(text, at, size, window);
}
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
std::size_t neon_block::rest_of_tag(char const* text, std::size_t at, std::size_t size,
                                    block_window const& window) {
    return detail::rest_of_tag(text, at, size, window);
}
#endif

// [20] CData and the section's end, from stop `i` of the window, which is the section's `<`.
// Returns the section's end; or 0, if it does not end in the window, or has something that must be
// read elsewhere.
[[gnu::noinline]] inline std::size_t rest_of_cdata(char const* text, std::size_t i,
                                                   std::size_t stops, block_window const& window,
                                                   char const* end) {
    constexpr std::string_view begin = "<![CDATA[";
    std::size_t at = window.stop(i);
    if (static_cast<std::size_t>(end - text) - at < begin.size() ||
        !same_bytes(text + at, begin.data(), begin.size()))
        return 0;
    at += begin.size();
    for (std::size_t j = i + 1; j < stops; ++j) {
        std::size_t const stop = window.stop(j);
        if (stop < at) continue;
        char const c = text[stop];
        if (c == ']') {
            if (text[stop + 1] == '>') return stop + 2;
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            char const* after = text + stop;
            if (!skip_beyond_ascii(after, end)) return 0;
            at = static_cast<std::size_t>(after - text);
        } else if (c != '<' && c != '&') {
            return 0;
        }
    }
    return 0;
}

// The root element, from its `<` on. The text has at least one block. The list is started again for
// each window: a short document has only one.
template <class Block>
[[gnu::always_inline]] inline bool accept_root(document_reader& document, element_list& list) {
    static_assert(element_list::most_bytes == block_window::most_bytes);
    constexpr std::ptrdiff_t shortest_tag = 4;  // <a/> or </a>
    block_window window;
    name_at* const open = document.open;
    std::size_t const root = static_cast<std::size_t>(document.root - document.begin);
    std::size_t depth = 0;
    std::size_t at = 0;  // relative to the window: everything before was read
    char const* text = document.root;
    while (document.end - text >= shortest_tag) {
        std::size_t const left = static_cast<std::size_t>(document.end - text);
        std::size_t const size = left < block_window::most_bytes ? left : block_window::most_bytes;
        Block::classify(text, size, window);
        // Anything that begins later may end after the window, or does not fit in the document.
        std::size_t const last_stop = size == left ? size - shortest_tag : size - block_size;
        std::size_t stops = window.stops();
        while (stops != 0 && window.stop(stops - 1) > last_stop) --stops;
        listed_element* listed = list.begin();
        auto const finish = [&] {
            document.at = text + at;
            if (text == document.root && document.end - document.begin <= UINT16_MAX)
                list.end(listed);
            return true;
        };
        for (std::size_t i = 0; i < stops; ++i) {
            std::size_t const stop = window.stop(i);
            if (stop < at) continue;
            char const* const here = text + stop;
            if (*here == '<') {
                if (here[1] == '/' && depth != 0) {
                    std::string_view const name = open[depth - 1].view();
                    std::size_t const tag_end = stop + 2 + name.size();
                    if (tag_end < size && text[tag_end] == '>') {
                        if (!same_tag_names(name.data(), here + 2, name.size(), text + size))
                            return false;
                        at = tag_end + 1;
                        if (--depth != 0) continue;
                        return finish();
                    }
                } else if (is(here[1], starts_name) && depth != document.limit) {
                    std::size_t const name_size = window.name_size(stop + 1);
                    std::size_t const name_end = stop + 1 + name_size;
                    std::size_t after = 0;
                    if (name_end + 1 < size) {
                        after = rest_of_plain_tag(text, name_end, size, window);
                        if (after == 0) after = Block::rest_of_tag(text, name_end, size, window);
                    }
                    if (after != 0) {
                        at = after;
                        *listed++ = {static_cast<std::uint16_t>(root + stop),
                                     static_cast<std::uint16_t>(depth + 1)};
                        if (text[after - 2] == '/') {
                            if (depth != 0) continue;
                            return finish();
                        }
                        // Most elements have only text.
                        while (window.stop(i + 1) < after) ++i;
                        std::size_t const next = window.stop(i + 1);
                        std::size_t const tag_end = next + 2 + name_size;
                        if (tag_end < size && text[tag_end] == '>' && text[next] == '<' &&
                            text[next + 1] == '/' && depth != 0) {
                            if (!same_tag_names(here + 1, text + next + 2, name_size, text + size))
                                return false;
                            at = tag_end + 1;
                            ++i;
                            continue;
                        }
                        open[depth++] = {here + 1, name_size};
                        continue;
                    }
                } else if (here[1] == '!' && here[2] == '[' && depth != 0) {
                    if (std::size_t const after =
                            rest_of_cdata(text, i, stops, window, document.end);
                        after != 0) {
                        at = after;
                        continue;
                    }
                }
            } else if (static_cast<unsigned char>(*here) >= 0x80) {
                char const* after = here;
                if (!skip_beyond_ascii(after, document.end)) return false;
                at = static_cast<std::size_t>(after - text);
                continue;
            } else if (*here == '&' && depth != 0) {
                std::size_t const length =
                    decode_reference({here, static_cast<std::size_t>(document.end - here)}).length;
                if (length == 0) return false;
                at = stop + length;
                continue;
            } else if (*here == ']') {
                if (here[1] == '>') return false;
                continue;
            }
            if (*here == '<' && here[1] != '/' && here[1] != '!' && here[1] != '?')
                *listed++ = {static_cast<std::uint16_t>(root + stop),
                             static_cast<std::uint16_t>(depth + 1)};
            document.at = here;
            document.depth = depth;
            if (depth == 0) {
                ++document.at;
                if (!document.start_tag()) return false;
            } else if (!document.piece_of_content()) {
                return false;
            }
            depth = document.depth;
            at = static_cast<std::size_t>(document.at - text);
            if (depth == 0) return finish();
        }
        if (size == left) return false;
        // `]]>` may begin in the last bytes.
        std::size_t const unread = stops != window.stops() ? window.stop(stops) : size - 1;
        std::size_t const next = unread - (text[unread] == ']' ? 1 : 0);
        text += next < at ? at : next;
        at = 0;
    }
    return false;
}

}  // namespace trotline::xml::detail
#endif
