// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_KERNEL_SKIP_IN_BLOCKS_HPP
#define TROTLINE_XML_KERNEL_SKIP_IN_BLOCKS_HPP
// Skips any number of elements up to the next one that may be wanted. Precondition: the text is
// well-formed from `at` on; on other texts the results are undefined, but no byte outside the
// document is read.

#include <trotline/core/wanted_names.hpp>
#include <trotline/xml/kernel/block.hpp>
#include <trotline/xml/kernel/skip.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI::xml::detail {

// True if the name at `at` may be one of these, judged by its first eight bytes.
[[gnu::always_inline]] constexpr bool may_be_one_of(char const* at, char const* end,
                                                    wanted_names const& names) {
    if (names.count == 0) return false;
    if (names.count > 8 || end - at < 8) return true;
    std::uint64_t word = 0;
    if (std::is_constant_evaluated()) {
        for (unsigned i = 8; i-- != 0;) word = word << 8 | static_cast<unsigned char>(at[i]);
    } else {
        word = trotline::detail::load_word(at);
    }
    for (std::size_t i = 0; i != names.count; ++i) {
        wanted_name const& name = names.first[i];
        // without the quotation mark, which only JSON has
        std::uint64_t const kept = name.size < 8 ? name.mask >> 8 : name.mask;
        if (((word ^ name.word) & kept) == 0) return true;
    }
    return false;
}

// From content that is `depth` elements below a container: moves to the `<` of the container's next
// child that may be wanted, or of the container's end tag; or end, if the document ends before.
constexpr char const* next_wanted_portable(char const* at, char const* end, std::size_t depth,
                                           wanted_names const& wanted) {
    for (;;) {
        at = find(at, end, '<');
        if (end - at < 2) return end;
        switch (at[1]) {
            case '!':
            case '?':
                at = after_declaration(at, end);
                continue;
            case '/':
                if (depth-- == 0) return at;
                ++at;
                continue;
            default:
                break;
        }
        if (depth == 0 && may_be_one_of(at + 1, end, wanted)) return at;
        char const* const last = tag_end(at, end);
        if (last == end) return end;
        depth += last[-1] != '/';
        at = last + 1;
    }
}

// The same with blocks: elements are counted by the bits of their tags, and examined one by one
// only where the container's children or its end may be. There is no `<` inside a tag, so only `/>`
// must be told from text that looks like it.
class tag_counter {
  public:
    enum class outcome : unsigned char { go_on, found, declaration };

    tag_counter(char const* content, char const* end_of_document, std::size_t depth_there)
        : window(content), depth(depth_there), begin_(content), end_(end_of_document) {}

    char const* window;
    std::size_t depth;
    // the position of what was found: a tag, comment, CDATA section or processing instruction
    char const* place = nullptr;

    // Handles the next block.
    [[gnu::always_inline]] outcome add(block_marks const& marks, wanted_names const& wanted) {
        // the byte after the `<` of a tag
        std::uint64_t const first = marks.less << 1 | less_before_ >> 63;
        std::uint64_t const declarations = first & marks.declaration;
        std::uint64_t const empty = marks.greater & (marks.slash << 1 | slash_before_ >> 63);
        std::uint64_t opening = first & ~(marks.slash | marks.declaration);
        std::uint64_t closing = first & marks.slash;
        if (empty != 0) closing |= ends_of_empty(marks, empty);
        if (declarations != 0) [[unlikely]] {
            std::uint64_t const before = (declarations & (0 - declarations)) - 1;
            opening &= before;
            closing &= before;
        }
        // Where elements begin and end in turn, the depth decreases by one at most; and by one more
        // for each end that follows another end.
        std::uint64_t const events = opening | closing;
        std::uint64_t const after_closing = (~events + (closing << 1)) & events;
        std::uint64_t const falls = (after_closing | (events & (0 - events))) & closing;
        if (depth > static_cast<std::size_t>(std::popcount(falls))) {
            depth += static_cast<std::size_t>(std::popcount(opening)) -
                     static_cast<std::size_t>(std::popcount(closing));
        } else if (one_by_one(opening, closing, wanted)) {
            return outcome::found;
        }
        if (declarations != 0) [[unlikely]] {
            place = window + std::countr_zero(declarations) - 1;
            return outcome::declaration;
        }
        less_before_ = marks.less;
        slash_before_ = marks.slash;
        window += block_size;
        return outcome::go_on;
    }

  private:
    [[gnu::always_inline]] bool one_by_one(std::uint64_t opening, std::uint64_t closing,
                                           wanted_names const& wanted) {
        for (;;) {
            if (depth == 0) {
                std::uint64_t const next = opening | closing;
                if (next == 0) return false;
                std::uint64_t const event = next & (0 - next);
                place = window + std::countr_zero(next) - 1;
                if ((closing & event) != 0 || may_be_one_of(place + 1, end_, wanted)) return true;
                opening ^= event;
                depth = 1;
            }
            // go on to the end of the element
            if (closing == 0) {
                depth += static_cast<std::size_t>(std::popcount(opening));
                return false;
            }
            std::uint64_t const before = closing ^ (closing - 1);
            depth += static_cast<std::size_t>(std::popcount(opening & before)) - 1;
            opening &= ~before;
            closing &= closing - 1;
        }
    }

    // Those `>` of apparent `/>` that really end a tag.
    [[gnu::always_inline]] std::uint64_t ends_of_empty(block_marks const& marks,
                                                       std::uint64_t candidates) const {
        std::uint64_t ends = 0;
        for (; candidates != 0; candidates &= candidates - 1) {
            std::uint64_t const candidate = candidates & (0 - candidates);
            std::uint64_t const less = marks.less & (candidate - 1);
            bool is_end = false;
            if (less != 0) {
                std::uint64_t const tag =
                    (candidate - 1) & ~((std::uint64_t{1} << (63 - std::countl_zero(less))) - 1);
                std::uint64_t const doubles = marks.double_quote & tag,
                                    singles = marks.single_quote & tag;
                bool const clear = (marks.greater & tag) == 0 && (doubles == 0 || singles == 0);
                is_end = clear ? (std::popcount(doubles | singles) & 1) == 0
                               : ends_tag(begin_, window + std::countr_zero(candidate), end_);
            } else {
                is_end = ends_tag(begin_, window + std::countr_zero(candidate), end_);
            }
            if (is_end) ends |= candidate;
        }
        return ends;
    }

    // True if a `>` ends the tag whose `<` is the last one before it.
    [[gnu::noinline]] static bool ends_tag(char const* begin, char const* greater,
                                           char const* end) {
        char const* from = greater;
        while (from != begin && *from != '<') --from;
        return *from == '<' && tag_end(from, end) == greater;
    }

    char const* begin_;
    char const* end_;
    std::uint64_t less_before_ = 0, slash_before_ = 0;
};

// For a document of at least one block.
template <class Block>
[[gnu::always_inline]] inline char const* next_wanted_in_blocks(char const* at, char const* end,
                                                                std::size_t depth,
                                                                wanted_names const& wanted) {
    for (;;) {
        tag_counter tags(at, end, depth);
        tag_counter::outcome outcome = tag_counter::outcome::go_on;
        while (outcome == tag_counter::outcome::go_on) {
            std::ptrdiff_t const left = end - tags.window;
            if (left >= static_cast<std::ptrdiff_t>(block_size)) [[likely]] {
                outcome = tags.add(Block::marks_at(tags.window), wanted);
            } else {
                if (left <= 0) return end;
                outcome = tags.add(Block::marks_at(end - block_size)
                                       .after(block_size - static_cast<std::size_t>(left)),
                                   wanted);
                if (outcome == tag_counter::outcome::go_on) return end;
            }
        }
        if (outcome == tag_counter::outcome::found) return tags.place;
        at = after_declaration(tags.place, end);
        depth = tags.depth;
    }
}

}  // namespace trotline::xml::detail
#endif
