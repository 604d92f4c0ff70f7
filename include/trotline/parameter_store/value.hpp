// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_VALUE_HPP
#define TROTLINE_PARAMETER_STORE_VALUE_HPP

#include <trotline/core/scalar.hpp>

#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace trotline {

// The JSON text of an object or an array, kept as it was sent.
struct json_text {
    std::string text;
    friend bool operator==(json_text const&, json_text const&) = default;
};

// A text that reaches the wire and nothing else: not messages, not reports, not recordings.
struct secret {
    std::string text;
};

// What a parameter holds: a scalar with its type, or an object or array as JSON text. A number that
// comes from a document is an integer or a double where these give the same text again, and else a
// `number`, with its text.
class value {
  public:
    using alternatives = std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double,
                                      std::string, json_text, number>;

    value() = default;
    value(std::nullptr_t) {}
    value(std::same_as<bool> auto b) : alternatives_(std::in_place_type<bool>, b) {}
    value(std::signed_integral auto n) : alternatives_(std::in_place_type<std::int64_t>, n) {}
    template <std::unsigned_integral N>
        requires(!std::same_as<N, bool>)
    value(N n) : alternatives_(std::in_place_type<std::uint64_t>, n) {}
    value(double n) : alternatives_(std::in_place_type<double>, n) {}
    value(std::string text) : alternatives_(std::in_place_type<std::string>, std::move(text)) {}
    value(std::string_view text) : alternatives_(std::in_place_type<std::string>, text) {}
    value(char const* text) : alternatives_(std::in_place_type<std::string>, text) {}
    value(json_text text) : alternatives_(std::in_place_type<json_text>, std::move(text)) {}
    value(number digits) : alternatives_(std::in_place_type<number>, std::move(digits)) {}
    value(secret text)
        : alternatives_(std::in_place_type<std::string>, std::move(text.text)), secret_(true) {}

    alternatives const& get() const { return alternatives_; }
    bool is_secret() const { return secret_; }
    friend bool operator==(value const&, value const&) = default;

  private:
    alternatives alternatives_;
    bool secret_ = false;
};

// As a person reads it: a text without quotes, an object or array as JSON, and a secret as
// `[secret]`.
inline std::string to_string(value const& v) {
    if (v.is_secret()) return "[secret]";
    return std::visit(
        []<class T>(T const& held) -> std::string {
            if constexpr (std::same_as<T, std::nullptr_t>) {
                return "null";
            } else if constexpr (std::same_as<T, bool>) {
                return held ? "true" : "false";
            } else if constexpr (std::same_as<T, std::string>) {
                return held;
            } else if constexpr (std::same_as<T, json_text> || std::same_as<T, number>) {
                return held.text;
            } else {
                char digits[32];
                return {digits, std::to_chars(digits, digits + sizeof digits, held).ptr};
            }
        },
        v.get());
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                             value const& v) {
    return out << to_string(v);
}

// One write: a parameter and its new value. The name lives as long as the mapping that asks for it.
struct assignment {
    std::string_view name;
    trotline::value value;
};

}  // namespace trotline
#endif
