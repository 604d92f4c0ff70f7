// SPDX-License-Identifier: BSL-1.0
#include "../common/rapidjson.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::small;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<one_path>([](rapidjson::Value const& root) -> std::int64_t {
        return root["data"]["userId"].GetInt64();
    }),
    benchmarks::enter_tree<four_members>([](rapidjson::Value const& root) {
        return owned_todo{root["data"]["userId"].GetInt64(), root["data"]["id"].GetInt64(),
                          std::string(benchmarks::view(root["data"]["title"])),
                          root["data"]["completed"].GetBool()};
    })};

}  // namespace
