// SPDX-License-Identifier: BSL-1.0
#include "../common/rapidjson.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::medium;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<near_member>(
        [](rapidjson::Value const& root) -> std::int64_t { return root["id"].GetInt64(); }),
    benchmarks::enter_tree<last_member>(
        [](rapidjson::Value const& root) -> std::int64_t { return root["score"].GetInt64(); }),
    benchmarks::enter_tree<four_spread>([](rapidjson::Value const& root) {
        return owned_spread{root["id"].GetInt64(), root["stargazers_count"].GetInt64(),
                            std::string(benchmarks::view(root["owner"]["login"])),
                            std::string(benchmarks::view(root["default_branch"]))};
    })};

}  // namespace
