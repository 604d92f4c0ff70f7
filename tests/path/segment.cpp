// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/segment.hpp>

#include <doctest/doctest.h>

#include <type_traits>

namespace path_segment_test {

namespace {

using trotline::path::segment;

static_assert(segment{"a"} == segment{"a"});
static_assert(segment{"a"} != segment{"b"});
static_assert(segment{{}, 0, true} != segment{{}, 0, false});
static_assert(segment{{}, 1, true} != segment{{}, -1, true});
static_assert(std::is_trivially_copyable_v<segment>);

using trotline::path::detail::compiled_path;
static_assert(std::is_trivially_copyable_v<compiled_path>);

constexpr compiled_path written() {
    compiled_path path;
    path.spell("ab[0]['\\n']");
    path.push_name(0, 2);
    path.push_index(-7);
    path.decode('\n');
    path.push_name(11, 1);
    return path;
}
static_assert(written().size() == 3);
static_assert(written().text() == "ab[0]['\\n']");
static_assert(written()[0] == segment{"ab"});
static_assert(written()[1] == segment{{}, -7, true});
static_assert(written()[2] == segment{"\n"});

}  // namespace

TEST_CASE("path: segments are compared by their text, wherever it stands") {
    char const a[] = "userId", b[] = "userId";
    CHECK(segment{a} == segment{b});
    compiled_path const path = written();
    compiled_path const copy = path;
    CHECK(copy[2] == path[2]);
    CHECK(copy[2].name.data() != path[2].name.data());
}

}  // namespace path_segment_test
