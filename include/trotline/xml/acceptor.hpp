// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_ACCEPTOR_HPP
#define TROTLINE_XML_ACCEPTOR_HPP
// The bit-parallel validator: says whether a document is well-formed, and leaves where and why not to the portable one.
// It looks at a window of 64 bytes at any place, not at aligned blocks: a tag that does not fit in the rest of a window begins the
// next one, so that no state is carried over. What is rare (comments, references, tags longer than a window) is read by the
// portable reader.

#include <trotline/core/cpu.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/xml/block.hpp>
#include <trotline/xml/character.hpp>
#include <trotline/xml/document.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace trotline::xml::detail {

// The same `size` bytes at both places, of which `before` stands before `at`, and both before end.
[[gnu::always_inline]] inline bool same_bytes(char const* before, char const* at, std::size_t size, char const* end) {
    if (static_cast<std::size_t>(end - at) < 8) return std::memcmp(before, at, size) == 0;
    auto const word = [](char const* from) {
        std::uint64_t bytes;
        std::memcpy(&bytes, from, 8);
        return bytes;
    };
    static_assert(std::endian::native == std::endian::little);
    if (size <= 8) return (word(before) ^ word(at)) << (64 - 8 * size) == 0;
    for (std::size_t i = 0; i + 8 <= size; i += 8) {
        if (word(before + i) != word(at + i)) return false;
    }
    return word(before + size - 8) == word(at + size - 8);
}

// Characters beyond ASCII in text, one after another. False if there is one that XML does not allow.
[[gnu::always_inline]] inline bool skip_beyond_ascii(char const*& at, char const* end) {
    do {
        utf8_sequence const found = utf8_sequence_at(at, end);
        if (found.size == 0) return false;
        bool const none = found.size == 3 && std::memcmp(at, "\xEF\xBF", 2) == 0 && static_cast<unsigned char>(at[2]) >= 0xBE;
        if (none) return false;
        at += found.size;
    } while (at != end && static_cast<unsigned char>(*at) >= 0x80);
    return true;
}

// The attributes and the end of a start tag, from the byte behind its name on. Behind the tag; or 0, where the tag does not end in
// the window, or has something that is not for here.
[[gnu::always_inline]] inline std::size_t rest_of_tag(char const* window, std::size_t at, std::size_t width,
                                                      block_classes const& classes, bool& empty) {
    attribute_names names;
    for (;;) {
        std::size_t const from = at;
        while (at < width && is_blank(window[at])) ++at;
        if (at >= width) return 0;
        if (window[at] == '>') return at + 1;
        if (at + 1 >= width) return 0;
        if (window[at] == '/') {
            empty = true;
            return window[at + 1] == '>' ? at + 2 : 0;
        }
        if (at == from || !is(window[at], starts_name)) return 0;
        std::size_t const size = static_cast<std::size_t>(std::countr_one(classes.continues_name >> at));
        std::size_t const equals = at + size;
        if (equals + 2 >= width || window[equals] != '=') return 0;
        char const quote = window[equals + 1];
        if (quote != '"' && quote != '\'') return 0;
        if (names.full() || !names.insert({window + at, size})) return 0;
        at = equals + 2;
        std::uint64_t stops = classes.stops_value >> at;
        for (;; stops &= stops - 1) {
            if (stops == 0) return 0;
            char const stop = window[at + static_cast<std::size_t>(std::countr_zero(stops))];
            if (stop == quote) break;
            if (stop != '"' && stop != '\'') return 0;
        }
        at += static_cast<std::size_t>(std::countr_zero(stops)) + 1;
    }
}

// [43] content of the root element, whose start tag has been read, and its end tag. `text` is at least a block.
template <class Block> [[gnu::always_inline]] inline bool accept_content(document_reader& document) {
    char const* const end = document.end;
    name_at* const open = document.open;
    std::size_t const limit = document.limit;
    std::size_t depth = document.depth;
    char const* window = document.at;
    while (window < end) {
        std::size_t const width =
            static_cast<std::size_t>(end - window) < block_size ? static_cast<std::size_t>(end - window) : block_size;
        block_classes const classes =
            width == block_size ? Block::classes_at(window) : Block::classes_at(end - block_size).behind(block_size - width);
        std::size_t at = 0;
        while (at < width) {
            std::uint64_t const stops = classes.stops_text >> at;
            if (stops == 0) {
                at = width;
                break;
            }
            std::size_t const stop = at + static_cast<std::size_t>(std::countr_zero(stops));
            char const* const here = window + stop;
            if (*here == '<' && stop + 1 < width) {
                char const next = here[1];
                if (next == '/') {
                    std::string_view const name = open[depth - 1].view();
                    if (static_cast<std::size_t>(end - here) > name.size() + 2 && here[2 + name.size()] == '>') {
                        if (!same_bytes(name.data(), here + 2, name.size(), end)) return false;
                        at = stop + 3 + name.size();
                        if (--depth != 0) continue;
                        document.at = window + at;
                        document.depth = 0;
                        return true;
                    }
                } else if (is(next, starts_name) && depth != limit) {
                    std::size_t const size = static_cast<std::size_t>(std::countr_one(classes.continues_name >> (stop + 1)));
                    std::size_t const behind = stop + 1 + size;
                    if (behind < width) {
                        bool empty = false;
                        std::size_t const next_at =
                            window[behind] == '>' ? behind + 1 : rest_of_tag(window, behind, width, classes, empty);
                        if (next_at != 0) {
                            open[depth] = {here + 1, size};
                            depth += !empty;
                            at = next_at;
                            continue;
                        }
                    }
                    if (stop != 0) {
                        at = stop;
                        break;
                    }
                }
            } else if (static_cast<unsigned char>(*here) >= 0x80) {
                char const* behind = here;
                if (!skip_beyond_ascii(behind, end)) return false;
                at = static_cast<std::size_t>(behind - window);
                continue;
            }
            document.at = here;
            document.depth = depth;
            if (!document.piece_of_content()) return false;
            depth = document.depth;
            if (depth == 0) return true;
            at = static_cast<std::size_t>(document.at - window);
        }
        window += at;
    }
    return false;
}

#if defined(__x86_64__)
[[gnu::target("avx512f,avx512bw,avx512vl,avx2,bmi,bmi2,popcnt")]] inline bool accept_content_avx512(document_reader& document) {
    return accept_content<avx512_block>(document);
}
[[gnu::target("avx2,bmi,bmi2,popcnt")]] inline bool accept_content_avx2(document_reader& document) {
    return accept_content<avx2_block>(document);
}
#endif

// True if the text, of at least a block, is a well-formed document. False says nothing: read it with a reader that is new.
inline bool accept([[maybe_unused]] instruction_set chosen, [[maybe_unused]] document_reader& document) {
#if defined(__x86_64__)
    if (!document.until_root() || !document.start_tag()) return false;
    if (document.depth != 0) {
        bool const accepted = chosen == instruction_set::avx512 ? accept_content_avx512(document) : accept_content_avx2(document);
        if (!accepted) return false;
    }
    return document.epilog();
#else
    return false;
#endif
}

}  // namespace trotline::xml::detail
#endif
