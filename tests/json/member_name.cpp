// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/member_name.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "json/guarded.hpp"

namespace json_member_name_test {

using namespace trotline::json::detail;

namespace {

constexpr std::string_view all[] = {
    "",        "a",        "id",        "userId",           "7chars_",
    "eight_8", "8_chars_", "9_chars_x", "sixteen_chars_16", "a name of more than sixteen bytes"};
constexpr trotline::name_list names{all[0], all[1], all[2], all[3], all[4],
                                    all[5], all[6], all[7], all[8], all[9]};
constexpr trotline::name_list odd_names{"a\"b", "a\\b"};

constexpr std::size_t match(std::string_view text, trotline::wanted_names const& wanted = names) {
    return match_name(text.data(), text.data() + text.size(), wanted);
}
static_assert(match("\"userId\":1") == 3 && match("\"userId2\":1") == trotline::npos &&
              match("\"\"") == 0);
// A name whose text ends where the name ends.
constexpr std::size_t match_before(std::string_view text,
                                   trotline::wanted_names const& wanted = names) {
    return match_name_before(text.data(), text.data() + text.size(), wanted);
}
static_assert(match_before("{\"userId\"") == 3 && match_before("{\"userId2\"") == trotline::npos &&
              match_before("\"\"") == 0);

}  // namespace

TEST_CASE("a name is told at the text's end and before it, from all that begin or end alike") {
    guarded_memory memory(128);
    for (std::size_t i = 0; i != std::size(all); ++i)
        for (std::size_t after = 0; after != 12; ++after) {
            std::string const name(all[i]);
            CAPTURE(name);
            CAPTURE(after);
            auto const matches = [&](std::string const& inside) {
                std::size_t const place =
                    match(memory.hold('"' + inside + '"' + std::string(after, ':')));
                CHECK(match_before(memory.hold(std::string(after, '{') + '"' + inside + '"')) ==
                      place);
                return place;
            };
            CHECK(matches(name) == i);
            CHECK(matches(name + 'x') == trotline::npos);
            CHECK(matches('x' + name) == trotline::npos);
            if (!name.empty()) {
                std::string other = name;
                other.back() ^= 1;
                CHECK(matches(other) == trotline::npos);
                CHECK(match(memory.hold('"' + name)) == trotline::npos);
                CHECK(match_before(memory.hold(name + '"')) == trotline::npos);
            }
        }
}

TEST_CASE("a name that has to be escaped in a text stands nowhere as it is") {
    for (std::string_view const text :
         {R"("a"b":1,      )", R"("a\b":1,       )", R"("a\"b":1       )"})
        CHECK(match(text, odd_names) == trotline::npos);
    for (std::string_view const text : {R"({"a"b")", R"({"a\b")", R"({"a\"b")"})
        CHECK(match_before(text, odd_names) == trotline::npos);
}

TEST_CASE("last bytes are told by their lower six bits") {
    std::uint64_t const bytes = trotline::wanted_names(names).last_bytes;
    for (char const c : {'"', 'a', 'd', '_', '8', 'x', '6', 's', '!'})
        CHECK(has_last_byte(bytes, c));
    for (char const c : {'c', 'D', '0', '1'}) CHECK_FALSE(has_last_byte(bytes, c));
}

}  // namespace json_member_name_test
