// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/member_name.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <string>

#include "guarded.hpp"

using namespace trotline::json::detail;

namespace {

struct names {
    static constexpr std::string_view all[] = {"",
                                               "a",
                                               "id",
                                               "userId",
                                               "7chars_",
                                               "eight_8",
                                               "8_chars_",
                                               "9_chars_x",
                                               "sixteen_chars_16",
                                               "a name of more than sixteen bytes"};
    static constexpr std::size_t size() { return std::size(all); }
    constexpr std::string_view operator[](std::size_t i) const { return all[i]; }
};
struct odd_names {
    static constexpr std::size_t size() { return 2; }
    constexpr std::string_view operator[](std::size_t i) const { return i == 0 ? "a\"b" : "a\\b"; }
};
static_assert(constant_name_set<names> && !constant_name_set<std::array<std::string_view, 2>>);

constexpr std::size_t match(std::string_view text) {
    return match_name(text.data(), text.data() + text.size(), names{});
}
static_assert(match("\"userId\":1") == 3 && match("\"userId2\":1") == trotline::npos &&
              match("\"\"") == 0);

}  // namespace

TEST_CASE("a name is told at the text's end and before it, from all that begin alike") {
    guarded_memory memory(128);
    for (std::size_t i = 0; i != names::size(); ++i)
        for (std::size_t behind = 0; behind != 12; ++behind) {
            std::string const name(names::all[i]);
            CAPTURE(name);
            CAPTURE(behind);
            auto const matches = [&](std::string const& inside) {
                auto const text = memory.hold('"' + inside + '"' + std::string(behind, ':'));
                auto const constant = match_name(text.data(), text.data() + text.size(), names{});
                std::array<std::string_view, names::size()> run_time;
                for (std::size_t n = 0; n != run_time.size(); ++n) run_time[n] = names::all[n];
                CHECK(match_name(text.data(), text.data() + text.size(), run_time) == constant);
                return constant;
            };
            CHECK(matches(name) == i);
            CHECK(matches(name + 'x') == trotline::npos);
            if (!name.empty()) {
                std::string other = name;
                other.back() ^= 1;
                CHECK(matches(other) == trotline::npos);
                auto const cut = memory.hold('"' + name);
                CHECK(match_name(cut.data(), cut.data() + cut.size(), names{}) == trotline::npos);
            }
        }
}

TEST_CASE("a name that has to be escaped in a text stands nowhere as it is") {
    for (std::string_view const text :
         {R"("a"b":1,      )", R"("a\b":1,       )", R"("a\"b":1       )"})
        CHECK(match_name(text.data(), text.data() + text.size(), odd_names{}) == trotline::npos);
}

TEST_CASE("the sizes of names, those above 62 together") {
    static_assert(sizes_of(odd_names{}) == 8);
    CHECK(sizes_of(names{}) ==
          (1u | 2 | 4 | 1 << 6 | 1 << 7 | 1 << 8 | 1 << 9 | 1 << 16 | std::uint64_t{1} << 33));
    CHECK(size_bit(62) == std::uint64_t{1} << 62);
    CHECK(size_bit(63) == size_bit(1000));
}

TEST_CASE(
    "the tables of tails tell the last three bytes of names, and the opening quotes of shorter "
    "ones") {
    auto const& with = tails_of<names>.with;
    auto const places = [&](std::size_t n, char c) {
        return with[n][static_cast<unsigned char>(c) & 63];
    };
    // "userId" is the fourth of them
    CHECK((places(0, 'd') & places(1, 'I') & places(2, 'r')) == 1 << 3);
    CHECK((places(0, 'd') & places(1, 'I') & places(2, 's')) == 0);
    CHECK((places(0, 'd') & places(1, 'i') & places(2, '"')) == 1 << 2);
    CHECK((places(0, 'd') & places(1, 'i') & places(2, 'x')) == 0);
    // what is before an opening quote does not count
    for (char const c : {'{', ',', ' ', 'x'}) {
        CHECK((places(0, 'a') & places(1, '"') & places(2, c)) == 1 << 1);
        CHECK((places(0, '"') & places(1, c) & places(2, c) & 1) == 1);
    }
    // the ninth and the tenth share their bits with the first and the second
    CHECK((places(0, '6') & places(1, '1') & places(2, '_')) == 1);
    CHECK((places(0, 's') & places(1, 'e') & places(2, 't')) == 1 << 1);
}
