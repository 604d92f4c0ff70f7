// SPDX-License-Identifier: BSL-1.0
// Any bytes as an object path: Spirit X3 and the evaluation of its grammar must have the same
// verdict, position and segments; the bytes before the first wrong one are the beginning of a path;
// an accepted path survives its normalized form; an error prints three lines.
#include <trotline/path/object_path.hpp>

#include <trotline/core/utf8.hpp>
#include <trotline/path/parse.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

namespace path = trotline::path;
using path::detail::engine;

void demand(bool holds, char const* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

void check_accepted(std::string_view text, path::detail::compiled_path const& compiled) {
    demand(text.size() <= path::max_text && compiled.size() <= path::max_segments,
           "a path beyond the limits is accepted");
    demand(trotline::is_utf8(text), "a path that is not UTF-8 is accepted");
    auto const parsed = trotline::object_path::parse(text);
    demand(parsed.has_value() && parsed->text() == text, "a path does not print as it was written");
    for (path::segment const s : *parsed) {
        demand(trotline::is_utf8(s.name), "a name is not UTF-8");
        demand(s.index <= path::max_index && s.index >= -path::max_index,
               "an index is out of range");
    }
    auto const normalized = parsed->normalized();
    if (normalized.size() > path::max_text) return;
    auto const again = trotline::object_path::parse(normalized);
    demand(again.has_value() && *again == *parsed, "a normalized path is another path");
    demand(again->normalized() == normalized, "a normalized path is not normalized");
}

void check_refused(std::string_view text, path::detail::verdict refused) {
    demand(refused.position <= text.size() && refused.position <= path::max_text,
           "a position after the end");
    path::detail::compiled_path ignored;
    auto const before = path::detail::parse(text.substr(0, refused.position), ignored);
    demand(before.accepted || before.position == refused.position,
           "what stands before the position is wrong already");
    if (refused.position < text.size()) {
        auto const with = path::detail::parse(text.substr(0, refused.position + 1), ignored);
        demand(!with.accepted && with.position == refused.position,
               "bytes after the position matter");
    }
    trotline::path_error const error(text, refused);
    demand(error.reason != path::reason::none && !error.expected.empty(),
           "an error without a reason");
    auto const printed = to_string(error);
    demand(trotline::is_utf8(printed), "an error is not printed as UTF-8");
    demand(std::count(printed.begin(), printed.end(), '\n') == 2 && printed.ends_with('^'),
           "an error is not printed in three lines");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    path::detail::compiled_path by_x3, by_evaluation;
    auto const x3 = path::detail::parse_with<engine::x3>(text, by_x3);
    auto const evaluated = path::detail::parse_with<engine::evaluation>(text, by_evaluation);
    demand(x3 == evaluated, "the engines disagree about the verdict");
    if (!x3.accepted) {
        check_refused(text, x3);
        return 0;
    }
    demand(by_x3.size() == by_evaluation.size(),
           "the engines disagree about the number of segments");
    for (std::size_t i = 0; i < by_x3.size(); ++i)
        demand(by_x3[i] == by_evaluation[i], "the engines disagree about a segment");
    check_accepted(text, by_x3);
    return 0;
}
