// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/failure.hpp>

#include <trotline/core/result.hpp>
#include <trotline/mapping/text_cursor.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <type_traits>
#include <utility>

namespace mapping_failure_test {

namespace tl = trotline;

TEST_CASE("without a failure there are neither rows nor a document's") {
    tl::mapping_failure<2> const why;
    CHECK(why.rows().empty());
    CHECK(!why.document());
    CHECK(to_string(why).empty());
}

TEST_CASE("rows that failed, a line for each") {
    tl::mapping_failure<3> why;
    tl::row_log log(why.storage());
    for (std::size_t const row : {2u, 0u}) {
        log.fail(tl::text_cursor(), tl::code::missing, {});
        log.belongs_to(row, {"a", "b", true});
    }
    why.take(log);
    REQUIRE(why.rows().size() == 2);
    CHECK(why.rows()[0].row == 0);
    CHECK(why.rows()[1].row == 2);
    CHECK(!why.document());
    CHECK(to_string(why) == to_string(why.rows()[0]) + '\n' + to_string(why.rows()[1]));
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

}  // namespace mapping_failure_test
