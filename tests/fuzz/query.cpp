// SPDX-License-Identifier: BSL-1.0
// Any bytes as an object query: Spirit X3 and the evaluation of its grammar must have the same
// verdict, position and program; the bytes before the first wrong one are the beginning of a query;
// a path equals the query of its text; the parts of an accepted query are where they should be; it
// can be run on a small document; an error prints three lines.
#include <trotline/path/object_query.hpp>

#include <trotline/core/utf8.hpp>
#include <trotline/path/parse.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "support/query_tree.hpp"

namespace {

namespace path = trotline::path;
using path::detail::engine;

void demand(bool holds, char const* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

void check_segments(path::query_chain<path::query_segment> const& segments, std::size_t nodes) {
    for (path::query_segment const segment : segments) {
        demand(!segment.selectors.empty(), "a segment without selectors");
        for (path::selector const s : segment.selectors) {
            demand(trotline::is_utf8(s.name), "a name is not UTF-8");
            demand(s.condition <= nodes, "a filter has no expression");
            demand(s.index <= path::max_index && s.index >= -path::max_index,
                   "an index is out of range");
        }
    }
}

void check_accepted(std::string_view text) {
    auto const query = trotline::object_query::parse(text);
    demand(query.has_value() && query->text() == text, "a query does not print as it was written");
    demand(trotline::is_utf8(text), "a query that is not UTF-8 is accepted");
    check_segments(query->segments(), query->filter_size());
    for (std::size_t i = 0; i < query->filter_size(); ++i) {
        auto const n = query->filter(i);
        demand(n.first <= i && n.left <= i && n.right <= i, "an operand is after its operator");
        if (n.kind == path::filter_kind::query)
            check_segments(query->segments_of(n), query->filter_size());
    }
    auto const as_path = trotline::object_path::parse(text);
    demand(!as_path || (query->is_singular() && *query == trotline::object_query(*as_path)),
           "a path is another query");
    static auto const document = trotline_tests::parse_tree(
        R"({"a": [1, "a", null, {"a": true, "b": [[], {}, "ab"]}], "b": {"a": 1.0, "b": "b"}})");
    for (auto const& node : evaluate(*query, document))
        demand(trotline::object_path::parse(node.path).has_value(), "a place is not a path");
}

void check_refused(std::string_view text, path::detail::verdict refused) {
    demand(refused.position <= text.size() && refused.position <= path::max_query_text,
           "a position after the end");
    path::detail::compiled_query ignored;
    auto const before = path::detail::parse(text.substr(0, refused.position), ignored);
    // (What has no room is refused where it begins, although more of it was read.)
    demand(before.accepted || before.position == refused.position ||
               before.wanted == path::detail::expectation::smaller_query,
           "what stands before the position is wrong already");
    trotline::path_error const error(text, refused);
    demand(error.reason != path::reason::none && !error.expected.empty(),
           "an error without a reason");
    auto const printed = to_string(error);
    demand(trotline::is_utf8(printed), "an error is not printed as UTF-8");
    demand(std::count(printed.begin(), printed.end(), '\n') == 2 && printed.ends_with('^'),
           "an error is not printed in three lines");
    demand(!trotline::object_path::parse(text), "what is no query is a path");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    path::detail::compiled_query by_x3, by_evaluation;
    auto const x3 = path::detail::parse_with<engine::x3>(text, by_x3);
    auto const evaluated = path::detail::parse_with<engine::evaluation>(text, by_evaluation);
    demand(x3 == evaluated, "the engines disagree about the verdict");
    if (!x3.accepted) {
        check_refused(text, x3);
        return 0;
    }
    demand(by_x3 == by_evaluation, "the engines disagree about the program");
    check_accepted(text);
    return 0;
}
