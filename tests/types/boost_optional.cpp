// SPDX-License-Identifier: BSL-1.0
#include <trotline/types/boost_optional.hpp>

#include <trotline/rendering/described_body.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include "mapping/whole.hpp"

#include <vector>

namespace types_boost_optional_test {

namespace tl = trotline;
using trotline_tests::whole::bad;
using trotline_tests::whole::ok;

struct maybe {
    boost::optional<int> n;
    friend bool operator==(maybe const&, maybe const&) = default;
};
BOOST_DESCRIBE_STRUCT(maybe, (), (n))

TEST_CASE("boost::optional is read and written like std::optional") {
    ok<std::vector<boost::optional<int>>>("[1, null]", {1, boost::none});
    ok<maybe>("{}", {});
    ok<maybe>(R"({"n": 7})", {7});
    bad<boost::optional<int>>("\"7\"", "0 wrong type: a string @0");
    CHECK(tl::json_body(maybe{7}).content().text() == R"({"n":7})");
    CHECK(tl::json_body(maybe{}).content().text() == R"({"n":null})");
}

}  // namespace types_boost_optional_test
