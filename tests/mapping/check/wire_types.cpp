// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/check/wire_types.hpp>

#include <doctest/doctest.h>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_check_wire_types_test {

namespace tl = trotline;
using tl::detail::converts;

BOOST_DEFINE_ENUM_CLASS(state, open, done)
struct named {
    std::string name;
    std::optional<int> size;
};
BOOST_DESCRIBE_STRUCT(named, (), (name, size))
struct only_name {
    std::string_view name;
};
BOOST_DESCRIBE_STRUCT(only_name, (), (name))

// wire type, destination, without and with coercion
static_assert(converts<long, int>(false) && converts<long, double>(false));
static_assert(!converts<double, int>(false) && !converts<double, int>(true));
static_assert(!converts<std::string, int>(false) && converts<std::string, int>(true));
static_assert(converts<int, std::string>(false));
static_assert(!converts<bool, std::string>(false) && converts<bool, std::string>(true));
static_assert(converts<state, std::string>(false) && converts<std::string, state>(false));
static_assert(!converts<int, state>(true));
static_assert(converts<std::array<int, 2>, std::vector<long>>(false));
static_assert(converts<std::array<int, 2>, std::array<long, 2>>(false));
static_assert(!converts<std::array<int, 2>, std::array<long, 3>>(false));
static_assert(!converts<std::vector<std::string>, std::vector<long>>(false));
static_assert(converts<named, only_name>(false) && !converts<only_name, state>(false));
static_assert(converts<only_name, named>(false));  // what it lacks is optional
static_assert(!converts<named, std::map<std::string, int>>(false));
static_assert(converts<only_name, std::map<std::string, std::string>>(false));
static_assert(converts<tl::raw_view, int>(false) && converts<named, tl::raw_text>(false));

// The names of a type's children; a list has one type of child, without a name.
template <class T> constexpr std::size_t characters_of_names() {
    std::size_t count = 100;
    tl::detail::for_each_child<T>(
        [&]<class>(std::string_view name) { count += name.size() + 100; });
    return count;
}
static_assert(characters_of_names<named>() == 308);
static_assert(characters_of_names<std::vector<int>>() == 200);
static_assert(characters_of_names<int>() == 100);

TEST_CASE("which wire types convert is known at compile time") {
    CHECK(converts<long, int>(false));
    CHECK_FALSE(converts<double, int>(false));
}

}  // namespace mapping_check_wire_types_test
