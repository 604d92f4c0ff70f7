// SPDX-License-Identifier: BSL-1.0
#include "../common/yyjson.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::array;

std::int64_t user_id(yyjson_val* root, std::size_t place) {
    return yyjson_get_sint(benchmarks::at(yyjson_arr_get(root, place), "userId"));
}

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<first_element>([](yyjson_val* root) { return user_id(root, 0); }),
    benchmarks::enter_tree<middle_element>([](yyjson_val* root) { return user_id(root, middle); }),
    benchmarks::enter_tree<last_element>([](yyjson_val* root) { return user_id(root, last); })};

}  // namespace
