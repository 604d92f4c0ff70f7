// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_STORED_TEXT_HPP
#define TROTLINE_RENDERING_TEMPLATE_STORED_TEXT_HPP
// A text that is either a literal, pointed to, or owned. So one type serves constants and
// configurations that are read at run time.

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline {

namespace detail {
// Texts that are known only at run time: anything that is a string view, but no character array.
template <class T>
concept run_time_text =
    std::convertible_to<T const&, std::string_view> && !std::is_array_v<std::remove_cvref_t<T>>;
}  // namespace detail

class stored_text {
  public:
    constexpr stored_text() = default;
    template <std::size_t N>
    consteval stored_text(char const (&text)[N]) : begin_(text), size_(N - 1) {}
    template <detail::run_time_text T> stored_text(T const& text) : stored_text(copy(text)) {}
    constexpr stored_text(stored_text const& other)
        : stored_text(other.owned_ ? copy(other.view()) : literal(other.view())) {}
    constexpr stored_text(stored_text&& other) noexcept { swap(other); }
    constexpr stored_text& operator=(stored_text other) noexcept {
        swap(other);
        return *this;
    }
    constexpr ~stored_text() {
        if (owned_) delete[] begin_;
    }

    // Points to the text, which lives as long as the program.
    static constexpr stored_text literal(std::string_view text) {
        stored_text made;
        made.begin_ = text.data();
        made.size_ = text.size();
        return made;
    }
    // Allocates.
    static constexpr stored_text copy(std::string_view text) {
        stored_text made;
        if (text.empty()) return made;
        char* const begin = new char[text.size()];
        std::copy(text.begin(), text.end(), begin);
        made.begin_ = begin;
        made.size_ = text.size();
        made.owned_ = true;
        return made;
    }

    constexpr std::string_view view() const { return {begin_, size_}; }

  private:
    constexpr void swap(stored_text& other) noexcept {
        std::swap(begin_, other.begin_);
        std::swap(size_, other.size_);
        std::swap(owned_, other.owned_);
    }

    char const* begin_ = "";
    std::size_t size_ = 0;
    bool owned_ = false;
};

}  // namespace trotline
#endif
