// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/landing_store.hpp>

#include <trotline/parameter_store/memory.hpp>

#include <doctest/doctest.h>

#include <span>
#include <string_view>

namespace outbox_landing_store_test {

namespace tl = trotline;

TEST_CASE("what lands is passed on, and kept as JSON") {
    tl::memory_parameter_store inner{{"A", 1}};
    tl::landing_store store(inner);
    static_assert(tl::parameter_store<decltype(store)>);
    CHECK(store.read("A", [](tl::value const& held) { CHECK(held == tl::value(1)); }));
    CHECK_FALSE(store.read("B", [](tl::value const&) {}));
    tl::assignment batch[] = {{"B", "x\"y"}, {"C", tl::json_text{"[1]"}}, {"D", tl::value()}};
    REQUIRE(store.apply(batch));
    CHECK(store.landed() == R"({"B":"x\"y","C":[1],"D":null})");
    CHECK(inner.get("B") == tl::value("x\"y"));
    store.forget();
    CHECK(store.landed().empty());
}

namespace {
struct refusing {
    bool read(std::string_view, auto&&) const { return false; }
    tl::result<void> apply(std::span<tl::assignment>) { return tl::failure(); }
};
}  // namespace

TEST_CASE("what the inner store refuses has not landed") {
    refusing inner;
    tl::landing_store store(inner);
    tl::assignment batch[] = {{"B", 1}};
    CHECK_FALSE(store.apply(batch));
    CHECK(store.landed().empty());
}

}  // namespace outbox_landing_store_test
