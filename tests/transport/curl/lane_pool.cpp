// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/lane_pool.hpp>

#include <doctest/doctest.h>

namespace transport_curl_lane_pool_test {

TEST_CASE("lanes come back, as many as are kept") {
    trotline::curl::lane_pool pool({.pool_size = 1});
    trotline::curl::lane* first = nullptr;
    {
        auto const loan = pool.borrow();
        first = loan.operator->();
        auto const other = pool.borrow();
        CHECK(other.operator->() != first);
    }  // the other lane is returned first, and is kept
    auto const kept = pool.borrow();
    CHECK(kept.operator->() != nullptr);
    auto const another = pool.borrow();
    CHECK(another.operator->() != kept.operator->());
    CHECK(pool.settings().pool_size == 1);
}

}  // namespace transport_curl_lane_pool_test
