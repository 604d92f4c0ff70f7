// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/steps.hpp>

#include <trotline/xml/cursor.hpp>

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

namespace xml_steps_test {

namespace {

struct open_steps : trotline::xml::detail::steps {
    explicit constexpr open_steps(std::string_view document,
                                  trotline::xml::detail::listed_element const* list = nullptr)
        : steps(document, 0, list) {}
    using steps::at_;
    using steps::depth_;
    using steps::end_tag;
    using steps::into_content;
    using steps::is_called;
    using steps::listed_;
    using steps::next_element;
    using steps::skip_element;

    constexpr std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }
};

constexpr bool goes_step_by_step() {
    open_steps s("<a b='>'>t<!-- <x> --><?p <y> ?><c/></a >u");
    if (!s.is_called(s.at_ + 1, "a") || s.is_called(s.at_ + 1, "") || s.is_called(s.at_ + 1, "ab"))
        return false;
    if (!s.into_content() || !s.rest().starts_with("t<!--")) return false;
    if (!s.next_element() || !s.rest().starts_with("<c/>")) return false;
    if (s.into_content() || !s.rest().starts_with("</a >")) return false;
    open_steps known = s, unknown = s;
    known.end_tag(1);
    unknown.end_tag(0);
    return known.rest() == "u" && unknown.rest() == "u" && !known.next_element() &&
           known.rest().empty();
}
static_assert(goes_step_by_step());

// The same document with a list: its text is not searched for elements.
constexpr bool goes_by_the_list() {
    constexpr std::string_view document = "<a b='>'>t<!-- <x> --><?p <y> ?><c><d/></c><e/></a >u";
    constexpr trotline::xml::detail::listed_element list[] = {
        {0, 1}, {32, 2}, {35, 3}, {43, 2}, {0, 0}};
    open_steps s(document, list);
    if (!s.next_element() || !s.is_called(s.at_ + 1, "a")) return false;
    open_steps over = s;
    over.skip_element();
    if (over.next_element()) return false;
    ++s.listed_, ++s.depth_;
    if (!s.next_element() || !s.rest().starts_with("<c>")) return false;
    s.skip_element();
    if (!s.next_element() || !s.rest().starts_with("<e/>")) return false;
    s.skip_element();
    return !s.next_element() && s.depth_ == 0 && !s.next_element();
}
static_assert(goes_by_the_list());

}  // namespace

TEST_CASE("the steps of a cursor") {
    CHECK(goes_step_by_step());
    CHECK(goes_by_the_list());
}

TEST_CASE("end tags end where they do, however deep the element and however long its name") {
    for (std::size_t const size : {1U, 2U, 254U, 255U, 256U, 257U, 600U}) {
        for (std::size_t const depth : {1U, 7U, 8U, 9U, 20U}) {
            CAPTURE(size);
            CAPTURE(depth);
            // each level has another size, and something after it
            std::string document = "<r>";
            for (std::size_t i = 0; i < depth; ++i)
                document += '<' + std::string(size + i, 'n') + '>';
            document += "<a>1</a>";
            for (std::size_t i = depth; i-- > 0;)
                document += "</" + std::string(size + i, 'n') + "><b" + std::to_string(i) + "/>";
            document += "</r>";
            trotline::xml::cursor c(document);
            c.enter();
            REQUIRE(c.find(trotline::one_wanted_name("r")) == 0);
            c.enter();
            for (std::size_t i = 0; i < depth; ++i) {
                std::string const name(size + i, 'n');
                REQUIRE(c.find(trotline::one_wanted_name(name)) == 0);
                c.enter();
            }
            REQUIRE(c.find(trotline::one_wanted_name("a")) == 0);
            trotline::xml::cursor left = c;
            c.skip();
            for (std::size_t i = depth; i-- > 0;) {
                REQUIRE(c.find(trotline::one_wanted_name("a")) == trotline::npos);
                std::string const name = 'b' + std::to_string(i);
                REQUIRE(c.find(trotline::one_wanted_name(name)) == 0);
                CHECK(c.raw() == '<' + name + "/>");
            }
            left.skip();
            left.leave(depth);
            CHECK(left.find(trotline::one_wanted_name("b0")) == 0);
        }
    }
}

}  // namespace xml_steps_test
