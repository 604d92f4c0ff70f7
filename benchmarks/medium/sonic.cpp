// SPDX-License-Identifier: BSL-1.0
#include "../common/sonic.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::medium;
using path = benchmarks::sonic_path;

path const id{"id"}, score{"score"}, stars{"stargazers_count"}, owner{"owner", "login"},
    branch{"default_branch"};

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_sonic<near_member>([](std::string_view text) { return id.integer(text); }),
    benchmarks::enter_sonic<last_member>([](std::string_view text) { return score.integer(text); }),
    benchmarks::enter_sonic<four_spread>([](std::string_view text) {
        return spread{id.integer(text), stars.integer(text), owner.string(text),
                      branch.string(text)};
    })};

}  // namespace
