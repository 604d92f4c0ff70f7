// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_CONDITION_HPP
#define TROTLINE_MAPPING_ENGINE_CONDITION_HPP

#include <trotline/mapping/engine/conversion.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// Decides whether a scalar of a document is a value that a condition allows. Types count: the
// string "1" is not the number 1. Values without a type (XML, a header field) are compared as the
// type of the allowed value.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

// One allowed scalar. It does not own its text.
struct allowed_scalar {
    enum class type : unsigned char { null, boolean, integer, floating, text };

    type is = type::null;
    bool boolean = false;
    integer_value integer{};
    double floating = 0;
    std::string_view text{};  // of a floating one, its digits, if `floating` is not exactly that
};

// True if the text is digits alone, with or without a minus sign.
constexpr bool is_whole(std::string_view digits) {
    if (digits.starts_with('-')) digits.remove_prefix(1);
    return !digits.empty() && digits.find_first_not_of("0123456789") == digits.npos;
}

struct binding;
// Any of several scalars; `expected` names them for messages.
struct row_condition {
    allowed_scalar const* allowed = nullptr;
    std::size_t count = 0;
    std::string_view expected{};
    // with functions, how the value is read: it runs them, and compares what they make of it
    binding const* changed = nullptr;
};

constexpr bool is_value(taken_scalar const& s, allowed_scalar const& allowed) {
    bool const untyped = is_untyped(s.kind);
    switch (allowed.is) {
        case allowed_scalar::type::null:
            return s.kind == kind::null;
        case allowed_scalar::type::text:
            return (s.kind == kind::string || untyped) && equals(s, allowed.text);
        case allowed_scalar::type::boolean: {
            if (!untyped)
                return s.kind == kind::boolean && s.text == (allowed.boolean ? "true" : "false");
            short_scalar_text const whole(s);
            std::string_view const text = trim(whole.view());
            return allowed.boolean ? text == "true" || text == "1" : text == "false" || text == "0";
        }
        case allowed_scalar::type::integer: {
            integer_value found;
            constexpr json::integer_range any{~std::uint64_t{0}, ~std::uint64_t{0}};
            return (untyped || s.kind == kind::number) &&
                   convert(s, false, any, found) == code::none &&
                   found.magnitude == allowed.integer.magnitude &&
                   (found.magnitude == 0 || found.negative == allowed.integer.negative);
        }
        default:
            break;
    }
    if (std::is_constant_evaluated()) return false;  // no literal condition compares with these
    double found = 0;
    auto const is = [&](std::string_view text) {
        if (!allowed.text.empty() && text == allowed.text) return true;
        if (is_whole(text) && is_whole(allowed.text)) return false;
        return json::to_floating(text, found) == json::number_status::exact &&
               !(found < allowed.floating) && !(found > allowed.floating);
    };
    if (untyped) return is(trim(short_scalar_text(s).view()));
    return s.kind == kind::number && is(s.text);
}

constexpr bool holds(row_condition const& required, taken_scalar const& s) {
    for (std::size_t i = 0; i != required.count; ++i)
        if (is_value(s, required.allowed[i])) return true;
    return false;
}

}  // namespace trotline::detail
#pragma GCC diagnostic pop
#endif
