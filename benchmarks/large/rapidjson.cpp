// SPDX-License-Identifier: BSL-1.0
#include "../common/rapidjson.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::large;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<five_spread>([](rapidjson::Value const& root) {
        return owned_spread{
            root["statuses"][0]["id"].GetInt64(),
            root["statuses"][200]["user"]["followers_count"].GetInt64(),
            root["search_metadata"]["count"].GetInt64(),
            std::string(benchmarks::view(root["statuses"][100]["user"]["screen_name"])),
            std::string(benchmarks::view(root["statuses"][309]["lang"]))};
    }),
    benchmarks::enter_tree<late>([](rapidjson::Value const& root) -> std::int64_t {
        return root["search_metadata"]["count"].GetInt64();
    }),
    benchmarks::enter_tree<huge_late>([](rapidjson::Value const& root) -> std::int64_t {
        return root["search_metadata"]["count"].GetInt64();
    }),
    benchmarks::enter_tree<huge_early>([](rapidjson::Value const& root) -> std::int64_t {
        return root["statuses"][0]["id"].GetInt64();
    })};

}  // namespace
