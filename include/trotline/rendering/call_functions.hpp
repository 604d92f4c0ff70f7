// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_CALL_FUNCTIONS_HPP
#define TROTLINE_RENDERING_CALL_FUNCTIONS_HPP
// Calls the functions of templates. They change a value before it is escaped for its place.
//   ${NAME | trim | upper}   ${TAGS | join(', ')}   ${CONTENT | sha256}   ${USER | base64}
//   ${uuid()}                one UUID for the whole request; a retry sends it again
//   ${now(iso)}              one of the formats of http/date_format.hpp; ${now()} is the same
// `now(seconds)` and `now(milliseconds)` are numbers; every other result is a text. What is made of
// a secret is a secret.
// For tests, parameters with the names `now()` (milliseconds since 1970) and `uuid()` are used
// instead of the clock and the source of random numbers.

#include <trotline/core/conversion.hpp>
#include <trotline/core/random.hpp>
#include <trotline/core/sha256.hpp>
#include <trotline/http/base64.hpp>
#include <trotline/http/date_format.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/parameter_store/value_text.hpp>
#include <trotline/rendering/parameter_source.hpp>
#include <trotline/rendering/template/query_array.hpp>
#include <trotline/rendering/template/template_function.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace trotline::inline TROTLINE_ABI::detail {

// What is the same in the whole request: its UUID and its time. They are made when they are needed
// first.
class values_of_call {
  public:
    refusal make(function_call const& call, parameter_source const& source, value& to);

  private:
    std::string uuid_;
    std::optional<std::chrono::sys_time<std::chrono::milliseconds>> now_;
};

// Calls the functions of an expression: the first one makes the value if `to` has none. Returns why
// a value is refused.
refusal call_functions(std::string_view functions, bool makes_value, parameter_source const& source,
                       values_of_call& common, value& to);

// Definitions.

inline refusal values_of_call::make(function_call const& call, parameter_source const& source,
                                    value& to) {
    using milliseconds = std::chrono::milliseconds;
    if (function_of<source_function>(call, source_functions) == source_function::uuid) {
        if (uuid_.empty() &&
            !source.read("uuid()", [&](value const& held) { uuid_ = value_text(held).view(); }))
            uuid_ = random_uuid();
        to = value(uuid_);
        return {};
    }
    bool wrong = false;
    auto const take = [&](value const& held) {
        auto const* const since = std::get_if<std::int64_t>(&held.get());
        if (since != nullptr) now_ = time_since_1970(*since, date_format::milliseconds);
        wrong = !now_;
    };
    if (!now_ && !source.read("now()", take))
        now_ = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    if (wrong) return "now() must be a number of milliseconds since 1970";
    date_format const format =
        call.has_argument ? *date_format_called(call.argument) : date_format::iso;
    std::string text = date_text(*now_, format);
    if (text.empty()) return "the time must have a year from 0 to 9999";
    to = counts_since_1970(format) ? value(number{std::move(text)}) : value(std::move(text));
    return {};
}

// The elements of an array with a text between them; any other value is one element.
inline refusal join_elements(value const& held, std::string_view between, std::string& to) {
    auto const* const list = std::get_if<json_text>(&held.get());
    if (list == nullptr) {
        to = value_text(held).view();
        return {};
    }
    bool first = true;
    bool const flat =
        is_json_array(list->text) && for_each_element(list->text, [&](std::string_view element) {
            if (!first) to += between;
            first = false;
            to += element;
            return true;
        });
    return flat ? "" : "join needs an array of texts, numbers, true, false and null";
}

inline refusal call_function(function_call const& call, value& held) {
    std::string text(value_text(held).view());
    refusal refused;
    switch (function_of<value_function>(call, value_functions)) {
        case value_function::base64:
            http::encode_base64_in_place(text, 0);
            break;
        case value_function::join:
            text.clear();
            refused = join_elements(held, call.is_quoted ? call.argument : ",", text);
            break;
        case value_function::lower:
            for (char& c : text) c = lower(c);
            break;
        case value_function::sha256: {
            auto const digits = sha256_digits(text);
            text.assign(digits.begin(), digits.end());
            break;
        }
        case value_function::trim:
            text = std::string(trim(text));
            break;
        case value_function::upper:
            for (char& c : text) c = upper(c);
            break;
    }
    held = held.is_secret() ? value(secret{std::move(text)}) : value(std::move(text));
    return refused;
}

inline refusal call_functions(std::string_view functions, bool makes_value,
                              parameter_source const& source, values_of_call& common, value& to) {
    function_scanner scanner(functions, 0);
    function_call call;
    if (makes_value) {
        scanner.call(call);
        if (refusal const why = common.make(call, source, to); !why.empty()) return why;
    }
    while (scanner.next(call)) {
        if (std::holds_alternative<std::nullptr_t>(to.get())) break;
        if (refusal const why = call_function(call, to); !why.empty()) return why;
    }
    return {};
}

}  // namespace trotline::detail
#endif
