// SPDX-License-Identifier: BSL-1.0
#include "../common/boost_json.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::large;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<five_spread>([](boost::json::value const& root) {
        return owned_spread{
            root.at("statuses").as_array()[0].at("id").to_number<std::int64_t>(),
            root.at("statuses")
                .as_array()[200]
                .at("user")
                .at("followers_count")
                .to_number<std::int64_t>(),
            root.at("search_metadata").at("count").to_number<std::int64_t>(),
            std::string(
                benchmarks::view(root.at("statuses").as_array()[100].at("user").at("screen_name"))),
            std::string(benchmarks::view(root.at("statuses").as_array()[309].at("lang")))};
    }),
    benchmarks::enter_tree<late>([](boost::json::value const& root) -> std::int64_t {
        return root.at("search_metadata").at("count").to_number<std::int64_t>();
    }),
    benchmarks::enter_tree<huge_late>([](boost::json::value const& root) -> std::int64_t {
        return root.at("search_metadata").at("count").to_number<std::int64_t>();
    }),
    benchmarks::enter_tree<huge_early>([](boost::json::value const& root) -> std::int64_t {
        return root.at("statuses").as_array()[0].at("id").to_number<std::int64_t>();
    })};

}  // namespace
