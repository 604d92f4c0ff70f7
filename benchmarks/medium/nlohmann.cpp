// SPDX-License-Identifier: BSL-1.0
#include "../common/nlohmann.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::medium;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<near_member>([](nlohmann::json const& root) -> std::int64_t {
        return root.at("id").get<std::int64_t>();
    }),
    benchmarks::enter_tree<last_member>([](nlohmann::json const& root) -> std::int64_t {
        return root.at("score").get<std::int64_t>();
    }),
    benchmarks::enter_tree<four_spread>([](nlohmann::json const& root) {
        return owned_spread{root.at("id").get<std::int64_t>(),
                            root.at("stargazers_count").get<std::int64_t>(),
                            std::string(root.at("owner").at("login").get_ref<std::string const&>()),
                            std::string(root.at("default_branch").get_ref<std::string const&>())};
    })};

}  // namespace
