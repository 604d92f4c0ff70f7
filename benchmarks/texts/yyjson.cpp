// SPDX-License-Identifier: BSL-1.0
#include "../common/yyjson.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::texts;

list texts(yyjson_val* root) {
    list all;
    std::size_t i, count;
    yyjson_val* text;
    yyjson_arr_foreach(root, i, count, text) { all.emplace_back(benchmarks::view(text)); }
    return all;
}

[[maybe_unused]] int const entered[] = {benchmarks::enter_tree<escaped>(texts),
                                        benchmarks::enter_tree<japanese>(texts)};

}  // namespace
