// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_FIELD_TEMPLATE_HPP
#define TROTLINE_RENDERING_TEMPLATE_FIELD_TEMPLATE_HPP

#include <trotline/rendering/template/inline_list.hpp>
#include <trotline/rendering/template/template_text.hpp>
#include <trotline/rendering/template/text_argument.hpp>

#include <cstddef>
#include <string_view>

namespace trotline {

namespace detail {

// A field's value is cookies or any field value, by the field's name.
constexpr syntax syntax_of_field(std::string_view field_name) {
    return http::same_name(field_name, "Cookie") ? syntax::cookie : syntax::field_value;
}

inline constexpr char const* framing_refused =
    "expected another field: the transport sends Content-Length and Transfer-Encoding";
inline constexpr char const* host_refused = "expected no parameter: Host comes from the URL";

// The rules that name and value have together. Offsets are in the name.
template <class Sink>
constexpr bool scan_field_rules(std::string_view name, bool value_has_parameters, Sink& sink) {
    if (is_framing_field(name)) return sink.fail(0, framing_refused);
    if (value_has_parameters && http::same_name(name, "Host")) return sink.fail(0, host_refused);
    return true;
}

constexpr bool has_slots(syntax s, std::string_view text) {
    template_text<1> const scanned(stored_text::literal(text), s);
    return scanned.slot_count() != 0;
}

}  // namespace detail

// What a field is made of. Two literals are checked while translating.
class field_argument {
  public:
    template <std::size_t N, std::size_t V>
    consteval field_argument(char const (&name)[N], char const (&value)[V])
        : name_(name), value_(value) {
        detail::literal_sink sink;
        scan_template(syntax::token, name_.view(), sink);
        scan_template(detail::syntax_of_field(name_.view()), value_.view(), sink);
        detail::scan_field_rules(name_.view(),
                                 detail::has_slots(syntax::field_value, value_.view()), sink);
    }
    constexpr field_argument(text_argument name, text_argument value)
        : name_(name), value_(value) {}

    constexpr text_argument const& name() const { return name_; }
    constexpr text_argument const& value() const { return value_; }

  private:
    text_argument name_, value_;
};

// A header field whose name and value are templates. A value made from tl::secret is sent and never
// shown.
class field_template {
  public:
    constexpr field_template() = default;
    constexpr explicit field_template(field_argument const& from)
        : name_(from.name().store(), syntax::token),
          value_(from.value().store(), from.value().is_secret()
                                           ? syntax::verbatim
                                           : detail::syntax_of_field(from.name().view())),
          secret_(from.value().is_secret()) {
        well_formed_ = !error();
    }

    constexpr template_text<1> const& name() const { return name_; }
    constexpr template_text<3> const& value() const { return value_; }
    constexpr bool is_secret() const { return secret_; }

    constexpr bool well_formed() const { return well_formed_; }

    // What is wrong with it that can be known before it is rendered.
    constexpr template_error error() const {
        if (!name_.well_formed()) return name_.error();
        if (!value_.well_formed()) return value_.error();
        detail::slot_sink sink;
        detail::scan_field_rules(name_.text(), value_.slot_count() != 0, sink);
        return sink.error;
    }

  private:
    template_text<1> name_;
    template_text<3> value_;
    bool secret_ = false;
    bool well_formed_ = false;  // without a name it is not
};

using field_list = inline_list<field_template, field_argument, 16>;

}  // namespace trotline
#endif
