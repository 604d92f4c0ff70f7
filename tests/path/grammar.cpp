// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/grammar.hpp>

#include <doctest/doctest.h>

#include <string_view>
#include <type_traits>

namespace {

namespace detail = trotline::path::detail;

// The grammar is one constant without state of its own: nothing is built at run time.
static_assert(std::is_empty_v<std::remove_const_t<decltype(detail::grammar::dot)>>);
static_assert(std::is_trivially_copyable_v<decltype(detail::grammar::object_path)>);

}  // namespace

TEST_CASE("path: Spirit X3 runs the grammar and leaves first behind the path") {
    std::string_view const text = "a[0] ['b'],c";
    detail::compiled_path path;
    path.spell(text);
    detail::scan_state s(text.data(), path);
    char const* first = text.data();
    CHECK(detail::grammar::run(first, text.data() + text.size(), s));
    CHECK(first == text.data() + 10);
    CHECK(path.size() == 3);
    CHECK(s.furthest == first);
    CHECK(s.wanted == detail::expectation::segment);
}
