// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/variant_tag.hpp>

#include <trotline/mapping/get.hpp>
#include <trotline/rendering/described_writing.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include "mapping/whole.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace core_variant_tag_test {

namespace tl = trotline;
using namespace tl::literals;
using trotline_tests::whole::bad;
using trotline_tests::whole::ok;

struct circle {
    double radius = 0;
    friend bool operator==(circle const&, circle const&) = default;
};
BOOST_DESCRIBE_STRUCT(circle, (), (radius))
struct square {
    double side = 0;
    std::string kind = "square";  // the tag is a member here
    friend bool operator==(square const&, square const&) = default;
};
BOOST_DESCRIBE_STRUCT(square, (), (side, kind))
using shape = std::variant<circle, square>;

struct drawing {
    std::vector<shape> shapes;
    friend bool operator==(drawing const&, drawing const&) = default;
};
BOOST_DESCRIBE_STRUCT(drawing, (), (shapes))

struct cat {
    int lives = 0;
    friend bool operator==(cat const&, cat const&) = default;
};
BOOST_DESCRIBE_STRUCT(cat, (), (lives))
struct dog {
    std::string name;
    friend bool operator==(dog const&, dog const&) = default;
};
BOOST_DESCRIBE_STRUCT(dog, (), (name))
using pet = std::variant<cat, dog>;

}  // namespace core_variant_tag_test

template <> struct trotline::variant_tag<core_variant_tag_test::shape> {
    static constexpr std::string_view member = "kind";
    static constexpr std::string_view names[] = {"circle", "square"};
};
template <> struct trotline::variant_tag<core_variant_tag_test::pet> {
    static constexpr std::string_view member = "@xsi:type";
    static constexpr std::string_view names[] = {"Cat", "Dog"};
};

namespace core_variant_tag_test {

static_assert(tl::tagged_variant<shape> && !tl::tagged_variant<std::variant<int, circle>> &&
              !tl::tagged_variant<circle>);

TEST_CASE("the member that tells the alternatives apart") {
    ok<shape>(R"({"kind": "circle", "radius": 2})", circle{2});
    ok<shape>(R"({"side": 3, "kind": "squ\u0061re"})", square{3});
    ok<std::vector<shape>>(R"([{"kind": "square", "side": 1}, {"kind": "circle", "radius": 2}])",
                           {square{1}, circle{2}});
    bad<shape>(R"({"kind": "oval", "radius": 2})", "0 wrong type: a string @9 .kind");
    bad<shape>(R"({"kind": 1})", "0 wrong type: a number @9 .kind");
    bad<shape>(R"({"radius": 2})", "0 missing: an object @0 .kind");
    bad<shape>("[]", "0 wrong type: an array @0");
    bad<shape>(R"({"kind": "circle"})", "0 missing: an object @0 .radius");
    auto const unknown = tl::get<shape>(R"({"kind": "oval"})", "$"_path);
    REQUIRE(!unknown);
    CHECK(unknown.error().rows()[0].expected == "one of circle, square");
}

TEST_CASE("it is written, too, as a member or an attribute") {
    drawing const expected{{circle{2}, square{3}}};
    std::string json;
    tl::json::writer to(json);
    CHECK(tl::detail::write_json(to, expected).empty());
    CHECK(json == R"({"shapes":[{"kind":"circle","radius":2},{"side":3,"kind":"square"}]})");
    ok<drawing>(json, expected);

    std::string xml;
    tl::xml::writer out(xml);
    CHECK(tl::detail::write_xml_element(out, "drawing", expected).empty());
    CHECK(xml ==
          "<drawing><shapes><kind>circle</kind><radius>2</radius></shapes>"
          "<shapes><side>3</side><kind>square</kind></shapes></drawing>");
    CHECK(*tl::get<drawing>(xml, "drawing"_path, tl::xml::checked) == expected);

    std::string pets;
    tl::xml::writer pet_writer(pets);
    CHECK(tl::detail::write_xml_element(pet_writer, "pet", pet(dog{"Rex"})).empty());
    CHECK(pets == R"(<pet xsi:type="Dog"><name>Rex</name></pet>)");
    CHECK(*tl::get<pet>(pets, "pet"_path, tl::xml::checked) == pet(dog{"Rex"}));
}

}  // namespace core_variant_tag_test
