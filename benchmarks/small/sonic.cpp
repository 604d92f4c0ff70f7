// SPDX-License-Identifier: BSL-1.0
#include "../common/sonic.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::small;
using path = benchmarks::sonic_path;

path const user_id{"data", "userId"}, id{"data", "id"}, title{"data", "title"},
    completed{"data", "completed"};

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_sonic<one_path>([](std::string_view text) { return user_id.integer(text); }),
    benchmarks::enter_sonic<four_members>([](std::string_view text) {
        return todo{user_id.integer(text), id.integer(text), title.string(text),
                    completed.boolean(text)};
    })};

}  // namespace
