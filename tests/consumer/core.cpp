// SPDX-License-Identifier: BSL-1.0
// What somebody with a transport of their own uses.
#include <trotline/core/result.hpp>
#include <trotline/version.hpp>

int main() {
    trotline::result<int> const version = TROTLINE_VERSION;
    return *version >= 100 ? 0 : 1;
}
