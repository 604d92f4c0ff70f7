// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/query_array.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace rendering_template_query_array_test {

namespace tl = trotline;

namespace {
std::vector<std::string> elements(std::string_view array) {
    std::vector<std::string> found;
    if (!tl::detail::for_each_element(array, [&](std::string_view each) {
            found.emplace_back(each);
            return true;
        }))
        found.emplace_back("not flat");
    return found;
}
}  // namespace

TEST_CASE("elements of flat arrays") {
    using texts = std::vector<std::string>;
    CHECK(elements("[]") == texts{});
    CHECK(elements(" [ 1 , \"a\" , true,null, 1.50e3 ] ") == texts{"1", "a", "true", "", "1.50e3"});
    CHECK(elements(R"(["a\nb", "\u00e4"])") == texts{"a\nb", "\xC3\xA4"});
    CHECK(elements(R"(["]", ",", "\"", "null", "[", null])") ==
          texts{"]", ",", "\"", "null", "[", ""});
    CHECK(elements("[null]") == texts{""});
    CHECK(elements("[1,2 ,\n3]\n") == texts{"1", "2", "3"});
    CHECK(elements("[1, [2], 3]") == texts{"1", "not flat"});
    CHECK(elements("[{}]") == texts{"not flat"});
}

TEST_CASE("what is an array") {
    CHECK(tl::detail::is_json_array(" [1]"));
    for (std::string_view const other : {"", "1", "{}", "[", "[1,]", "[] []"})
        CHECK_FALSE(tl::detail::is_json_array(other));
    CHECK(tl::detail::holds_json_array(tl::json_text{"[]"}));
    CHECK_FALSE(tl::detail::holds_json_array("[]"));
}

}  // namespace rendering_template_query_array_test
