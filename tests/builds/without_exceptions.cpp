// SPDX-License-Identifier: BSL-1.0
// Compiled without exceptions. `handled`: a handler of one's own is called; otherwise the default one.
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace tl = trotline;

int main(int arguments, char** values) {
    tl::result<int> const failed = tl::failure{
        .stage = tl::stage::send, .code = tl::code::timeout, .detail = "it took too long"};
    if (arguments > 1 && values[1] == std::string_view("handled"))
        tl::set_exception_handler([](std::exception const& thrown) {
            std::printf("handled: %s\n", thrown.what());
            std::exit(0);
        });
    return failed.value();
}
