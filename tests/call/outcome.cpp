// SPDX-License-Identifier: BSL-1.0
#include <trotline/call/outcome.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>

namespace call_outcome_test {

namespace tl = trotline;

namespace {
tl::failure refused() {
    tl::failure why;
    why.stage = tl::stage::connect;
    why.code = tl::code::refused;
    why.subject = "api.example";
    return why;
}
std::unique_ptr<tl::http::response> answer(std::string content) {
    return std::make_unique<tl::http::response>(
        tl::http::response{.status = 200, .content = std::move(content)});
}
struct view {
    std::string_view title;
};
}  // namespace

TEST_CASE("a mapped outcome has a value, and the answer it came from") {
    tl::outcome<int> const mapped(7, answer("7"));
    REQUIRE(mapped);
    CHECK(*mapped == 7);
    CHECK(mapped.value() == 7);
    REQUIRE(mapped.response() != nullptr);
    CHECK(mapped.response()->content == "7");
    CHECK(*tl::outcome<std::string>("a", nullptr) == "a");
}

TEST_CASE("a failed outcome has the reason, and the answer if there was one") {
    tl::outcome<int> const failed(refused());
    CHECK_FALSE(failed);
    CHECK(failed.failure().code == tl::code::refused);
    CHECK(failed.response() == nullptr);
    CHECK_THROWS_WITH_AS(failed.value(), "connect failed: refused (api.example)", tl::bad_result);
    CHECK(tl::outcome<void>(refused(), answer("x")).response()->content == "x");
    CHECK_FALSE(tl::outcome<void>(refused()));
    CHECK(tl::outcome<void>(answer("")));
}

TEST_CASE("views into the answer stay valid wherever the outcome goes, short contents included") {
    auto received = answer("ab");
    view const seen{std::string_view(received->content).substr(1)};
    tl::outcome<view> first(seen, std::move(received));
    tl::outcome<view> second(std::move(first));
    CHECK(second->title == "b");
    CHECK(second->title.data() == second.response()->content.data() + 1);
    auto const kept = second.release();
    CHECK(second->title.data() == kept->content.data() + 1);
}

static_assert(!std::is_copy_constructible_v<tl::outcome<int>> &&
              std::is_nothrow_move_constructible_v<tl::outcome<int>>);

}  // namespace call_outcome_test
