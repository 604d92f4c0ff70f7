// SPDX-License-Identifier: BSL-1.0
// The first line is a pattern, the rest a text. The automaton must have the same result for the
// text as a whole and in pieces, must find what it matches, and must say where a pattern is wrong.
#include <trotline/path/regexp.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

namespace path = trotline::path;

void demand(bool holds, char const* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const all(reinterpret_cast<char const*>(data), size);
    auto const line = std::min(all.find('\n'), all.size());
    auto const pattern = all.substr(0, line);
    auto const text = line == all.size() ? std::string_view() : all.substr(line + 1);
    path::regexp_program const program(pattern);
    auto const verdict = program.verdict();
    demand(verdict.position <= pattern.size(), "a position after the end");
    if (verdict.outcome != path::regexp_outcome::valid) {
        demand(!matches(program, text) && !found_in(program, text), "no pattern matches");
        auto const before = path::regexp_program(pattern.substr(0, verdict.position)).verdict();
        demand(before.outcome != path::regexp_outcome::malformed ||
                   before.position == verdict.position,
               "what stands before the position is wrong already");
        return 0;
    }
    bool const whole = matches(program, text), part = found_in(program, text);
    demand(!whole || part, "what matches is not found");
    for (bool const anywhere : {false, true}) {
        path::regexp_matcher matcher(program, anywhere);
        for (std::size_t i = 0; i < text.size();) {
            auto const sequence =
                trotline::utf8_sequence_at(text.data() + i, text.data() + text.size());
            auto const bytes = sequence.size ? sequence.size : 1;
            matcher.feed(text.substr(i, bytes));
            i += bytes;
        }
        demand(matcher.matched() == (anywhere ? part : whole), "pieces make a difference");
    }
    return 0;
}
