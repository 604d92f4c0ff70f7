// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/run_time_row.hpp>

#include <doctest/doctest.h>

namespace mapping_run_time_row_test {

namespace tl = trotline;

TEST_CASE("what is wrong with rows, as text") {
    CHECK(to_string(tl::run_time_row_error{2, "wrong"}) == "row 2: wrong");
    CHECK(to_string(tl::run_time_row_error{.reason = "wrong", .is_prefix = true}) ==
          "prefix 0: wrong");
    CHECK(to_string(tl::run_time_row_error{.reason = "wrong", .prefix = "s"}) ==
          "row 0: wrong: `s`");
}

}  // namespace mapping_run_time_row_test
