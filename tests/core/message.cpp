// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/message.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <string_view>

namespace tl = trotline;
using std::string_view_literals::operator""sv;

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

TEST_CASE("failures as texts") {
    tl::row_failure row;
    row.code = tl::code::wrong_type;
    row.found = tl::kind::string;
    row.description = {"data.age", "AGE", true};
    row.expected = "a number";
    row.offset = 12;
    row.inner = tl::short_text<64>("[1].b");
    row.excerpt = tl::short_text<40>("\"x\n\"");
    CHECK(to_string(row) == "data.age at [1].b -> AGE: wrong type: found a string \"x\\n\", expected a number at byte 12");
    CHECK(to_string(tl::document_failure{tl::code::malformed, 17, "',' or '}'"}) == "malformed: expected ',' or '}' at byte 17");

    tl::failure why;
    why.stage = tl::stage::status;
    why.code = tl::code::unexpected_status;
    why.subject = "500";
    why.detail = "expected 2xx";
    std::ostringstream out;
    out << why;
    CHECK(out.str() == "status failed: unexpected status (500): expected 2xx");
    why.rows.push_back(row);
    CHECK(to_string(why) == to_string(why).substr(0, out.str().size()) + "\n  " + to_string(row));
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
