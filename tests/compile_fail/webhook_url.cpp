// SPDX-License-Identifier: BSL-1.0
// A URL that is none: another scheme, with a literal in a local variable that is no constant.
// expect: expected http://, https:// or a parameter
// expect: (value .1.|fail\(0,)
#include <trotline/webhook.hpp>

int main() {
    trotline::webhook const good{.url = "http://files.example/x"};
#ifdef TROTLINE_REJECT
    trotline::webhook const bad{.url = "ftp://files.example/x"};
#endif
    return static_cast<int>(good.fields.size());
}
