// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_URL_TEMPLATE_HPP
#define TROTLINE_RENDERING_URL_TEMPLATE_HPP

#include <trotline/rendering/template_text.hpp>

#include <cstddef>

namespace trotline {

// A URL with parameters: `https://api.example/todos/$TODO_ID?lang=$LANGUAGE`, or one that begins with a parameter: `$BASE/todos`.
class url_template : public template_text<8> {
  public:
    constexpr url_template() = default;
    template <std::size_t N> consteval url_template(char const (&literal)[N]) : template_text<8>(literal, trotline::syntax::url) {}
    template <detail::run_time_text T> url_template(T const& text) : template_text<8>(stored_text(text), trotline::syntax::url) {}
};

}  // namespace trotline
#endif
