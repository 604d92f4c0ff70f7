// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_KERNEL_WINDOW_HPP
#define TROTLINE_XML_KERNEL_WINDOW_HPP
// The classes of up to 2048 bytes, all computed before the first tag among them is read: so no tag
// waits for the one before, and none depends on where a block ends.

#include <trotline/core/narrowed.hpp>
#include <trotline/xml/kernel/block.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace trotline::inline TROTLINE_ABI::xml::detail {

class block_window {
  public:
    static constexpr std::size_t most_blocks = 32;
    static constexpr std::size_t most_bytes = most_blocks * block_size;

    // Not initialized: a short document uses little of it.
    block_window() {}  // NOLINT(modernize-use-equals-default)

    // Where text may have something other than plain characters: `<`, `&`, the second of two `]`,
    // what XML forbids, and the first byte of a run beyond ASCII.
    std::size_t stops() const { return count_; }
    // after the last one: a position after the window
    std::size_t stop(std::size_t i) const { return stops_[i]; }

    // How many characters of a name are at `at`; counts at most 56.
    [[gnu::always_inline]] std::size_t name_size(std::size_t at) const {
        return static_cast<std::size_t>(std::countr_one(bits(names_, at)));
    }
    // In an attribute's value: the first position that may end it or be wrong; or a position after
    // what can be seen from there.
    [[gnu::always_inline]] std::size_t value_stop(std::size_t at) const {
        std::uint64_t const found = bits(values_, at);
        return found != 0 ? at + static_cast<std::size_t>(std::countr_zero(found))
                          : at + block_size - (at & 7);
    }

    // Computes the classes block by block.
    class filler {
      public:
        explicit filler(block_window& window) : window_(window) {}

        // Where the stops of the next block are to be written.
        std::uint16_t* next() const { return window_.stops_ + count_; }
        unsigned offset() const {
            return trotline::detail::narrowed<unsigned>(block_ * block_size);
        }

        // Adds a block and returns its stops.
        [[gnu::always_inline]] std::uint64_t add(block_classes const& classes) {
            window_.names_[block_] = classes.continues_name;
            window_.values_[block_] = classes.stops_value | classes.beyond_ascii;
            std::uint64_t stops = classes.stops_text;
            stops |= classes.beyond_ascii & ~(classes.beyond_ascii << 1 | beyond_before_);
            stops |= classes.bracket & (classes.bracket << 1 | bracket_before_);
            bracket_before_ = classes.bracket >> 63;
            beyond_before_ = classes.beyond_ascii >> 63;
            count_ += static_cast<std::size_t>(std::popcount(stops));
            ++block_;
            return stops;
        }
        [[gnu::always_inline]] void end() {
            window_.names_[block_] = window_.values_[block_] = 0;
            window_.stops_[count_] = UINT16_MAX;
            window_.count_ = count_;
        }

      private:
        block_window& window_;
        std::size_t count_ = 0;
        std::size_t block_ = 0;
        std::uint64_t bracket_before_ = 0, beyond_before_ = 0;
    };

  private:
    // The bits from a position on; at least 57 of them.
    [[gnu::always_inline]] static std::uint64_t bits(std::uint64_t const* of, std::size_t at) {
        if constexpr (std::endian::native == std::endian::little) {
            std::uint64_t word;
            std::memcpy(&word, reinterpret_cast<char const*>(of) + at / 8, 8);
            return word >> (at & 7);
        } else {
            std::size_t const in_word = at & 56;
            std::uint64_t const rest = in_word == 0 ? 0 : of[at / 64 + 1] << (64 - in_word);
            return (of[at / 64] >> in_word | rest) >> (at & 7);
        }
    }

    std::uint64_t names_[most_blocks + 1];
    std::uint64_t values_[most_blocks + 1];
    std::uint16_t stops_[most_bytes + block_size];
    std::size_t count_;
};

#if defined(__x86_64__) && defined(__GNUC__)

// The classes of [at, at + size), of a document with at least one block.
[[gnu::target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,popcnt")]] inline void
avx512_block::classify(char const* at, std::size_t size, block_window& window) {
    block_window::filler to(window);
    auto const add = [&](block_classes const& classes) __attribute__((
        always_inline,
        target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,popcnt"))) {
        std::uint16_t* const stops = to.next();
        unsigned const offset = to.offset();
        write_places(to.add(classes), offset, stops);
    };
    for (; size >= block_size; size -= block_size, at += block_size) add(classes_at(at));
    if (size != 0) add(classes_at(at + size - block_size).after(block_size - size));
    to.end();
}
[[gnu::target("avx2,bmi,bmi2,popcnt")]] inline void avx2_block::classify(char const* at,
                                                                         std::size_t size,
                                                                         block_window& window) {
    block_window::filler to(window);
    auto const add = [&](block_classes const& classes)
        __attribute__((always_inline, target("avx2,bmi,bmi2,popcnt"))) {
        std::uint16_t* const stops = to.next();
        unsigned const offset = to.offset();
        write_places(to.add(classes), offset, stops);
    };
    for (; size >= block_size; size -= block_size, at += block_size) add(classes_at(at));
    if (size != 0) add(classes_at(at + size - block_size).after(block_size - size));
    to.end();
}

#endif

}  // namespace trotline::xml::detail
#endif
