// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/failure.hpp>

trotline::failure failure_of_one() {
    return {.stage = trotline::stage::map, .code = trotline::code::missing, .subject = "one"};
}
