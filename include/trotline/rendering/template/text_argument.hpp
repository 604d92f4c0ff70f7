// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_TEXT_ARGUMENT_HPP
#define TROTLINE_RENDERING_TEMPLATE_TEXT_ARGUMENT_HPP
// A text from which a template is made: a literal, a text of run time, or a secret.

#include <trotline/parameter_store/value.hpp>
#include <trotline/rendering/template/stored_text.hpp>
#include <trotline/rendering/template/template_text.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// A text from which a template is made. A secret is taken unchanged, without expressions. Does not
// own the text: use it only within one full expression.
class text_argument {
  public:
    constexpr text_argument() = default;
    template <std::size_t N>
    consteval text_argument(char const (&literal)[N]) : text_(literal, N - 1), literal_(true) {}
    template <detail::run_time_text T> constexpr text_argument(T const& text) : text_(text) {}
    text_argument(secret const& text) : text_(text.text), secret_(true) {}

    constexpr std::string_view view() const { return text_; }
    constexpr bool is_secret() const { return secret_; }
    constexpr stored_text store() const {
        return literal_ ? stored_text::literal(text_) : stored_text::copy(text_);
    }

  private:
    std::string_view text_;
    bool literal_ = false;
    bool secret_ = false;
};

}  // namespace trotline
#endif
