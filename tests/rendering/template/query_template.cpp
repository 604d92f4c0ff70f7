// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/query_template.hpp>

#include <doctest/doctest.h>

#include <string>

namespace rendering_template_query_template_test {

namespace tl = trotline;

namespace {
constexpr tl::query_list query{{{"a", "$A"}, {"b", "", tl::arrays::repeated}}};
static_assert(query.size() == 2 && query[0].value().is_one_parameter() &&
              query[1].arrays() == tl::arrays::repeated);
}  // namespace

TEST_CASE("errors that are known before rendering") {
    auto const error = [](std::string const& name, std::string const& value) {
        return tl::query_template({name, value}).error();
    };
    CHECK_FALSE(error("a b", "c&d"));
    CHECK(error("", "x").offset == 0);
    CHECK(error("a", "${").offset == 2);
    CHECK(error("${", "a").offset == 2);
    CHECK(tl::query_template({"a", tl::secret{"${"}}).is_secret());
    CHECK_FALSE(tl::query_template({"a", tl::secret{"${"}}).error());
}

}  // namespace rendering_template_query_template_test
