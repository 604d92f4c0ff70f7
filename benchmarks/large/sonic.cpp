// SPDX-License-Identifier: BSL-1.0
#include "../common/sonic.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::large;
using path = benchmarks::sonic_path;

path const first_id{"statuses", 0, "id"}, author{"statuses", 100, "user", "screen_name"},
    followers{"statuses", 200, "user", "followers_count"}, language{"statuses", 309, "lang"},
    last_count{"search_metadata", "count"};

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_sonic<five_spread>([](std::string_view text) {
        return spread{first_id.integer(text), followers.integer(text), last_count.integer(text),
                      author.string(text), language.string(text)};
    }),
    benchmarks::enter_sonic<late>([](std::string_view text) { return last_count.integer(text); }),
    benchmarks::enter_sonic<huge_late>(
        [](std::string_view text) { return last_count.integer(text); }),
    benchmarks::enter_sonic<huge_early>(
        [](std::string_view text) { return first_id.integer(text); })};

}  // namespace
