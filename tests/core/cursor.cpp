// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/cursor.hpp>

#include <doctest/doctest.h>

namespace core_cursor_test {

namespace tl = trotline;

namespace {

// The smallest correct model: a document that is a single number.
struct one_number {
    static constexpr bool repeats_by_name = false;
    static constexpr bool first_match_wins = true;

    std::string_view text;
    bool after = false;

    constexpr tl::kind kind() const { return after ? tl::kind::nothing : tl::kind::number; }
    constexpr void enter() { after = true; }
    constexpr tl::scalar scalar() {
        after = true;
        return {tl::kind::number, true, text};
    }
    constexpr std::string_view raw() {
        after = true;
        return text;
    }
    constexpr void skip() { after = true; }

    constexpr std::size_t find(tl::wanted_names const&) { return tl::npos; }
    constexpr bool member(tl::scalar&) { return false; }
    constexpr bool element(std::size_t) { return false; }
    constexpr void leave(std::size_t) {}

    constexpr std::size_t offset() const { return after ? tl::npos : 0; }
    constexpr tl::document_failure failure() const { return {}; }
    static constexpr void decode(tl::scalar const& s, auto&& sink) { sink(s.text); }
};

struct without_bookmarks : one_number {
    without_bookmarks(without_bookmarks const&) = delete;
};

}  // namespace

TEST_CASE("the smallest model is a cursor; a type that cannot be copied is not") {
    static_assert(tl::cursor<one_number> && !one_number::repeats_by_name &&
                  one_number::first_match_wins);
    static_assert(!tl::cursor<without_bookmarks>);
    static_assert(!tl::cursor<int>);
    one_number at{"12"};
    one_number const bookmark = at;
    CHECK(at.scalar().text == "12");
    CHECK(at.kind() == tl::kind::nothing);
    CHECK(bookmark.kind() == tl::kind::number);
    CHECK(at.find(tl::name_list{"a", "b"}) == tl::npos);
}

TEST_CASE("a document failure is true when there is one") {
    static_assert(!tl::document_failure());
    static_assert(tl::document_failure{.code = tl::code::malformed});
    CHECK(bool(tl::document_failure{.code = tl::code::too_deep}));
}

}  // namespace core_cursor_test
