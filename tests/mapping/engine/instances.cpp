// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/instances.hpp>

#include <doctest/doctest.h>

namespace mapping_engine_instances_test {

// tests/separate_compilation/ shows what the header is for; without the option it has no effect.
TEST_CASE("a table without rows is read from any document") {
    using namespace trotline::detail;
    node const root{};
    trotline::wanted_name const none;
    table rows;
    rows.nodes = &root;
    rows.names = &none;
    rows.node_count = 1;
    rows.leaves = 1;
    trotline::row_failure why;
    trotline::row_log log(&why);
    CHECK(read_text<singular_rows>(rows, "{}", trotline::json::checked, {}, log));
    CHECK_FALSE(read_text<singular_rows>(rows, "{", trotline::json::checked, {}, log));
    CHECK(log.document().offset == 1);
}

}  // namespace mapping_engine_instances_test
