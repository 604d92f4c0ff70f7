// SPDX-License-Identifier: BSL-1.0
#include "../common/rapidjson.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::array;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<first_element>(
        [](rapidjson::Value const& root) -> std::int64_t { return root[0]["userId"].GetInt64(); }),
    benchmarks::enter_tree<middle_element>([](rapidjson::Value const& root) -> std::int64_t {
        return root[middle]["userId"].GetInt64();
    }),
    benchmarks::enter_tree<last_element>([](rapidjson::Value const& root) -> std::int64_t {
        return root[last]["userId"].GetInt64();
    })};

}  // namespace
