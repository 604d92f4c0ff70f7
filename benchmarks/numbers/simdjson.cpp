// SPDX-License-Identifier: BSL-1.0
#include "../common/padded.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::numbers;

// By hand, in the order of the document.
auto const pairs = [](auto& root) {
    coordinates all;
    for (auto pair : root.get_array()) {
        auto& next = all.emplace_back();
        std::size_t i = 0;
        for (auto number : pair.get_array()) next.at(i++) = number.get_double();
    }
    return all;
};
auto const numbers = [](auto& root) {
    embedding all;
    for (auto number : root.get_array())
        all.push_back(static_cast<float>(static_cast<double>(number.get_double())));
    return all;
};

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_on_demand<outline>(pairs), benchmarks::enter_tree<outline>(pairs),
    benchmarks::enter_on_demand<floats>(numbers), benchmarks::enter_tree<floats>(numbers)};

}  // namespace
