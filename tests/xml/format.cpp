// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/format.hpp>

#include "support/allocation_count.hpp"
#include "support/guard_page.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace xml_format_test {

namespace {

constexpr trotline::name_list note{"note"};

constexpr std::string_view to() {
    trotline::document_failure why;
    trotline::xml::cursor c = trotline::xml::checked.open("<note><to>Tove</to></note>", why);
    if (why) return {};
    c.enter();
    if (c.find(note) != 0) return {};
    c.enter();
    return c.find(trotline::one_wanted_name("to")) == 0 ? c.scalar().text : std::string_view{};
}
static_assert(to() == "Tove");

}  // namespace

TEST_CASE("a document is opened whole or not at all") {
    CHECK(to() == "Tove");
    trotline::document_failure why;
    trotline::xml::cursor c = trotline::xml::checked.open("<note><to>Tove</to></note", why);
    CHECK(why.code == trotline::code::malformed);
    CHECK(why.offset == 25);
    c.enter();
    CHECK(c.find(note) == trotline::npos);

    c = trotline::xml::checked.open("<note/>", why);
    CHECK(!why);
    c.enter();
    CHECK(c.find(note) == 0);

    CHECK(trotline::xml::checked.depth_limit == 1024);
    (void)trotline::xml::checked_format{1}.open("<a><b/></a>", why);
    CHECK(why.code == trotline::code::too_deep);
}

TEST_CASE(
    "a short document is opened and walked without allocation, and it is invalid if it is cut at "
    "any byte") {
    constexpr std::string_view whole =
        "<?xml version='1.0'?><!-- <to> --><note><id n='1>'>7</id><to>Tove</to><?p <to> "
        "?><tags><to/></tags></note>";
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        CAPTURE(size);
        trotline_tests::guarded_text const text(whole.substr(0, size));
        std::string_view to;
        std::size_t more = 0;
        std::size_t const allocated = trotline_tests::allocations([&] {
            trotline::document_failure why;
            trotline::xml::checked_format::index_type elements;
            trotline::xml::cursor c = trotline::xml::checked.open(text.view(), why, elements);
            c.enter();
            if (c.find(note) != 0) return;
            c.enter();
            if (c.find(trotline::one_wanted_name("to")) == 0) to = c.scalar().text;
            more = c.find(trotline::one_wanted_name("to"));
        });
        CHECK(allocated == 0);
        CHECK(to == (size == whole.size() ? "Tove" : ""));
        CHECK(more == (size == whole.size() ? trotline::npos : 0));
    }
}

}  // namespace xml_format_test
