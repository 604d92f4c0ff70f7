// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_FIELD_TEMPLATE_HPP
#define TROTLINE_RENDERING_TEMPLATE_FIELD_TEMPLATE_HPP
// A header field of a request, as it is written in a webhook: `{"Authorization", "Bearer $TOKEN"}`.

#include <trotline/rendering/template/inline_list.hpp>
#include <trotline/rendering/template/template_text.hpp>
#include <trotline/rendering/template/text_argument.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

// The field's name decides whether its value is cookies or any field value.
constexpr syntax syntax_of_field(std::string_view field_name) {
    return http::same_name(field_name, "Cookie") ? syntax::cookie : syntax::field_value;
}

inline constexpr char const* framing_refused =
    "expected another field: the transport sends Content-Length and Transfer-Encoding";
inline constexpr char const* host_refused = "expected no parameter: Host comes from the URL";

// The rules for name and value together. Offsets are in the name.
constexpr template_error field_rule_error(std::string_view name, bool value_has_parameters) {
    if (is_framing_field(name)) return {0, framing_refused};
    if (value_has_parameters && http::same_name(name, "Host")) return {0, host_refused};
    return {};
}

constexpr bool has_parameters(std::string_view value) {
    slot_sink sink;
    scan(syntax::field_value, value, sink);
    return sink.count() != 0;
}

}  // namespace detail

// A field's name and value. Two literals are checked by the compiler.
class field_argument {
  public:
    template <std::size_t N, std::size_t V>
    consteval field_argument(char const (&name)[N], char const (&value)[V])
        : name_(name), value_(value) {
        detail::require_template(name, check_template(syntax::token, name_.view()));
        detail::require_template(
            value, check_template(detail::syntax_of_field(name_.view()), value_.view()));
        detail::require_template(
            name, detail::field_rule_error(name_.view(), detail::has_parameters(value_.view())));
    }
    constexpr field_argument(text_argument name, text_argument value)
        : name_(name), value_(value) {}

    constexpr text_argument const& name() const { return name_; }
    constexpr text_argument const& value() const { return value_; }

  private:
    text_argument name_, value_;
};

// A header field whose name and value are templates. A value made from tl::secret is sent but never
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

    // The error that is known before rendering, or none.
    constexpr template_error error() const {
        if (!name_.well_formed()) return name_.error();
        if (!value_.well_formed()) return value_.error();
        return detail::field_rule_error(name_.text(), value_.slot_count() != 0);
    }

  private:
    template_text<1> name_;
    template_text<3> value_;
    bool secret_ = false;
    bool well_formed_ = false;  // false for a field without a name
};

// The fields of a webhook.
using field_list = inline_list<field_template, field_argument, 16>;

}  // namespace trotline
#endif
