// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_BODY_HPP
#define TROTLINE_RENDERING_BODY_HPP
// The content of a request: JSON, XML, HTML, a form, plain text, multipart or a file, with
// $-expressions in it.

#include <trotline/rendering/template/body_part.hpp>
#include <trotline/rendering/template/query_template.hpp>
#include <trotline/rendering/template/template_text.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// How a body is written.
enum class body_kind : unsigned char {
    text,       // a template of a whole text
    form,       // pairs, encoded as in a query
    multipart,  // multipart/form-data, RFC 7578
    file        // a file on the disk
};

// A request's content: a template, its syntax, and its media type, which is sent as Content-Type
// unless a field has another one. Without a body no content is sent.
class body {
  public:
    constexpr body() = default;
    constexpr body(stored_text text, trotline::syntax s, stored_text media_type)
        : text_(std::move(text), s), media_type_(std::move(media_type)), present_(true) {}

    constexpr body(template_text<24> text, stored_text media_type)
        : text_(std::move(text)), media_type_(std::move(media_type)), present_(true) {}

    constexpr body(body_kind kind, part_list parts, stored_text media_type)
        : text_(stored_text(), syntax::form),
          parts_(std::move(parts)),
          media_type_(std::move(media_type)),
          present_(true),
          kind_(kind) {}

    // A text without expressions. `wrong`: why it could not be made; empty if it could.
    static body written(std::string_view text, stored_text media_type, std::string_view wrong) {
        body made(stored_text(text), syntax::verbatim, std::move(media_type));
        made.wrong_ = wrong;
        return made;
    }

    constexpr template_text<24> const& content() const { return text_; }
    constexpr body_kind kind() const { return kind_; }
    // Of every kind but text; then content() is empty. A file is the only part of its body.
    constexpr part_list const& parts() const { return parts_; }
    // Files are sent only from below this directory (see http::file_content). Empty: from
    // everywhere.
    constexpr std::string_view files_below() const { return files_below_.view(); }
    constexpr void keep_files_below(stored_text directory) { files_below_ = std::move(directory); }
    constexpr std::string_view media_type() const { return media_type_.view(); }
    constexpr bool is_present() const { return present_; }
    constexpr template_error error() const {
        for (body_part const& each : parts_)
            if (template_error const wrong = each.error()) return wrong;
        if (parts_.empty() && (kind_ == body_kind::multipart || kind_ == body_kind::file))
            return {0, "expected at least one part: the body has none"};
        return wrong_.empty() ? text_.error() : template_error{0, wrong_};
    }

  private:
    template_text<24> text_;
    part_list parts_;
    stored_text media_type_;
    std::string_view wrong_;  // static text
    stored_text files_below_;
    bool present_ = false;
    body_kind kind_ = body_kind::text;
};

// The media types of bodies.
inline constexpr char json_media_type[] = "application/json";
inline constexpr char xml_media_type[] = "application/xml";
inline constexpr char html_media_type[] = "text/html; charset=utf-8";
inline constexpr char text_media_type[] = "text/plain; charset=utf-8";
inline constexpr char form_media_type[] = "application/x-www-form-urlencoded";
inline constexpr char multipart_media_type[] = "multipart/form-data";
inline constexpr char file_media_type[] = "application/octet-stream";

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

// The parts of a body; of a constant, checked by the compiler.
template <class Argument, std::size_t N>
constexpr part_list parts_from(Argument const (&arguments)[N]) {
    part_list made;
    for (Argument const& each : arguments) {
        body_part part(each);
        if (std::is_constant_evaluated()) require_template(part.wrong_text().data(), part.error());
        made.push_back(std::move(part));
    }
    return made;
}
struct a_multipart_body_has_at_least_one_part {};
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
    return {body_kind::form, detail::parts_from(pairs), std::move(media_type)};
}
// Fields and files: multipart/form-data. Values are written as they are, and the boundary is
// random. A file's size is known before it is sent, and it is never loaded whole.
//   .body = tl::multipart_body({{"note", "$NOTE"},
//                               {"photo", tl::file_part("$PHOTO", "cat.png", "image/png")},
//                               {"data", tl::text_part("$CSV", "report.csv", "text/csv")}})
template <std::size_t N> constexpr body multipart_body(part_argument const (&parts)[N]) {
    return {body_kind::multipart, detail::parts_from(parts), multipart_media_type};
}
// What `multipart_body({})` calls, so that the compiler says why it is refused.
body multipart_body(detail::a_multipart_body_has_at_least_one_part) = delete;
// A file as the whole content.  .body = tl::file_body("$PHOTO", "image/png")
constexpr body file_body(text_argument path, stored_text media_type = file_media_type) {
    part_argument const only[] = {{"file", file_part(path)}};
    return {body_kind::file, detail::parts_from(only), std::move(media_type)};
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
