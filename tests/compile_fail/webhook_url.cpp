// SPDX-License-Identifier: BSL-1.0
// A URL with another scheme. The variable is local and not a constant.
// expect: expected http://, https:// or a parameter
// at most: 9 lines
// at most with clang: 13 lines
#include <trotline/webhook.hpp>

int main() {
    trotline::webhook const good{.url = "http://files.example/x"};
#ifdef TROTLINE_REJECT
    trotline::webhook const bad{.url = "ftp://files.example/x"};
#endif
    return static_cast<int>(good.fields.size());
}
