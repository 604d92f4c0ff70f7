// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/destinations.hpp>

#include "mapping/mapped.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mapping_engine_destinations_test {

using namespace trotline_tests;

TEST_CASE("each row lands in its member or its parameter, wherever it stands in the table") {
    using rows = tl::detail::row_list<tl::row<"b.x", &todo::title>, tl::row<"a", "FIRST">,
                                      tl::condition<"c", true>, tl::row<"b", &todo::user_id>,
                                      tl::status_row<"SECOND">, tl::row<"b.y", &todo::priority>>;
    todo object;
    std::array<tl::value, rows::parameters> parameters;
    tl::detail::destinations<rows> to(object, parameters.data());
    REQUIRE(parameters.size() == 2);
    void* const expected[] = {&object.title,   &parameters[0], nullptr,
                              &object.user_id, &parameters[1], &object.priority};
    auto const place = [](std::size_t row) { return rows::table::places[row]; };
    for (std::size_t r = 0; r != rows::size; ++r) {
        CAPTURE(r);
        CHECK(to.places().states[place(r)].to == expected[r]);
        CHECK_FALSE(to.has_landed(r));
        to.places().states[place(r)].count = 1;
        CHECK(to.has_landed(r));
        to.places().states[place(r)].count = tl::detail::row_state::failed;
        CHECK_FALSE(to.has_landed(r));
    }
}

TEST_CASE("only members that have landed are moved") {
    using rows = tl::detail::row_list<tl::row<"a", &todo::user_id>, tl::row<"b", &todo::title>,
                                      tl::row<"c", &todo::priority>, tl::row<"d", "PARAMETER">>;
    static_assert(tl::detail::destinations<rows>::move_without_throwing);
    todo staged{7, "a title that is longer than a short string", {}, 9}, object;
    tl::value parameter;
    tl::detail::destinations<rows> to(staged, &parameter);
    auto const states = to.places().states;
    states[rows::table::places[0]].count = 1;
    states[rows::table::places[1]].count = 1;
    states[rows::table::places[2]].count = tl::detail::row_state::null;
    states[rows::table::places[3]].count = 1;
    to.move_landed(staged, object);
    CHECK(object == todo{7, "a title that is longer than a short string", "none", 3});
}

}  // namespace mapping_engine_destinations_test
