// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_URL_TEMPLATE_HPP
#define TROTLINE_RENDERING_TEMPLATE_URL_TEMPLATE_HPP
// The URL of a request, as a template with parameters.

#include <trotline/rendering/template/template_text.hpp>

#include <cstddef>

namespace trotline::inline TROTLINE_ABI {

// A URL with parameters, for example `https://api.example/todos/$TODO_ID?lang=$LANGUAGE`, or
// `$BASE/todos`.
class url_template {
  public:
    // No URL: rendering fails until it gets one.
    constexpr url_template() : content_(stored_text(), syntax::url) {}
    template <std::size_t N>
    consteval url_template(char const (&literal)[N])
        : content_(stored_text::literal({literal, N - 1}), syntax::url) {
        detail::require_template(literal, error());
    }
    template <detail::run_time_text T>
    url_template(T const& text) : content_(stored_text(text), syntax::url) {}

    constexpr template_text<8> const& content() const { return content_; }
    constexpr std::string_view text() const { return content_.text(); }
    constexpr template_error error() const { return content_.error(); }

  private:
    template_text<8> content_;
};

}  // namespace trotline
#endif
