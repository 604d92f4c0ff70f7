// SPDX-License-Identifier: BSL-1.0
#include <trotline/report/table.hpp>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstddef>
#include <string>
#include <string_view>

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

TEST_CASE("what is cut ends with dots, and not inside of a character") {
    struct {
        std::string_view text;
        std::size_t columns;
        std::string_view cut;
    } const cases[] = {
        {"abcdef", 6, "abcdef"},
        {"abcdefg", 6, "abc..."},
        {"", 0, ""},
        {"abc", 2, "..."},
        {"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 4, "\xC3\xA9..."},
    };
    for (auto const& [text, columns, cut] : cases) CHECK(cut_to(text, columns) == cut);
}

TEST_CASE("colours only where they are wanted") {
    std::string out;
    append_painted(out, paint::bad, "x", {.colour = true});
    append_painted(out, paint::bad, "y", {});
    append_painted(out, paint::plain, "z", {.colour = true});
    CHECK(out == "\x1b[1;31mx\x1b[0myz");
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    CHECK_FALSE(tl::style_for(ends[1]).colour);
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST_CASE("a terminal is coloured, unless NO_COLOR or TERM say otherwise") {
    int const controller = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (controller < 0 || ::grantpt(controller) != 0 || ::unlockpt(controller) != 0) {
        MESSAGE("no terminal here");
        return;
    }
    int const terminal = ::open(::ptsname(controller), O_RDWR | O_NOCTTY);
    REQUIRE(terminal >= 0);
    winsize const size{.ws_row = 24, .ws_col = 72, .ws_xpixel = 0, .ws_ypixel = 0};
    CHECK(::ioctl(terminal, TIOCSWINSZ, &size) == 0);
    ::unsetenv("NO_COLOR");
    ::setenv("TERM", "xterm", 1);
    CHECK(tl::style_for(terminal).colour);
    CHECK(tl::style_for(terminal).width == 72);
    ::setenv("NO_COLOR", "1", 1);
    CHECK_FALSE(tl::style_for(terminal).colour);
    ::setenv("NO_COLOR", "", 1);
    CHECK(tl::style_for(terminal).colour);
    ::setenv("TERM", "dumb", 1);
    CHECK_FALSE(tl::style_for(terminal).colour);
    ::close(terminal);
    ::close(controller);
}
