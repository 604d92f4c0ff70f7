// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/slot.hpp>

#include <doctest/doctest.h>

#include <string_view>

#include <trotline/rendering/template/template_text.hpp>

namespace tl = trotline;

namespace {

struct kept {
    tl::slot found{};
    tl::template_error error{};
    constexpr bool take(tl::slot s) {
        found = s;
        return true;
    }
    constexpr bool fail(std::size_t offset, std::string_view reason) {
        error = {offset, reason};
        return false;
    }
};

// The expression at the text's begin: its size, 0 for a literal dollar; or the place of the error,
// negative.
constexpr int scan(std::string_view text) {
    kept sink;
    std::size_t at = 0;
    if (!tl::detail::scan_dollar(text, at, tl::place::text, sink))
        return -static_cast<int>(sink.error.offset);
    return sink.found.size;
}

constexpr std::string_view parameter(std::string_view text) {
    kept sink;
    std::size_t at = 0;
    tl::detail::scan_dollar(text, at, tl::place::text, sink);
    return sink.found.parameter(text);
}

constexpr struct {
    std::string_view text;
    int size;
} table[] = {{"$", 0},         {"$ a", 0},     {"$1", 0},     {"$-", 0},      {"$$", 2},
             {"$$$", 2},       {"$$a", 2},     {"$a", 2},     {"$a b", 2},    {"$_1a-", 4},
             {"$a.", 2},       {"$a.b", 4},    {"$a.1", 2},   {"$a.b.c.", 6}, {"$a..b", 2},
             {"${a}", 4},      {"${a.b}c", 6}, {"${", -2},    {"${}", -2},    {"${ a}", -2},
             {"${a", -3},      {"${a b}", -3}, {"${a.}", -3}, {"${a.1}", -3}, {"${1}", -2},
             {"$\xC3\xBC", 0}, {"$a\xC3", 2},  {"${$}", -2}};

static_assert([] {
    for (auto const& [text, size] : table)
        if (scan(text) != size) return false;
    return true;
}());
static_assert(parameter("$a.b c") == "a.b" && parameter("${a.b}c") == "a.b" &&
              parameter("$a") == "a");
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
