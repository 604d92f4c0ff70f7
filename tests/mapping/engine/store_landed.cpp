// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/store_landed.hpp>

#include <trotline/mapping/run_time_mapping.hpp>

#include "mapping/listing_store.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <vector>

namespace mapping_engine_store_landed_test {

namespace tl = trotline;
using trotline_tests::listing_store;

namespace {

// Rows of which the second is a condition, in an order that is not the tree's; and their values.
struct landed {
    tl::run_time_mapping mapping =
        tl::run_time_mapping::build(
            {{"a.x", "A"}, {"b", "", {}, {true}}, {"b", "B"}, {"a.y", "C"}, {"c", "D"}})
            .value();
    std::vector<tl::value> values{1, 2, "three", 4, 5};
    std::vector<tl::detail::row_state> states = std::vector<tl::detail::row_state>(mapping.size());

    landed() {
        for (std::size_t r = 0; r != mapping.size(); ++r)
            states[mapping.place(r)] = {&values[r], 1};
        states[mapping.place(3)].count = tl::detail::row_state::null;
        states[mapping.place(4)].count = 0;
    }
};

}  // namespace

TEST_CASE("what has landed in parameters, in the order of the rows") {
    landed rows;
    std::vector<tl::assignment> batch{{"EARLIER", 0}};
    tl::detail::append_landed(rows.mapping.table(), rows.states.data(), batch);
    REQUIRE(batch.size() == 3);
    CHECK(batch[0].name == "EARLIER");
    CHECK(batch[1].name == "A");
    CHECK(batch[1].value == tl::value(1));
    CHECK(batch[2].name == "B");
    CHECK(batch[2].value == tl::value("three"));
}

TEST_CASE("a store gets them all at once, or nothing where nothing has landed") {
    landed rows;
    listing_store store;
    store.refuses = true;
    auto done = tl::detail::store_landed(store, rows.mapping.table(), rows.states.data());
    REQUIRE(!done);
    CHECK(done.error().stage == tl::stage::store);

    landed again;
    store.refuses = false;
    CHECK(tl::detail::store_landed(store, again.mapping.table(), again.states.data()).has_value());
    REQUIRE(store.kept.size() == 2);
    CHECK(store.kept[1].value == tl::value("three"));

    store.refuses = true;
    landed none;
    for (tl::detail::row_state& state : none.states) state.count = 0;
    CHECK(tl::detail::store_landed(store, none.mapping.table(), none.states.data()).has_value());
}

}  // namespace mapping_engine_store_landed_test
