// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_STORED_TEXT_HPP
#define TROTLINE_RENDERING_TEMPLATE_STORED_TEXT_HPP
// A text that is either a literal, to which it points, or owned: one type for constants and for
// texts that are read at run time.

#include <trotline/core/abi.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

namespace detail {
// Texts that are known only at run time: everything that converts to a string view and is not an
// array.
template <class T>
concept run_time_text =
    std::convertible_to<T const&, std::string_view> && !std::is_array_v<std::remove_cvref_t<T>>;
}  // namespace detail

class stored_text {
  public:
    constexpr stored_text() = default;
    template <std::size_t N>
    consteval stored_text(char const (&text)[N]) : stored_text({text, N - 1}, false) {}
    template <detail::run_time_text T> stored_text(T const& text) : stored_text(copy(text)) {}
    constexpr stored_text(stored_text const& other)
        : stored_text(other.is_owned() ? copy(other.view()) : literal(other.view())) {}
    constexpr stored_text(stored_text&& other) noexcept { swap(other); }
    constexpr stored_text& operator=(stored_text other) noexcept {
        swap(other);
        return *this;
    }
    constexpr ~stored_text() {
        if (is_owned()) delete[] begin_;
    }

    // Points to the text, which must live as long as the program.
    static constexpr stored_text literal(std::string_view text) { return {text, false}; }
    // Allocates.
    static constexpr stored_text copy(std::string_view text) {
        if (text.empty()) return {};
        char* const begin = new char[text.size()];
        std::copy(text.begin(), text.end(), begin);
        return {{begin, text.size()}, true};
    }

    constexpr std::string_view view() const { return {begin_, size_and_owned_ / 2}; }

  private:
    constexpr stored_text(std::string_view text, bool owned)
        : begin_(text.data()), size_and_owned_(text.size() * 2 + (owned ? 1 : 0)) {}

    constexpr bool is_owned() const { return size_and_owned_ % 2 != 0; }
    constexpr void swap(stored_text& other) noexcept {
        std::swap(begin_, other.begin_);
        std::swap(size_and_owned_, other.size_and_owned_);
    }

    char const* begin_ = "";
    std::size_t size_and_owned_ = 0;  // both in one word, because a constant has many of these
};

}  // namespace trotline
#endif
