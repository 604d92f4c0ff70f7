// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_REPORT_TERMINAL_HPP
#define TROTLINE_REPORT_TERMINAL_HPP

// Finds out what a report should look like where it is printed: asks the system's terminal (POSIX;
// on other systems the style is always plain).
#include <trotline/report/table.hpp>

#if __has_include(<sys/ioctl.h>)
#include <sys/ioctl.h>
#include <unistd.h>
#endif

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// The style for a file descriptor: the width of the terminal, and colours only on a terminal,
// unless NO_COLOR is set (https://no-color.org) or TERM is dumb.
inline report_style style_for([[maybe_unused]] int file_descriptor) {
    report_style style;
#if __has_include(<sys/ioctl.h>)
    if (::isatty(file_descriptor) == 0) return style;
    char const* const no_color = std::getenv("NO_COLOR");
    char const* const terminal = std::getenv("TERM");
    style.colour = (no_color == nullptr || *no_color == '\0') && terminal != nullptr &&
                   std::string_view(terminal) != "dumb";
    winsize size{};
    if (::ioctl(file_descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col != 0)
        style.width = (std::max<std::size_t>)(40, size.ws_col);
#endif
    return style;
}

}  // namespace trotline
#endif
