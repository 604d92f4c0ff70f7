// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/grammar.hpp>

#include <doctest/doctest.h>

#include <string_view>
#include <type_traits>

namespace path_grammar_test {

namespace {

namespace detail = trotline::path::detail;

// The grammar is one constant without a state: nothing is built at run time.
static_assert(std::is_empty_v<std::remove_const_t<decltype(detail::grammar::dot)>>);
static_assert(std::is_trivially_copyable_v<decltype(detail::grammar::object_path)>);

}  // namespace

// What X3's own algorithms require of a parser.
TEST_CASE("path: the grammar is a Spirit X3 expression") {
    namespace x3 = boost::spirit::x3;
    namespace grammar = detail::grammar;
    static_assert(
        std::is_base_of_v<x3::parser_base, std::remove_const_t<decltype(grammar::object_path)>>);
    static_assert(std::is_same_v<decltype(x3::as_parser(grammar::object_path)),
                                 decltype(grammar::object_path)&>);
    static_assert(std::is_same_v<decltype(grammar::dotted.left),
                                 std::remove_const_t<decltype(grammar::dot)>>);
    static_assert(!decltype(grammar::object_path)::has_action);

    std::string_view const text = ".";
    detail::compiled_path path;
    path.spell(text);
    detail::scan_state s(text.data(), path);
    char const* first = text.data();
    auto const context = x3::make_context<grammar::state_tag>(s);
    CHECK(grammar::dot.parse(first, text.data() + 1, context, x3::unused, x3::unused));
    CHECK(first == text.data() + 1);
    CHECK_FALSE(grammar::dot.parse(first, text.data() + 1, context, x3::unused, x3::unused));
    CHECK(s.furthest == first);
}

}  // namespace path_grammar_test
