// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_SEGMENT_HPP
#define TROTLINE_PATH_SEGMENT_HPP

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::path {

// One segment of an object path: a name selector (RFC 9535 section 2.3.1) or an index selector
// (section 2.3.3). The name is decoded UTF-8 and points into the object_path that it comes from. A
// negative index counts from the end.
struct segment {
    std::string_view name;
    std::int64_t index = 0;
    bool is_index = false;

    friend constexpr bool operator==(segment const&, segment const&) = default;
};

// The limits of an object_path. A longer path is an error, never cut.
inline constexpr std::size_t max_text = 255;  // bytes of its text
inline constexpr std::size_t max_segments = 32;
// an index is from -max_index to max_index: RFC 9535 section 2.1
inline constexpr std::int64_t max_index = (std::int64_t{1} << 53) - 1;

namespace detail {

// The memory of an object_path, as the parser writes it: trivially copyable, without pointers.
class compiled_path {
  public:
    constexpr std::string_view text() const { return {bytes_, text_size_}; }
    constexpr std::size_t size() const { return size_; }
    constexpr segment operator[](std::size_t i) const {
        if (indexes_ >> i & 1) return {{}, places_[i], true};
        auto const place = static_cast<std::size_t>(places_[i]);
        return {std::string_view(bytes_ + (place >> 8), place & 255), 0, false};
    }

    // Starts a new path with its text, of at most max_text bytes.
    constexpr void spell(std::string_view text) {
        size_ = indexes_ = 0;
        text_size_ = bytes_size_ = static_cast<unsigned short>(text.size());
        for (std::size_t i = 0; i < text.size(); ++i) bytes_[i] = text[i];
    }
    // Names decoded from escapes are stored after the text; each is shorter than its escapes.
    constexpr void decode(char c) { bytes_[bytes_size_++] = c; }
    constexpr std::size_t decoded() const { return bytes_size_; }

    // Adds a name segment, of at most max_segments. A name is a range of the text or of the decoded
    // bytes.
    constexpr void push_name(std::size_t begin, std::size_t size) {
        places_[size_++] = static_cast<std::int64_t>(begin << 8 | size);
    }
    constexpr void push_index(std::int64_t n) {
        indexes_ |= std::uint32_t{1} << size_;
        places_[size_++] = n;
    }

  private:
    std::int64_t places_[max_segments]{};
    std::uint32_t indexes_ = 0;  // bit i: segment i is an index
    std::uint32_t size_ = 0;
    unsigned short text_size_ = 0, bytes_size_ = 0;
    char bytes_[2 * max_text]{};
};

}  // namespace detail
}  // namespace trotline::path
#endif
