// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_PATH_CONSUMED_HPP
#define TROTLINE_TESTS_PATH_CONSUMED_HPP

#include <trotline/path/compiled_query.hpp>
#include <trotline/path/scan_state.hpp>

#include <string_view>

namespace trotline_tests {

// How many bytes of the text a leaf consumes; -1 if it fails.
template <auto Scan> constexpr int consumed(std::string_view text) {
    trotline::path::detail::compiled_query out;
    out.spell(text);
    trotline::path::detail::scan_state s(text.data(), out);
    char const* first = text.data();
    bool const matched = Scan(first, text.data() + text.size(), s);
    return matched ? static_cast<int>(first - text.data()) : -1;
}

}  // namespace trotline_tests
#endif
