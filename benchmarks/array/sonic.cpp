// SPDX-License-Identifier: BSL-1.0
#include "../common/sonic.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::array;

template <class Contest> int user_id(std::size_t place) {
    return benchmarks::enter_sonic<Contest>(
        [path = benchmarks::sonic_path{int(place), "userId"}](std::string_view text) {
            return path.integer(text);
        });
}

[[maybe_unused]] int const entered[] = {user_id<first_element>(0), user_id<middle_element>(middle),
                                        user_id<last_element>(last)};

}  // namespace
