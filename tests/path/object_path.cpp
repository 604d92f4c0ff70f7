// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/object_path.hpp>

#include <doctest/doctest.h>
#include <trotline/path/parse.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <ranges>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "path/cases.hpp"
#include "support/allocation_count.hpp"

namespace path_object_path_test {

namespace {

using trotline::object_path;
using trotline::path::segment;

static_assert(std::is_trivially_copyable_v<object_path>);
static_assert(std::random_access_iterator<object_path::iterator>);
static_assert(std::ranges::random_access_range<object_path const>);
static_assert(object_path().empty());
static_assert(object_path().text() == "$");
static_assert(object_path() == object_path::parse("$").value());
static_assert(object_path::parse("a[0]").value() == object_path::parse("$['a'] [ 0 ]").value());
static_assert(object_path::parse("a[0]").value() != object_path::parse("a['0']").value());
static_assert(object_path::parse("a.b").value() != object_path::parse("a").value());
static_assert(object_path::parse("note.@lang").value() ==
              object_path::parse("note['@lang']").value());

// The same checks at run time and at compile time.
constexpr bool holds(cases::accepted const& c) {
    auto const parsed = object_path::parse(c.text);
    if (!parsed) return false;
    object_path const& path = *parsed;
    if (path.text() != c.text || path.size() != c.size) return false;
    std::size_t i = 0;
    for (segment const s : path)
        if (s != c.segments[i++]) return false;
    std::string_view rest = c.normalized;
    bool same = true;
    path.normalized([&](std::string_view piece) {
        same = same && rest.starts_with(piece);
        if (same) rest.remove_prefix(piece.size());
    });
    return i == c.size && same && rest.empty();
}
constexpr bool holds(cases::rejected const& c) {
    auto const parsed = object_path::parse(c.text);
    return !parsed && parsed.error().position == c.position && parsed.error().reason == c.why;
}

template <std::size_t I> constexpr bool accepts = holds(cases::ok_table[I]);
template <std::size_t I> constexpr bool rejects = holds(cases::bad_table[I]);

static_assert([]<std::size_t... I>(std::index_sequence<I...>) {
    return (accepts<I> && ...);
}(std::make_index_sequence<std::size(cases::ok_table)>()));
static_assert([]<std::size_t... I>(std::index_sequence<I...>) {
    return (rejects<I> && ...);
}(std::make_index_sequence<std::size(cases::bad_table)>()));

}  // namespace

TEST_CASE("path: what a path is compiled to, its spelling and its normalized form") {
    for (auto const& c : cases::ok_table) {
        CAPTURE(c.text);
        CHECK(holds(c));
        auto const path = object_path::parse(c.text).value();
        CHECK(path.normalized() == c.normalized);
        CHECK(object_path::parse(path.normalized()).value() == path);
        std::ostringstream out;
        out << path;
        CHECK(out.str() == c.text);
    }
}

TEST_CASE("path: what is not a path is refused with position and reason") {
    for (auto const& c : cases::bad_table) {
        CAPTURE(c.text);
        CHECK(holds(c));
    }
}

TEST_CASE("path: a path owns its text") {
    std::string text = "data['d\\u0061ta'][0]";
    auto const path = object_path::parse(text).value();
    text.assign(text.size(), '#');
    object_path const copy = path;
    CHECK(copy == path);
    CHECK(copy.text() == "data['d\\u0061ta'][0]");
    CHECK(copy[1].name == "data");
    CHECK(copy[2].index == 0);
}

TEST_CASE("path: the segments are a range") {
    auto const path = object_path::parse("a[1].b[-2]").value();
    CHECK(path.end() - path.begin() == 4);
    CHECK(path.begin()[2].name == "b");
    CHECK((*(path.end() - 1)).index == -2);
    CHECK(std::count_if(path.begin(), path.end(), [](segment const& s) { return s.is_index; }) ==
          2);
    auto i = path.begin();
    CHECK((*i++).name == "a");
    CHECK((*--i).name == "a");
    CHECK(path.begin() < path.end());
}

TEST_CASE("path: nothing is allocated for a path, nor for an error") {
    std::size_t written = 0;
    auto const sink = [&written](std::string_view piece) { written += piece.size(); };
    for (auto const& c : cases::ok_table) {
        CAPTURE(c.text);
        CHECK(trotline_tests::allocations([&] {
                  auto const path = object_path::parse(c.text);
                  if (path && *path == object_path(*path)) path->normalized(sink);
              }) == 0);
    }
    for (auto const& c : cases::bad_table) {
        CAPTURE(c.text);
        CHECK(trotline_tests::allocations([&] {
                  auto const path = object_path::parse(c.text);
                  if (!path) write(path.error(), sink);
              }) == 0);
    }
    CHECK(written > 1000);
}

// The documented example.
TEST_CASE("path: an error is a value with a text") {
    std::ostringstream out;
    auto path = trotline::object_path::parse("data.tags[0");
    if (!path) out << path.error() << '\n';
    CHECK(out.str() ==
          "object path: the bracket is not closed (byte 11): expected `]`, found the end; write ] "
          "after the index or name\n"
          "  data.tags[0\n"
          "             ^\n");
    CHECK_THROWS_WITH_AS(path.value(), to_string(path.error()).c_str(), trotline::bad_result);
}

}  // namespace path_object_path_test
