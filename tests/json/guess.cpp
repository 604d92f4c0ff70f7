// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/guess.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <utility>

namespace json_guess_test {

using trotline::json::detail::guess;

TEST_CASE("a guess of a distance is the distance") {
    std::string const text(100, ' ');
    for (std::size_t distance = 0; distance != 100; ++distance)
        CHECK(guess(text.data(), distance, std::make_index_sequence<20>{}) ==
              text.data() + distance);
}

}  // namespace json_guess_test
