// SPDX-License-Identifier: BSL-1.0
#include "../common/boost_json.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::array;

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_tree<first_element>([](boost::json::value const& root) -> std::int64_t {
        return root.as_array()[0].at("userId").to_number<std::int64_t>();
    }),
    benchmarks::enter_tree<middle_element>([](boost::json::value const& root) -> std::int64_t {
        return root.as_array()[middle].at("userId").to_number<std::int64_t>();
    }),
    benchmarks::enter_tree<last_element>([](boost::json::value const& root) -> std::int64_t {
        return root.as_array()[last].at("userId").to_number<std::int64_t>();
    })};

}  // namespace
