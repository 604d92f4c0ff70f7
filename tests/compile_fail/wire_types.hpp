// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_COMPILE_FAIL_WIRE_TYPES_HPP
#define TROTLINE_TESTS_COMPILE_FAIL_WIRE_TYPES_HPP
// What an answer is made of, and what its rows are read into.

#include <trotline/mapping/check/wire_check.hpp>

#include <boost/describe/class.hpp>

#include <array>
#include <optional>
#include <string>

struct payload {
    int user_id = 0;
    std::string title;
    std::optional<std::string> note;
    std::array<int, 3> sizes{};
};
BOOST_DESCRIBE_STRUCT(payload, (), (user_id, title, note, sizes))
struct answer {
    payload data;
};
BOOST_DESCRIBE_STRUCT(answer, (), (data))
struct todo {
    int number = 0;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(todo, (), (number, text))

#endif
