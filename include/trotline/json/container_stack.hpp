// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_CONTAINER_STACK_HPP
#define TROTLINE_JSON_CONTAINER_STACK_HPP
// The arrays and objects around a position in a JSON text.

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <cstdint>

namespace trotline::inline TROTLINE_ABI::json {

// How many arrays and objects may be nested.
inline constexpr std::size_t default_depth_limit = 1024;
inline constexpr std::size_t most_depth_limit = 4096;  // a larger limit is reduced to this one

namespace detail {

// What is expected if a document is too deep.
inline constexpr char fewer_levels[] = "fewer levels of arrays and objects";

// For each container around a position, whether it is an object: one bit each, the innermost
// lowest.
class container_stack {
  public:
    constexpr std::size_t depth() const { return depth_; }
    constexpr bool innermost_is_object() const { return (top_ & 1) != 0; }

    constexpr void push(bool object) {
        if (depth_ % 64 == 0) below_[depth_ / 64] = top_;
        top_ = top_ << 1 | static_cast<std::uint64_t>(object);
        ++depth_;
    }
    constexpr void pop() {
        top_ >>= 1;
        --depth_;
        if (depth_ % 64 == 0) top_ = below_[depth_ / 64];
    }

  private:
    std::uint64_t top_ = 0;
    std::size_t depth_ = 0;
    // whole words of outer containers; not initialized
    std::uint64_t below_[most_depth_limit / 64];
};

}  // namespace detail
}  // namespace trotline::json
#endif
