// SPDX-License-Identifier: BSL-1.0
#include "../common/boost_json.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::small;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<one_path>([](boost::json::value const& root) -> std::int64_t {
        return root.at("data").at("userId").to_number<std::int64_t>();
    }),
    benchmarks::enter_tree<four_members>([](boost::json::value const& root) {
        return owned_todo{root.at("data").at("userId").to_number<std::int64_t>(),
                          root.at("data").at("id").to_number<std::int64_t>(),
                          std::string(benchmarks::view(root.at("data").at("title"))),
                          root.at("data").at("completed").as_bool()};
    })};

}  // namespace
