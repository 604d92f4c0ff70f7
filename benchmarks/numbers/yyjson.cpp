// SPDX-License-Identifier: BSL-1.0
#include "../common/yyjson.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::numbers;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<outline>([](yyjson_val* root) {
        coordinates all;
        std::size_t i, count;
        yyjson_val* pair;
        yyjson_arr_foreach(root, i, count, pair) {
            all.push_back({yyjson_get_num(yyjson_arr_get_first(pair)),
                           yyjson_get_num(yyjson_arr_get_last(pair))});
        }
        return all;
    }),
    benchmarks::enter_tree<floats>([](yyjson_val* root) {
        embedding all;
        std::size_t i, count;
        yyjson_val* number;
        yyjson_arr_foreach(root, i, count, number) {
            all.push_back(static_cast<float>(yyjson_get_num(number)));
        }
        return all;
    })};

}  // namespace
