// SPDX-License-Identifier: BSL-1.0
#include <trotline/version.hpp>

#include <doctest/doctest.h>

namespace top_version_test {

#if TROTLINE_VERSION < 100
#error "the preprocessor can compare versions"
#endif

TEST_CASE("a version orders like its parts") {
    static_assert(TROTLINE_VERSION_MINOR < 100 && TROTLINE_VERSION_PATCH < 100);
    CHECK(TROTLINE_VERSION ==
          TROTLINE_VERSION_MAJOR * 10000 + TROTLINE_VERSION_MINOR * 100 + TROTLINE_VERSION_PATCH);
}

}  // namespace top_version_test
