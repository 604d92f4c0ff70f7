// SPDX-License-Identifier: BSL-1.0
// Only on x86_64.
#include <trotline/json/kernel/brackets.hpp>

#include <doctest/doctest.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <trotline/core/cpu.hpp>

#include <string>
#include <string_view>

namespace json_kernel_brackets_test {

namespace window = trotline::json::detail::window;
using trotline::json::detail::mask;

namespace {

// The brackets of a text, the first at `place`, the others at equal distances.
struct placed {
    alignas(64) mask all[8] = {}, closes[8] = {}, curly[8] = {};

    placed(std::string_view text, std::size_t place, std::size_t apart) {
        for (char const c : text) {
            mask const bit = mask{1} << place % 64;
            all[place / 64] |= bit;
            if (c == ']' || c == '}') closes[place / 64] |= bit;
            if (c == '{' || c == '}') curly[place / 64] |= bit;
            place += apart;
        }
    }
};

struct passed {
    bool is_flat;
    mask flat, one_by_one;  // the containers that are open at the end
    bool closed;  // a container was closed that was open before the text, or the text's own
};
[[gnu::target(
    "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,"
    "popcnt")]] passed
pass_all(std::string_view text, mask before) {
    placed const at(text, 0, 7);
    window::set const brackets = _mm512_load_si512(at.all), closing = _mm512_load_si512(at.closes),
                      curlies = _mm512_load_si512(at.curly);
    auto const row = window::row_of(brackets, closing, curlies, 512);
    window::containers flat, slow;
    flat.kinds = slow.kinds = before;
    bool const is_flat = window::pass_flat(row, 55, flat);
    window::pass_brackets(brackets, closing, curlies, row.closes, row.curly, row.length, 512, slow);
    return {is_flat, flat.kinds, slow.kinds, slow.closed >> 63 != 0};
}

// The fast way for brackets of which every other one opens, compared with the one from bracket to
// bracket.
struct alternated {
    // They end in the same state, with the same positions in objects, or with brackets that do not
    // match.
    bool alternates, agrees;
};
[[gnu::target(
    "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,"
    "popcnt")]] alternated
pass_both(std::string_view text, std::size_t place, std::size_t apart, mask before,
          std::size_t most_levels) {
    placed at(text, place, apart);
    // other bits of the set
    for (std::size_t i = 0; i != 8; ++i) at.curly[i] |= 0x1111111111111111 & ~at.all[i];
    window::set const brackets = _mm512_load_si512(at.all), closing = _mm512_load_si512(at.closes),
                      curlies = _mm512_load_si512(at.curly);
    window::containers open, slow;
    open.kinds = slow.kinds = before;
    window::set in_object = window::none();
    if (!window::pass_alternating(brackets, closing, curlies, most_levels, open, in_object))
        return {false, open.kinds == before};
    auto const row = window::row_of(brackets, closing, curlies, 512);
    window::set const objects = window::pass_brackets(brackets, closing, curlies, row.closes,
                                                      row.curly, row.length, 512, slow);
    unsigned carry = before & 1;
    window::set const between = window::without(window::all(), brackets);
    window::set const by_stack =
        window::add(between, window::later<1>(objects, window::none()), carry) ^ between;
    bool const wrong = window::any((in_object ^ curlies) & closing),
               wrong_by_stack = window::any((by_stack ^ curlies) & closing);
    if (slow.closed >> 63 != 0) return {true, false};
    return {true, wrong == wrong_by_stack &&
                      (wrong || (open.kinds == slow.kinds && !window::any(in_object ^ by_stack)))};
}

// True if the brackets are one container with containers in it that have none inside: by the fast
// function, and by a stack.
[[gnu::target(
    "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,"
    "popcnt")]] bool
are_two_levels(std::string_view text, std::size_t apart) {
    placed at(text, 5, apart);
    for (std::size_t i = 0; i != 8; ++i) at.curly[i] |= ~at.all[i];  // other bits of the set
    window::set const closing = _mm512_load_si512(at.closes), curlies = _mm512_load_si512(at.curly);
    window::set in_object = window::none();
    std::size_t const last = 5 + (text.size() - 1) * apart;
    window::containers open;
    if (!window::pass_two_levels(_mm512_load_si512(at.all), closing, curlies, 5, last,
                                 text.front() == '{', open, in_object)) {
        CHECK(open.kinds == 1);
        return false;
    }
    CHECK(open.kinds == (text.front() == '{' ? 3 : 2));
    return !window::any((in_object ^ curlies) & closing);
}
bool are_two_levels_by_stack(std::string_view text) {
    std::string open;
    for (std::size_t i = 0; i != text.size(); ++i) {
        if (text[i] == '{' || text[i] == '[') {
            open += text[i];
            if (open.size() > 2) return false;
        } else {
            if (open.empty() || open.back() != (text[i] == '}' ? '{' : '[')) return false;
            open.pop_back();
            if (open.empty()) return i + 1 == text.size();
        }
    }
    return false;
}

}  // namespace

TEST_CASE("two levels are told from all else") {
    if (!trotline::is_available(trotline::instruction_set::avx512)) return;
    std::size_t right = 0;
    for (std::size_t length = 2; length != 9; ++length)
        for (std::size_t code = 0; code != std::size_t{1} << 2 * length; ++code) {
            std::string brackets;
            for (std::size_t i = 0; i != length; ++i) brackets += "{}[]"[code >> 2 * i & 3];
            if (brackets.front() == '}' || brackets.front() == ']' || brackets.back() == '{' ||
                brackets.back() == '[')
                continue;
            bool const expected = are_two_levels_by_stack(brackets);
            right += expected;
            if (are_two_levels(brackets, 1 + code % 60) != expected) FAIL_CHECK(brackets);
        }
    CHECK(right == 2 * (1 + 2 + 4 + 8));
}

TEST_CASE("where every other bracket opens, it is as from one to the next one") {
    if (!trotline::is_available(trotline::instruction_set::avx512)) return;
    std::size_t alternating = 0;
    for (mask const before : {mask{1}, mask{2}, mask{3}, mask{4}, mask{5}, mask{6}, mask{7},
                              mask{0x2D}, mask{0x1FFFFFFF}, mask{0}})
        for (std::size_t length = 0; length != 7; ++length)
            for (std::size_t code = 0; code != std::size_t{1} << 2 * length; ++code) {
                std::string brackets;
                bool alternates = true;
                for (std::size_t i = 0; i != length; ++i) {
                    brackets += "{[}]"[code >> 2 * i & 3];
                    alternates &= i == 0 || (code >> 2 * i & 2) != (code >> (2 * i - 2) & 2);
                }
                // containers that are open before and after
                mask const stay = length != 0 && (code & 2) != 0 ? before >> 1 : before;
                std::size_t const most_levels = 28 + code / 4 % 2;
                std::size_t const apart = 1 + (code * 7 + length) % 85;
                std::size_t const place =
                    code % 3 == 0 ? 511 - (length == 0 ? 0 : length - 1) * apart : code % 2;
                CAPTURE(brackets);
                CAPTURE(before);
                auto const to = pass_both(brackets, place, apart, before, most_levels);
                bool const expected = alternates && stay >= 2 && stay < mask{1} << most_levels;
                if (to.alternates != expected || !to.agrees) FAIL_CHECK("goes the wrong way");
                alternating += to.alternates;
            }
    CHECK(alternating > 1500);
}

TEST_CASE("the quick way over brackets leads to where the way from one to the next one does") {
    if (!trotline::is_available(trotline::instruction_set::avx512)) return;
    std::size_t quick = 0;
    for (mask const before :
         {mask{1}, mask{3}, mask{7}, mask{0x1FFFFFFF}, mask{2}, mask{5}, mask{6}, mask{0}})
        for (std::size_t length = 0; length != 7; ++length)
            for (std::size_t code = 0; code != std::size_t{1} << 2 * length; ++code) {
                std::string brackets;
                for (std::size_t i = 0; i != length; ++i) brackets += "{}[]"[code >> 2 * i & 3];
                CAPTURE(brackets);
                CAPTURE(before);
                auto const to = pass_all(brackets, before);
                if (!to.is_flat) {
                    REQUIRE(to.flat == before);
                    continue;
                }
                ++quick;
                REQUIRE(to.flat == to.one_by_one);
                REQUIRE_FALSE(to.closed);
            }
    CHECK(quick > 500);
}

TEST_CASE("objects and flat arrays go the quick way, up to the depth that is allowed") {
    if (!trotline::is_available(trotline::instruction_set::avx512)) return;
    CHECK(pass_all("{", 1).is_flat);
    CHECK(pass_all("{{}[]{{}}[][]{}", 1).is_flat);
    CHECK_FALSE(pass_all("[", 1).is_flat);
    CHECK_FALSE(pass_all("{[", 1).is_flat);
    CHECK_FALSE(pass_all("{[{}]", 1).is_flat);
    CHECK_FALSE(pass_all("{}", 1).is_flat);
    CHECK_FALSE(pass_all("{}}", 3).is_flat);
    CHECK_FALSE(pass_all("{]", 3).is_flat);
    CHECK_FALSE(pass_all("", 0).is_flat);  // more is closed than was opened
    CHECK_FALSE(pass_all("[}", 3).is_flat);
    CHECK_FALSE(pass_all(std::string(31, '{') + std::string(32, '}') + "[", 3).is_flat);
    CHECK(pass_all(std::string(48, '{'), 1).is_flat);
    CHECK_FALSE(pass_all(std::string(56, '{'), 1).is_flat);
    CHECK(pass_all(std::string(32, '{') + std::string(31, '}'), 3).flat == 7);
}

}  // namespace json_kernel_brackets_test

#endif
