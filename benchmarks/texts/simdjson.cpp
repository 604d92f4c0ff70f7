// SPDX-License-Identifier: BSL-1.0
#include "../common/padded.hpp"
#include "contest.hpp"

namespace {

using namespace benchmarks::texts;

auto const texts = [](auto& root) {
    list all;
    for (auto text : root.get_array()) all.emplace_back(std::string_view(text.get_string()));
    return all;
};

[[maybe_unused]] int const entered[] = {
    benchmarks::enter_on_demand<escaped>(texts), benchmarks::enter_tree<escaped>(texts),
    benchmarks::enter_on_demand<japanese>(texts), benchmarks::enter_tree<japanese>(texts)};

}  // namespace
