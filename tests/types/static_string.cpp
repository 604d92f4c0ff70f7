// SPDX-License-Identifier: BSL-1.0
#include <trotline/types/static_string.hpp>

#include <trotline/rendering/described_writing.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>

#include "mapping/whole.hpp"
#include "support/allocation_count.hpp"

#include <string>

namespace types_static_string_test {

namespace tl = trotline;
using namespace tl::literals;
using five = boost::static_strings::static_string<5>;

TEST_CASE("a text of at most N bytes") {
    trotline_tests::whole::ok<five>("\"\"", five(""));
    trotline_tests::whole::ok<five>("\"abcde\"", five("abcde"));
    trotline_tests::whole::ok<five>(R"("a\u00e4")", five("aä"));
    trotline_tests::whole::ok<five>("12.50", five("12.50"));
    trotline_tests::whole::bad<five>("\"abcdef\"", "0 refused value: a string @0");
    CHECK(*tl::get<five>("<v> a </v>", "v"_path, tl::xml::checked) == five(" a "));
    five to;
    CHECK(trotline_tests::allocations(
              [&] { to = tl::get<five>(R"(["abc"])", "[0]"_path).value(); }) == 0);
    CHECK(to == "abc");
    std::string out;
    tl::json::writer writer(out);
    CHECK(tl::detail::write_json(writer, to).empty());
    CHECK(out == "\"abc\"");
}

}  // namespace types_static_string_test
