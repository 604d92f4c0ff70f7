// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/key.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace outbox_key_test {

namespace tl = trotline;

TEST_CASE("random keys differ, and are keys") {
    std::set<std::string> made;
    for (int i = 0; i < 1000; ++i) made.insert(tl::random_idempotency_key());
    CHECK(made.size() == 1000);
    for (std::string const& each : made) {
        CHECK(each.size() == 32);
        CHECK(tl::is_idempotency_key(each));
    }
}

TEST_CASE("what is a key") {
    for (std::string const& good :
         {std::string("a"), std::string("order-17/paid"), std::string("$1"), std::string(200, 'x')})
        CHECK_MESSAGE(tl::is_idempotency_key(good), good);
    for (std::string const& bad :
         {std::string(), std::string("a b"), std::string("a\nb"), std::string("\x7f"),
          std::string("\xc3\xa4"), std::string(201, 'x')})
        CHECK_FALSE_MESSAGE(tl::is_idempotency_key(bad), bad);
}

}  // namespace outbox_key_test
