// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEXT_WRITER_HPP
#define TROTLINE_RENDERING_TEXT_WRITER_HPP
// Appends many small pieces to a string, faster than the string itself: it overwrites what the
// string contained before, and cuts the string to its size only once, at the end.

#include <trotline/core/abi.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// Copies a few bytes without a call. The ranges must not overlap.
inline void copy_bytes(char* to, char const* from, std::size_t size) {
    if (size > 64) {
        std::memcpy(to, from, size);
    } else if (size > 32) {
        std::memcpy(to, from, 32);
        std::memcpy(to + size - 32, from + size - 32, 32);
    } else if (size >= 16) {
        std::memcpy(to, from, 16);
        std::memcpy(to + size - 16, from + size - 16, 16);
    } else if (size >= 8) {
        std::memcpy(to, from, 8);
        std::memcpy(to + size - 8, from + size - 8, 8);
    } else if (size >= 4) {
        std::memcpy(to, from, 4);
        std::memcpy(to + size - 4, from + size - 4, 4);
    } else if (size != 0) {
        to[0] = from[0];
        to[size / 2] = from[size / 2];
        to[size - 1] = from[size - 1];
    }
}

// Assigns `text` to a string that often had a text of the same size before.
inline void overwrite(std::string& to, std::string_view text) {
    if (to.size() == text.size())
        copy_bytes(to.data(), text.data(), text.size());
    else
        to = text;
}

// The string must outlive the writer, and only the writer may use it until then.
class text_writer {
  public:
    // Keeps the first bytes of the string, and writes after them.
    explicit text_writer(std::string& to, std::size_t kept = 0)
        : to_(to), begin_(to.data()), at_(begin_ + kept), end_(begin_ + to.size()) {}
    text_writer(text_writer const&) = delete;
    text_writer& operator=(text_writer const&) = delete;
    ~text_writer() {
        if (at_ != end_) to_.resize(size());  // never grows
    }

    // Everything before the writer's position.
    std::string_view written() const { return {begin_, size()}; }
    std::size_t size() const { return static_cast<std::size_t>(at_ - begin_); }

    void append(std::string_view text) {
        if (static_cast<std::size_t>(end_ - at_) < text.size()) grow(text.size());
        copy_bytes(at_, text.data(), text.size());
        at_ += text.size();
    }
    void append(char c) {
        if (at_ == end_) grow(1);
        *at_++ = c;
    }
    // Goes back to an earlier size.
    void shrink(std::size_t size) { at_ = begin_ + size; }

    // Makes room for that many more bytes; may allocate.
    void reserve(std::size_t more) {
        if (to_.capacity() - size() < more) grow(more);
    }

    // For what is rarely written, or by functions that append to a string: calls
    // write(std::string&) with the string cut at the writer's position.
    void write_with(auto&& write) {
        to_.resize(size());
        end_ = at_;
        write(to_);
        begin_ = to_.data();
        at_ = end_ = begin_ + to_.size();
    }

  private:
    void grow(std::size_t more);

    std::string& to_;
    char* begin_;
    char* at_;
    char* end_;
};

inline void text_writer::grow(std::size_t more) {
    std::size_t const used = size();
    to_.resize(used + (std::max)(more, (std::min)(used, to_.capacity() - used)));
    begin_ = to_.data();
    at_ = begin_ + used;
    end_ = begin_ + to_.size();
}

}  // namespace trotline::detail
#endif
