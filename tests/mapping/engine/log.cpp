// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/log.hpp>

#include <trotline/core/result.hpp>
#include <trotline/mapping/text_cursor.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <type_traits>
#include <utility>

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
    tl::mapping_failure<3> why;
    tl::row_log log(why.storage());
    for (std::size_t const row : {2u, 0u, 1u}) {
        log.fail(tl::text_cursor(), tl::code::missing, {});
        log.belongs_to(row, {});
    }
    why.take(log);
    REQUIRE(why.rows().size() == 3);
    for (std::size_t i = 0; i < 3; ++i) CHECK(why.rows()[i].row == i);
}

template <class T>
concept shows_rows = requires(T&& t) {
    std::forward<T>(t).rows();
};

TEST_CASE("the rows of a failure that is gone cannot be asked for") {
    using failure = tl::mapping_failure<1>;
    static_assert(shows_rows<failure const&> && shows_rows<failure&>);
    static_assert(!shows_rows<failure>);
    static_assert(
        std::is_same_v<decltype(std::declval<tl::result<int, failure>>().error()), failure>);
}

TEST_CASE("a document that cannot be read has no rows") {
    tl::mapping_failure<1> why;
    tl::row_log log(why.storage());
    log.fail(tl::text_cursor(), tl::code::missing, {});
    log.belongs_to(0, {"a", "b", true});
    log.fail_document({tl::code::malformed, 7, "':'"});
    log.fail_document({tl::code::malformed, 9, "'}'"});  // the first counts
    why.take(log);
    CHECK(why.rows().empty());
    CHECK(why.document().offset == 7);
    std::ostringstream out;
    out << why;
    CHECK(out.str() == to_string(why.document()));
}
