// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/container_stack.hpp>

#include <doctest/doctest.h>

#include <cstddef>

namespace json_container_stack_test {

namespace json = trotline::json;

constexpr bool innermost_after(bool outer, bool inner) {
    json::detail::container_stack open;
    open.push(outer);
    open.push(inner);
    open.pop();
    return open.innermost_is_object();
}
static_assert(innermost_after(true, false) && !innermost_after(false, true));

TEST_CASE("every container is still known at the deepest level that is allowed") {
    auto const is_object = [](std::size_t level) { return level % 3 == 0 || level % 64 == 63; };
    json::detail::container_stack open;
    for (std::size_t level = 0; level != json::most_depth_limit; ++level) {
        CHECK(open.depth() == level);
        open.push(is_object(level));
        CHECK(open.innermost_is_object() == is_object(level));
    }
    for (std::size_t level = json::most_depth_limit; level-- != 0;) {
        CHECK(open.innermost_is_object() == is_object(level));
        open.pop();
        CHECK(open.depth() == level);
    }
}

}  // namespace json_container_stack_test
