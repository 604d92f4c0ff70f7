// SPDX-License-Identifier: BSL-1.0
#include "../common/yyjson.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::large;
using benchmarks::at;

std::int64_t count(yyjson_val* root) {
    return yyjson_get_sint(at(root, "search_metadata", "count"));
}

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<five_spread>([](yyjson_val* root) {
        yyjson_val* const statuses = at(root, "statuses");
        auto const status = [&](std::size_t place) { return yyjson_arr_get(statuses, place); };
        return spread{yyjson_get_sint(at(status(0), "id")),
                      yyjson_get_sint(at(status(200), "user", "followers_count")), count(root),
                      benchmarks::view(at(status(100), "user", "screen_name")),
                      benchmarks::view(at(status(309), "lang"))};
    }),
    benchmarks::enter_tree<late>(count), benchmarks::enter_tree<huge_late>(count),
    benchmarks::enter_tree<huge_early>([](yyjson_val* root) -> std::int64_t {
        return yyjson_get_sint(at(yyjson_arr_get(at(root, "statuses"), 0), "id"));
    })};

}  // namespace
