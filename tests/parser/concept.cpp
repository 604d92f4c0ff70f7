// SPDX-License-Identifier: BSL-1.0
#include <trotline/parser/concept.hpp>

#include <doctest/doctest.h>

#include <string>

namespace parser_concept_test {

namespace tl = trotline;

namespace {

// A cursor over a document that is a single text.
struct one_text {
    static constexpr bool repeats_by_name = false;
    static constexpr bool first_match_wins = true;
    std::string_view text;

    tl::kind kind() const { return tl::kind::string; }
    void enter() {}
    tl::scalar scalar() { return {tl::kind::string, true, text}; }
    std::string_view raw() { return text; }
    void skip() {}
    std::size_t find(tl::wanted_names const&) { return tl::npos; }
    bool member(tl::scalar&) { return false; }
    bool element(std::size_t) { return false; }
    void leave(std::size_t) {}
    std::size_t offset() const { return 0; }
    tl::document_failure failure() const { return {}; }
    static void decode(tl::scalar const& s, auto&& sink) { sink(s.text); }
};

// The smallest parser: plain text, which is the whole document.
struct plain_text_parser {
    tl::result<void> open(std::string_view media_type, std::string_view content,
                          auto&& visit) const {
        if (media_type != "text/plain")
            return tl::failure{.stage = tl::stage::parse, .code = tl::code::unsupported_media_type};
        visit(one_text{content});
        return {};
    }
};

struct opens_nothing {};

}  // namespace

TEST_CASE("the smallest parser is one") {
    static_assert(tl::cursor<one_text> && !one_text::repeats_by_name && one_text::first_match_wins);
    static_assert(tl::parser<plain_text_parser>);
    static_assert(!tl::parser<opens_nothing>);
    std::string seen;
    CHECK(plain_text_parser()
              .open("text/plain", "whole", [&](auto at) { seen = at.scalar().text; })
              .has_value());
    CHECK(seen == "whole");
}

TEST_CASE("a parser that fails does not call") {
    bool called = false;
    auto const opened = plain_text_parser().open("image/png", "", [&](auto&&) { called = true; });
    CHECK_FALSE(called);
    CHECK(opened.error().stage == tl::stage::parse);
    CHECK(opened.error().code == tl::code::unsupported_media_type);
}

}  // namespace parser_concept_test
