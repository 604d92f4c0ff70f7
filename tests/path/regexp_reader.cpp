// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/regexp_reader.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace path_regexp_reader_test {

namespace {

using trotline::path::regexp_item;
using trotline::path::detail::regexp_reader;

constexpr std::uint32_t categories(std::string_view text) {
    regexp_reader r(text);
    std::uint32_t found = 0;
    return r.take_category(found) && r.empty() ? found : 0;
}
static_assert(categories("{Lu}") == 1);
static_assert(categories("{Ll}") == 2);
static_assert(categories("{L}") == 0b11111);
static_assert(categories("{Cn}") == std::uint32_t{1} << 28);
static_assert(categories("{Lx}") == 0);
static_assert(categories("{Cs}") == 0);
static_assert(categories("{}") == 0);
static_assert(categories("{IsLatin}") == 0);
static_assert(regexp_item::category_names.size() == 58);

}  // namespace

TEST_CASE("regexp: a reader takes what it is asked for, or says where it could not") {
    regexp_reader r("a\xC3\xA9{12}");
    CHECK(r.take('a'));
    CHECK(!r.take('a'));
    char32_t c = 0;
    CHECK(r.take_character(c));
    CHECK(c == 0xE9);
    CHECK(r.take('{'));
    std::size_t n = 0;
    CHECK(r.take_count(n, 512));
    CHECK(n == 12);
    CHECK(!r.take_count(n, 512));
    CHECK(r.verdict().position == 6);
}

TEST_CASE("regexp: a count that is too large to be one stays larger than its limit") {
    regexp_reader r("99999999999999999999999999999999999999999999");
    std::size_t n = 0;
    CHECK(r.take_count(n, 512));
    CHECK(n > 512);
    CHECK(r.empty());
}

}  // namespace path_regexp_reader_test
