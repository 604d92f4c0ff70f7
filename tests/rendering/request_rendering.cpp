// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/request_rendering.hpp>

#include <doctest/doctest.h>
#include <trotline/parameter_store/memory.hpp>

#include <string>

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
    CHECK(rendering.url("https://x/$A", tl::query_list{{{"q", "$A"}}}).has_value());
    CHECK(rendering.authorization(tl::bearer("$TOKEN")).has_value());
    CHECK(rendering.field(tl::field_template({"X", "$A"})).has_value());
    CHECK(rendering.content(tl::text_body("$A$A")).has_value());
    rendering.default_field("x", "not taken");
    rendering.finish();
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
    auto const url = rendering.url("https://x/$B", {});
    CHECK(url.error().subject == "B");
    CHECK(url.error().offset == 10);
    CHECK(url.error().detail.starts_with("in the URL: "));
    auto const field = rendering.field(tl::field_template({"X", "b$B"}));
    CHECK(field.error().detail.starts_with("in the field X: "));
    CHECK(field.error().offset == 1);
    auto const host = rendering.field(tl::field_template({"$NAME", "b"}));
    CHECK(host.error().code == tl::code::forbidden_value);
    auto const written = rendering.content(tl::body::written("", "a/b", "why not"));
    CHECK(written.error().detail == "in the body: why not");
}
