// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>

#include <array>
#include <string_view>

namespace {

constexpr std::array<std::string_view, 1> note{"note"};

constexpr std::string_view to() {
    trotline::document_failure why;
    auto const document = trotline::xml::checked.open("<note><to>Tove</to></note>", why);
    if (why) return {};
    trotline::xml::cursor c = document.root();
    c.enter();
    if (c.find(note) != 0) return {};
    c.enter();
    return c.find(std::array<std::string_view, 1>{"to"}) == 0 ? c.scalar().text : std::string_view{};
}
static_assert(to() == "Tove");

}  // namespace

TEST_CASE("a document is opened whole or not at all") {
    CHECK(to() == "Tove");
    trotline::document_failure why;
    auto const cut = trotline::xml::checked.open("<note><to>Tove</to></note", why);
    trotline::xml::cursor c = cut.root();
    CHECK(why.code == trotline::code::malformed);
    CHECK(why.offset == 25);
    c.enter();
    CHECK(c.find(note) == trotline::npos);

    auto const note_only = trotline::xml::checked.open("<note/>", why);
    c = note_only.root();
    CHECK(!why);
    c.enter();
    CHECK(c.find(note) == 0);

    CHECK(trotline::xml::checked.depth_limit == 1024);
    (void)trotline::xml::checked_format{1}.open("<a><b/></a>", why);
    CHECK(why.code == trotline::code::too_deep);
}
