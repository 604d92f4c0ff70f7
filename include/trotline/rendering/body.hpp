// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_BODY_HPP
#define TROTLINE_RENDERING_BODY_HPP

#include <trotline/rendering/template/template_text.hpp>

#include <cstddef>
#include <string_view>

namespace trotline {

// A request's content: a template, what it is written in, and its media type, which is sent as
// Content-Type unless a field says otherwise. Without a body nothing is sent.
class body {
  public:
    constexpr body() = default;
    constexpr body(stored_text text, trotline::syntax s, stored_text media_type)
        : text_(std::move(text), s), media_type_(std::move(media_type)), present_(true) {}

    // A text that is no template. `wrong`: why it could not be written; empty if it could.
    static body written(std::string_view text, stored_text media_type, std::string_view wrong) {
        body made(stored_text(text), syntax::verbatim, std::move(media_type));
        made.wrong_ = wrong;
        return made;
    }

    constexpr template_text<24> const& content() const { return text_; }
    constexpr std::string_view media_type() const { return media_type_.view(); }
    constexpr bool is_present() const { return present_; }
    constexpr template_error error() const {
        return wrong_.empty() ? text_.error() : template_error{0, wrong_};
    }

  private:
    template_text<24> text_;
    stored_text media_type_;
    std::string_view wrong_;  // static text
    bool present_ = false;
};

inline constexpr char json_media_type[] = "application/json";
inline constexpr char xml_media_type[] = "application/xml";
inline constexpr char html_media_type[] = "text/html; charset=utf-8";
inline constexpr char text_media_type[] = "text/plain; charset=utf-8";
inline constexpr char form_media_type[] = "application/x-www-form-urlencoded";

namespace detail {
template <std::size_t N>
consteval body literal_body(syntax s, char const (&literal)[N], stored_text media_type) {
    return body(stored_text::literal(checked_literal(s, literal)), s, media_type);
}
}  // namespace detail

// Bodies from templates: a literal is checked while translating, a text of run time when it is
// rendered.
template <std::size_t N>
consteval body json_body(char const (&literal)[N], stored_text media_type = json_media_type) {
    return detail::literal_body(syntax::json, literal, media_type);
}
template <std::size_t N>
consteval body xml_body(char const (&literal)[N], stored_text media_type = xml_media_type) {
    return detail::literal_body(syntax::xml, literal, media_type);
}
template <std::size_t N>
consteval body html_body(char const (&literal)[N], stored_text media_type = html_media_type) {
    return detail::literal_body(syntax::html, literal, media_type);
}
template <std::size_t N>
consteval body text_body(char const (&literal)[N], stored_text media_type = text_media_type) {
    return detail::literal_body(syntax::text, literal, media_type);
}
template <std::size_t N>
consteval body form_body(char const (&literal)[N], stored_text media_type = form_media_type) {
    return detail::literal_body(syntax::form, literal, media_type);
}
body json_body(detail::run_time_text auto const& text, stored_text media_type = json_media_type) {
    return body(stored_text(text), syntax::json, std::move(media_type));
}
body xml_body(detail::run_time_text auto const& text, stored_text media_type = xml_media_type) {
    return body(stored_text(text), syntax::xml, std::move(media_type));
}
body html_body(detail::run_time_text auto const& text, stored_text media_type = html_media_type) {
    return body(stored_text(text), syntax::html, std::move(media_type));
}
body text_body(detail::run_time_text auto const& text, stored_text media_type = text_media_type) {
    return body(stored_text(text), syntax::text, std::move(media_type));
}
body form_body(detail::run_time_text auto const& text, stored_text media_type = form_media_type) {
    return body(stored_text(text), syntax::form, std::move(media_type));
}

}  // namespace trotline
#endif
