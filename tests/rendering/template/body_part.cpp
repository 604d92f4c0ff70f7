// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/body_part.hpp>

#include <doctest/doctest.h>

#include <string>

namespace rendering_template_body_part_test {

namespace tl = trotline;

namespace {
constexpr tl::part_list parts{{{"note", "$NOTE"},
                               {"photo", tl::file_part("$PHOTO", "cat.png", "image/png")},
                               {"data", tl::text_part("$CSV", "report.csv", "text/csv")}}};
static_assert(parts.size() == 3 && !parts[0].is_file() && parts[0].media_type().empty());
static_assert(parts[1].is_file() && parts[1].pair().value().text() == "$PHOTO" &&
              parts[1].file_name().text() == "cat.png" && parts[1].media_type() == "image/png");
static_assert(!parts[2].is_file() && parts[2].pair().value().is_one_parameter());
}  // namespace

TEST_CASE("errors that are known before rendering") {
    auto const error = [](tl::part_argument const& from) { return tl::body_part(from).error(); };
    CHECK_FALSE(error({std::string("a b"), "c&d"}));
    CHECK(error({std::string(), "x"}));
    CHECK(error({"a", std::string("${")}).offset == 2);
    CHECK(error({"a", tl::file_part("b", std::string("c${"))}).offset == 3);
    CHECK(error({"a", tl::text_part("b", "", std::string("c\n"))}));
    for (std::string const none : {"", "png", "/png", "image/", "image/png;x=\"a\nb\""}) {
        constexpr std::string_view reason = "expected a media type such as image/png";
        CHECK(error({"a", tl::file_part("b", "", none)}).reason == reason);
        CHECK(error({"a", tl::text_part("b", "", none)}).reason == reason);
    }
    CHECK_FALSE(error({"a", tl::text_part("b", "c")}));
    CHECK_FALSE(error({"a", tl::text_part("b", "", "text/csv; charset=utf-8")}));
    CHECK_FALSE(error({"a", tl::secret{"${"}}));
    CHECK(tl::body_part(tl::part_argument("a", tl::secret{"${"})).pair().is_secret());
}

TEST_CASE("an error names the text that it is in") {
    auto const wrong = [](tl::part_argument const& from) {
        return std::string(tl::body_part(from).wrong_text());
    };
    CHECK(wrong({std::string("a${"), "$A"}) == "a${");
    CHECK(wrong({"a", std::string("b${")}) == "b${");
    CHECK(wrong({"a", tl::file_part("b", std::string("c${"))}) == "c${");
    CHECK(wrong({"a", tl::file_part("b", "", "png")}) == "png");
}

TEST_CASE("a file has a media type") {
    CHECK(tl::body_part(tl::part_argument("a", tl::file_part("b"))).media_type() ==
          "application/octet-stream");
}

}  // namespace rendering_template_body_part_test
