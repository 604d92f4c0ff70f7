// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_QUERY_TEMPLATE_HPP
#define TROTLINE_RENDERING_TEMPLATE_QUERY_TEMPLATE_HPP
// A query parameter of a request, as it is written in a webhook: `{"lang", "$LANGUAGE"}`.

#include <trotline/rendering/template/inline_list.hpp>
#include <trotline/rendering/template/template_text.hpp>
#include <trotline/rendering/template/text_argument.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// How a query parameter is written whose value is a single expression that has a JSON array.
enum class arrays : unsigned char {
    as_text,   // its JSON text is the value
    repeated,  // one pair for each element: tag=a&tag=b; none for an empty array
    joined,    // the elements separated by commas: tag=a,b
    brackets,  // tag[]=a&tag[]=b, the brackets encoded; none for an empty array
    indexed    // tag[0]=a&tag[1]=b, likewise
};

// A query parameter's value that is already encoded, for services that want `a,b:c` instead of
// `a%2Cb%3Ac`: `{"fields", tl::encoded("id,name:$FORMAT")}`. Its own text is sent as it is; it must
// not contain `&`. Values of expressions are encoded as everywhere. Points to the text: use it only
// within the full expression that creates it.
class encoded {
  public:
    template <std::size_t N> consteval explicit encoded(char const (&value)[N]) : value_(value) {
        detail::require_template(value, check_template(syntax::encoded_value, value_.view()));
    }
    template <detail::run_time_text T> constexpr explicit encoded(T const& value) : value_(value) {}

    constexpr text_argument const& value() const { return value_; }

  private:
    text_argument value_;
};

namespace detail {
constexpr template_error query_name_error(std::string_view name) {
    if (name.empty()) return {0, "expected a query parameter's name"};
    return check_template(syntax::component, name);
}
}  // namespace detail

// A query parameter's name and value. Two literals are checked by the compiler.
class query_argument {
  public:
    template <std::size_t N, std::size_t V>
    consteval query_argument(char const (&name)[N], char const (&value)[V],
                             trotline::arrays policy = trotline::arrays::as_text)
        : name_(name), value_(value), arrays_(policy) {
        detail::require_template(name, detail::query_name_error(name_.view()));
        detail::require_template(value, check_template(syntax::component, value_.view()));
    }
    constexpr query_argument(text_argument name, text_argument value,
                             trotline::arrays policy = trotline::arrays::as_text)
        : name_(name), value_(value), arrays_(policy) {}
    constexpr query_argument(text_argument name, encoded value,
                             trotline::arrays policy = trotline::arrays::as_text)
        : name_(name), value_(value.value()), arrays_(policy), syntax_(syntax::encoded_value) {}

    constexpr text_argument const& name() const { return name_; }
    constexpr text_argument const& value() const { return value_; }
    constexpr trotline::arrays arrays() const { return arrays_; }
    // Of the value.
    constexpr trotline::syntax syntax() const {
        return value_.is_secret() ? syntax::verbatim : syntax_;
    }

  private:
    text_argument name_, value_;
    trotline::arrays arrays_;
    trotline::syntax syntax_ = trotline::syntax::component;
};

// A query parameter: name and value are plain texts with expressions. Everything is percent-encoded
// when it is rendered, except an encoded value's own text. For an empty value, the caller can give
// one at the call, as an override with the parameter's name; otherwise it is sent empty.
class query_template {
  public:
    constexpr query_template() = default;
    constexpr explicit query_template(query_argument const& from)
        : name_(from.name().store(), syntax::component),
          value_(from.value().store(), from.syntax()),
          arrays_(from.arrays()),
          secret_(from.value().is_secret()) {}

    // A pair whose own text is written unchanged: a part of a multipart body.
    constexpr query_template(text_argument name, text_argument value, trotline::arrays policy)
        : name_(name.store(), syntax::text),
          value_(value.store(), value.is_secret() ? syntax::verbatim : syntax::text),
          arrays_(policy),
          secret_(value.is_secret()) {}

    constexpr template_text<1> const& name() const { return name_; }
    constexpr template_text<3> const& value() const { return value_; }
    constexpr trotline::arrays arrays() const { return arrays_; }
    constexpr bool is_secret() const { return secret_; }
    constexpr bool is_encoded() const { return value_.syntax() == syntax::encoded_value; }

    constexpr template_error error() const {
        template_error const wrong = detail::query_name_error(name_.text());
        return wrong ? wrong : value_.error();
    }

  private:
    template_text<1> name_;
    template_text<3> value_;
    trotline::arrays arrays_ = trotline::arrays::as_text;
    bool secret_ = false;
};

// The query parameters of a webhook.
using query_list = inline_list<query_template, query_argument, 16>;

}  // namespace trotline
#endif
