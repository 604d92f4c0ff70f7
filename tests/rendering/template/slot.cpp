// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/slot.hpp>

#include <doctest/doctest.h>

#include <string_view>

#include <trotline/rendering/template/template_text.hpp>

namespace rendering_template_slot_test {

namespace tl = trotline;

namespace {

// The size of the expression at the text's start (0 for a literal dollar); or the negative position
// of the error.
constexpr int scan(std::string_view text) {
    tl::slot found[1];
    tl::detail::slot_sink sink(found);
    std::size_t at = 0;
    if (!tl::detail::scan_dollar(text, at, tl::place::text, sink))
        return -static_cast<int>(sink.error().offset);
    return found[0].size;
}

constexpr std::string_view parameter(std::string_view text) {
    tl::slot found[1];
    tl::detail::slot_sink sink(found);
    std::size_t at = 0;
    tl::detail::scan_dollar(text, at, tl::place::text, sink);
    return found[0].parts(text).parameter;
}

constexpr struct {
    std::string_view text;
    int size;
} table[] = {{"$", 0},
             {"$ a", 0},
             {"$1", 0},
             {"$-", 0},
             {"$$", 2},
             {"$$$", 2},
             {"$$a", 2},
             {"$a", 2},
             {"$a b", 2},
             {"$_1a-", 4},
             {"$a.", 2},
             {"$a.b", 4},
             {"$a.1", 2},
             {"$a.b.c.", 6},
             {"$a..b", 2},
             {"${a}", 4},
             {"${a.b}c", 6},
             {"${", -2},
             {"${}", -2},
             {"${ a}", -2},
             {"${a", -3},
             {"${a b}", -3},
             {"${a.}", -3},
             {"${a.1}", -3},
             {"${1}", -2},
             {"$\xC3\xBC", 0},
             {"$a\xC3", 2},
             {"${$}", -2},
             {"${a:-}", 6},
             {"${a:-b c}d", 9},
             {"${a.b:-$c}", 10},
             {"${a:}", -3},
             {"${a:b}", -3},
             {"${a:-", -5},
             {"${a:-b", -6},
             {"${a:-b\nc}", -6},
             {"${a:-\xC3}", -6},
             {"${:-b}", -2},
             {"$a:-b", 2},
             {"${a :-b}", -3},
             {"${a|trim}", 9},
             {"${a | trim }", -10},
             {"${a|trim:-b|c}", 14},
             {"${a | trim", -10},
             {"${a|trim}}", 9},
             {"${a|nope}", -4},
             {"${uuid()}", 9},
             {"${uuid():-b}", -8},
             {"${uuid() | upper}", 17},
             {"${a()}", -2},
             {"${uuid}", 7},
             {"$uuid()", 5}};

constexpr tl::detail::expression_parts parts(std::string_view text) {
    return tl::slot{0, static_cast<std::uint16_t>(text.size())}.parts(text);
}
static_assert(parts("${a | trim:-b | c}").parameter == "a" &&
              parts("${a | trim:-b | c}").functions == " | trim" &&
              parts("${a | trim:-b | c}").otherwise == "b | c");
static_assert(parts("${now(iso) | upper}").parameter.empty() &&
              parts("${now(iso) | upper}").functions == "now(iso) | upper");

constexpr std::string_view default_text(std::string_view text) {
    tl::slot found[1];
    tl::detail::slot_sink sink(found);
    std::size_t at = 0;
    tl::detail::scan_dollar(text, at, tl::place::text, sink);
    auto const parts = found[0].parts(text);
    return parts.has_default ? parts.otherwise : "none";
}

static_assert([] {
    for (auto const& [text, size] : table)
        if (scan(text) != size) return false;
    return true;
}());
static_assert(parameter("$a.b c") == "a.b" && parameter("${a.b}c") == "a.b" &&
              parameter("$a") == "a");
static_assert(parameter("${a.b:-c:d}") == "a.b" && default_text("${a.b:-c:-d}") == "c:-d" &&
              default_text("${a:-}").empty() && default_text("${a}") == "none" &&
              default_text("$a") == "none");
static_assert(sizeof(tl::slot) == 8);

}  // namespace

TEST_CASE("expressions at run time") {
    for (auto const& [text, size] : table) {
        std::string const shown(text);
        CAPTURE(shown);
        CHECK(scan(shown) == size);
    }
    std::string const longest = "$" + std::string(65534, 'a');
    CHECK(scan(longest) == 65535);
    CHECK(tl::check_template(tl::syntax::text, longest + "a").offset == 0);
    CHECK(tl::check_template(tl::syntax::text, longest + "a"));
}

TEST_CASE("a sink counts what it has no room for, passes it on, and keeps the first error") {
    tl::slot room[1];
    tl::detail::slot_sink counting(room);
    CHECK(counting.take({.offset = 1}));
    CHECK(counting.take({.offset = 2}));
    CHECK(counting.count() == 2);
    CHECK(room[0].offset == 1);
    CHECK_FALSE(counting.fail(3, "first"));
    CHECK_FALSE(counting.fail(4, "second"));
    CHECK(counting.error().offset == 3);
    CHECK(counting.error().reason == "first");

    std::size_t sum = 0;
    tl::detail::slot_sink passing(
        [](void* to, tl::slot const& found) {
            *static_cast<std::size_t*>(to) += found.offset;
            return found.offset < 2;
        },
        &sum);
    CHECK(passing.take({.offset = 1}));
    CHECK_FALSE(passing.take({.offset = 2}));
    CHECK(sum == 3);
}

}  // namespace rendering_template_slot_test
