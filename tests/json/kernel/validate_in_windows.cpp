// SPDX-License-Identifier: BSL-1.0
// Takes long.
// Only on x86_64.
#include <trotline/json/kernel/validate_in_windows.hpp>

#include <doctest/doctest.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <trotline/core/cpu.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "json/guarded.hpp"
#include "json/reference.hpp"

namespace json_kernel_validate_in_windows_test {

namespace window = trotline::json::detail::window;
using namespace std::string_view_literals;

namespace {

bool is_there() { return trotline::is_available(trotline::instruction_set::avx512); }

// If it decides, it must decide like the reference; it leaves scalars and deep texts to others.
bool agrees(std::string_view text) {
    auto const expected = reference::judge(text);
    bool const valid = window::is_valid(text.data(), text.data() + text.size(), 1024, nullptr);
    if (valid) return expected.valid;
    return !expected.valid || expected.depth == 0 || expected.depth > 50;
}

// Texts with something at every position around the edges of blocks and windows.
template <class Check>
void at_every_edge(std::string_view opening, std::string_view body, Check check) {
    for (std::size_t const edge : {64u, 512u, 1024u})
        for (std::size_t before = 0; before <= body.size() + 2; ++before) {
            if (edge < before + opening.size() + 8) continue;
            std::size_t const place = edge + 1 - before;
            for (char const filler : {' ', '1', 's'}) {
                std::string text(opening);
                std::size_t const room = place - text.size();
                if (filler == ' ') text.append(room, ' ');
                if (filler == '1') text.append(1, '[').append(room - 3, '1').append("],");
                if (filler == 's') text.append(1, '"').append(room - 3, 's').append("\",");
                text += body;
                check(text);
            }
        }
}

constexpr std::string_view bodies[] = {
    R"("a\"b\\",-0.5e+10,{"name" : [true,false,null]},"\uD83D\uDE00\n\/"])"sv,
    "{\"\xF0\x9F\x98\x80\xC3\xA4\xE2\x82\xAC\":[[],{},[{}]],\"\":\"\\\\\\\\\\\"\"},0,10.25E3,-7]"sv,
    "{\"a\":{\"b\":[{\"c\":1},{\"c\":-2}]} , \"d\" : 1e9 ,\t\"e\":\n\"\"},[1 , 2]]"sv};

}  // namespace

TEST_CASE(
    "texts of all sorts of tokens are judged right at the edges of blocks and windows, and so is "
    "each with a byte changed") {
    if (!is_there()) return;
    constexpr std::string_view changes = "{}[]:,\"\\ \n01.eE+-tfnulasr/\x01\x80\xC3\xED\xF0z"sv;
    for (auto const body : bodies)
        at_every_edge("[", body, [&](std::string& text) {
            REQUIRE(reference::judge(text).valid);
            REQUIRE(window::is_valid(text.data(), text.data() + text.size(), 1024, nullptr));
            for (std::size_t i = text.size() - body.size(); i != text.size(); ++i) {
                char const kept = text[i];
                for (char const c : changes) {
                    text[i] = c;
                    if (!agrees(text)) FAIL_CHECK(text);
                }
                text[i] = kept;
            }
        });
}

TEST_CASE("nothing but the end of it follows a literal name") {
    if (!is_there()) return;
    for (auto const body :
         {"true1]"sv, "false1]"sv, "null0]"sv, "true-1]"sv, "falsee]"sv, "nulll]"sv, "truenull]"sv})
        at_every_edge("[", body, [&](std::string const& text) {
            REQUIRE_FALSE(window::is_valid(text.data(), text.data() + text.size(), 1024, nullptr));
        });
}

TEST_CASE("no beginning of a text is taken for one, and nothing after it is read") {
    if (!is_there()) return;
    guarded_memory memory(2048);
    for (auto const body : bodies)
        at_every_edge("[", body, [&](std::string const& text) {
            for (std::size_t size = text.size() - body.size(); size != text.size(); ++size)
                REQUIRE_FALSE([&] {
                    auto const part = memory.hold(std::string_view(text).substr(0, size));
                    return window::is_valid(part.data(), part.data() + part.size(), 1024, nullptr);
                }());
        });
}

TEST_CASE("brackets match, however many a window has") {
    if (!is_there()) return;
    std::mt19937 random(11);
    for (int round = 0; round != 20'000; ++round) {
        // sparse or dense, more of arrays or more of objects, and then perhaps one bracket of the
        // wrong kind, one too many or one too few
        bool const flat =
            round % 2 != 0;  // arrays without containers, for which there is a fast function
        std::string text = flat ? "{" : "[", stack = flat ? "}" : "]";
        std::size_t const objects = 1 + random() % 4;
        std::size_t const sparseness = random() % 12, most = 1 + random() % 50;
        bool first = true;
        for (std::size_t n = random() % 400; n != 0; --n) {
            if (random() % 2 == 0 && stack.size() < most && !(flat && stack.back() == ']')) {
                if (!first) text += ',';
                if (stack.back() == '}') text += "\"a\":";
                bool const object = random() % 5 < objects;
                text += object ? '{' : '[';
                stack += object ? '}' : ']';
                first = true;
            } else if (stack.size() > 1) {
                text += stack.back();
                stack.pop_back();
                first = false;
            }
            if (random() % 12 < sparseness) {
                if (!first) text += ',';
                text += stack.back() == '}' ? "\"name\":12" : "\"element\"";
                first = false;
            }
        }
        text.append(stack.rbegin(), stack.rend());
        CAPTURE(text);
        REQUIRE(reference::judge(text).valid);
        REQUIRE(window::is_valid(text.data(), text.data() + text.size(), 1024, nullptr));
        std::size_t const at = text.find_first_of("[]{}", random() % text.size());
        switch (random() % 4) {
            case 0:
                text[at] = static_cast<char>(text[at] ^ 0x20);
                break;
            case 1:
                text.erase(at, 1);
                break;
            case 2:
                text.insert(at, 1, text[at]);
                break;
            default:
                text += ",[]";
                break;
        }
        if (!agrees(text)) FAIL_CHECK(text);
    }
}

TEST_CASE("what closes more than is open is seen windows before the end") {
    if (!is_there()) return;
    for (std::size_t closes = 1; closes != 5; ++closes)
        for (std::string const brackets : {"[", "{"}) {
            std::string text = brackets + std::string(closes, brackets == "[" ? ']' : '}');
            text += std::string(1200, ' ') + brackets + text.substr(1, 1);
            CHECK_FALSE(window::is_valid(text.data(), text.data() + text.size(), 1024, nullptr));
        }
}

TEST_CASE("a limit of depth holds wherever the deepest place is") {
    if (!is_there()) return;
    for (std::size_t const limit : {1u, 2u, 9u, 40u})
        for (std::size_t const blanks : {0u, 60u, 505u, 1000u})
            for (std::size_t depth = 1; depth != 60; ++depth) {
                std::string const text =
                    std::string(blanks, ' ') + std::string(depth, '[') + std::string(depth, ']');
                bool const valid =
                    window::is_valid(text.data(), text.data() + text.size(), limit, nullptr);
                CHECK((!valid || depth <= limit));
                CHECK((valid || depth + 7 > limit));
                std::string objects(blanks, ' ');
                for (std::size_t i = 1; i != depth; ++i) objects += "{\"a\":";
                objects += "{}" + std::string(depth - 1, '}');
                bool const valid_objects = window::is_valid(
                    objects.data(), objects.data() + objects.size(), limit, nullptr);
                CHECK((!valid_objects || depth <= limit));
                CHECK((valid_objects || depth + 7 > limit));
            }
}

TEST_CASE("a valid text fills its index, if it is no longer than that") {
    if (!is_there()) return;
    guarded_memory memory(2048);
    for (auto const body : bodies)
        at_every_edge("[", body, [&](std::string const& whole) {
            auto const text = memory.hold(whole);
            trotline::json::member_index plain, index;
            REQUIRE(window::is_valid(text.data(), text.data() + text.size(), 1024, &index));
            if (text.size() > trotline::json::member_index::stretch) {
                REQUIRE_FALSE(index.covers(text.data()));
                REQUIRE(index.marks.begin == nullptr);
                return;
            }
            REQUIRE(index.marks.begin == text.data());
            REQUIRE(index.marks.length == text.size());
            // for a short text it has only the sets
            REQUIRE(index.covers(text.data()) == (text.size() > window::size));
            if (text.size() <= window::size) window::place_marks(index);
            trotline::json::detail::index_members(plain, text.data(), text.data() + text.size());
            REQUIRE(index.end == plain.end);
            REQUIRE(index.escaped_names == plain.escaped_names);
            REQUIRE(index.marks.escaped_names == plain.escaped_names);
            REQUIRE(std::equal(index.from(index.begin), index.last, plain.from(plain.begin),
                               plain.last));
            for (std::size_t i = 0, next = 0; i != text.size(); ++i) {
                bool const marked = (index.marks.blocks[i / 64] >> i % 64 & 1) != 0;
                bool const placed = plain.places + next != plain.last && plain.places[next] == i;
                next += placed;
                if (marked != placed) REQUIRE(marked == placed);
            }
            bool const tight = std::none_of(
                index.from(index.begin), index.last,
                [&](std::uint16_t mark) { return text[mark] == ':' && text[mark - 1] == ' '; });
            REQUIRE(index.marks.plain == (tight && !plain.escaped_names));
        });
}

}  // namespace json_kernel_validate_in_windows_test

#endif
