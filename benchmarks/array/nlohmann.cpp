// SPDX-License-Identifier: BSL-1.0
#include "../common/nlohmann.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::array;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<first_element>([](nlohmann::json const& root) -> std::int64_t {
        return root.at(0).at("userId").get<std::int64_t>();
    }),
    benchmarks::enter_tree<middle_element>([](nlohmann::json const& root) -> std::int64_t {
        return root.at(middle).at("userId").get<std::int64_t>();
    }),
    benchmarks::enter_tree<last_element>([](nlohmann::json const& root) -> std::int64_t {
        return root.at(last).at("userId").get<std::int64_t>();
    })};

}  // namespace
