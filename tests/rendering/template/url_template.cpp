// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/url_template.hpp>

#include <doctest/doctest.h>

#include <string>

namespace rendering_template_url_template_test {

namespace tl = trotline;

namespace {
constexpr tl::url_template url = "https://x/$A?b=$C";
static_assert(url.content().slot_count() == 2 && url.text().size() == 17);
}  // namespace

TEST_CASE("no URL is an error, and so is a wrong one of run time") {
    CHECK(tl::url_template().error());
    CHECK(tl::url_template(std::string("http:/x")).error().offset == 6);
    CHECK_FALSE(url.error());
}

}  // namespace rendering_template_url_template_test
