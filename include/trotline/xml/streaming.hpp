// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_STREAMING_HPP
#define TROTLINE_XML_STREAMING_HPP
// Over any number of elements to the next one that could be asked for. The text is well-formed from `at` on; on any other text the
// answers mean nothing, but no byte outside the document is read.

#include <trotline/core/cpu.hpp>
#include <trotline/xml/block.hpp>
#include <trotline/xml/scanner.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace trotline::xml::detail {

// The names of elements that are asked for, by their first eight bytes.
class wanted_names {
  public:
    // At run time the arrays are left as they are: most calls have one name.
    constexpr wanted_names() {
        if (!std::is_constant_evaluated()) return;
        for (std::size_t i = 0; i != most; ++i) words_[i] = masks_[i] = 0;
    }

    constexpr void insert(std::string_view name) {
        if (name.empty() || name.front() == '@') return;  // no element's
        if (size_ < most) {
            std::size_t const bytes = name.size() < 8 ? name.size() : 8;
            masks_[size_] = ~std::uint64_t{0} >> (64 - 8 * bytes);
            words_[size_] = first_bytes(name.data(), bytes);
        }
        ++size_;
    }

    // Whether the name that begins there may be one of them.
    constexpr bool may_be_at(char const* at, char const* end) const {
        if (size_ == 0) return false;
        if (size_ > most || end - at < 8) return true;
        std::uint64_t word = 0;
        if (std::is_constant_evaluated() || std::endian::native != std::endian::little) {
            word = first_bytes(at, 8);
        } else {
            std::memcpy(&word, at, 8);
        }
        for (std::size_t i = 0; i != size_; ++i) {
            if ((word & masks_[i]) == words_[i]) return true;
        }
        return false;
    }

  private:
    static constexpr std::size_t most = 4;

    // The first in the lowest bits.
    static constexpr std::uint64_t first_bytes(char const* at, std::size_t count) {
        std::uint64_t word = 0;
        for (std::size_t i = count; i-- != 0;) word = word << 8 | static_cast<unsigned char>(at[i]);
        return word;
    }

    std::uint64_t words_[most];
    std::uint64_t masks_[most];
    std::size_t size_ = 0;
};

// From content that is `depth` elements below a container, to the `<` of the container's next child that may be wanted, or
// of the container's end tag; end, if the document ends before.
constexpr char const* next_wanted_portable(char const* at, char const* end, std::size_t depth, wanted_names const& wanted) {
    for (;;) {
        at = find(at, end, '<');
        if (end - at < 2) return end;
        switch (at[1]) {
            case '!':
            case '?':
                at = behind_declaration(at, end);
                continue;
            case '/':
                if (depth-- == 0) return at;
                ++at;
                continue;
            default:
                break;
        }
        if (depth == 0 && wanted.may_be_at(at + 1, end)) return at;
        char const* const last = tag_end(at, end);
        if (last == end) return end;
        depth += last[-1] != '/';
        at = last + 1;
    }
}

// The same for a document of at least a block.
template <class Block>
[[gnu::always_inline]] inline char const* next_wanted(char const* window, char const* end, std::size_t depth,
                                                      wanted_names const& wanted) {
    while (window < end) {
        std::size_t const left = static_cast<std::size_t>(end - window);
        std::size_t const width = left < block_size ? left : block_size;
        block_marks const marks =
            left < block_size ? Block::marks_at(end - block_size).behind(block_size - left) : Block::marks_at(window);
        std::uint64_t less = marks.less;
        char const* next_window = window + width;
        while (less != 0) {
            std::size_t const place = static_cast<std::size_t>(std::countr_zero(less));
            char const* const here = window + place;
            if (end - here < 2) return end;
            less &= less - 1;
            char const next = here[1];
            if (next == '/') {
                if (depth-- == 0) return here;
                continue;
            }
            char const* behind = nullptr;
            if (next == '!' || next == '?') {
                behind = behind_declaration(here, end);
            } else {
                if (depth == 0 && wanted.may_be_at(here + 1, end)) return here;
                // The first `>` ends the tag if the quotes before it are all of one kind, and in pairs. No `<` stands in a tag.
                std::uint64_t const from = ~std::uint64_t{0} << place;
                std::uint64_t const greater = marks.greater & from;
                std::uint64_t const in_tag = greater == 0 ? 0 : from & (greater ^ (greater - 1));
                bool const paired = (marks.single_quote & in_tag) == 0 && (std::popcount(marks.double_quote & in_tag) & 1) == 0;
                if (greater != 0 && paired) {
                    depth += window[std::countr_zero(greater) - 1] != '/';
                    continue;
                }
                char const* const last = tag_end(here, end);
                if (last == end) return end;
                depth += last[-1] != '/';
                behind = last + 1;
            }
            if (behind >= window + width) {
                next_window = behind;
                break;
            }
            less &= ~std::uint64_t{0} << (behind - window);
        }
        window = next_window;
    }
    return end;
}

#if defined(__x86_64__)
[[gnu::target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,popcnt")]] inline char const* next_wanted_avx512(
    char const* at, char const* end, std::size_t depth, wanted_names const& wanted) {
    return next_wanted<avx512_block>(at, end, depth, wanted);
}
[[gnu::target("avx2,bmi,bmi2,popcnt")]] inline char const* next_wanted_avx2(char const* at, char const* end, std::size_t depth,
                                                                            wanted_names const& wanted) {
    return next_wanted<avx2_block>(at, end, depth, wanted);
}
#endif

// With the kernel for one instruction set, which the machine must have, in a document that begins at `begin`.
constexpr char const* next_wanted_with([[maybe_unused]] instruction_set chosen, [[maybe_unused]] char const* begin, char const* at,
                                       char const* end, std::size_t depth, wanted_names const& wanted) {
#if defined(__x86_64__)
    if (chosen != instruction_set::portable && static_cast<std::size_t>(end - begin) >= block_size) {
        return chosen == instruction_set::avx512 ? next_wanted_avx512(at, end, depth, wanted)
                                                 : next_wanted_avx2(at, end, depth, wanted);
    }
#endif
    return next_wanted_portable(at, end, depth, wanted);
}

constexpr char const* next_wanted(char const* begin, char const* at, char const* end, std::size_t depth,
                                  wanted_names const& wanted) {
    if (std::is_constant_evaluated()) return next_wanted_portable(at, end, depth, wanted);
    return next_wanted_with(best_instruction_set, begin, at, end, depth, wanted);
}

}  // namespace trotline::xml::detail
#endif
