// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/field_template.hpp>

#include <doctest/doctest.h>

#include <string>

namespace rendering_template_field_template_test {

namespace tl = trotline;

namespace {
constexpr tl::field_list fields{{{"X-$A", "b $C"}, {"Cookie", "a=$A"}}};
static_assert(fields.size() == 2 && fields[0].name().slot_count() == 1 &&
              fields[1].value().first_slots()[0].place == tl::place::cookie);
}  // namespace

TEST_CASE("errors that are known before rendering") {
    auto const error = [](std::string const& name, std::string const& value) {
        return tl::field_template({name, value}).error();
    };
    CHECK_FALSE(error("A", ""));
    CHECK_FALSE(error("Host", "x"));
    CHECK(error("", "x").reason == "expected a name");
    CHECK(error("A", "\n").offset == 0);
    CHECK(error("host", "$A"));
    CHECK(error("Content-Length", "5"));
    CHECK(error("TRANSFER-ENCODING", "chunked"));
}

TEST_CASE("a secret value has no expressions") {
    tl::field_template const made({"A", tl::secret{"$B${"}});
    CHECK(made.is_secret());
    CHECK(made.value().slot_count() == 0);
    CHECK_FALSE(made.error());
}

}  // namespace rendering_template_field_template_test
