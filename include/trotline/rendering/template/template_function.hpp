// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_TEMPLATE_FUNCTION_HPP
#define TROTLINE_RENDERING_TEMPLATE_TEMPLATE_FUNCTION_HPP
// The functions of templates, and what may stand in their parentheses. They are checked when a
// template is scanned; rendering/call_functions.hpp calls them.

#include <trotline/core/function_call.hpp>
#include <trotline/http/date_format.hpp>

#include <cstddef>
#include <iterator>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// Functions of a value. The order is that of the table.
enum class value_function : unsigned char {
    base64,  // of the value's text (RFC 4648 section 4)
    join,    // an array's elements with a text between them, by default a comma
    lower,   // ASCII letters in small letters
    sha256,  // the digest of the value's text, in hexadecimal
    trim,    // without blanks and line ends around the text
    upper    // ASCII letters in capitals
};
inline constexpr known_function value_functions[] = {
    {"base64", "expected a function: did you mean base64?", takes_nothing},
    {"join", "expected a function: did you mean join?", may_take_text},
    {"lower", "expected a function: did you mean lower?", takes_nothing},
    {"sha256", "expected a function: did you mean sha256?", takes_nothing},
    {"trim", "expected a function: did you mean trim?", takes_nothing},
    {"upper", "expected a function: did you mean upper?", takes_nothing}};
inline constexpr char const* expected_value_function =
    "expected one of the functions base64, join, lower, sha256, trim, upper";

constexpr refusal may_take_date_format(function_call const& call) {
    if (call.has_index) return "expected no index";
    bool const known =
        !call.has_argument || (!call.is_quoted && date_format_called(call.argument).has_value());
    return known ? "" : expected_date_format;
}

// Functions that make a value. They are written with parentheses, because a name without them is a
// parameter's.
enum class source_function : unsigned char {
    now,  // the time of the call
    uuid  // a random UUID; one for each call
};
inline constexpr known_function source_functions[] = {
    {"now", "expected a function: did you mean now()?", may_take_date_format},
    {"uuid", "expected a function: did you mean uuid()?", takes_nothing}};
inline constexpr char const* expected_source_function =
    "expected one of the functions now() and uuid(), or a parameter's name without parentheses";

// Which function a scanned call means.
template <class Function, std::size_t N>
constexpr Function function_of(function_call const& call, known_function const (&known)[N]) {
    std::size_t place = 0;
    while (place + 1 != N && known[place].name != call.name) ++place;
    return static_cast<Function>(place);
}

// Finds the end of the functions at `at` in a template. Returns false if there is an error.
constexpr bool scan_functions(std::string_view text, std::size_t& at, bool makes_value,
                              function_error& why) {
    function_scanner scanner(text, at);
    function_call call;
    if (makes_value && scanner.call(call))
        find_function(call, text, source_functions, expected_source_function, scanner);
    while (scanner.error().expected.empty() && scanner.next(call))
        find_function(call, text, value_functions, expected_value_function, scanner);
    at = scanner.at();
    why = scanner.error();
    return why.expected.empty();
}

}  // namespace trotline::detail
#endif
