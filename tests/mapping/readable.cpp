// SPDX-License-Identifier: BSL-1.0
// Compiled alone.
// (what is not readable depends on the headers that are not included)
#include <trotline/mapping/readable.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <chrono>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <memory_resource>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

namespace mapping_readable_test {

namespace tl = trotline;

BOOST_DEFINE_ENUM_CLASS(color, red)
enum class plain { a };
struct described {
    int a = 0;
};
BOOST_DESCRIBE_STRUCT(described, (), (a))
struct not_described {};
struct holds_pointer {
    int* p = nullptr;
};
BOOST_DESCRIBE_STRUCT(holds_pointer, (), (p))
struct itself {
    std::optional<std::vector<itself>> children;
};
BOOST_DESCRIBE_STRUCT(itself, (), (children))
struct b;
struct a {
    std::vector<b> bs;
};
struct b {
    std::vector<a> as;
};
BOOST_DESCRIBE_STRUCT(a, (), (bs))
BOOST_DESCRIBE_STRUCT(b, (), (as))
struct twice {
    described x, y;
};
BOOST_DESCRIBE_STRUCT(twice, (), (x, y))

namespace {
template <class... T> constexpr bool all = (tl::readable<T> && ...);
template <class... T> constexpr bool none = (!tl::readable<T> && ...);

static_assert(all<bool, char, signed char, unsigned char, short, long long, unsigned long, float,
                  double, std::string, std::pmr::string, std::string_view, color, tl::raw_text,
                  tl::raw_view, tl::value>);
static_assert(all<std::optional<int>, std::vector<bool>, std::vector<std::string>, std::list<int>,
                  std::deque<int>, std::array<int, 2>, std::map<std::string, int>,
                  std::unordered_map<std::string, described>, std::pmr::map<std::pmr::string, int>,
                  std::vector<std::optional<std::map<std::string, std::array<described, 3>>>>,
                  described, twice>);
static_assert(all<std::unique_ptr<int>, std::shared_ptr<described>, tl::number, tl::number_view>);
static_assert(
    none<int*, char const*, std::weak_ptr<int>, plain, not_described, holds_pointer, long double,
         std::chrono::seconds, std::wstring, std::map<double, int>, std::pair<int, void*>,
         std::variant<int, plain>, std::vector<int*>, std::optional<plain>, void*>);
static_assert(all<std::set<int>, std::unordered_set<std::string>, std::map<int, int>,
                  std::map<color, int>, std::pair<int, std::string>, std::tuple<>,
                  std::tuple<int, std::vector<described>>, std::variant<std::monostate, int>>);
static_assert(all<itself, std::vector<itself>, a, b>, "a class may contain itself");
static_assert(tl::detail::contains_itself<itself>() && tl::detail::contains_itself<a>() &&
              !tl::detail::contains_itself<twice>() && !tl::detail::contains_itself<described>());
static_assert(tl::scalar_target<int> && tl::scalar_target<std::string> && tl::scalar_target<color>);
static_assert(!tl::scalar_target<std::optional<int>> && !tl::scalar_target<tl::raw_text> &&
              !tl::scalar_target<std::vector<int>>);
}  // namespace

TEST_CASE("which types can have a value is decided at compile time") {
    CHECK(tl::readable<described>);
}

}  // namespace mapping_readable_test
