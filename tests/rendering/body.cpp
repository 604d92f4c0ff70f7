// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/body.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace tl = trotline;

namespace {
constexpr tl::body none;
constexpr tl::body json = tl::json_body(R"({"a": $A})");
constexpr tl::body soap = tl::xml_body("<a>$A</a>", "application/soap+xml");
static_assert(!none.is_present() && none.media_type().empty());
static_assert(json.is_present() && json.media_type() == "application/json" &&
              json.content().slot_count() == 1);
static_assert(soap.media_type() == "application/soap+xml");
static_assert(tl::html_body("").media_type() == "text/html; charset=utf-8" &&
              tl::text_body("").media_type() == "text/plain; charset=utf-8");
static_assert(tl::form_body("a=$A").media_type() == "application/x-www-form-urlencoded");
}  // namespace

TEST_CASE("bodies of run time") {
    std::string const text = "<a>$A";
    CHECK(tl::xml_body(text).error().offset == text.size());
    CHECK(tl::html_body(text).content().slot_count() == 1);
    CHECK_FALSE(tl::text_body(text).error());
    CHECK(tl::form_body(text).error().offset == 0);
    CHECK(tl::json_body(text, std::string("a/b")).media_type() == "a/b");
    CHECK(tl::body::written("x", "a/b", "why not").error().reason == "why not");
}
