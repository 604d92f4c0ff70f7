// SPDX-License-Identifier: BSL-1.0
#include "../common/nlohmann.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::large;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<five_spread>([](nlohmann::json const& root) {
        return owned_spread{
            root.at("statuses").at(0).at("id").get<std::int64_t>(),
            root.at("statuses").at(200).at("user").at("followers_count").get<std::int64_t>(),
            root.at("search_metadata").at("count").get<std::int64_t>(),
            std::string(root.at("statuses")
                            .at(100)
                            .at("user")
                            .at("screen_name")
                            .get_ref<std::string const&>()),
            std::string(root.at("statuses").at(309).at("lang").get_ref<std::string const&>())};
    }),
    benchmarks::enter_tree<late>([](nlohmann::json const& root) -> std::int64_t {
        return root.at("search_metadata").at("count").get<std::int64_t>();
    }),
    benchmarks::enter_tree<huge_late>([](nlohmann::json const& root) -> std::int64_t {
        return root.at("search_metadata").at("count").get<std::int64_t>();
    }),
    benchmarks::enter_tree<huge_early>([](nlohmann::json const& root) -> std::int64_t {
        return root.at("statuses").at(0).at("id").get<std::int64_t>();
    })};

}  // namespace
