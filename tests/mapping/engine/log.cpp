// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/log.hpp>

#include <trotline/mapping/text_cursor.hpp>

#include <doctest/doctest.h>

#include <cstddef>

namespace mapping_engine_log_test {

namespace tl = trotline;

TEST_CASE("a note has the way to the value, the innermost step first") {
    tl::row_failure storage[2];
    tl::row_log log(storage);
    CHECK(!log.fail(tl::text_cursor(tl::kind::string, "\"x\""), tl::code::wrong_type, "a number"));
    CHECK(!log.inside_member("size"));
    CHECK(!log.inside_member("it's"));
    CHECK(!log.inside_element(12));
    log.belongs_to(3, {"data.items", "items", true});
    CHECK(log.size() == 1);
    CHECK(storage[0].inner.view() == "[12]['it's'].size");
    CHECK(storage[0].excerpt.view() == "\"x\"");
    CHECK(storage[0].row == 3);
    CHECK(storage[0].description.destination == "items");
}

TEST_CASE("notes stand in the order of the rows") {
    tl::row_failure storage[3];
    tl::row_log log(storage);
    for (std::size_t const row : {2u, 0u, 1u}) {
        log.fail(tl::text_cursor(), tl::code::missing, {});
        log.belongs_to(row, {});
    }
    REQUIRE(log.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) CHECK(storage[i].row == i);
}

TEST_CASE("of a document's failures the first counts") {
    tl::row_log log(nullptr);
    CHECK(!log.document());
    log.fail_document({tl::code::malformed, 7, "':'"});
    log.fail_document({tl::code::malformed, 9, "'}'"});
    CHECK(log.document().offset == 7);
    CHECK(log.size() == 0);
}

}  // namespace mapping_engine_log_test
