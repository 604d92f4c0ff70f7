// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/validate.hpp>

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "json/conformance.hpp"
#include "json/guarded.hpp"
#include "json/instruction_sets.hpp"
#include "json/reference.hpp"

namespace json_validate_test {

namespace tl = trotline;
namespace json = trotline::json;
using namespace std::string_view_literals;

namespace {

struct row {
    std::string_view text;
    std::size_t offset;
    std::string_view expected;
};

constexpr row bad[] = {
    {""sv, 0, "a value"},
    {" \n"sv, 2, "a value"},
    {"1 2"sv, 2, "the end of the text"},
    {"1,2"sv, 1, "the end of the text"},
    {"[1 2]"sv, 3, "',' or ']'"},
    {"[1,]"sv, 3, "a value"},
    {"[,]"sv, 1, "a value or ']'"},
    {"["sv, 1, "a value or ']'"},
    {"[1"sv, 2, "',' or ']'"},
    {"[1}"sv, 2, "',' or ']'"},
    {"{]"sv, 1, "a member name or '}'"},
    {"{1:2}"sv, 1, "a member name or '}'"},
    {R"({"a" 1})"sv, 5, "':'"},
    {R"({"a":})"sv, 5, "a value"},
    {R"({"a":1,})"sv, 7, "a member name"},
    {R"({"a":1]})"sv, 6, "',' or '}'"},
    {R"({"a":1)"sv, 6, "',' or '}'"},
    {"]"sv, 0, "a value"},
    {"01"sv, 1, "the end of the text"},
    {"-"sv, 1, "a digit"},
    {"-a"sv, 1, "a digit"},
    {"1."sv, 2, "a digit"},
    {"1.e1"sv, 2, "a digit"},
    {"1e"sv, 2, "a digit or a sign"},
    {"1e+"sv, 3, "a digit"},
    {"+1"sv, 0, "a value"},
    {".5"sv, 0, "a value"},
    {"tru"sv, 3, "true"},
    {"trux"sv, 3, "true"},
    {"falsy"sv, 4, "false"},
    {"nul"sv, 3, "null"},
    {"nulll"sv, 4, "the end of the text"},
    {"\"a"sv, 2, "a closing quote"},
    {"\"a\x1F\""sv, 2, "a character that is not a control character"},
    {"\"\0\""sv, 1, "a character that is not a control character"},
    {R"("\x")"sv, 2, "one of \"\\/bfnrtu"},
    {R"("\)"sv, 2, "one of \"\\/bfnrtu"},
    {R"("\u12g4")"sv, 5, "a hexadecimal digit"},
    {R"("\u12)"sv, 5, "a hexadecimal digit"},
    {R"("\uDC00")"sv, 4, "a Unicode scalar value, or a surrogate pair"},
    {R"("\uD800")"sv, 7, "the second half of a surrogate pair"},
    {R"("\uD800\n")"sv, 8, "the second half of a surrogate pair"},
    {R"("\uD800\u0041")"sv, 9, "the second half of a surrogate pair"},
    {R"("\uD800\uDBFF")"sv, 10, "the second half of a surrogate pair"},
    {R"("\uD800\uD800")"sv, 10, "the second half of a surrogate pair"},
    {"\"\xC3\""sv, 2, "UTF-8"},
    {"\"\xED\xA0\x80\""sv, 2, "UTF-8"},
    {"\xEF\xBB\xBF"
     "1"sv,
     0, "a value"},
    {"\"\x7F\xFF\""sv, 2, "UTF-8"},
};
constexpr std::string_view good[] = {"0"sv,
                                     "-0"sv,
                                     "1.5"sv,
                                     "1e5"sv,
                                     "1E+5"sv,
                                     "-1.25e-5"sv,
                                     "true"sv,
                                     " false "sv,
                                     "\tnull\r\n"sv,
                                     "\"\""sv,
                                     "[]"sv,
                                     "{}"sv,
                                     "[[],{}]"sv,
                                     "[1,2 , 3]"sv,
                                     R"({"a":{"b":[]},"a":""})"sv,
                                     "\"\x7F\""sv,
                                     R"("\u0000\uD83D\uDE00\"\\\/\b\f\n\r\t")"sv,
                                     "\"\xF0\x9F\x98\x80\""sv};

constexpr bool fails_as(row const& r) {
    auto const failure = json::validate(r.text);
    return failure.code == tl::code::malformed && failure.offset == r.offset &&
           failure.expected == r.expected;
}
constexpr bool all_hold() {
    for (auto const& r : bad)
        if (!fails_as(r)) return false;
    for (auto const text : good)
        if (json::validate(text)) return false;
    return true;
}
static_assert(all_hold());

// The validators that are used only for long texts, for any text: they must not accept invalid
// ones.
bool is_taken_as_long([[maybe_unused]] std::string_view text) {
#if defined(__x86_64__)
    if (json::detail::kernels_for(tl::instruction_set::avx2) != nullptr)
        return json::detail::avx2_is_valid_long(text.data(), text.data() + text.size(),
                                                json::default_depth_limit, nullptr);
#elif defined(__aarch64__)
    return json::detail::portable_is_valid_long(text.data(), text.data() + text.size(),
                                                json::default_depth_limit, nullptr);
#endif
    return false;
}

// The result must be that of the reference, with the same offset.
bool agrees(std::string_view text) {
    auto const expected = reference::judge(text);
    bool all = expected.valid || !is_taken_as_long(text);
    with_every_instruction_set([&](tl::instruction_set) {
        auto const failure = json::validate(text);
        if (expected.valid != !failure) all = false;
        if (!expected.valid &&
            (failure.code != tl::code::malformed || failure.offset != expected.offset))
            all = false;
    });
    return all;
}

std::string const sample =
    R"( {"id" : 17, "name":"Zo\u00eb \"Q\" \\ \uD83D\uDE00", "tags": [ "a", "b\\" , [], {} , [[1.5e-3,-0.0]]],
	"flags":{"t":true ,"f":false,"n":null,"":""}, "text":")"
    "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80"
    R"( a longer run of plain text, over the end of a block of 64 bytes, {[:,]} \/ ","n":[-1,0,12345678901234567890,1E400]} )";

}  // namespace

TEST_CASE("malformed texts are refused at their first wrong byte, with what was expected there") {
    for (auto const& r : bad) {
        CAPTURE(r.text);
        auto const failure = json::validate(r.text);
        CHECK(name(failure.code) == "malformed");
        CHECK(failure.offset == r.offset);
        CHECK(failure.expected == r.expected);
    }
}

TEST_CASE("well-formed texts are accepted") {
    for (auto const text : good) {
        CAPTURE(text);
        CHECK_FALSE(json::validate(text));
    }
}

TEST_CASE("the conformance texts are accepted and refused as they ask for") {
    auto const texts = conformance::json_parsing();
    if (texts.empty()) MESSAGE("no conformance data");
    for (auto const& t : texts) {
        CAPTURE(t.id);
        bool const accepted = !json::validate(t.bytes);
        if (t.expect == "accept") CHECK(accepted);
        if (t.expect == "reject") CHECK_FALSE(accepted);
        if (t.bytes.size() < 4096) CHECK(agrees(t.bytes));
    }
}

TEST_CASE("every beginning of a text fails at its end, and nothing after it is read") {
    guarded_memory memory(sample.size());
    REQUIRE_FALSE(json::validate(memory.hold(sample)));
    for (std::size_t size = 0; size < sample.size(); ++size) {
        auto const text = memory.hold(std::string_view(sample).substr(0, size));
        CAPTURE(size);
        CHECK(agrees(text));
    }
}

TEST_CASE("every replacement of one byte is judged as the reference judges it") {
    std::string text = sample;
    for (std::size_t i = 0; i != text.size(); ++i) {
        char const kept = text[i];
        for (int c = 0; c < 256; ++c) {
            text[i] = static_cast<char>(c);
            if (!agrees(text)) FAIL_CHECK("byte " << c << " at " << i);
        }
        text[i] = kept;
    }
}

TEST_CASE("every short sequence of tokens is judged as the reference judges it") {
    constexpr std::string_view tokens[] = {"{",     "}",        "[", "]", ",",  ":",
                                           "\"a\"", "\"\\\"\"", "1", "-", "0",  ".5",
                                           "e1",    "true",     "t", " ", "\"", "\\"};
    constexpr std::size_t count = std::size(tokens);
    std::string text;
    for (std::size_t length = 1, total = count; length <= 5; ++length, total *= count) {
        for (std::size_t n = 0; n != total; ++n) {
            text.assign(n % 67, ' ');  // at every position of a block
            for (std::size_t i = 0, rest = n; i != length; ++i, rest /= count)
                text += tokens[rest % count];
            if (!agrees(text)) FAIL_CHECK(text);
        }
    }
}

TEST_CASE("random mutations are judged as the reference judges them") {
    std::mt19937 random(20240229);
    auto const below = [&](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    constexpr std::string_view palette = "{}[]:,\"\\ \n\t01.eE+-tfnu/aD8\x01\x80\xC3\xED\xF0";
    for (int round = 0; round < 300'000; ++round) {
        std::string text = sample;
        for (std::size_t edits = 1 + below(3); edits != 0; --edits) {
            std::size_t const at = below(text.size());
            char const c = palette[below(palette.size())];
            switch (below(4)) {
                case 0:
                    text[at] = c;
                    break;
                case 1:
                    text.insert(at, 1, c);
                    break;
                case 2:
                    text.erase(at, 1 + below(3));
                    break;
                default:
                    text.insert(at, text.substr(below(text.size()), 1 + below(40)));
                    break;
            }
        }
        if (!agrees(text)) FAIL_CHECK(text);
    }
}

TEST_CASE("depth is limited, and a million levels take no stack") {
    auto const nested = [](std::size_t depth, std::string_view open, std::string_view middle,
                           std::string_view close) {
        std::string text;
        for (std::size_t i = 0; i != depth; ++i) text += open;
        text += middle;
        for (std::size_t i = 0; i != depth; ++i) text += close;
        return text;
    };
    CHECK_FALSE(json::validate(nested(1024, "[", "", "]")));
    CHECK_FALSE(json::validate(nested(512, "{\"a\":[", "1", "]}")));
    CHECK_FALSE(json::validate("7", 0));
    for (auto const depth : {std::size_t{1025}, std::size_t{1'000'000}}) {
        auto const failure = json::validate(nested(depth, "[", "", "]"));
        CHECK(name(failure.code) == "too deep");
        CHECK(failure.offset == 1024);
    }
    CHECK_FALSE(json::validate(nested(3, "[", "", "]"), 3));
    CHECK(json::validate(nested(3, "[", "", "]"), 2).offset == 2);
    CHECK_FALSE(json::validate(nested(json::most_depth_limit, "[", "", "]"), 1'000'000));
    CHECK(json::validate(nested(json::most_depth_limit + 1, "[", "", "]"), 1'000'000).offset ==
          json::most_depth_limit);
    // brackets of the wrong kind at every level
    for (std::size_t level = 0; level != 200; ++level) {
        std::string text = nested(100, "[{\"a\":", "0", "}]");
        auto const at = text.find('0') + 1 + level;
        text[at] = text[at] == '}' ? ']' : '}';
        auto const failure = json::validate(text);
        CHECK(failure.offset == at);
    }
}

}  // namespace json_validate_test
