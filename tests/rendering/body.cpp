// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/body.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace rendering_body_test {

namespace tl = trotline;

namespace {
constexpr tl::body none;
constexpr tl::body json = tl::json_body(R"({"a": $A})");
constexpr tl::body soap = tl::xml_body("<a>$A</a>", "application/soap+xml");
static_assert(!none.is_present() && none.media_type().empty());
static_assert(json.is_present() && json.media_type() == "application/json" &&
              json.content().slot_count() == 1);
static_assert(soap.media_type() == "application/soap+xml");
constexpr tl::body html = tl::html_body(""), text = tl::text_body(""),
                   pairs = tl::form_body("a=$A");
static_assert(html.media_type() == "text/html; charset=utf-8" &&
              text.media_type() == "text/plain; charset=utf-8");
static_assert(pairs.media_type() == "application/x-www-form-urlencoded");
constexpr tl::body form = tl::form_body({{"name", "$NAME"}, {"t", "$T", tl::arrays::joined}});
static_assert(form.is_present() && form.parts().size() == 2 && form.kind() == tl::body_kind::form &&
              form.content().empty() && form.media_type() == "application/x-www-form-urlencoded");
}  // namespace

TEST_CASE("bodies of run time") {
    std::string const given = "<a>$A";
    CHECK(tl::xml_body(given).error().offset == given.size());
    CHECK(tl::html_body(given).content().slot_count() == 1);
    CHECK_FALSE(tl::text_body(given).error());
    CHECK(tl::form_body(given).error().offset == 0);
    CHECK(tl::form_body({{given, "a"}, {"b", std::string("${")}}).error().offset == 2);
    CHECK(tl::json_body(given, std::string("a/b")).media_type() == "a/b");
    CHECK(tl::body::written("x", "a/b", "why not").error().reason == "why not");
    for (tl::body_kind const kind : {tl::body_kind::multipart, tl::body_kind::file})
        CHECK(tl::body(kind, tl::part_list(), "a/b").error().reason ==
              "expected at least one part: the body has none");
    CHECK_FALSE(tl::body(tl::body_kind::form, tl::part_list(), "a/b").error());
}

}  // namespace rendering_body_test
