// SPDX-License-Identifier: BSL-1.0
#include <trotline/report/table.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace report_table_test {

namespace tl = trotline;
using tl::detail::cut_to;
using tl::detail::paint;

TEST_CASE("columns are aligned and cut") {
    tl::detail::report_table table(3);
    for (std::string const text : {"a", "longer", "", "a value that is much longer than all others",
                                   "b", "\xC3\xA9\xC3\xA9"}) {
        table.cell(text);
        if (text.empty() || text == "\xC3\xA9\xC3\xA9") table.end_row();
    }
    table.note("a note that does not fit on one line, so that it is broken", paint::plain);
    std::string out;
    table.write(out, {.width = 40});
    CHECK(out ==
          "  a                           longer\n"
          "  a value that is much lo...  b       \xC3\xA9\xC3\xA9\n"
          "    a note that does not fit on one\n"
          "    line, so that it is broken\n");
}

TEST_CASE("no line is longer than the width, whatever the widths of the columns") {
    for (std::size_t width = 40; width < 120; width += 7) {
        for (std::size_t sizes = 0; sizes < 625; ++sizes) {
            constexpr std::size_t some[] = {0, 3, 14, 30, 200};
            tl::detail::report_table table(4);
            for (std::size_t i = 0, rest = sizes; i < 4; ++i, rest /= 5)
                table.cell(std::string(some[rest % 5], 'x'));
            table.end_row();
            std::string out;
            table.write(out, {.width = width});
            CAPTURE(width);
            CAPTURE(sizes);
            CHECK(out.size() <= width + 1);
        }
    }
}

namespace {
struct cut_case {
    std::string_view text;
    std::size_t columns;
    std::string_view cut;
};
}  // namespace

TEST_CASE("what is cut ends with dots, and not inside of a character") {
    cut_case const cases[] = {
        {"abcdef", 6, "abcdef"},
        {"abcdefg", 6, "abc..."},
        {"", 0, ""},
        {"abc", 2, "..."},
        {"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 4, "\xC3\xA9..."},
    };
    for (auto const& [text, columns, cut] : cases) CHECK(cut_to(text, columns) == cut);
}

TEST_CASE("a path is cut at its beginning, so that rows of one parent differ") {
    cut_case const cases[] = {
        {"abcdef", 6, "abcdef"},
        {"abcdefg", 6, "...efg"},
        {"", 0, ""},
        {"abc", 2, "..."},
        {"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 4, "...\xC3\xA9"},
    };
    for (auto const& [text, columns, cut] : cases)
        CHECK(tl::detail::cut_begin_to(text, columns) == cut);
    tl::detail::report_table table(1);
    table.cell_with_end("s:Envelope.s:Body.a:GetAccountResponse.a:account.@id");
    table.end_row();
    std::string out;
    table.write(out, {.width = 40});
    CHECK(out == "  ....a:GetAccountResponse.a:account.@id\n");
}

TEST_CASE("colours only where they are wanted") {
    std::string out;
    append_painted(out, paint::bad, "x", {.colour = true});
    append_painted(out, paint::bad, "y", {});
    append_painted(out, paint::plain, "z", {.colour = true});
    CHECK(out == "\x1b[1;31mx\x1b[0myz");
}

}  // namespace report_table_test
