// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/writer.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace json_writer_test {

TEST_CASE("the example of the header") {
    std::string out;
    trotline::json::writer(out)
        .begin_object()
        .name("id")
        .number(7)
        .name("tags")
        .begin_array()
        .string("a")
        .end_array()
        .end_object();
    CHECK(out == R"({"id":7,"tags":["a"]})");
}

TEST_CASE("every kind of value") {
    std::string out;
    trotline::json::writer writer(out);
    writer.begin_array().null().boolean(true).boolean(false).number(-1.5).number(
        std::numeric_limits<std::uint64_t>::max());
    writer.number(std::numeric_limits<double>::infinity())
        .string("\"\n")
        .raw("{}")
        .begin_object()
        .end_object()
        .begin_array()
        .end_array();
    writer.begin_object().name("a\"").string("").name("b").null().end_object().end_array();
    CHECK(
        out ==
        R"([null,true,false,-1.5,18446744073709551615,null,"\"\n",{},{},[],{"a\"":"","b":null}])");
}

}  // namespace json_writer_test
