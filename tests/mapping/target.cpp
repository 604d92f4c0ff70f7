// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/target.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <deque>
#include <list>
#include <map>
#include <memory>
#include <memory_resource>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

namespace mapping_target_test {

namespace tl = trotline;

namespace {

BOOST_DEFINE_ENUM_CLASS(color, red)
enum class plain { a };
struct described {
    int a = 0;
};
BOOST_DESCRIBE_STRUCT(described, (), (a))

// Which of the concepts hold for a type: the first one that does, in this order.
enum class kind {
    integer,
    floating,
    text,
    raw,
    number,
    optional,
    array,
    map,
    vector,
    set,
    tuple,
    variant,
    scalar,
    none
};
template <class T> constexpr kind kind_of() {
    if (tl::integer_target<T>) return kind::integer;
    if (tl::floating_target<T>) return kind::floating;
    if (tl::string_target<T>) return kind::text;
    if (tl::raw_target<T>) return kind::raw;
    if (tl::number_target<T>) return kind::number;
    if (tl::optional_target<T>) return kind::optional;
    if (tl::array_target<T>) return kind::array;
    if (tl::map_target<T>) return kind::map;
    if (tl::vector_target<T>) return kind::vector;
    if (tl::set_target<T>) return kind::set;
    if (tl::tuple_target<T>) return kind::tuple;
    if (tl::variant_target<T>) return kind::variant;
    return tl::scalar_target<T> ? kind::scalar : kind::none;
}
template <kind Kind, class... T> constexpr bool all = ((kind_of<T>() == Kind) && ...);

static_assert(all<kind::integer, int, char, unsigned long long>);
static_assert(all<kind::floating, float, double>);
static_assert(all<kind::text, std::string, std::pmr::string>);
static_assert(all<kind::raw, tl::raw_text, tl::raw_view>);
static_assert(all<kind::number, tl::number, tl::number_view>);
static_assert(all<kind::optional, std::optional<int>, std::unique_ptr<int>, std::shared_ptr<int>>);
static_assert(all<kind::array, std::array<int, 2>>);
static_assert(all<kind::map, std::map<std::string, int>, std::unordered_map<int, described>,
                  std::map<color, int>>);
static_assert(all<kind::vector, std::vector<int>, std::deque<bool>, std::list<std::string>>);
static_assert(all<kind::set, std::set<int>, std::unordered_set<std::string>>);
static_assert(all<kind::tuple, std::pair<int, int>, std::tuple<>>);
static_assert(all<kind::variant, std::variant<int, std::string>>);
static_assert(all<kind::scalar, bool, std::string_view, color>);
static_assert(
    all<kind::none, plain, described, int*, long double, std::map<double, int>, std::wstring>);

template <class T, class Inner> constexpr bool contains = std::same_as<tl::inner_type<T>, Inner>;
static_assert(contains<std::optional<int>, int> && contains<std::array<int, 2>, int> &&
              contains<std::vector<bool>, bool> && contains<std::set<int>, int> &&
              contains<std::map<std::string, double>, double> && contains<int, void>);

}  // namespace

TEST_CASE("each type is of one kind at the most") {
    CHECK(kind_of<std::vector<int>>() == kind::vector);
}

}  // namespace mapping_target_test
