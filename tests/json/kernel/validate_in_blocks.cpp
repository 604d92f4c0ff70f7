// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/kernel/validate_in_blocks.hpp>

#include <trotline/json/kernel/dispatch.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "json/guarded.hpp"
#include "json/reference.hpp"

using namespace trotline::json::detail;
using namespace std::string_view_literals;

namespace {

struct row {
    std::string_view from;  // what is not a digit
    bool begins;            // its first byte is the token's
    bool well;
};
constexpr row tokens[] = {
    {"true,", true, true},  {"false]", true, true}, {"null", true, true}, {"nul", true, false},
    {"truex", true, false}, {"true", false, false}, {".5,", false, true}, {".5", true, false},
    {"e5}", false, true},   {"E+", false, false},   {"-1 ", true, true},  {"-", true, false},
    {"-1", false, false},   {"x", true, false},     {".", false, false},  {".5e-7\n", false, true}};
constexpr bool hold() {
    for (auto const& r : tokens)
        if (ends_well(r.from.data(), r.from.data() + r.from.size(), r.begins) != r.well)
            return false;
    return true;
}
static_assert(hold());

}  // namespace

TEST_CASE("numbers and literals from their first byte on that is not a digit") {
    for (auto const& r : tokens) {
        CAPTURE(r.from);
        CHECK(ends_well(r.from.data(), r.from.data() + r.from.size(), r.begins) == r.well);
    }
    for (std::string_view const name : {"true,"sv, "null] "sv, "false}"sv})
        CHECK(is_literal_name(name.data()));
    for (std::string_view const other :
         {"truex "sv, "fals e"sv, "nulll "sv, "falsex"sv, "tru e "sv})
        CHECK_FALSE(is_literal_name(other.data()));
}

#if defined(__x86_64__)
TEST_CASE("tokens at every distance from a block's edge") {
    if (scanner_for(trotline::json::instruction_set::avx2) == nullptr) return;
    guarded_memory memory(512);
    constexpr std::string_view values[] = {"0",
                                           "-0.5e+3",
                                           "01",
                                           "1.",
                                           "-",
                                           "true",
                                           "tru",
                                           "nulll",
                                           "\"\\u00e4\"",
                                           "\"\\x\"",
                                           "\"\xC3\xA4\"",
                                           "\"\xC3\"",
                                           "[]",
                                           "[1,]",
                                           "{}",
                                           "{,}",
                                           "{\"a\":1}",
                                           "{1:2}",
                                           "{\"a\"}",
                                           "[1 2]",
                                           "]",
                                           "\"\t\"",
                                           "[[1],{}]",
                                           "[}",
                                           "\"\\\"",
                                           "12345678901234567890",
                                           "1e5",
                                           "+1"};
    for (std::size_t shift = 0; shift != 130; ++shift)
        for (std::string_view const value : values) {
            auto const text =
                memory.hold("[\"" + std::string(shift, 'x') + "\"," + std::string(value) + "]");
            CAPTURE(text);
            CHECK(avx2_scanner.is_valid(text.data(), text.data() + text.size(), 1024, nullptr) ==
                  reference::judge(text).valid);
        }
}
#endif
