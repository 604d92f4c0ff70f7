// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_INLINE_LIST_HPP
#define TROTLINE_RENDERING_TEMPLATE_INLINE_LIST_HPP
// The list type of a webhook's fields and query parameters; it can be part of a constant.

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <span>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// Holds up to `Capacity` elements in place. More elements need an allocation, so they cannot be
// constants. Elements are made from arguments: `{{{"name", "value"}, {"name", "value"}}}`.
template <class T, class Argument, std::size_t Capacity> class inline_list {
  public:
    constexpr inline_list() = default;
    template <std::size_t N> constexpr inline_list(Argument const (&arguments)[N]) {
        for (Argument const& each : arguments) push_back(T(each));
    }
    constexpr inline_list(inline_list const& other) {
        for (T const& each : other) push_back(each);
    }
    constexpr inline_list(inline_list&& other) noexcept { take(other); }
    constexpr inline_list& operator=(inline_list other) noexcept {
        delete[] std::exchange(more_, nullptr);
        take(other);
        return *this;
    }
    constexpr ~inline_list() { delete[] more_; }

    constexpr void push_back(T element) {
        if (size_ >= Capacity && (size_ & (size_ - 1)) == 0) grow();
        data()[size_] = std::move(element);
        ++size_;
    }

    constexpr std::size_t size() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }
    constexpr T const& operator[](std::size_t i) const { return begin()[i]; }
    constexpr T const* begin() const { return more_ != nullptr ? more_ : first_; }
    constexpr T const* end() const { return begin() + size_; }

  private:
    static_assert(Capacity > 0 && (Capacity & (Capacity - 1)) == 0, "a power of two");

    constexpr T* data() { return more_ != nullptr ? more_ : first_; }

    constexpr void grow() {
        T* const larger = new T[size_ * 2];
        for (std::size_t i = 0; i < size_; ++i) larger[i] = std::move(data()[i]);
        delete[] std::exchange(more_, larger);
    }
    constexpr void take(inline_list& other) noexcept {
        more_ = std::exchange(other.more_, nullptr);
        size_ = std::exchange(other.size_, 0);
        if (more_ == nullptr)
            for (std::size_t i = 0; i < size_; ++i) first_[i] = std::move(other.first_[i]);
    }

    T first_[Capacity]{};
    T* more_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace trotline
#endif
