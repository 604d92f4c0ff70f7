// SPDX-License-Identifier: BSL-1.0
// What it says where something is missing: tests/builds/.
#include <trotline/core/requirements.hpp>

#include <doctest/doctest.h>

namespace core_requirements_test {

TEST_CASE("what is here is enough") {
    static_assert(__cplusplus >= 202002L);
    static_assert(BOOST_VERSION >= 107700);
}

}  // namespace core_requirements_test
