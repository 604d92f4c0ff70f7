// SPDX-License-Identifier: BSL-1.0
#include "../common/nlohmann.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::small;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<one_path>([](nlohmann::json const& root) -> std::int64_t {
        return root.at("data").at("userId").get<std::int64_t>();
    }),
    benchmarks::enter_tree<four_members>([](nlohmann::json const& root) {
        return owned_todo{root.at("data").at("userId").get<std::int64_t>(),
                          root.at("data").at("id").get<std::int64_t>(),
                          std::string(root.at("data").at("title").get_ref<std::string const&>()),
                          root.at("data").at("completed").get<bool>()};
    })};

}  // namespace
