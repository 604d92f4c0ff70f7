// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/request_rendering.hpp>

#include <doctest/doctest.h>
#include <trotline/parameter_store/memory.hpp>

#include <string>

namespace rendering_request_rendering_test {

namespace tl = trotline;

namespace {
tl::memory_parameter_store const store{{"A", "a"}, {"TOKEN", tl::secret{"t"}}, {"NAME", "Host"}};
using source = tl::detail::parameter_source;
}  // namespace

TEST_CASE("the parts of a request, one after the other, into one that was used") {
    source const from(store);
    tl::http::request into{.url = "old",
                           .fields = {{"Old", "old"}, {"Older", "old"}, {"Oldest", "old"}},
                           .content = "old",
                           .secrets = {"old", "older"}};
    tl::detail::request_rendering rendering(from, into, tl::unknown_parameters::fail);
    CHECK(rendering.url("https://x/$A", tl::query_list{{{"q", "$A"}}}));
    CHECK(rendering.authorization(tl::bearer("$TOKEN")));
    CHECK(rendering.field(tl::field_template({"X", "$A"})));
    CHECK(rendering.content(tl::text_body("$A$A")));
    rendering.default_field("x", "not taken");
    rendering.finish();
    CHECK(rendering.outcome());
    CHECK(into.url == "https://x/a?q=a");
    REQUIRE(into.fields.size() == 2);
    CHECK(into.fields[0].value == "Bearer t");
    CHECK(into.fields[1].value == "a");
    CHECK(into.content == "aa");
    CHECK(into.secrets == std::vector<std::string>{"t"});
}

TEST_CASE("failures name the part") {
    source const from(store);
    tl::http::request into;
    tl::detail::request_rendering rendering(from, into, tl::unknown_parameters::fail);
    auto const why = [&]() -> tl::failure const& { return rendering.outcome().error(); };
    CHECK_FALSE(rendering.url("https://x/$B", {}));
    CHECK(why().subject == "B");
    CHECK(why().offset == 10);
    CHECK(why().detail.starts_with("in the URL: "));
    CHECK_FALSE(rendering.field(tl::field_template({"X", "b$B"})));
    CHECK(why().detail.starts_with("in the field X: "));
    CHECK(why().offset == 1);
    CHECK_FALSE(rendering.field(tl::field_template({"$NAME", "b"})));
    CHECK(why().code == tl::code::forbidden_value);
    CHECK_FALSE(rendering.content(tl::body::written("", "a/b", "why not")));
    CHECK(why().detail == "in the body: why not");
}

}  // namespace rendering_request_rendering_test
