// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/stop_token.hpp>

#include <doctest/doctest.h>

namespace core_stop_token_test {

namespace tl = trotline;

#ifdef __cpp_lib_jthread
static_assert(std::is_same_v<tl::stop_token, std::stop_token>);
static_assert(std::is_same_v<tl::stop_source, std::stop_source>);
#endif

TEST_CASE("a request is seen by tokens and calls functions") {
    tl::stop_source source;
    tl::stop_token const token = source.get_token();
    int called = 0;
    tl::stop_callback const counting(token, [&] { ++called; });
    CHECK_FALSE(token.stop_requested());
    CHECK(source.request_stop());
    CHECK(token.stop_requested());
    CHECK(called == 1);
}

}  // namespace core_stop_token_test
