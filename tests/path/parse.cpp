// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/parse.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "path/cases.hpp"
#include "path/holds.hpp"
#include "support/guard_page.hpp"

namespace path_parse_test {

namespace {

namespace detail = trotline::path::detail;
using detail::engine;

static_assert([] {
    detail::compiled_path path;
    return detail::parse("a[0]", path).accepted && path.size() == 2;
}());

// A path is refused at the first byte that no path could have there: the bytes before it, wherever
// they are cut, are refused only because they end too early. (A `*` at the end is a wildcard, and
// not the beginning of `*:name`.)
void check_prefixes(std::string_view text, std::size_t valid) {
    for (std::size_t size = 0; size <= valid; ++size) {
        trotline_tests::guarded_text const guarded(text.substr(0, size));
        detail::compiled_path path;
        auto const v = detail::parse(guarded.view(), path);
        CAPTURE(text);
        CAPTURE(size);
        bool const wildcard = size != 0 && text[size - 1] == '*' && v.position == size - 1;
        CHECK((v.accepted || v.position == size || wildcard));
    }
}

// Calls visit with every text of up to size characters of the alphabet, and returns their number.
// are.
template <class Visit>
std::size_t for_each_text(std::string_view alphabet, std::size_t longest, Visit visit) {
    std::size_t texts = 0;
    for (std::size_t size = 0; size <= longest; ++size) {
        std::string digits(size, '\0'), text;
        for (bool carry = false; !carry; ++texts) {
            text.clear();
            for (char const d : digits) text += alphabet[static_cast<std::size_t>(d)];
            visit(text);
            carry = true;
            for (std::size_t i = 0; carry && i < size; ++i) {
                carry = ++digits[i] == static_cast<char>(alphabet.size());
                if (carry) digits[i] = 0;
            }
        }
    }
    return texts;
}

}  // namespace

TEST_CASE("path: Spirit X3 runs the grammar and leaves first after the path") {
    std::string_view const text = "a[0] ['b'],c";
    detail::compiled_path path;
    path.spell(text);
    detail::scan_state s(text.data(), path);
    char const* first = text.data();
    CHECK(detail::run<engine::x3>(first, text.data() + text.size(), s));
    CHECK(first == text.data() + 10);
    CHECK(path.size() == 3);
    CHECK(s.furthest == first);
    CHECK(s.wanted == detail::expectation::segment);
}

TEST_CASE("path: what Spirit X3 accepts and refuses") {
    cases::check_at_run_time<engine::x3>(cases::ok_table);
    cases::check_at_run_time<engine::x3>(cases::bad_table);
}

TEST_CASE("path: every prefix of a path ends too early and nothing else") {
    for (auto const& c : cases::ok_table) check_prefixes(c.text, c.text.size());
    for (auto const& c : cases::bad_table) check_prefixes(c.text, c.position);
}

TEST_CASE("path: both engines agree on every short text over the characters that matter") {
    std::size_t accepted = 0;
    std::size_t const texts = for_each_text("a0-$.[]'\\ u@*", 4, [&](std::string const& text) {
        detail::compiled_path a, b;
        auto const x3 = detail::parse_with<engine::x3>(text, a);
        auto const evaluated = detail::parse_with<engine::evaluation>(text, b);
        bool same = x3 == evaluated && (!x3.accepted || a.size() == b.size());
        for (std::size_t i = 0; same && x3.accepted && i < a.size(); ++i) same = a[i] == b[i];
        if (!same) FAIL_CHECK("the engines disagree on ", text);
        accepted += x3.accepted;
    });
    CHECK(texts == 1 + 13 + 13 * 13 + 13 * 13 * 13 + 13 * 13 * 13 * 13);
    CHECK(accepted > 100);
    CHECK(accepted < texts / 10);
}

// The position, by its definition: all paths of up to six of these characters give all beginnings
// of up to three (what can still become a path does so within three more).
TEST_CASE("path: the position is the first byte at which a text stops being a prefix of any path") {
    constexpr std::string_view alphabet = "a01-.['] \\";
    std::set<std::string> prefixes;
    for_each_text(alphabet, 6, [&](std::string const& text) {
        detail::compiled_path path;
        if (!detail::parse(text, path).accepted) return;
        for (std::size_t size = 0; size <= 3 && size <= text.size(); ++size)
            prefixes.insert(text.substr(0, size));
    });
    for_each_text(alphabet, 3, [&](std::string const& text) {
        std::size_t valid = text.size();
        while (!prefixes.contains(text.substr(0, valid))) --valid;
        detail::compiled_path path;
        auto const v = detail::parse(text, path);
        if (!v.accepted && v.position != valid)
            FAIL_CHECK("refused at ", v.position, " instead of ", valid, ": ", text);
        if (v.accepted && valid != text.size()) FAIL_CHECK("accepted: ", text);
    });
    CHECK(prefixes.size() > 50);
}

TEST_CASE("path: the limits are reached and not passed") {
    auto const verdict = [](std::string_view text) {
        detail::compiled_path path;
        return detail::parse(text, path);
    };
    std::string const longest(trotline::path::max_text, 'a');
    CHECK(verdict(longest).accepted);
    CHECK(verdict(longest + "a") == detail::verdict{false, 255, detail::expectation::shorter_text});
    // A mistake before the limit is reported first; what would only be required after it is not.
    CHECK(verdict("." + longest).position == 0);
    CHECK(verdict(longest.substr(1) + ".a") ==
          detail::verdict{false, 255, detail::expectation::shorter_text});
    CHECK(verdict(longest.substr(1) + ".").position == 255);

    std::string deepest = "a";
    for (std::size_t i = 1; i < trotline::path::max_segments; ++i) deepest += i % 2 ? "[0]" : ".b";
    CHECK(verdict(deepest).accepted);
    CHECK(verdict(deepest + ".b") ==
          detail::verdict{false, deepest.size(), detail::expectation::end});

    // Each escape is longer than its value, so the decoded names always fit.
    std::string escapes = "['";
    while (escapes.size() + 4 <= trotline::path::max_text) escapes += "\\n";
    detail::compiled_path path;
    CHECK(detail::parse(escapes + "']", path).accepted);
    CHECK(path[0].name == std::string((escapes.size() - 2) / 2, '\n'));
}

TEST_CASE("path: an empty view without a text is an empty path") {
    detail::compiled_path path;
    CHECK(detail::parse({}, path) == detail::verdict{false, 0, detail::expectation::path});
    CHECK(detail::parse_with<engine::evaluation>({}, path) ==
          detail::verdict{false, 0, detail::expectation::path});
}

TEST_CASE("path: parsing begins anew where a path stood before") {
    detail::compiled_path path;
    CHECK(detail::parse("[1][2].x['\\n']", path).accepted);
    CHECK(detail::parse("a['\\t']", path).accepted);
    CHECK(path.size() == 2);
    CHECK(path[0] == cases::name("a"));
    CHECK(path[1] == cases::name("\t"));
}

}  // namespace path_parse_test
