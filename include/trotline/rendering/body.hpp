// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_BODY_HPP
#define TROTLINE_RENDERING_BODY_HPP
// The content of a request: JSON, XML, HTML, a form or plain text, with $-expressions in it.

#include <trotline/rendering/template/inline_list.hpp>
#include <trotline/rendering/template/query_template.hpp>
#include <trotline/rendering/template/template_text.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// The pairs of a form. They are encoded as in a query, with the same arrays.
using form_list = inline_list<query_template, query_argument, 8>;

// A request's content: a template, its syntax, and its media type, which is sent as Content-Type
// unless a field has another one. Without a body no content is sent.
class body {
  public:
    constexpr body() = default;
    constexpr body(stored_text text, trotline::syntax s, stored_text media_type)
        : text_(std::move(text), s), media_type_(std::move(media_type)), present_(true) {}

    constexpr body(template_text<24> text, stored_text media_type)
        : text_(std::move(text)), media_type_(std::move(media_type)), present_(true) {}

    constexpr body(form_list pairs, stored_text media_type)
        : text_(stored_text(), syntax::form),
          pairs_(std::move(pairs)),
          media_type_(std::move(media_type)),
          present_(true) {}

    // A text without expressions. `wrong`: why it could not be made; empty if it could.
    static body written(std::string_view text, stored_text media_type, std::string_view wrong) {
        body made(stored_text(text), syntax::verbatim, std::move(media_type));
        made.wrong_ = wrong;
        return made;
    }

    constexpr template_text<24> const& content() const { return text_; }
    // Of a form that is written as a list; then content() is empty.
    constexpr form_list const& pairs() const { return pairs_; }
    constexpr std::string_view media_type() const { return media_type_.view(); }
    constexpr bool is_present() const { return present_; }
    constexpr template_error error() const {
        for (query_template const& each : pairs_)
            if (template_error const wrong = each.error()) return wrong;
        return wrong_.empty() ? text_.error() : template_error{0, wrong_};
    }

  private:
    template_text<24> text_;
    form_list pairs_;
    stored_text media_type_;
    std::string_view wrong_;  // static text
    bool present_ = false;
};

// The media types of bodies.
inline constexpr char json_media_type[] = "application/json";
inline constexpr char xml_media_type[] = "application/xml";
inline constexpr char html_media_type[] = "text/html; charset=utf-8";
inline constexpr char text_media_type[] = "text/plain; charset=utf-8";
inline constexpr char form_media_type[] = "application/x-www-form-urlencoded";

namespace detail {
// A body's literal, checked by the compiler.
template <syntax S> class literal_content {
  public:
    template <std::size_t N>
    consteval literal_content(char const (&literal)[N])
        : text_(stored_text::literal({literal, N - 1}), S) {
        require_template(literal, text_.error());
    }
    constexpr body with(stored_text media_type) const { return {text_, std::move(media_type)}; }

  private:
    template_text<24> text_;
};
}  // namespace detail

// Bodies from templates. A literal is checked by the compiler, other texts when they are rendered.
constexpr body json_body(detail::literal_content<syntax::json> text,
                         stored_text media_type = json_media_type) {
    return text.with(std::move(media_type));
}
constexpr body xml_body(detail::literal_content<syntax::xml> text,
                        stored_text media_type = xml_media_type) {
    return text.with(std::move(media_type));
}
constexpr body html_body(detail::literal_content<syntax::html> text,
                         stored_text media_type = html_media_type) {
    return text.with(std::move(media_type));
}
constexpr body text_body(detail::literal_content<syntax::text> text,
                         stored_text media_type = text_media_type) {
    return text.with(std::move(media_type));
}
constexpr body form_body(detail::literal_content<syntax::form> text,
                         stored_text media_type = form_media_type) {
    return text.with(std::move(media_type));
}
// A form from its pairs, with arrays as in a query; pairs without a value are the caller's to give.
//   .body = tl::form_body({{"name", "$NAME"}, {"tag", "$TAGS", tl::arrays::repeated}})
template <std::size_t N>
constexpr body form_body(query_argument const (&pairs)[N],
                         stored_text media_type = form_media_type) {
    return {form_list(pairs), std::move(media_type)};
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
