// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/json_of.hpp>

#include <trotline/parameter_store/memory.hpp>
#include <trotline/webhook.hpp>

#include <doctest/doctest.h>
#include <boost/describe.hpp>

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace rendering_json_of_test {

namespace tl = trotline;

struct line {
    std::string sku;
    std::optional<int> size;
};
BOOST_DESCRIBE_STRUCT(line, (), (sku, size))

template <class T>
concept has_json = requires(T const& from) {
    tl::json_of(from);
};
static_assert(has_json<std::vector<int>> && has_json<line>);
// A value that is no list and no object needs no JSON.
static_assert(!has_json<std::string> && !has_json<int> && !has_json<char const*>);

TEST_CASE("lists, maps and structs become JSON") {
    CHECK(tl::json_of(std::vector<std::string>{"a", "\""}).value().text == R"(["a","\""])");
    CHECK(tl::json_of(std::vector<line>{{"pen", 2}, {"ink", {}}}).value().text ==
          R"([{"sku":"pen","size":2},{"sku":"ink","size":null}])");
    CHECK(tl::json_of(std::map<std::string, bool>{{"x", true}}).value().text == R"({"x":true})");
    CHECK(tl::json_of(std::tuple(1, "b")).value().text == R"([1,"b"])");
    CHECK(tl::json_of(line{"pen", 2}).value().text == R"({"sku":"pen","size":2})");
}

TEST_CASE("what JSON cannot hold is a failure") {
    auto const bytes = tl::json_of(std::vector<std::string>{"\xFF"});
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().stage == tl::stage::render);
    CHECK(bytes.error().code == tl::code::forbidden_value);
    CHECK(bytes.error().detail == "a text must be UTF-8");
    CHECK_FALSE(tl::json_of(std::vector<double>{std::numeric_limits<double>::infinity()}));
}

TEST_CASE("a template repeats what is in it") {
    tl::memory_parameter_store const store{
        {"LINES", tl::json_of(std::vector<line>{{"pen", 2}, {"ink", {}}}).value()}};
    tl::http::request request;
    REQUIRE(
        render(tl::webhook{.url = "http://a/",
                           .body = tl::json_body(R"([${each LINE in LINES} {"s": ${LINE.sku}}])")},
               store, request));
    CHECK(request.content == R"([ {"s": "pen"}, {"s": "ink"}])");
}

}  // namespace rendering_json_of_test
