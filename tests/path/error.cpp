// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/error.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>

#include "path/cases.hpp"

namespace path_error_test {

namespace {

using namespace std::string_view_literals;
using trotline::path_error;
using trotline::path::reason;

static_assert(std::is_trivially_copyable_v<path_error>);

constexpr path_error error_of(std::string_view text) {
    trotline::path::detail::compiled_path path;
    return path_error(
        text,
        trotline::path::detail::parse_with<trotline::path::detail::engine::evaluation>(text, path));
}

static_assert(error_of("data..x").position == 5);
static_assert(error_of("data..x").reason == reason::descendant_selects_several);
static_assert(error_of("data..x").expected == "a name");
static_assert(error_of("data..x").excerpt() == "data..x");
static_assert(error_of("data.0").fix ==
              "write [0] for an array element, ['0'] for a member named 0");
static_assert(error_of("data.-1").fix ==
              "write [0] for an array element, ['0'] for a member named 0");
static_assert(error_of("data.1dC").fix ==
              "a name that begins with a digit or - needs brackets and quotes: ['1dC']");
static_assert(error_of("-moz.x").fix ==
              "a name that begins with a digit or - needs brackets and quotes: ['1dC']");
static_assert(
    error_of("sum(v)").fix ==
    "a path cannot have functions; a member with parentheses in its name needs brackets and "
    "quotes: ['sum(v)']");
static_assert(error_of("length()").fix == "a path has no functions: remove the parentheses");
static_assert(error_of("a\\.b").fix ==
              "outside of quotes nothing is escaped: write ['a.b'] for a member named a.b");
static_assert(error_of("a..b") == error_of("a..b"));
static_assert(error_of("a..b") != error_of("a..c"));

constexpr std::size_t written_size(path_error const& error) {
    std::size_t size = 0;
    write(error, [&size](std::string_view piece) { size += piece.size(); });
    return size;
}
static_assert(written_size(error_of("data.")) > 80, "it is written at compile time, too");

struct printed_case {
    std::string_view text, printed;
};
constexpr printed_case printed[] = {
    {"data.",
     "object path: a name is missing (byte 5): expected a name, found the end; write a name, or "
     "remove the dot\n"
     "  data.\n"
     "       ^"},
    {"",
     "object path: the path is empty (byte 0): expected a name, `[` or `$`, found the end; write $ "
     "for the whole document\n"
     "  \n"
     "  ^"},
    {"items[01]",
     "object path: an index must not have a leading zero (byte 7): expected `]` after the 0, found "
     "`1`; "
     "remove the zero, or write ['01'] "
     "for a "
     "member\n"
     "  items[01]\n"
     "         ^"},
    {"gr\xC3\xB6\xC3\x9F\x65..\xF0\x9D\x84\x9E",
     "object path: a descendant segment (`..`) selects several values, but one is wanted (byte "
     "8): expected a name, found `.`; write every name on the way, with one dot between; an "
     "object_query takes it\n"
     "  gr\xC3\xB6\xC3\x9F\x65..\xF0\x9D\x84\x9E\n"
     "        ^"},
    {"$.a\n$",
     "object path: the path goes on after its end (byte 4): expected `.`, `[` or the end of the "
     "path, found `$`; write names with "
     "other characters in quotes: ['first name']\n"
     "  $.a\\n$\n"
     "       ^"},
    {"a['\x01']",
     "object path: a control character in quotes must be written as an escape (byte 3): expected a "
     "character or the closing quote, found `\\u0001`; write it as an escape: \\n, \\t, \\u0001\n"
     "  a['\\u0001']\n"
     "     ^"},
    {"a.\xE2\x82.b",
     "object path: the path is not UTF-8 (byte 4): expected a character in UTF-8, found `.`; save "
     "the text as UTF-8\n"
     "  a.\\xE2\\x82.b\n"
     "            ^"},
    {"a/\xE2\x80\xAE",
     "object path: the path goes on after its end (byte 1): expected `.`, `[` or the end of the "
     "path, found `/`; write a dot "
     "between "
     "names\n"
     "  a/\\u202E\n"
     "   ^"},
};

}  // namespace

TEST_CASE("path: an error prints what is wrong, the path, and a caret below the first wrong byte") {
    for (auto const& c : printed) {
        CHECK(to_string(error_of(c.text)) == c.printed);
        std::ostringstream out;
        out << error_of(c.text);
        CHECK(out.str() == c.printed);
    }
}

TEST_CASE("path: every rejected path prints three lines, and the caret stands in the third") {
    for (auto const& c : cases::bad_table) {
        auto const error = error_of(c.text);
        CAPTURE(c.text);
        CHECK(error.position == c.position);
        CHECK(error.reason == c.why);
        CHECK(!error.expected.empty());
        auto const text = to_string(error);
        auto const second = text.find('\n') + 1, third = text.find('\n', second) + 1;
        CHECK(text.find('\n', third) == std::string::npos);
        CHECK(text.find_first_not_of(' ', third) == text.size() - 1);
        CHECK(text.back() == '^');
        for (char const c2 : text) CHECK((c2 == '\n' || static_cast<unsigned char>(c2) >= 0x20));
    }
}

TEST_CASE("path: of a long path, what stands around the position is kept") {
    std::string const long_name(400, 'x');
    auto const late = error_of("a." + long_name.substr(0, 200) + "/" + long_name);
    CHECK(late.position == 202);
    CHECK(late.excerpt().size() <= 160);
    CHECK(late.excerpt()[late.position - late.excerpt_begin()] == '/');
    CHECK(late.cut());
    CHECK(to_string(late).find("\n  ...xxx") != std::string::npos);
    auto const text = to_string(late);
    auto const second = text.find('\n') + 1, third = text.find('\n', second) + 1;
    CHECK(text[second + (text.size() - 1 - third)] == '/');

    auto const early = error_of("/" + long_name);
    CHECK(early.excerpt_begin() == 0);
    CHECK(early.cut());

    // Cut between characters, not inside one.
    for (std::size_t shift = 0; shift < 4; ++shift) {
        std::string path(shift, 'a');
        while (path.size() < 230) path += "\xF0\x9D\x84\x9E";
        auto const error = error_of(path + "/" + long_name);
        CHECK(to_string(error).find("\\x") == std::string::npos);
        auto const too_long = error_of(path + path);
        CHECK(too_long.reason == reason::path_too_long);
        CHECK(to_string(too_long).find("\n  ...\\x") == std::string::npos);
    }
}

}  // namespace path_error_test
