// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_ROW_STEP_HPP
#define TROTLINE_MAPPING_ENGINE_ROW_STEP_HPP

#include <trotline/core/ascii.hpp>
#include <trotline/core/conversion.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/function_call.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/http/date_format.hpp>
#include <trotline/http/date_pattern.hpp>
#include <trotline/json/number.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/condition.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/reader.hpp>
#include <trotline/mapping/text_cursor.hpp>
#include <trotline/path/regexp_search.hpp>

#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

// The functions after a row's path, as data: a row that has some is read by a conversion that runs
// these steps over its text. mapping/row_functions.hpp describes them.
namespace trotline::inline TROTLINE_ABI::detail {

// What the functions change.
struct changed_text {
    trotline::kind kind = trotline::kind::string;
    std::string text{};
};

struct row_step {
    // Returns what was expected if the value is refused.
    refusal (*run)(row_step const& self, changed_text& value) = nullptr;
    std::string_view argument{};
    int index = 0;
    path::regexp_program const* pattern = nullptr;  // of match
};

inline refusal run_date(row_step const& self, changed_text& value) {
    using namespace std::chrono;
    value.kind = kind::string;
    auto const format = date_format_called(self.argument);
    if (!format)
        return read_date_by(self.argument, value.text, value.text)
                   ? ""
                   : "a date as the pattern of date() says";
    if (*format == date_format::http) {
        auto const found =
            parse_http_date(value.text, floor<seconds>(std::chrono::system_clock::now()));
        if (!found) return "a date such as Sun, 06 Nov 1994 08:49:37 GMT";
        value.text = date_text(*found, date_format::iso);
        return {};
    }
    std::int64_t since = 0;
    char const* const end = value.text.data() + value.text.size();
    auto const read = std::from_chars(value.text.data(), end, since);
    bool const in_seconds = *format == date_format::seconds;
    auto const when = time_since_1970(since, *format);
    if (read.ec != std::errc() || read.ptr != end || !when)
        return in_seconds ? "a whole number of seconds since 1970"
                          : "a whole number of milliseconds since 1970";
    value.text = date_text(*when, in_seconds ? date_format::iso : date_format::iso_milliseconds);
    return value.text.empty() ? "a year from 0 to 9999" : "";
}

inline refusal run_match(row_step const& self, changed_text& value) {
    path::regexp_part const part = path::find_part(*self.pattern, value.text);
    if (part.too_expensive) return "a shorter text: the pattern of match() takes too long";
    if (!part.found) return "a text in which the pattern of match() is found";
    value = {kind::string, std::string(part.text)};
    return {};
}

inline refusal run_split(row_step const& self, changed_text& value) {
    std::string_view rest = value.text;
    int left = self.index;
    bool found = true;
    if (left >= 0) {
        for (; found && left != 0; --left) {
            std::size_t const at = rest.find(self.argument);
            found = at != rest.npos;
            if (found) rest.remove_prefix(at + self.argument.size());
        }
        rest = rest.substr(0, rest.find(self.argument));
    } else {
        for (; found && left != -1; ++left) {
            std::size_t const at = rest.rfind(self.argument);
            found = at != rest.npos;
            if (found) rest = rest.substr(0, at);
        }
        if (std::size_t const at = rest.rfind(self.argument); at != rest.npos)
            rest.remove_prefix(at + self.argument.size());
    }
    if (!found) return "a text with the part that split() takes";
    value = {kind::string, std::string(rest)};
    return {};
}

// A number as in JSON; blanks around it do not count.
inline refusal run_number(changed_text& value, bool integral) {
    std::string_view text = trim(value.text);
    std::string_view const digits = text.substr(text.starts_with('+') ? 1 : 0);
    integer_value found;
    if (!json::is_number(digits) ||
        (integral && json::to_integer(digits, found) == json::number_status::not_integral))
        return integral ? "a text that is an integer" : "a text that is a number";
    value = {kind::number, std::string(digits)};
    return {};
}

inline refusal run_to_integer(row_step const&, changed_text& value) {
    return run_number(value, true);
}
inline refusal run_to_number(row_step const&, changed_text& value) {
    return run_number(value, false);
}

inline refusal run_lower(row_step const&, changed_text& value) {
    value.kind = kind::string;
    for (char& c : value.text) c = lower(c);
    return {};
}
inline refusal run_upper(row_step const&, changed_text& value) {
    value.kind = kind::string;
    for (char& c : value.text) c = upper(c);
    return {};
}
inline refusal run_trim(row_step const&, changed_text& value) {
    value = {kind::string, std::string(trim(value.text))};
    return {};
}

inline refusal run_to_boolean(row_step const&, changed_text& value) {
    std::string_view const text = trim(value.text);
    bool const yes = text == "true" || text == "1";
    if (!yes && text != "false" && text != "0") return "true, false, 1 or 0";
    value = {kind::boolean, yes ? "true" : "false"};
    return {};
}

constexpr refusal takes_date(function_call const& call) {
    if (call.has_index) return "expected no index";
    if (call.is_quoted) return check_date_pattern(call.argument);
    auto const format = date_format_called(call.argument);
    return format && (*format == date_format::http || counts_since_1970(*format))
               ? ""
               : "expected http, seconds, milliseconds or a pattern such as '%d.%m.%Y'";
}
constexpr refusal takes_pattern(function_call const& call) {
    if (call.has_index) return "expected no index: match takes the first part that it finds";
    if (!call.is_quoted) return "expected a pattern in quotes, such as '[0-9]+'";
    auto const outcome = path::regexp_program(call.argument).verdict().outcome;
    if (outcome == path::regexp_outcome::too_large) return "expected a smaller pattern";
    return outcome == path::regexp_outcome::valid
               ? ""
               : "expected a pattern of RFC 9485 (I-Regexp), such as '[0-9]+'";
}
constexpr refusal takes_separator(function_call const& call) {
    if (!call.is_quoted || call.argument.empty())
        return "expected the text between the parts, in quotes, such as ','";
    return call.has_index ? "" : "expected which part, such as split(',')[0] or split(',')[-1]";
}

// The functions, and the code of each in the same order.
inline constexpr known_function row_functions[] = {
    {"date", "expected a function: did you mean date?", takes_date},
    {"lower", "expected a function: did you mean lower?", takes_nothing},
    {"match", "expected a function: did you mean match?", takes_pattern},
    {"split", "expected a function: did you mean split?", takes_separator},
    {"to_boolean", "expected a function: did you mean to_boolean?", takes_nothing},
    {"to_integer", "expected a function: did you mean to_integer?", takes_nothing},
    {"to_number", "expected a function: did you mean to_number?", takes_nothing},
    {"trim", "expected a function: did you mean trim?", takes_nothing},
    {"upper", "expected a function: did you mean upper?", takes_nothing}};
inline constexpr char const* expected_row_function =
    "expected one of the functions date, lower, match, split, to_boolean, to_integer, to_number, "
    "trim, upper";

inline constexpr refusal (*row_function_codes[])(row_step const&, changed_text&) = {
    run_date,       run_lower,     run_match, run_split, run_to_boolean,
    run_to_integer, run_to_number, run_trim,  run_upper};
static_assert(std::size(row_function_codes) == std::size(row_functions));

// Calls take(call, place in row_functions) for each of the functions in a row's text, and returns
// the first error. `at`: the offset after the path.
constexpr function_error scan_row_functions(std::string_view text, std::size_t at,
                                            auto const& take) {
    function_scanner scanner(text, at);
    function_call call;
    while (scanner.error().expected.empty() && scanner.next(call)) {
        std::size_t const place =
            find_function(call, text, row_functions, expected_row_function, scanner);
        if (place != std::size(row_functions)) take(call, place);
    }
    if (scanner.error().expected.empty() && scanner.at() != text.size())
        scanner.fail(scanner.at(), "expected | and a function, or the end");
    return scanner.error();
}

// Runs the steps over a text. False: one refused it, and the log says why.
inline bool change(std::span<row_step const> steps, std::string_view text, changed_text& changed,
                   row_log& log) {
    changed = {kind::string, std::string(text)};
    for (row_step const& each : steps)
        if (refusal const why = each.run(each, changed); !why.empty())
            return log.fail(text_cursor(kind::string, text), code::refused_value, why);
    return true;
}
// Runs the steps over a text, and reads the result into `to`.
inline bool read_changed(std::span<row_step const> steps, std::string_view text,
                         binding const& type, void* to, row_log& log, bool coerce) {
    changed_text changed;
    if (!change(steps, text, changed, log)) return false;
    text_cursor c(changed.kind, changed.text);
    return read(c, type, to, log, coerce);
}
// Runs the steps over a text, and compares the result as a condition does.
inline bool meets_changed(std::span<row_step const> steps, std::string_view text,
                          row_condition const& required, row_log& log) {
    changed_text changed;
    if (!change(steps, text, changed, log)) return false;
    return holds(required, {{changed.kind, true, changed.text}}) ||
           log.fail(text_cursor(kind::string, text), code::unmet_condition, required.expected);
}
// How a value is read whose text these functions take.
constexpr binding binding_of_text(conversion_functions const& functions) {
    binding made;
    made.how = landing::converted;
    made.functions = &functions;
    made.inner = &bound<std::string_view>::value;
    return made;
}
constexpr conversion_functions noting_functions(decltype(conversion_functions::read_noting) read) {
    return {[](void*, std::string_view) { return refusal(); }, nullptr, read, false, false};
}

}  // namespace trotline::detail
#endif
