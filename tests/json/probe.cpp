// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/probe.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

#include <trotline/json/number.hpp>

#include "json/guarded.hpp"

namespace json_probe_test {

using namespace trotline::json::detail;

namespace {

// Everything at a guard page, with different amounts of text before and after it.
template <class F> void everywhere(std::string_view token, F check) {
    guarded_memory memory(256);
    for (std::size_t const front : {0u, 1u, 3u, 7u, 8u, 15u, 16u, 31u, 40u})
        for (std::string const after : {"", ",", "}", "] ", " ", "\n", ",\"a\":1}",
                                        ",12345678901234567890", "x", "e5", ".5", "\""}) {
            auto const text = memory.hold(std::string(front, '[') + std::string(token) + after);
            CAPTURE(text);
            CAPTURE(front);
            check(text.data(), text.data() + front, text.data() + text.size(), after);
        }
}

bool delimits(std::string_view after) {
    return !after.empty() && trotline::json::is_delimiter(after.front());
}

}  // namespace

TEST_CASE("a number in one look has the value that the general way reads") {
    for (std::string_view const token :
         {"0",       "-0",       "7",          "-12",
          "1234567", "12345678", "-123456789", "1234567890123456",
          "0.5",     "-0.25",    "12.345678",  "12345678.12345678",
          "123.0",   "01",       "-",          "-x",
          "1.",      "00",       "1.5.5",      "12345678901234567"}) {
        everywhere(token, [&](char const* begin, char const* at, char const* end,
                              std::string_view after) {
            auto const found = probe_number<true>(begin, at, end);
            auto const integer = probe_integer(begin, at, end);
            auto const general = probe_number<false>(begin, at, end);
            CHECK(integer.end == general.end);
            if (integer.end != nullptr) CHECK(integer.significand == general.significand);
            CHECK(integer.negative == general.negative);
            CHECK(integer.fraction == 0);
            if (found.end == nullptr) {
                CHECK(integer.end == nullptr);
                return;
            }
            std::string_view const text(at, static_cast<std::size_t>(found.end - at));
            CHECK(trotline::json::is_delimiter(*found.end));
            double value = 0, expected = 0;
            REQUIRE(trotline::json::to_floating(text, expected) ==
                    trotline::json::number_status::exact);
            bool const rounded = exactly_rounded(found.negative, found.significand,
                                                 -std::int64_t{found.fraction}, value);
            CHECK(rounded == (trotline::detail::rounds_once || found.fraction == 0));
            if (rounded) CHECK(value == expected);
            CHECK((integer.end != nullptr) == (found.fraction == 0 && text.find('.') == text.npos));
            (void)after;
        });
    }
    // and it does find the usual numbers
    for (std::string_view const token : {"0", "-12", "12345678", "-123456789", "1234567890123456"})
        everywhere(token,
                   [&](char const* begin, char const* at, char const* end, std::string_view after) {
                       bool const long_enough = end - begin >= 8 && end - at >= 8;
                       if (delimits(after) && long_enough)
                           CHECK(probe_integer(begin, at, end).end == at + token.size());
                       if (!delimits(after)) CHECK(probe_integer(begin, at, end).end == nullptr);
                   });
}

TEST_CASE("a double with many digits, or with an exponent, ends at its delimiter") {
    for (std::string_view const token :
         {"-65.613616999999977", "1e3", "0.1", "12345678901234567890.5", "2.5E-7", "0", "-", "01",
          "1.", "1e999", "null"}) {
        double expected = 7;
        bool const good =
            trotline::json::to_floating(token, expected) == trotline::json::number_status::exact;
        everywhere(token, [&](char const* begin, char const* at, char const* end,
                              std::string_view after) {
            // (more digits and exponents are another number)
            if (!after.empty() && std::string_view("e5 .5").find(after) != std::string_view::npos)
                return;
            double value = 7;
            char const* const to = probe_double(begin, at, end, value);
            REQUIRE((to == nullptr) == !(good && delimits(after)));
            if (to == nullptr) return;
            CHECK(to == at + token.size());
            CHECK(value == expected);
        });
    }
}

TEST_CASE("true and false in one look") {
    for (std::string_view const token :
         {"true", "false", "tru", "fals", "truf", "falst", "null", "trues"})
        everywhere(token,
                   [&](char const* begin, char const* at, char const* end, std::string_view after) {
                       auto const found = probe_boolean(begin, at, end);
                       bool const is = (token == "true" || token == "false") && delimits(after);
                       if (found.end == nullptr) {
                           CHECK((!is || end - begin < 8));
                           return;
                       }
                       CHECK(is);
                       CHECK(found.end == at + token.size());
                       CHECK(found.value == (token == "true"));
                   });
}

TEST_CASE("the end of a name, and of a token of which nothing is wanted") {
    for (std::size_t size = 0; size != 20; ++size) {
        everywhere(std::string(size, 'n') + "\"",
                   [&](char const* begin, char const* at, char const* end, std::string_view) {
                       char const* const found = probe_name(begin, at, end);
                       if (found != nullptr) CHECK(found == at + size);
                       if (size < 16 && end - at >= 16) CHECK(found != nullptr);
                   });
        everywhere(std::string(size, 'n') + "\\\"\"",
                   [&](char const* begin, char const* at, char const* end, std::string_view) {
                       CHECK(probe_name(begin, at, end) == nullptr);
                   });
        everywhere(std::string(size, '1'),
                   [&](char const* begin, char const* at, char const* end, std::string_view after) {
                       char const* const found = probe_token(begin, at, end);
                       if (found != nullptr) CHECK(trotline::json::is_delimiter(*found));
                       if (size < 16 && delimits(after) && end - at >= 16)
                           CHECK(found == at + size);
                   });
    }
}

TEST_CASE("nothing is told in constant evaluation") {
    constexpr std::string_view text = "12345678,        ";
    static_assert(probe_number<true>(text.data(), text.data(), text.data() + text.size()).end ==
                  nullptr);
    static_assert(probe_integer(text.data(), text.data(), text.data() + text.size()).end ==
                  nullptr);
    static_assert(probe_name(text.data(), text.data(), text.data() + text.size()) == nullptr);
    CHECK(probe_number<true>(text.data(), text.data(), text.data() + text.size()).significand ==
          12345678);
}

}  // namespace json_probe_test
