// SPDX-License-Identifier: BSL-1.0
#include <trotline/src_core.hpp>

#include <trotline/mapping/get.hpp>

#include <doctest/doctest.h>

namespace top_src_core_test {

namespace tl = trotline;
using namespace tl::literals;

// tests/separate_compilation/ links a program with it.
TEST_CASE("the unit that has the walk can use it, too") {
    CHECK(tl::get<int>(R"({"a": 1})", "a"_path).value() == 1);
    CHECK(tl::get<int>(R"({"a": 1})", "a"_path, tl::json::on_demand).value() == 1);
}

}  // namespace top_src_core_test
