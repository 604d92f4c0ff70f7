// SPDX-License-Identifier: BSL-1.0
#include "../common/padded.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::medium;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_on_demand<near_member>(
        [](auto& document) -> std::int64_t { return document["id"].get_int64(); }),
    benchmarks::enter_tree<near_member>(
        [](auto const& root) -> std::int64_t { return root["id"].get_int64(); }),
    benchmarks::enter_on_demand<last_member>(
        [](auto& document) -> std::int64_t { return document["score"].get_int64(); }),
    benchmarks::enter_tree<last_member>(
        [](auto const& root) -> std::int64_t { return root["score"].get_int64(); }),
    benchmarks::enter_on_demand<four_spread>([](auto& document) {
        spread s;
        s.id = document["id"].get_int64();
        s.owner = document["owner"]["login"].get_string();
        s.stars = document["stargazers_count"].get_int64();
        s.branch = document["default_branch"].get_string();
        return s;
    }),
    benchmarks::enter_tree<four_spread>([](auto const& root) {
        return spread{root["id"].get_int64(), root["stargazers_count"].get_int64(),
                      root["owner"]["login"].get_string(), root["default_branch"].get_string()};
    })};

}  // namespace
