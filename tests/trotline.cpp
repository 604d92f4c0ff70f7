// SPDX-License-Identifier: BSL-1.0
#include <trotline/trotline.hpp>

#include <doctest/doctest.h>

#include <string_view>

#include "support/todo.hpp"

namespace top_trotline_test {

// One include for everything in the README's first code; each part has tests of its own.
namespace tl = trotline;
using namespace tl::literals;

namespace {

using trotline_tests::todo;
using rows =
    tl::mapping<todo, tl::row<"data.userId", &todo::user_id>, tl::row<"data.title", &todo::title>>;
using kept = tl::parameters_from<tl::row<"data.userId", "USER_ID">>;

static_assert(tl::transport<tl::curl_transport> && tl::async_transport<tl::async_curl_transport>);
static_assert(tl::parser<tl::media_type_parser> && tl::parameter_store<tl::memory_parameter_store>);

}  // namespace

TEST_CASE("one include: rows, paths, a store and both kinds of node") {
    constexpr std::string_view text = R"({"data": {"userId": 7, "title": "x"}})";
    auto const mapped = tl::map<rows>(text);
    REQUIRE(mapped.has_value());
    CHECK(mapped->title == "x");
    CHECK(tl::get<int>(text, "data.userId"_path).value() == 7);
    tl::memory_parameter_store store;
    REQUIRE(tl::map_into<kept>(store, text).has_value());
    CHECK(store.get("USER_ID") == tl::value(7));

    // a parameter without a value: nothing is sent
    constexpr tl::webhook hook{.url = "$SERVER/"};
    tl::webhook_node waiting;
    tl::async_webhook_node asynchronous;
    CHECK(waiting.call<rows>(hook).failure().code == tl::code::unknown_parameter);
    CHECK(asynchronous.call<rows>(hook).failure().code == tl::code::unknown_parameter);
}

}  // namespace top_trotline_test
