// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/binding.hpp>

#include <trotline/mapping/engine/class_table.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <array>
#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mapping_engine_binding_test {

namespace tl = trotline;
using tl::detail::binding;
using tl::detail::bound;
using tl::detail::landing;

namespace {
BOOST_DEFINE_ENUM_CLASS(color, red, green)
struct point {
    int x = 0, y = 0;
};
BOOST_DESCRIBE_STRUCT(point, (), (x, y))
}  // namespace

TEST_CASE("how each type takes a value") {
    struct {
        binding const& type;
        landing how;
        binding const* inner = nullptr;
        bool takes_siblings = false;
        std::string_view expected{};
    } const cases[] = {
        {bound<bool>::value, landing::boolean},
        {bound<int>::value, landing::integer, nullptr, false,
         "an integer from -2147483648 to 2147483647"},
        {bound<char>::value, landing::integer, nullptr, false,
         tl::detail::expected_integer<char>.view()},
        {bound<double>::value, landing::double_precision},
        {bound<float>::value, landing::single_precision},
        {bound<std::string>::value, landing::text},
        {bound<std::string_view>::value, landing::view},
        {bound<std::pmr::string>::value, landing::other_text},
        {bound<tl::raw_text>::value, landing::raw_text},
        {bound<tl::raw_view>::value, landing::raw_view},
        {bound<tl::value>::value, landing::parameter},
        {bound<color>::value, landing::enumeration, nullptr, false, "one of red, green"},
        {bound<std::optional<int>>::value, landing::optional, &bound<int>::value},
        {bound<std::vector<int>>::value, landing::list, &bound<int>::value, true},
        {bound<std::vector<bool>>::value, landing::list, &bound<bool>::value, true},
        {bound<std::list<point>>::value, landing::list, &bound<point>::value, true},
        {bound<std::deque<std::vector<int>>>::value, landing::list, &bound<std::vector<int>>::value,
         true},
        {bound<std::array<int, 2>>::value, landing::array, &bound<int>::value, true, "2 elements"},
        {bound<std::optional<std::vector<int>>>::value, landing::optional,
         &bound<std::vector<int>>::value, true},
        {bound<std::map<std::string, int>>::value, landing::map, &bound<int>::value},
        {bound<std::unordered_map<std::string, point>>::value, landing::map, &bound<point>::value},
        {bound<point>::value, landing::object},
    };
    for (auto const& one : cases) {
        CHECK(one.type.how == one.how);
        CHECK(one.type.inner == one.inner);
        CHECK(one.type.takes_siblings == one.takes_siblings);
        CHECK(one.type.expected == one.expected);
    }
}

TEST_CASE("integers have their size and range") {
    struct {
        binding const& type;
        std::size_t size;
        std::uint64_t positive, negative;
    } const cases[] = {
        {bound<std::int8_t>::value, 1, 127, 128},
        {bound<std::uint16_t>::value, 2, 65535, 0},
        {bound<std::int32_t>::value, 4, 2147483647, 2147483648},
        {bound<std::uint64_t>::value, 8, 18446744073709551615u, 0},
        {bound<std::int64_t>::value, 8, 9223372036854775807, 9223372036854775808u},
    };
    for (auto const& one : cases) {
        CHECK(one.type.size == one.size);
        CHECK(one.type.range.positive == one.positive);
        CHECK(one.type.range.negative == one.negative);
    }
}

TEST_CASE("the functions that know a type") {
    using namespace tl::detail;
    color shade = color::red;
    auto const& names = functions_of<enumeration_functions>(bound<color>::value);
    REQUIRE(names.count == 2);
    CHECK(names.names[1] == "green");
    names.set(&shade, 1);
    CHECK(shade == color::green);

    std::pmr::string text = "before";
    auto const& texts = functions_of<text_functions>(bound<std::pmr::string>::value);
    texts.clear(&text);
    texts.append(&text, "af");
    texts.append(&text, "ter");
    CHECK(text == "after");

    std::optional<int> optional;
    auto const& optionals = functions_of<optional_functions>(bound<std::optional<int>>::value);
    CHECK(optionals.inside(&optional) == nullptr);
    *static_cast<int*>(optionals.emplace(&optional)) = 7;
    CHECK(optional == 7);
    CHECK(optionals.inside(&optional) == &*optional);
    optionals.reset(&optional);
    CHECK_FALSE(optional.has_value());

    std::vector<int> list{1};
    auto const& lists = functions_of<list_functions>(bound<std::vector<int>>::value);
    lists.clear(&list);
    *static_cast<int*>(lists.append(&list)) = 2;
    CHECK(list == std::vector<int>{2});
    std::vector<bool> bits;
    auto const& bit_lists = functions_of<list_functions>(bound<std::vector<bool>>::value);
    CHECK((bit_lists.append == nullptr));
    auto const set = [](void*, void* bit) { return *static_cast<bool*>(bit) = true; };
    CHECK(bit_lists.append_made(&bits, set, nullptr));
    CHECK(bits == std::vector<bool>{true});

    auto const& extent = functions_of<array_extent>(bound<std::array<point, 3>>::value);
    CHECK(extent.size == 3);
    CHECK(extent.stride == sizeof(point));

    std::map<std::string, int> map{{"x", 1}};
    auto const& maps = functions_of<map_functions>(bound<std::map<std::string, int>>::value);
    bool added = true;
    tl::refusal why;
    CHECK(maps.insert(&map, "x", added, why) == &map.at("x"));
    CHECK_FALSE(added);
    *static_cast<int*>(maps.insert(&map, "y", added, why)) = 2;
    CHECK(added);
    CHECK(why.empty());
    CHECK(map == std::map<std::string, int>{{"x", 1}, {"y", 2}});
    maps.clear(&map);
    CHECK(map.empty());

    CHECK(&functions_of<object_functions>(bound<point>::value) == &class_table<point>::functions);
}

}  // namespace mapping_engine_binding_test
