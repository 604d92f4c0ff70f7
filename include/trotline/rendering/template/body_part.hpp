// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_BODY_PART_HPP
#define TROTLINE_RENDERING_TEMPLATE_BODY_PART_HPP
// A part of a form or of a multipart body, as it is written in a webhook: `{"photo",
// tl::file_part("$PHOTO")}`.

#include <trotline/http/field.hpp>
#include <trotline/http/media_type.hpp>
#include <trotline/rendering/template/inline_list.hpp>
#include <trotline/rendering/template/query_template.hpp>
#include <trotline/rendering/template/stored_text.hpp>
#include <trotline/rendering/template/template_text.hpp>
#include <trotline/rendering/template/text_argument.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// A file on the disk as a part, read while it is sent. The path is a template: a parameter may be
// the whole path, or else stands for a part of one without `/`. Without a name, the path's last
// component is sent. Points to the texts: use it only within the full expression that creates it.
class file_part {
  public:
    constexpr explicit file_part(text_argument path, text_argument name = "",
                                 text_argument media_type = "application/octet-stream")
        : path_(path), name_(name), media_type_(media_type) {}

    constexpr text_argument const& path() const { return path_; }
    constexpr text_argument const& name() const { return name_; }
    constexpr text_argument const& media_type() const { return media_type_; }

  private:
    text_argument path_, name_, media_type_;
};

// A text as a part with a file's name or a media type. The same lifetime.
//   {"data", tl::text_part("$CSV", "report.csv", "text/csv")}
class text_part {
  public:
    constexpr explicit text_part(text_argument value, text_argument name = "")
        : value_(value), name_(name) {}
    constexpr text_part(text_argument value, text_argument name, text_argument media_type)
        : value_(value), name_(name), media_type_(media_type), has_media_type_(true) {}

    constexpr text_argument const& value() const { return value_; }
    constexpr text_argument const& name() const { return name_; }
    constexpr text_argument const& media_type() const { return media_type_; }
    constexpr bool has_media_type() const { return has_media_type_; }

  private:
    text_argument value_, name_, media_type_;
    bool has_media_type_ = false;
};

// A part's name and what it contains.
class part_argument {
  public:
    constexpr part_argument(text_argument name, text_argument value,
                            trotline::arrays policy = trotline::arrays::as_text)
        : name_(name), value_(value), arrays_(policy) {}
    constexpr part_argument(text_argument name, file_part const& file)
        : name_(name),
          value_(file.path()),
          file_name_(file.name()),
          media_type_(file.media_type()),
          is_file_(true),
          has_media_type_(true) {}
    constexpr part_argument(text_argument name, text_part const& text,
                            trotline::arrays policy = trotline::arrays::as_text)
        : name_(name),
          value_(text.value()),
          file_name_(text.name()),
          media_type_(text.media_type()),
          arrays_(policy),
          has_media_type_(text.has_media_type()) {}

    constexpr text_argument const& name() const { return name_; }
    constexpr text_argument const& value() const { return value_; }
    constexpr text_argument const& file_name() const { return file_name_; }
    constexpr text_argument const& media_type() const { return media_type_; }
    constexpr trotline::arrays arrays() const { return arrays_; }
    constexpr bool is_file() const { return is_file_; }
    constexpr bool has_media_type() const { return has_media_type_; }

  private:
    text_argument name_, value_, file_name_, media_type_;
    trotline::arrays arrays_ = trotline::arrays::as_text;
    bool is_file_ = false, has_media_type_ = false;
};

namespace detail {
// RFC 9110 section 8.3.1, in one line of a message.
constexpr bool is_media_type(std::string_view text) {
    return http::is_field_value(text) && http::parse_media_type(text);
}
inline constexpr char const* media_type_expected = "expected a media type such as image/png";
}  // namespace detail

// A part of a body.
class body_part {
  public:
    constexpr body_part() = default;
    // A pair of a form.
    constexpr explicit body_part(query_argument const& from) : pair_(from) {}
    constexpr explicit body_part(query_template from) : pair_(std::move(from)) {}
    constexpr explicit body_part(part_argument const& from)
        : pair_(from.name(), from.value(), from.arrays()),
          file_name_(from.file_name().store(), syntax::text),
          media_type_(from.media_type().store()),
          is_file_(from.is_file()),
          has_media_type_(from.has_media_type()) {}

    // Name and value; the value of a file is its path.
    constexpr query_template const& pair() const { return pair_; }
    constexpr template_text<1> const& file_name() const { return file_name_; }
    // Sent if there is one; a file always has one.
    constexpr std::string_view media_type() const { return media_type_.view(); }
    constexpr bool has_media_type() const { return has_media_type_; }
    constexpr bool is_file() const { return is_file_; }

    constexpr template_error error() const {
        if (template_error const wrong = pair_.error()) return wrong;
        if (template_error const wrong = file_name_.error()) return wrong;
        if (has_media_type_ && !detail::is_media_type(media_type()))
            return {0, detail::media_type_expected};
        return {};
    }
    // The text that error() is about.
    constexpr std::string_view wrong_text() const {
        if (pair_.name().text().empty() || !pair_.name().well_formed()) return pair_.name().text();
        if (!pair_.value().well_formed()) return pair_.value().text();
        return file_name_.well_formed() ? media_type() : file_name_.text();
    }

  private:
    query_template pair_;
    template_text<1> file_name_;
    stored_text media_type_;
    bool is_file_ = false, has_media_type_ = false;
};

// The parts of a body.
using part_list = inline_list<body_part, part_argument, 8>;

}  // namespace trotline
#endif
