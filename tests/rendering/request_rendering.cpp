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

TEST_CASE("credentials that cannot be sent, and what is said of them") {
    source const from(store);
    tl::http::request into;
    struct {
        tl::authorization how;
        tl::code code;
        std::string_view detail;
    } const cases[] = {
        {tl::basic("$B", "x"), tl::code::unknown_parameter, "in the authorization's user"},
        {tl::basic("a:b", "x"), tl::code::forbidden_value, "a user's name must not have a colon"},
        {tl::basic("a", "$B"), tl::code::unknown_parameter, "in the authorization"},
        {tl::basic("a", tl::secret{"b\n"}), tl::code::forbidden_value, "control characters"},
        {tl::bearer("$B"), tl::code::unknown_parameter, "in the authorization"},
        {tl::bearer(tl::secret{"s3cr\r\nt"}), tl::code::forbidden_value, "control characters"},
        {tl::digest("$B", "x"), tl::code::unknown_parameter, "in the authorization's user"},
        {tl::digest("a", "$B"), tl::code::unknown_parameter, "in the authorization"},
        {tl::digest("a:b", "x"), tl::code::forbidden_value, "in a user's name no colon"},
        {tl::digest("a\n", "x"), tl::code::forbidden_value, "expected no control characters"},
        {tl::digest("a", tl::secret{"s3cr\n"}), tl::code::forbidden_value,
         "expected no control characters"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.detail);
        tl::detail::request_rendering rendering(from, into, tl::unknown_parameters::fail);
        CHECK_FALSE(rendering.authorization(one.how));
        auto const& why = rendering.outcome().error();
        CHECK(name(why.code) == name(one.code));
        CHECK(why.detail.find(one.detail) != why.detail.npos);
        CHECK(to_string(why).find("s3cr") == std::string::npos);
    }
    tl::detail::request_rendering rendering(from, into, tl::unknown_parameters::fail);
    CHECK(rendering.authorization(tl::digest("$A", "$TOKEN")));
    REQUIRE(into.digest);
    CHECK(into.digest->user == "a");
    CHECK(into.digest->password == "t");
    rendering.finish();
    CHECK(into.secrets == std::vector<std::string>{"t"});
}

TEST_CASE("a multipart body has its own media type") {
    source const from(store);
    tl::http::request into;
    tl::detail::request_rendering rendering(from, into, tl::unknown_parameters::fail);
    auto const body = tl::multipart_body({{"a", "b"}});
    CHECK(rendering.field(tl::field_template({"content-type", "multipart/form-data"})));
    CHECK(rendering.content(body));
    CHECK_FALSE(rendering.media_type_of(body));
    CHECK(rendering.outcome().error().code == tl::code::forbidden_value);
}

}  // namespace rendering_request_rendering_test
