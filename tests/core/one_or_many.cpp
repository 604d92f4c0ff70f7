// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/one_or_many.hpp>

#include <trotline/mapping/check/sample_check.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/rendering/described_writing.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include "mapping/whole.hpp"

#include <optional>
#include <string>

namespace core_one_or_many_test {

namespace tl = trotline;
using namespace tl::literals;
using trotline_tests::whole::bad;
using trotline_tests::whole::ok;

struct item {
    int n = 0;
    friend bool operator==(item const&, item const&) = default;
};
BOOST_DESCRIBE_STRUCT(item, (), (n))
struct basket {
    tl::one_or_many<int> items;
};
BOOST_DESCRIBE_STRUCT(basket, (), (items))

TEST_CASE("a single value, or a list") {
    ok<tl::one_or_many<int>>("7", {7});
    ok<tl::one_or_many<int>>("[7, 8]", {7, 8});
    ok<tl::one_or_many<int>>("[]", {});
    ok<tl::one_or_many<item>>(R"({"n": 1})", {item{1}});
    ok<tl::one_or_many<std::string>>(R"("a")", {"a"});
    ok<std::optional<tl::one_or_many<int>>>("null", std::nullopt);
    bad<tl::one_or_many<int>>("null", "0 null: null @0");
    bad<tl::one_or_many<int>>("\"7\"", "0 wrong type: a string @0");
    bad<tl::one_or_many<int>>("[7, true]", "0 wrong type: a boolean @4 [1]");
    CHECK(*tl::get<tl::one_or_many<int>>("<v><i>1</i><i>2</i></v>", "v.i"_path, tl::xml::checked) ==
          tl::one_or_many<int>{1, 2});
    std::string out;
    tl::json::writer to(out);
    CHECK(tl::detail::write_json(to, tl::one_or_many<int>{7}).empty());
    CHECK(out == "[7]");
}

constexpr std::string_view sample = R"({"items": 7})";
constexpr std::string_view wrong_sample = R"({"items": "7"})";
using rows = tl::mapping<basket, tl::row<"items", &basket::items>>;
static_assert(tl::finds<rows, sample>());
static_assert(!tl::sample_sources<rows, wrong_sample>::are_there);

}  // namespace core_one_or_many_test
