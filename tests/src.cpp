// SPDX-License-Identifier: BSL-1.0
#include <trotline/src.hpp>

#include <doctest/doctest.h>

namespace top_src_test {

namespace tl = trotline;

// tests/separate_compilation/ links a program with it.
TEST_CASE("the unit that has the nodes' code can call, too") {
    tl::webhook_node node;
    auto const failed = node.call<>(tl::webhook{.url = "http://127.0.0.1:1/"});
    REQUIRE(!failed);
    CHECK(failed.failure().code == tl::code::refused);
}

}  // namespace top_src_test
