// SPDX-License-Identifier: BSL-1.0
#include "../common/boost_json.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::medium;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<near_member>([](boost::json::value const& root) -> std::int64_t {
        return root.at("id").to_number<std::int64_t>();
    }),
    benchmarks::enter_tree<last_member>([](boost::json::value const& root) -> std::int64_t {
        return root.at("score").to_number<std::int64_t>();
    }),
    benchmarks::enter_tree<four_spread>([](boost::json::value const& root) {
        return owned_spread{root.at("id").to_number<std::int64_t>(),
                            root.at("stargazers_count").to_number<std::int64_t>(),
                            std::string(benchmarks::view(root.at("owner").at("login"))),
                            std::string(benchmarks::view(root.at("default_branch")))};
    })};

}  // namespace
