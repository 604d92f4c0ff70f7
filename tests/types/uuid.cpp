// SPDX-License-Identifier: BSL-1.0
#include <trotline/types/uuid.hpp>

#include <doctest/doctest.h>

#include "mapping/whole.hpp"

#include <algorithm>
#include <string>

namespace types_uuid_test {

namespace tl = trotline;
using boost::uuids::uuid;
using conversion = tl::conversion<uuid>;

namespace {
constexpr char example[] = "123e4567-e89b-12d3-a456-426614174000";
}

TEST_CASE("read and written") {
    uuid expected{};
    unsigned char const bytes[] = {0x12, 0x3e, 0x45, 0x67, 0xe8, 0x9b, 0x12, 0xd3,
                                   0xa4, 0x56, 0x42, 0x66, 0x14, 0x17, 0x40, 0x00};
    std::copy(std::begin(bytes), std::end(bytes), expected.begin());
    trotline_tests::whole::ok<uuid>('"' + std::string(example) + '"', expected);
    trotline_tests::whole::ok<uuid>("\"123E4567-E89B-12D3-A456-426614174000\"", expected);
    CHECK(conversion::write(expected) == example);
    CHECK(conversion::write(uuid{}) == "00000000-0000-0000-0000-000000000000");
}

TEST_CASE("everything else is refused, and nothing is written") {
    for (std::string const text :
         {"", "123e4567e89b12d3a456426614174000", "{123e4567-e89b-12d3-a456-426614174000}",
          "123e4567-e89b-12d3-a456-42661417400g", "123e4567-e89b-12d3-a456-42661417400",
          "123e4567-e89b-12d3-a456-4266141740000", "123e45670e89b-12d3-a456-426614174000",
          "123e4567-e89b-12d3-a4564-26614174000"}) {
        CAPTURE(text);
        uuid to{};
        CHECK_FALSE(conversion::read(text, to).empty());
        CHECK(to == uuid{});
    }
    trotline_tests::whole::bad<uuid>("7", "0 refused value: a number @0");
}

}  // namespace types_uuid_test
