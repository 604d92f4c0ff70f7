// SPDX-License-Identifier: BSL-1.0
#include <trotline/call/request_pool.hpp>

#include <doctest/doctest.h>

namespace call_request_pool_test {

using trotline::detail::request_pool;

TEST_CASE("calls at once have a request each, and what was given back is lent again") {
    request_pool pool;
    auto first = pool.borrow(), second = pool.borrow();
    CHECK(first != second);
    auto const* const lent = first.get();
    pool.give_back(std::move(first));
    auto again = pool.borrow();
    CHECK(again.get() == lent);
}

TEST_CASE("a copy has none of its own to lend") {
    request_pool pool;
    auto lent = pool.borrow();
    auto const* const address = lent.get();
    pool.give_back(std::move(lent));
    request_pool copy = pool;
    CHECK(copy.borrow().get() != address);
    copy = pool;
    CHECK(pool.borrow().get() == address);
}

}  // namespace call_request_pool_test
