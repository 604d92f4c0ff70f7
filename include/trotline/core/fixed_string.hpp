// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_FIXED_STRING_HPP
#define TROTLINE_CORE_FIXED_STRING_HPP

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// A string literal as a template argument: `row<"data.userId", ...>`. N counts the terminating NUL;
// view() leaves it out.
template <std::size_t N> struct fixed_string {
    char text[N]{};

    constexpr fixed_string(char const (&literal)[N]) {
        for (std::size_t i = 0; i < N; ++i) text[i] = literal[i];
    }
    constexpr std::string_view view() const { return {text, N - 1}; }
};

}  // namespace trotline
#endif
