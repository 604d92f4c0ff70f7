// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_VALUE_HPP
#define TROTLINE_PARAMETER_STORE_VALUE_HPP

#include <trotline/core/abi.hpp>

#include <trotline/core/scalar.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace trotline::inline TROTLINE_ABI {

// The JSON text of an object or an array, kept as it was received.
struct json_text {
    std::string text;
    friend bool operator==(json_text const&, json_text const&) = default;
};

// A text that is sent to servers and shown nowhere: not in messages, reports or recordings.
struct secret {
    std::string text;
};

// The value of a parameter: a scalar with its type, or an object or array as JSON text. A number
// from a document is an integer or a double if these give the same text again, otherwise a
// `number`, which keeps its text.
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

// The value for people: a text without quotes, an object or array as JSON, and a secret as
// `[secret]`.
std::string to_string(value const& v);
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                             value const& v) {
    return out << to_string(v);
}

// One write: a parameter and its new value. The name lives as long as the mapping that it belongs
// to.
struct assignment {
    std::string_view name;
    trotline::value value;
};

}  // namespace trotline

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/parameter_store/value.ipp>
#endif
#endif
