// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/cursor_extensions.hpp>

#include <trotline/json/cursor.hpp>
#include <trotline/mapping/text_cursor.hpp>
#include <trotline/xml/cursor.hpp>

#include <doctest/doctest.h>

#include <string_view>

namespace core_cursor_extensions_test {

namespace tl = trotline;
using checked = tl::json::basic_cursor<tl::json::mode::checked>;
using on_demand = tl::json::basic_cursor<tl::json::mode::on_demand>;

namespace {

template <class C> struct offers {
    bool plain_values = tl::hands_out_plain_values<C>, name_by_name = tl::asks_name_by_name<C>,
         what_follows = tl::knows_what_follows<C>;
    friend bool operator==(offers const&, offers const&) = default;
};

struct without_numbers : checked {
    using checked::checked;
    bool plain(tl::integer_value&) = delete;
};

}  // namespace

TEST_CASE("what each cursor offers beyond the concept") {
    CHECK(offers<checked>() == offers<checked>{true, true, true});
    CHECK(offers<on_demand>() == offers<on_demand>{true, true, false});
    CHECK(offers<tl::xml::cursor>() == offers<tl::xml::cursor>{true, false, false});
    CHECK(offers<tl::text_cursor>() == offers<tl::text_cursor>{false, false, false});
    CHECK_FALSE(tl::hands_out_plain_values<without_numbers>);
    CHECK_FALSE(tl::hands_out_plain_values<int>);
    CHECK(tl::lists_attributes<tl::xml::cursor>);
    CHECK_FALSE(tl::lists_attributes<checked>);
}

// One member at a time, in both ways: the same values at the same positions.
template <class C> void walks_name_by_name() {
    constexpr std::string_view text = R"({"a":1,"x":[2],"long name":true,"b":"t"})";
    tl::document_failure why;
    C c(text, why);
    tl::name_list const names{"b", "long name"};
    REQUIRE(c.first_member());
    CHECK_FALSE(c.called(tl::wanted_name("x")));
    REQUIRE(c.called(tl::wanted_name("a")));
    tl::integer_value number;
    bool boolean = false;
    std::string_view string;
    CHECK_FALSE(c.plain(boolean));
    CHECK_FALSE(c.plain(string));
    REQUIRE(c.plain(number));
    CHECK(number.magnitude == 1);
    REQUIRE(c.next_member());
    REQUIRE(c.find_on(names) == 1);
    REQUIRE(c.plain(boolean));
    CHECK(boolean);
    REQUIRE(c.next_member());
    C at_name = c;
    REQUIRE(c.find_on(names) == 0);
    REQUIRE(c.plain(string));
    CHECK(string == "t");
    CHECK_FALSE(c.next_member());
    CHECK(c.offset() == text.size());
    CHECK(at_name.find_on(tl::one_wanted_name("a")) == tl::npos);
    CHECK(at_name.offset() == text.size());
    CHECK_FALSE(why);

    C empty("{}", why);
    CHECK_FALSE(empty.first_member());
    CHECK(empty.offset() == 2);
}

TEST_CASE("members one after the other") {
    walks_name_by_name<checked>();
    walks_name_by_name<on_demand>();
}

}  // namespace core_cursor_extensions_test
