// SPDX-License-Identifier: BSL-1.0
#include <trotline/report/terminal.hpp>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

namespace report_terminal_test {

namespace tl = trotline;

TEST_CASE("no colours on something that is not a terminal") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    CHECK_FALSE(tl::style_for(ends[1]).colour);
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST_CASE("colours on a terminal, unless NO_COLOR or TERM forbid them") {
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

}  // namespace report_terminal_test
