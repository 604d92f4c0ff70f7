// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_LONG_CONTAINERS_HPP
#define TROTLINE_JSON_LONG_CONTAINERS_HPP
// Notes where the longest arrays and objects of a text begin and end. Validation visits all of them
// anyway, and with these notes a cursor can skip them without reading them again.
//
// It takes a fixed amount of memory for any text: if it is full, the shorter half is forgotten.
// Nothing here allocates.

#include <trotline/core/abi.hpp>
#include <trotline/core/narrowed.hpp>

#include <cstddef>
#include <cstdint>

namespace trotline::inline TROTLINE_ABI::json {

class long_containers {
  public:
    static constexpr std::size_t most = 512;
    // The longest text whose offsets fit in 32 bits.
    static constexpr std::size_t longest_text = 0xFFFFFFFF;

    constexpr void clear() { count_ = 0; }
    // True if nothing is known: no container was long, or none was noted.
    constexpr bool empty() const { return count_ == 0; }
    // Every container that is not found here is shorter than this.
    constexpr std::size_t least() const { return least_; }

    // The end of the container that begins at `at`; nullptr if it is not noted.
    [[gnu::noinline]] constexpr char const* after(char const* at) const {
        std::size_t const i = first_from(at);
        return i != count_ && text_ + noted_[i].begin == at ? text_ + noted_[i].end : nullptr;
    }
    // The first container that begins at or after `at`; nullptr: there is none.
    constexpr char const* next(char const* at) const {
        std::size_t const i = first_from(at);
        return i != count_ ? text_ + noted_[i].begin : nullptr;
    }
    // The end of the innermost container that begins before `at` and ends after it; nullptr: none.
    constexpr char const* after_enclosing(char const* at) const {
        std::size_t i = first_from(at);
        if (i-- == 0) return nullptr;
        while (text_ + noted_[i].end <= at) {
            if (noted_[i].parent == none) return nullptr;
            i = noted_[i].parent;
        }
        return text_ + noted_[i].end;
    }

    // Starts the notes of one text. Then call open() and close() for its containers in order.
    constexpr void start(char const* text, std::size_t least = 1024) {
        text_ = text;
        least_ = trotline::detail::narrowed<std::uint32_t>(least);
        count_ = 0;
        innermost_ = none;
    }
    // at: its bracket
    constexpr void open(char const* at) {
        if (count_ == most) [[unlikely]]
            forget_some();
        noted_[count_] = {static_cast<std::uint32_t>(at - text_), 0, innermost_};
        innermost_ = static_cast<std::uint16_t>(count_++);
    }
    constexpr void close(char const* at) {
        container& closed = noted_[innermost_];
        auto const end = static_cast<std::uint32_t>(at + 1 - text_);
        // the containers inside of a short one were forgotten before, so it is the last
        if (end - closed.begin < least_) count_ = innermost_;
        closed.end = end;
        innermost_ = closed.parent;
    }

  private:
    static constexpr std::uint16_t none = 0xFFFF;
    struct container {
        std::uint32_t begin, end;  // end is 0 while the container is open
        std::uint16_t parent;
    };

    // The index of the first container that does not begin before `at`.
    constexpr std::size_t first_from(char const* at) const {
        auto const offset = static_cast<std::size_t>(at - text_);
        std::size_t first = 0;
        for (std::size_t size = count_; size != 0;) {
            std::size_t const half = size / 2;
            if (noted_[first + half].begin < offset) {
                first += half + 1;
                size -= half + 1;
            } else {
                size = half;
            }
        }
        return first;
    }

    // Open containers are kept: they are fewer than half.
    [[gnu::noinline]] constexpr void forget_some() {
        while (count_ > most / 2) {
            least_ *= 2;
            std::uint16_t moved_to[most]{};
            std::size_t kept = 0;
            for (std::size_t i = 0; i != count_; ++i) {
                container const c = noted_[i];
                if (c.end != 0 && c.end - c.begin < least_) continue;
                moved_to[i] = static_cast<std::uint16_t>(kept);
                noted_[kept++] = {c.begin, c.end, c.parent == none ? none : moved_to[c.parent]};
            }
            if (innermost_ != none) innermost_ = moved_to[innermost_];
            count_ = kept;
        }
    }

    char const* text_ = nullptr;
    std::size_t count_ = 0;
    std::uint32_t least_ = 0;
    std::uint16_t innermost_ = none;
    container noted_[most];  // sorted by begin; not initialized
};

}  // namespace trotline::json
#endif
