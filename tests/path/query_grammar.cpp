// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/query_grammar.hpp>

#include <doctest/doctest.h>
#include <trotline/path/parse.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include "path/query_cases.hpp"
#include "path/query_holds.hpp"

namespace path_query_grammar_test {

namespace {

namespace detail = trotline::path::detail;
using detail::engine;

static_assert(std::is_trivially_copyable_v<decltype(detail::grammar::object_query)>);
static_assert(std::is_base_of_v<boost::spirit::x3::parser_base,
                                std::remove_const_t<decltype(detail::grammar::object_query)>>);

// The bytes before the position, wherever they are cut, are refused only because they end too
// early.
void check_prefixes(std::string_view text, std::size_t valid) {
    for (std::size_t size = 0; size <= valid; ++size) {
        trotline_tests::guarded_text const guarded(text.substr(0, size));
        detail::compiled_query query;
        auto const v = detail::parse(guarded.view(), query);
        CAPTURE(text);
        CAPTURE(size);
        CHECK((v.accepted || v.position == size));
    }
}

}  // namespace

TEST_CASE("path: what Spirit X3 accepts and refuses of queries") {
    cases::check_queries_at_run_time<engine::x3>(cases::ok_query_table);
    cases::check_queries_at_run_time<engine::x3>(cases::bad_query_table);
}

TEST_CASE("path: every prefix of a query ends too early and nothing else") {
    for (auto const& c : cases::ok_query_table) check_prefixes(c.text, c.text.size());
    for (auto const& c : cases::bad_query_table) check_prefixes(c.text, c.position);
}

// Every text of five pieces with both engines: the same verdict, the same program. If a query is
// accepted, so is its text as the beginning of a longer query.
TEST_CASE("path: both engines agree on every short query over the pieces that matter") {
    constexpr std::string_view pieces[] = {"@", "$", ".a", "*",    "..",     "[?", "]",     "(",
                                           ")", "!", "&&", "==",   "1",      "'",  "[",     ":",
                                           ",", " ", "||", "true", "count(", "-",  "match("};
    constexpr std::size_t n = std::size(pieces);
    std::size_t accepted = 0, texts = 0;
    for (std::size_t i = 0; i < n * n * n * n; ++i) {
        std::string text = "[?@";
        for (std::size_t k = i, j = 0; j < 4; ++j, k /= n) text += pieces[k % n];
        text += ']';
        for (auto const& whole : {text, text.substr(3, text.size() - 4)}) {
            ++texts;
            detail::compiled_query a, b;
            auto const x3 = detail::parse_with<engine::x3>(whole, a);
            auto const evaluated = detail::parse_with<engine::evaluation>(whole, b);
            if (!(x3 == evaluated) || (x3.accepted && !(a == b)))
                FAIL_CHECK("the engines disagree on ", whole);
            if (x3.accepted) {
                ++accepted;
                continue;
            }
            detail::compiled_query c;
            auto const before = detail::parse_with<engine::x3>(whole.substr(0, x3.position), c);
            if (!before.accepted && before.position != x3.position)
                FAIL_CHECK("refused too late: ", whole);
        }
    }
    CHECK(accepted > 1000);
    CHECK(accepted < texts / 10);
}

TEST_CASE("path: a query that was refused leaves nothing for the next one") {
    detail::compiled_query query;
    CHECK(!detail::parse("[?@.a=='x\\n' && @[0,1,2", query).accepted);
    CHECK(detail::parse("a", query).accepted);
    CHECK(query.node_count() == 0);
    CHECK(query.is_singular(query.first_segment()));
}

}  // namespace path_query_grammar_test
