// SPDX-License-Identifier: BSL-1.0
#include <trotline/types/boost_optional.hpp>

#include <trotline/rendering/described_body.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include "mapping/whole.hpp"

#include <vector>

namespace tl = trotline;
using trotline_tests::bad;
using trotline_tests::ok;

namespace boost_optional_test {
struct maybe {
    boost::optional<int> n;
    friend bool operator==(maybe const&, maybe const&) = default;
};
BOOST_DESCRIBE_STRUCT(maybe, (), (n))
}  // namespace boost_optional_test
using boost_optional_test::maybe;

TEST_CASE("boost::optional is read and written like std::optional") {
    ok<std::vector<boost::optional<int>>>("[1, null]", {1, boost::none});
    ok<maybe>("{}", {});
    ok<maybe>(R"({"n": 7})", {7});
    bad<boost::optional<int>>("\"7\"", "0 wrong type: a string @0");
    CHECK(tl::json_body(maybe{7}).content().text() == R"({"n":7})");
    CHECK(tl::json_body(maybe{}).content().text() == R"({"n":null})");
}
