// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/literal.hpp>

#include <doctest/doctest.h>
#include <trotline/path/parse.hpp>

#include <sstream>
#include <string_view>
#include <type_traits>

namespace path_literal_test {

namespace {

// The documented example.
namespace example {
using namespace trotline::literals;
constexpr auto id = "data.userId"_path;
static_assert(id.value.size() == 2);
}  // namespace example

// The suffix is found through both namespaces.
namespace by_the_library {
using namespace trotline;
constexpr auto id = "data.userId"_path;
}  // namespace by_the_library

using namespace trotline::literals;
using trotline::literal_path;
using trotline::object_path;

static_assert(std::is_same_v<decltype(example::id), literal_path<"data.userId"> const>);
static_assert(std::is_same_v<decltype(by_the_library::id), decltype(example::id)>);
static_assert(std::is_empty_v<literal_path<"data.userId">>);
static_assert(std::is_same_v<decltype(literal_path<"$">::value), object_path const>);
static_assert(literal_path<"$">::value.empty());
static_assert("a['\\u00e9']"_path.value[1].name == "\xC3\xA9");
static_assert("items[-1]"_path.value == object_path::parse("$ ['items'] [-1]").value());

static_assert(trotline::path::checked<"a.b">::is_object_path);
static_assert(!trotline::path::checked<"a..b">::is_object_path);
static_assert(
    std::is_same_v<trotline::path::checked<"a..b">,
                   trotline::path::literal<trotline::path::reason::descendant_selects_several,
                                           trotline::path::at_byte<2>>>);
static_assert(std::is_same_v<trotline::path::checked<"a\0b">,
                             trotline::path::literal<trotline::path::reason::expected_segment,
                                                     trotline::path::at_byte<1>>>,
              "a NUL inside belongs to the text");

std::string_view text_of(object_path const& path) { return path.text(); }

}  // namespace

TEST_CASE("path: a literal is the object_path of its text, compiled") {
    auto const literal = "data[ 'userId' ]"_path;
    object_path const& path = literal;
    CHECK(&path == &literal_path<"data[ 'userId' ]">::value);
    CHECK(path == object_path::parse("data.userId").value());
    CHECK(text_of("data.tags[0]"_path) == "data.tags[0]");
    std::ostringstream out;
    out << literal;
    CHECK(out.str() == "data[ 'userId' ]");
}

}  // namespace path_literal_test
