// SPDX-License-Identifier: BSL-1.0
#include "../common/padded.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::array;

template <class Contest, std::size_t Place> int on_demand() {
    return benchmarks::enter_on_demand<Contest>([](auto& document) -> std::int64_t {
        return document.get_array().at(Place)["userId"].get_int64();
    });
}
template <class Contest, std::size_t Place> int tree() {
    return benchmarks::enter_tree<Contest>(
        [](auto const& root) -> std::int64_t { return root.at(Place)["userId"].get_int64(); });
}

[[maybe_unused]] int const entered[] = {
    on_demand<first_element, 0>(),       tree<first_element, 0>(),
    on_demand<middle_element, middle>(), tree<middle_element, middle>(),
    on_demand<last_element, last>(),     tree<last_element, last>()};

}  // namespace
