// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/map_into.hpp>

#include <doctest/doctest.h>

#include "mapping/listing_store.hpp"
#include "mapping/mapped.hpp"

namespace mapping_map_into_test {

namespace tl = trotline;
using namespace trotline_tests;

TEST_CASE("parameters: all into the store, or none") {
    using kept = tl::parameters_from<tl::row<"data.userId", "USER_ID">, tl::condition<"ok", true>,
                                     tl::optional_row<"data.x", "X">, tl::row<"data.tags", "TAGS">>;
    in_both_modes([](auto format) {
        listing_store store;
        auto done = tl::map_into<kept>(
            store, R"({"data": {"userId": 7, "tags": ["a", 1]}, "ok": true})", format);
        REQUIRE(done.has_value());
        REQUIRE(store.kept.size() == 2);
        CHECK(store.kept[0].name == "USER_ID");
        CHECK(store.kept[0].value == tl::value(7));
        CHECK(store.kept[1].name == "TAGS");
        CHECK(store.kept[1].value == tl::value(tl::json_text{R"(["a", 1])"}));

        store.kept.clear();
        done = tl::map_into<kept>(
            store, R"({"data": {"userId": null, "x": 1, "tags": 1}, "ok": false})", format);
        REQUIRE(!done);
        CHECK(done.error().stage == tl::stage::map);
        CHECK(done.error().code == tl::code::null);
        CHECK(summary(done.error().rows) == "0 null: null @20; 1 unmet condition: a boolean @52");
        CHECK(store.kept.empty());

        done = tl::map_into<kept>(store, "{", format);
        REQUIRE(!done);
        CHECK(done.error().stage == tl::stage::parse);
        CHECK(done.error().offset == 1);

        store.refuses = true;
        done =
            tl::map_into<kept>(store, R"({"data": {"userId": 7, "tags": 1}, "ok": true})", format);
        REQUIRE(!done);
        CHECK(done.error().stage == tl::stage::store);
    });
}

}  // namespace mapping_map_into_test
