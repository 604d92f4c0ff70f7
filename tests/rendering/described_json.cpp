// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/described_json.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rendering_described_json_test {

namespace tl = trotline;

namespace {

template <class T> std::string json(T const& from) {
    std::string out;
    tl::json::writer to(out);
    auto const refused = tl::detail::write_json(to, from);
    return refused.empty() ? out : std::string(refused);
}
}  // namespace

TEST_CASE("values without a struct around them") {
    CHECK(json(std::vector<bool>{true, false}) == "[true,false]");
    CHECK(json(std::list<std::optional<int>>{1, std::nullopt}) == "[1,null]");
    CHECK(json(std::map<std::string, std::vector<int>>{{"a\n", {}}}) == R"({"a\n":[]})");
    CHECK(json(tl::raw_text{" [1] "}) == " [1] ");
    CHECK(json(tl::raw_text{"[1"}) == "a raw text must be JSON");
    CHECK(json(static_cast<signed char>('a')) == "97");
    CHECK(json(std::string_view("x\"")) == R"("x\"")");
    CHECK(json(std::numeric_limits<double>::quiet_NaN()) == "a number must be finite");
    CHECK(json(0.1f) == "0.1");
}

}  // namespace rendering_described_json_test
