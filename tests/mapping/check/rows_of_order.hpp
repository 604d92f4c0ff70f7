// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_MAPPING_CHECK_ROWS_OF_ORDER_HPP
#define TROTLINE_TESTS_MAPPING_CHECK_ROWS_OF_ORDER_HPP

#include <trotline/mapping/query_rows.hpp>

#include <boost/describe/class.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

// A class with a member for each kind of query row, and rows for the two that are used most.
namespace rows_of_order {

struct line {
    std::string sku;
    double amount = 0;
};
BOOST_DESCRIBE_STRUCT(line, (), (sku, amount))
struct mine {
    std::vector<std::string> texts;
    std::vector<std::optional<std::string>> some_texts;
    std::vector<long> numbers;
    std::vector<double> amounts;
    std::vector<line> lines;
    std::array<long, 3> three{};
    std::optional<long> maybe;
    long number = 0;
    std::size_t count = 0;
};
BOOST_DESCRIBE_STRUCT(mine, (),
                      (texts, some_texts, numbers, amounts, lines, three, maybe, number, count))

template <trotline::fixed_string Query> using texts = trotline::query_row<Query, &mine::texts>;
template <trotline::fixed_string Query> using numbers = trotline::query_row<Query, &mine::numbers>;

}  // namespace rows_of_order

#endif
