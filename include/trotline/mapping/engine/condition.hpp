// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_CONDITION_HPP
#define TROTLINE_MAPPING_ENGINE_CONDITION_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/mapping/engine/conversion.hpp>
#include <trotline/mapping/row.hpp>
#include <trotline/parameter_store/value.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

// Whether a scalar of a document is a value that a condition allows. Types count: the string "1" is
// not the number 1; what has no type (XML, a header field) is compared as what the condition asks
// for.
namespace trotline::detail {

template <cursor C> constexpr bool is_value(scalar const& s, bool expected) {
    if (is_untyped(s.kind))
        return with_text<C>(s, [&](std::string_view text) {
            text = trim(text);
            return expected ? text == "true" || text == "1" : text == "false" || text == "0";
        });
    return s.kind == kind::boolean && s.text == (expected ? "true" : "false");
}

template <cursor C, integer_target T> constexpr bool is_value(scalar const& s, T expected) {
    T found{};
    if (is_untyped(s.kind))
        return with_text<C>(s,
                            [&](std::string_view text) {
                                return integer_of_digits(trim(text), found) ==
                                       json::number_status::exact;
                            }) &&
               found == expected;
    return s.kind == kind::number &&
           json::to_integer(s.text, found) == json::number_status::exact && found == expected;
}

template <cursor C> bool is_value(scalar const& s, double expected) {
    double found = 0;
    auto const same = [&](std::string_view text) {
        return json::to_floating(text, found) == json::number_status::exact &&
               !(found < expected) && !(found > expected);
    };
    if (is_untyped(s.kind))
        return with_text<C>(s, [&](std::string_view text) { return same(trim(text)); });
    return s.kind == kind::number && same(s.text);
}

template <cursor C> constexpr bool is_value(scalar const& s, std::string_view expected) {
    return (s.kind == kind::string || is_untyped(s.kind)) && equals<C>(s, expected);
}

template <cursor C> bool is_value(scalar const& s, value const& expected) {
    return std::visit(
        [&]<class T>(T const& alternative) {
            if constexpr (std::is_same_v<T, std::nullptr_t>)
                return s.kind == kind::null;
            else if constexpr (std::is_same_v<T, json_text>)
                return false;
            else if constexpr (std::is_same_v<T, std::string>)
                return is_value<C>(s, std::string_view(alternative));
            else
                return is_value<C>(s, alternative);
        },
        expected.get());
}

template <class Type, std::size_t Size>
constexpr auto allowed_value(expected_value<Type, Size> const& allowed) {
    if constexpr (Size != 0)
        return allowed.text.view();
    else
        return allowed.scalar;
}

// What a condition expects, as text made during translation: `"done" or "pending"`.
template <expected_value... Allowed>
inline constexpr auto expected_of_condition = [] {
    short_text<200> text;
    auto const append = [&](auto const& allowed) {
        if (!text.empty()) text.append(" or ");
        if constexpr (requires { allowed.text; }) {
            text.append("\"");
            text.append(allowed.text.view());
            text.append("\"");
        } else if constexpr (std::is_same_v<decltype(allowed.scalar), bool>) {
            text.append(allowed.scalar ? "true" : "false");
        } else {
            append_integer(text, allowed.scalar);
        }
    };
    (append(Allowed), ...);
    return text;
}();

template <expected_value... Allowed, cursor C> constexpr bool is_one_of(C& c, row_log& log) {
    C const at = c;
    scalar const s = c.scalar();
    return (is_value<C>(s, allowed_value(Allowed)) || ...) ||
           log.fail(at, code::unmet_condition, expected_of_condition<Allowed...>.view());
}
template <fixed_string Path, expected_value... Allowed, cursor C>
constexpr bool holds(condition<Path, Allowed...>, C& c, row_log& log) {
    return is_one_of<Allowed...>(c, log);
}
template <int... Allowed, cursor C>
constexpr bool holds(status_condition<Allowed...>, C& c, row_log& log) {
    return is_one_of<expected_value(Allowed)...>(c, log);
}

}  // namespace trotline::detail
#endif
