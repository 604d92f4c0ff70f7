// SPDX-License-Identifier: BSL-1.0
#include "../common/yyjson.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::small;
using benchmarks::at;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<one_path>([](yyjson_val* root) -> std::int64_t {
        return yyjson_get_sint(at(root, "data", "userId"));
    }),
    benchmarks::enter_tree<four_members>([](yyjson_val* root) {
        yyjson_val* const data = at(root, "data");
        return todo{yyjson_get_sint(at(data, "userId")), yyjson_get_sint(at(data, "id")),
                    benchmarks::view(at(data, "title")), yyjson_get_bool(at(data, "completed"))};
    })};

}  // namespace
