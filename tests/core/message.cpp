// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/message.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <string_view>

namespace core_message_test {

namespace tl = trotline;
using std::string_view_literals::operator""sv;

namespace {

tl::row_failure row(tl::code code, tl::kind found, std::string_view excerpt, std::size_t offset,
                    std::string_view expected = {}) {
    tl::row_failure f;
    f.code = code;
    f.found = found;
    f.description = {"data.userId", "user_id", true};
    f.excerpt = tl::short_text<40>(excerpt);
    f.offset = offset;
    f.expected = expected;
    return f;
}

template <class F> std::string printed(F const& f) {
    std::ostringstream out;
    out << f;
    CHECK(out.str() == to_string(f));
    return out.str();
}

}  // namespace

TEST_CASE("what failed, where, what was found, what was expected") {
    CHECK(printed(row(tl::code::wrong_type, tl::kind::string, "\"x\"", 12,
                      "an integer from 0 to 255")) ==
          "data.userId -> user_id: wrong type: found a string \"x\" at byte 12, expected an "
          "integer from 0 to 255");
    CHECK(printed(row(tl::code::out_of_range, tl::kind::number, "300", 12,
                      "an integer from 0 to 255")) ==
          "data.userId -> user_id: out of range: found a number 300 at byte 12, expected an "
          "integer from 0 to 255");
    CHECK(printed(row(tl::code::null, tl::kind::null, "null", 12, "a string")) ==
          "data.userId -> user_id: found null at byte 12, expected a string");
    CHECK(printed(row(tl::code::ambiguous, tl::kind::number, "2", 22,
                      "only one: write [0] for the first")) ==
          "data.userId -> user_id: found more than once: again a number 2 at byte 22, expected "
          "only one: write [0] for the first");
}

TEST_CASE("several: the steps that repeat, and a path that works") {
    auto f = row(tl::code::ambiguous, tl::kind::element, "<H/>", 30,
                 "only one: write [0] for the first");
    struct {
        std::string_view path;
        std::uint32_t repeated;
        std::string_view shown;
    } const cases[] = {
        {"T.Y.H", 0b010, "T.Y[0].H"},
        {"T.Y.H", 0b101, "T[0].Y.H[0]"},
        {"$.T['a.b]'].H", 0b010, "$.T['a.b]'][0].H"},
        {"['T'] [\"q\\\"]\"] .x", 0b110, "['T'] [\"q\\\"]\"][0] .x[0]"},
        {"T[1].H", 0b100, "T[1].H[0]"},
        {"a.@b", 0b001, "a[0].@b"},
        {"a", 0, "a"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.path);
        CHECK(tl::detail::path_with_indexes(one.path, one.repeated) == one.shown);
    }
    f.description.path = "T.Y.H";
    f.repeated = 2;
    CHECK(printed(f) ==
          "T.Y.H -> user_id: found more than once: again an element <H/> at byte 30, expected only "
          "one: write T.Y[0].H for the first");
}

TEST_CASE("how far the way led") {
    auto f = row(tl::code::missing, tl::kind::object, "{\"a\": 1}", 0);
    CHECK(printed(f) == "data.userId -> user_id: not found in an object {\"a\": 1} at byte 0");
    f.depth = 1;
    CHECK(printed(f) ==
          "data.userId -> user_id: not found: its first step leads to an object {\"a\": 1} at byte "
          "0");
    f.depth = 2;
    CHECK(printed(f) ==
          "data.userId -> user_id: not found: its first 2 steps lead to an object {\"a\": 1} at "
          "byte 0");
    // a header field
    f = row(tl::code::missing, tl::kind::nothing, "", tl::npos);
    CHECK(printed(f) == "data.userId -> user_id: not found");
}

TEST_CASE("inner paths, conditions, and what a terminal must not see") {
    auto f = row(tl::code::missing, tl::kind::object, "{}", 31);
    f.inner = tl::short_text<64>("[1].price");
    CHECK(printed(f) ==
          "data.userId at [1].price -> user_id: not found in an object {} at byte 31");
    f = row(tl::code::unmet_condition, tl::kind::boolean, "false", 7, "true");
    f.description.destination = {};
    CHECK(printed(f) ==
          "data.userId: unmet condition: found a boolean false at byte 7, expected true");
    f = row(tl::code::wrong_type, tl::kind::text, "a\n\x1b[31m\t\r\x7f", 7, "a number");
    CHECK(printed(f) ==
          "data.userId -> user_id: wrong type: found a text a\\n\\x1b[31m\\t\\r\\x7f at byte 7, "
          "expected a number");
}

TEST_CASE("a document that cannot be read") {
    CHECK(printed(tl::document_failure{tl::code::malformed, 17, "',' or '}'"}) ==
          "malformed at byte 17: expected ',' or '}'");
    CHECK(printed(tl::document_failure{tl::code::too_deep, tl::npos, {}}) == "too deep");
}

TEST_CASE("what must not reach a terminal is shown as an escape") {
    struct {
        std::string_view text, shown;
    } const cases[] = {
        {"plain \xC3\xA9 \xF0\x9F\x98\x80", "plain \xC3\xA9 \xF0\x9F\x98\x80"},
        {"a\nb\tc\rd", "a\\nb\\tc\\rd"},
        {"\x1b[31m\x7f\0"sv, "\\x1b[31m\\x7f\\x00"},
        {"\xC2\x9B\xC2\xA0", "\\x9b\xC2\xA0"},
        {"\xFF\xC3", "\\xff\\xc3"},
        {"\xC3"
         "a",
         "\\xc3a"},
    };
    for (auto const& [text, shown] : cases) {
        std::string out;
        tl::append_visible(out, text);
        CHECK(out == shown);
    }
}

TEST_CASE("a short text is not cut inside a character") {
    for (std::size_t pad = 0; pad < 4; ++pad) {
        std::string text(pad, 'x');
        for (int i = 0; i < 30; ++i) text += "\xE2\x82\xAC";
        tl::short_text<40> const cut(text);
        CHECK(tl::is_utf8(cut.view()));
        CHECK(cut.view().ends_with("..."));
        CHECK(cut.view().size() == 40);
    }
}

}  // namespace core_message_test
