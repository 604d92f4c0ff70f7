// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_VALUE_TEXT_HPP
#define TROTLINE_PARAMETER_STORE_VALUE_TEXT_HPP

#include <trotline/parameter_store/value.hpp>

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace trotline::inline TROTLINE_ABI {

// A parameter's value as text: numbers in their shortest exact form, or as they came, true and
// false, null as the empty text, an object or array as its JSON text. Points into the value; does
// not allocate.
class value_text {
  public:
    explicit value_text(value const& from) {
        if (auto const* text = std::get_if<std::string>(&from.get())) {
            text_ = *text;
            return;
        }
        std::visit(
            [this](auto const& held) {
                using T = std::remove_cvref_t<decltype(held)>;
                if constexpr (std::is_same_v<T, std::nullptr_t>)
                    text_ = {};
                else if constexpr (std::is_same_v<T, bool>)
                    text_ = held ? "true" : "false";
                else if constexpr (std::is_same_v<T, std::string>)
                    text_ = held;
                else if constexpr (std::is_same_v<T, json_text> || std::is_same_v<T, number>)
                    text_ = held.text;
                else
                    text_ = {
                        digits_,
                        static_cast<std::size_t>(
                            std::to_chars(digits_, digits_ + sizeof digits_, held).ptr - digits_)};
            },
            from.get());
    }
    value_text(value_text const&) = delete;

    std::string_view view() const { return text_; }

  private:
    char digits_[32];
    std::string_view text_;
};

}  // namespace trotline
#endif
