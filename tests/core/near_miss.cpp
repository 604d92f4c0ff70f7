// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/near_miss.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace core_near_miss_test {

namespace tl = trotline;

namespace {

struct pair {
    std::string_view a, b;
    std::size_t distance;
};
constexpr pair pairs[] = {{"", "", 0},
                          {"", "ab", 2},
                          {"userId", "userId", 0},
                          {"userId", "userid", 0},
                          {"user_id", "userId", 0},
                          {"user-id", "USER_ID", 0},
                          {"title", "titel", 1},
                          {"title", "tite", 1},
                          {"title", "titles", 1},
                          {"title", "tatle", 1},
                          {"abc", "xyz", 3},
                          {"ab", "ba", 1},
                          {"kitten", "sitting", 3}};
constexpr bool all_at_compile_time = [] {
    for (pair const& p : pairs)
        if (tl::edit_distance(p.a, p.b) != p.distance || tl::edit_distance(p.b, p.a) != p.distance)
            return false;
    return true;
}();

constexpr std::string_view meant(std::string_view wanted) {
    tl::near_miss near(wanted);
    for (std::string_view const name : {"title", "userId", "id", "completed", "x"})
        near.offer(name);
    return near.name();
}

}  // namespace

TEST_CASE("how far names are from each other") {
    static_assert(all_at_compile_time);
    for (pair const& p : pairs) {
        INFO(std::string(p.a) << " " << std::string(p.b));
        CHECK(tl::edit_distance(p.a, p.b) == p.distance);
    }
    std::string const longest(65, 'a');
    CHECK(tl::edit_distance(longest, longest) == 0);
    CHECK(tl::edit_distance(longest, longest + "a") == 66);
}

TEST_CASE("the name that was probably meant, or none") {
    static_assert(meant("userid") == "userId");
    CHECK(meant("userid") == "userId");
    CHECK(meant("user_id") == "userId");
    CHECK(meant("usrId") == "userId");
    CHECK(meant("tilte") == "title");
    CHECK(meant("complete") == "completed");
    CHECK(meant("ID") == "id");
    CHECK(meant("priority") == "");
    CHECK(meant("y") == "");  // every name of one byte would be similar
    CHECK(meant("") == "");
    CHECK(meant(std::string(100, 'x')) == "");
}

}  // namespace core_near_miss_test
