// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/failure.hpp>

trotline::failure failure_of_one();
#ifndef ONLY_ONE
trotline::failure failure_of_two();
#endif

int main() {
    if (failure_of_one().subject != "one") return 1;
#ifndef ONLY_ONE
    if (failure_of_two().subject != "two") return 2;
#endif
}
