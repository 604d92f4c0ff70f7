// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_ACCEPTOR_HPP
#define TROTLINE_XML_ACCEPTOR_HPP
// The bit-parallel validator: says whether a document is well-formed, and leaves where and why not to the portable one.
// The classes of the next 64 bytes are made before they are needed, so that they do not wait for the tags of these. What is rare
// (comments, references, tags longer than a block) is read by the portable reader.

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

// The classes of 64 bytes from `at` on, of a document that is at least a block; behind its end nothing is in any class.
template <class Block> [[gnu::always_inline]] inline block_classes classes_from(char const* at, char const* end) {
    if (end - at >= static_cast<std::ptrdiff_t>(block_size)) return Block::classes_at(at);
    if (at >= end) return {};
    return Block::classes_at(end - block_size).behind(block_size - static_cast<std::size_t>(end - at));
}

// [43] content of the root element, whose start tag has been read, and its end tag. The text is at least a block.
template <class Block> [[gnu::always_inline]] inline bool accept_content(document_reader& document) {
    char const* const end = document.end;
    name_at* const open = document.open;
    std::size_t const limit = document.limit;
    std::size_t depth = document.depth;
    char const* block = document.at;
    block_classes now = classes_from<Block>(block, end);
    block_classes next = classes_from<Block>(block + block_size, end);
    std::size_t at = 0;
    auto const to = [&](char const* place) {
        block = place;
        at = 0;
        now = classes_from<Block>(block, end);
        next = classes_from<Block>(block + block_size, end);
    };
    while (static_cast<std::size_t>(end - block) > at) {
        if (at >= block_size) {
            if (at >= 2 * block_size) {
                to(block + at);
            } else {
                block += block_size;
                at -= block_size;
                now = next;
                next = classes_from<Block>(block + block_size, end);
            }
            continue;
        }
        std::uint64_t const stops = now.stops_text >> at;
        if (stops == 0) {
            at = block_size;
            continue;
        }
        std::size_t const stop = at + static_cast<std::size_t>(std::countr_zero(stops));
        char const* const here = block + stop;
        if (*here == '<' && end - here > 2) {
            if (here[1] == '/') {
                std::string_view const name = open[depth - 1].view();
                if (static_cast<std::size_t>(end - here) > name.size() + 2 && here[2 + name.size()] == '>') {
                    if (!same_bytes(name.data(), here + 2, name.size(), end)) return false;
                    at = stop + 3 + name.size();
                    if (--depth != 0) continue;
                    document.at = block + at;
                    document.depth = 0;
                    return true;
                }
            } else if (is(here[1], starts_name) && depth != limit) {
                std::size_t size =
                    stop + 1 == block_size ? 0 : static_cast<std::size_t>(std::countr_one(now.continues_name >> (stop + 1)));
                if (stop + 1 + size == block_size) size += static_cast<std::size_t>(std::countr_one(next.continues_name));
                std::size_t const behind = stop + 1 + size;
                if (behind < static_cast<std::size_t>(end - block) && behind < 2 * block_size) {
                    if (block[behind] == '>') {
                        open[depth++] = {here + 1, size};
                        at = behind + 1;
                        continue;
                    }
                    // A tag with attributes is read in one block: this one, or one that begins with the tag.
                    bool empty = false;
                    std::size_t tag_end_at = 0;
                    if (behind < block_size) {
                        std::size_t const left = static_cast<std::size_t>(end - block);
                        tag_end_at = rest_of_tag(block, behind, left < block_size ? left : block_size, now, empty);
                    }
                    if (tag_end_at == 0 && size + 1 < block_size && stop != 0) {
                        empty = false;
                        std::size_t const left = static_cast<std::size_t>(end - here);
                        std::size_t const in_tag = rest_of_tag(here, size + 1, left < block_size ? left : block_size,
                                                               classes_from<Block>(here, end), empty);
                        if (in_tag != 0) tag_end_at = stop + in_tag;
                    }
                    if (tag_end_at != 0) {
                        open[depth] = {here + 1, size};
                        depth += !empty;
                        at = tag_end_at;
                        continue;
                    }
                }
            }
        } else if (static_cast<unsigned char>(*here) >= 0x80) {
            char const* behind = here;
            if (!skip_beyond_ascii(behind, end)) return false;
            at = static_cast<std::size_t>(behind - block);
            continue;
        }
        document.at = here;
        document.depth = depth;
        if (!document.piece_of_content()) return false;
        depth = document.depth;
        if (depth == 0) return true;
        at = static_cast<std::size_t>(document.at - block);
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
