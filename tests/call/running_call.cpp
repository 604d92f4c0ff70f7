// SPDX-License-Identifier: BSL-1.0
#include <trotline/call/running_call.hpp>

#include <trotline/parameter_store/memory.hpp>

#include <doctest/doctest.h>

#include <new>
#include <stdexcept>
#include <string>

#include "support/allocation_count.hpp"

namespace tl = trotline;

namespace {
constexpr tl::webhook hook{.url = "https://api.example/todos/$ID",
                           .fields = {{{"Authorization", "Bearer $TOKEN"}}}};
}

TEST_CASE("a request that was given back is rendered into again, without an allocation") {
    tl::memory_parameter_store const store{
        {"ID", 7}, {"TOKEN", tl::secret{"a token that is longer than a short string"}}};
    tl::detail::request_pool pool;
    tl::call_options const options;
    auto const render = [&] {
        tl::detail::running_call call(hook, options, pool);
        CHECK_FALSE(call.render(store));
        return call.request().url.size();
    };
    std::size_t const size = render();
    std::size_t again = 0;
    CHECK(trotline_tests::allocations([&] {
              tl::detail::running_call call(hook, options, pool);
              if (!call.render(store)) again = call.request().url.size();
          }) == 0);
    CHECK(again == size);
}

TEST_CASE("exceptions become failures at the stage they came from, but for want of memory") {
    tl::detail::request_pool pool;
    tl::call_options const options;
    tl::detail::running_call call(hook, options, pool);
    auto const failed =
        call.guarded([]() -> std::optional<tl::failure> { throw std::runtime_error("why"); });
    REQUIRE(failed);
    CHECK(failed->stage == tl::stage::render);
    CHECK(failed->code == tl::code::internal);
    CHECK(failed->detail == "why");
    CHECK_THROWS_AS(call.guarded([]() -> std::optional<tl::failure> { throw std::bad_alloc(); }),
                    std::bad_alloc);
    CHECK_FALSE(call.guarded([]() -> std::optional<tl::failure> { return std::nullopt; }));
}
