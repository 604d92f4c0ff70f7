// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/to_failure.hpp>

#include <trotline/mapping/text_cursor.hpp>

#include <doctest/doctest.h>

#include <array>
#include <span>

namespace mapping_to_failure_test {

namespace tl = trotline;

TEST_CASE("no document: stage parse") {
    tl::failure const made =
        tl::to_failure(tl::document_failure{tl::code::malformed, 17, "',' or '}'"});
    CHECK(made.stage == tl::stage::parse);
    CHECK(made.code == tl::code::malformed);
    CHECK(made.offset == 17);
    CHECK(made.detail == "expected ',' or '}'");
    CHECK(made.rows.empty());
}

TEST_CASE("rows: stage map, the first gives code and offset") {
    tl::row_failure first, second;
    first.code = tl::code::null;
    first.offset = 3;
    second.code = tl::code::missing;
    second.row = 2;
    tl::failure const made =
        tl::to_failure(std::span<tl::row_failure const>(std::array{first, second}));
    CHECK(made.stage == tl::stage::map);
    CHECK(made.code == tl::code::null);
    CHECK(made.offset == 3);
    REQUIRE(made.rows.size() == 2);
    CHECK(made.rows[1].row == 2);
}

TEST_CASE("what a mapping says becomes one or the other") {
    tl::mapping_failure<2> why;
    tl::row_log log(why.storage());
    log.fail(tl::text_cursor(), tl::code::missing, {});
    log.belongs_to(1, {});
    why.take(log);
    CHECK(tl::to_failure(why).stage == tl::stage::map);
    CHECK(tl::to_failure(why).rows.size() == 1);
    log.fail_document({tl::code::too_deep, 5, {}});
    why.take(log);
    CHECK(tl::to_failure(why).stage == tl::stage::parse);
    CHECK(tl::to_failure(why).rows.empty());
}

}  // namespace mapping_to_failure_test
