// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_QUERY_TEMPLATE_HPP
#define TROTLINE_RENDERING_TEMPLATE_QUERY_TEMPLATE_HPP

#include <trotline/rendering/template/inline_list.hpp>
#include <trotline/rendering/template/template_text.hpp>
#include <trotline/rendering/template/text_argument.hpp>

#include <cstddef>
#include <string_view>

namespace trotline {

// What becomes of a query parameter whose value is one expression, and the parameter a JSON array.
enum class arrays : unsigned char {
    as_text,   // its JSON text is the value
    repeated,  // a pair for every element: tag=a&tag=b; none for an empty array
    joined     // the elements with commas between them: tag=a,b
};

// What a query parameter is made of. Two literals are checked while translating.
class query_argument {
  public:
    template <std::size_t N, std::size_t V>
    consteval query_argument(char const (&name)[N], char const (&value)[V],
                             trotline::arrays policy = trotline::arrays::as_text)
        : name_(name), value_(value), arrays_(policy) {
        detail::literal_sink sink;
        if (N == 1) sink.fail(0, "expected a query parameter's name");
        scan_template(syntax::component, name_.view(), sink);
        scan_template(syntax::component, value_.view(), sink);
    }
    constexpr query_argument(text_argument name, text_argument value,
                             trotline::arrays policy = trotline::arrays::as_text)
        : name_(name), value_(value), arrays_(policy) {}

    constexpr text_argument const& name() const { return name_; }
    constexpr text_argument const& value() const { return value_; }
    constexpr trotline::arrays arrays() const { return arrays_; }

  private:
    text_argument name_, value_;
    trotline::arrays arrays_;
};

// A query parameter: name and value are plain texts with expressions; all of them is
// percent-encoded when it is rendered. An empty value is the caller's to give at the call, as an
// override of the parameter's name; where it is not given, it is sent empty.
class query_template {
  public:
    constexpr query_template() = default;
    constexpr explicit query_template(query_argument const& from)
        : name_(from.name().store(), syntax::component),
          value_(from.value().store(),
                 from.value().is_secret() ? syntax::verbatim : syntax::component),
          arrays_(from.arrays()),
          secret_(from.value().is_secret()) {}

    constexpr template_text<1> const& name() const { return name_; }
    constexpr template_text<3> const& value() const { return value_; }
    constexpr trotline::arrays arrays() const { return arrays_; }
    constexpr bool is_secret() const { return secret_; }

    constexpr template_error error() const {
        if (name_.empty()) return {0, "expected a query parameter's name"};
        return name_.well_formed() ? value_.error() : name_.error();
    }

  private:
    template_text<1> name_;
    template_text<3> value_;
    trotline::arrays arrays_ = trotline::arrays::as_text;
    bool secret_ = false;
};

using query_list = inline_list<query_template, query_argument, 16>;

}  // namespace trotline
#endif
