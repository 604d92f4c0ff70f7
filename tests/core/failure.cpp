// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/failure.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <sstream>
#include <type_traits>

namespace core_failure_test {

namespace tl = trotline;

TEST_CASE("every stage has a name, and they stand in the order of the way") {
    static_assert(name(tl::stage::render) == "render");
    static_assert(name(tl::stage::store) == "store");
    std::array const names = {"render", "resolve", "connect", "tls", "send", "receive",
                              "status", "decode",  "parse",   "map", "store"};
    for (std::size_t i = 0; i < names.size(); ++i)
        CHECK(name(static_cast<tl::stage>(i)) == names[i]);
}

TEST_CASE("a failure moves without throwing and has no offset at first") {
    static_assert(std::is_nothrow_move_constructible_v<tl::failure>);
    tl::failure const none;
    CHECK(none.code == tl::code::none);
    CHECK(none.offset == static_cast<std::size_t>(-1));
    CHECK_FALSE(none.may_have_been_processed);
}

TEST_CASE("a failure, and one line for every row") {
    tl::failure f;
    f.stage = tl::stage::resolve;
    f.code = tl::code::unresolved;
    f.subject = "api.example";
    f.detail = "no such host\n";
    CHECK(to_string(f) == "resolve failed: unresolved (api.example): no such host\\n");

    tl::failure map;
    map.stage = tl::stage::map;
    map.code = tl::code::null;
    map.offset = 12;
    map.rows = {
        {.code = tl::code::null,
         .found = tl::kind::null,
         .description = {"data.userId", "user_id"},
         .offset = 12},
        {.code = tl::code::missing, .description = {"data.userId", "user_id"}, .offset = tl::npos}};
    CHECK(to_string(map) ==
          "map failed: null\n  data.userId -> user_id: found null at byte 12\n  data.userId -> "
          "user_id: not found");

    tl::failure parse;
    parse.stage = tl::stage::parse;
    parse.code = tl::code::malformed;
    parse.offset = 3;
    parse.detail = "expected ':'";
    CHECK(to_string(parse) == "parse failed: malformed at byte 3: expected ':'");
    std::ostringstream out;
    out << parse;
    CHECK(out.str() == to_string(parse));
}

}  // namespace core_failure_test
