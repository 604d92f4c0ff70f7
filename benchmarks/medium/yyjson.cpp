// SPDX-License-Identifier: BSL-1.0
#include "../common/yyjson.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::medium;
using benchmarks::at;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<near_member>(
        [](yyjson_val* root) -> std::int64_t { return yyjson_get_sint(at(root, "id")); }),
    benchmarks::enter_tree<last_member>(
        [](yyjson_val* root) -> std::int64_t { return yyjson_get_sint(at(root, "score")); }),
    benchmarks::enter_tree<four_spread>([](yyjson_val* root) {
        return spread{yyjson_get_sint(at(root, "id")),
                      yyjson_get_sint(at(root, "stargazers_count")),
                      benchmarks::view(at(root, "owner", "login")),
                      benchmarks::view(at(root, "default_branch"))};
    })};

}  // namespace
