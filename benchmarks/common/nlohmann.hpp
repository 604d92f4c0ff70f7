// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_NLOHMANN_HPP
#define TROTLINE_BENCHMARKS_NLOHMANN_HPP

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string_view>

#include "contest.hpp"

namespace benchmarks {

// f(root) over its tree
template <class Contest, class F> int enter_tree(F f) {
    return enter<Contest>("nlohmann", reading::checked, [f](std::string_view text) {
        nlohmann::json const root = nlohmann::json::parse(text);
        return f(root);
    });
}

}  // namespace benchmarks

#endif
