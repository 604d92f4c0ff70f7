// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/error.hpp>

#include <doctest/doctest.h>

#include "support/allocation_count.hpp"

#include <set>
#include <type_traits>

namespace core_error_test {

namespace tl = trotline;

TEST_CASE("every code has a name of its own") {
    static_assert(name(tl::code::none) == "none");
    static_assert(name(tl::code::timeout) == "timeout");
    static_assert(name(tl::code::internal) == "internal");
    std::set<std::string_view> names;
    auto const last = static_cast<unsigned char>(tl::code::internal);
    for (unsigned char c = 0; c <= last; ++c) names.insert(name(static_cast<tl::code>(c)));
    CHECK(names.size() == last + std::size_t{1});
    CHECK(name(tl::code::malformed) == "malformed");
    CHECK(name(tl::code::missing) == "missing");
    CHECK(name(tl::code::rejected) == "rejected");
}

namespace {

constexpr bool cut_texts_end_with_dots() {
    tl::short_text<8> text("12345678");
    if (text.view() != "12345678") return false;
    text.append("");
    if (text.view() != "12345678") return false;
    text.append("9");
    return text.view() == "12345...";
}

constexpr bool prepending_keeps_the_order() {
    tl::short_text<8> text("b");
    text.prepend("a");
    if (text.view() != "ab") return false;
    text.prepend("1234567");
    return text.view() == "12345...";
}

}  // namespace

TEST_CASE("a short text cuts what does not fit, and says so") {
    static_assert(tl::short_text<8>().empty());
    static_assert(tl::short_text<8>("abc").view() == "abc");
    static_assert(cut_texts_end_with_dots());
    static_assert(prepending_keeps_the_order());
    CHECK(cut_texts_end_with_dots());
    CHECK(prepending_keeps_the_order());
}

TEST_CASE("a failure of a row costs no allocation") {
    static_assert(std::is_trivially_copyable_v<tl::row_failure>);
    CHECK(trotline_tests::allocations([] {
              tl::row_failure row{.code = tl::code::wrong_type,
                                  .description = {"data.userId", "user_id"}};
              row.excerpt.append(std::string_view(
                  "a text that is longer than forty bytes, which are all there is"));
              tl::row_failure const copy = row;
              if (copy.excerpt.empty()) throw "unreachable";
          }) == 0);
}

}  // namespace core_error_test
