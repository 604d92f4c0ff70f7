// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_MAPPING_LISTING_STORE_HPP
#define TROTLINE_TESTS_MAPPING_LISTING_STORE_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/parameter_store/value.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace trotline_tests {

// A store that keeps what is written to it, or refuses everything.
struct listing_store {
    std::vector<trotline::assignment> kept{};
    bool refuses = false;

    bool read(std::string_view, auto&&) const { return false; }
    trotline::result<void> apply(std::span<trotline::assignment> batch) {
        if (refuses) {
            trotline::failure full;
            full.stage = trotline::stage::store;
            full.code = trotline::code::rejected;
            return full;
        }
        kept.assign(batch.begin(), batch.end());
        return {};
    }
};

}  // namespace trotline_tests

#endif
