// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/function_call.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace core_function_call_test {

namespace tl = trotline;

namespace {

// What the scanner reads at the text's start, or `@12 expected ...`.
std::string shown(std::string_view text) {
    tl::detail::function_scanner scanner(text, 0);
    std::string out;
    for (tl::detail::function_call call; scanner.next(call);) {
        out.append(call.name);
        if (call.has_argument)
            out.append(call.is_quoted ? "(q:" : "(").append(call.argument).append(")");
        if (call.has_index) out.append("[").append(std::to_string(call.index)).append("]");
        out += ' ';
    }
    auto const [offset, expected] = scanner.error();
    if (!expected.empty())
        return out.append("@").append(std::to_string(offset)).append(" ").append(expected);
    return out.append(text.substr(scanner.at()));
}

constexpr tl::detail::known_function known[] = {{"trim", "trim?", tl::detail::takes_nothing},
                                                {"join", "join?", tl::detail::may_take_text}};

std::string found(std::string_view text) {
    tl::detail::function_scanner scanner(text, 0);
    tl::detail::function_call call;
    scanner.call(call);
    if (find_function(call, text, known, "one of trim, join", scanner) != std::size(known))
        return "known";
    auto const [offset, expected] = scanner.error();
    return "@" + std::to_string(offset) + " " + std::string(expected);
}

}  // namespace

TEST_CASE("functions, and where they end") {
    static struct {
        std::string_view text, expected;
    } const table[] = {
        {"", ""},
        {"}", "}"},
        {" }", " }"},
        {"| trim", "trim "},
        {"|trim|upper}", "trim upper }"},
        {"  |  trim  |  upper :-x", "trim upper  :-x"},
        {"| trim()", "trim "},
        {"| join(',')", "join(q:,) "},
        {"| join(\"it's | )\")", "join(q:it's | )) "},
        {"| join('')", "join(q:) "},
        {"| now(iso_milliseconds)x", "now(iso_milliseconds) x"},
        {"| split(',')[1] | trim", "split(q:,)[1] trim "},
        {"| split(',')[-12]", "split(q:,)[-12] "},
        {"|", "@1 expected a function's name"},
        {"| ", "@2 expected a function's name"},
        {"| 1a", "@2 expected a function's name"},
        {"| trim | |", "trim @9 expected a function's name"},
        {"| trim(", "@7 expected a word, or a text in quotes"},
        {"| trim( )", "@7 expected a word, or a text in quotes"},
        {"| trim(a b)", "@8 expected ) after the function's argument"},
        {"| trim('a)", "@10 expected the argument's closing quote"},
        {"| trim('a\n')", "@9 expected no control character in a function's argument"},
        {"| trim('a\xC3')", "@10 expected UTF-8 in a function's argument"},
        {"| split(',')[]", "@13 expected a whole number"},
        {"| split(',')[1234567890]", "@22 expected ]"},
        {"| split(',')[1", "@14 expected ]"},
    };
    for (auto const& [text, expected] : table) CHECK(shown(text) == expected);
}

TEST_CASE("a name that is almost another, and a wrong argument") {
    CHECK(found("trim") == "known");
    CHECK(found("join('x')") == "known");
    CHECK(found("Trim") == "@0 trim?");
    CHECK(found("jion") == "@0 join?");
    CHECK(found("reverse") == "@0 one of trim, join");
    CHECK(found("trim(x)") == "@5 expected no argument");
    CHECK(found("trim[1]") == "@4 expected no index: only split takes one");
    CHECK(found("join(x)") == "@5 expected a text in quotes");
}

}  // namespace core_function_call_test
