// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/cursor.hpp>

#include "support/allocation_count.hpp"
#include "support/guard_page.hpp"
#include "xml/listed.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace xml_cursor_test {

using trotline::kind;
using trotline::npos;
using trotline::scalar;
using trotline::xml::cursor;
using trotline_tests::allocations;
using trotline_tests::guarded_text;

static_assert(trotline::cursor<trotline::xml::cursor>);

namespace {

template <class... Names> constexpr auto names(Names... each) {
    return trotline::name_list<sizeof...(each)>(each...);
}

constexpr bool is_plain(scalar const& s, kind k, std::string_view text) {
    return s.kind == k && s.plain && s.text == text;
}

// A cursor inside the document, after find() of one name after the other.
constexpr cursor at_path(std::string_view document, std::initializer_list<std::string_view> path) {
    cursor c(document);
    for (std::string_view const name : path) {
        c.enter();
        if (c.find(names(name)) != 0) break;
    }
    return c;
}

std::string text_of(std::string_view document, std::initializer_list<std::string_view> path) {
    scalar const found = at_path(document, path).scalar();
    if (found.plain) return std::string(found.text);
    std::string text;
    cursor::decode(found, [&](std::string_view piece) { text += piece; });
    return text;
}

constexpr std::string_view catalog = R"(<?xml version="1.0"?>
<!-- <catalog> -->
<catalog count="3" xmlns:m="urn:m">
  <book lang='en' id="b1"><title>Moby-Dick</title><m:page>1</m:page><author>H. Melville</author></book>
  <note/>
  <book id="b2" ><title lang="de">Der &amp; Die</title><![CDATA[<book>]]><?book?><!--<book>--></book>
  text
  <book id=">/>"/>
  <last>end</last>
</catalog>
)";

constexpr bool walks() {
    cursor c(catalog);
    if (c.kind() != kind::object || c.offset() != 0) return false;
    c.enter();
    if (c.kind() != kind::nothing || c.find(names("catalog")) != 0 || c.kind() != kind::element)
        return false;
    cursor const bookmark = c;
    c.enter();

    auto const asked = names("book", "@count", "last");
    if (c.find(asked) != 1 || c.kind() != kind::text || catalog[c.offset()] != '3') return false;
    if (!is_plain(c.scalar(), kind::text, "3")) return false;
    if (c.find(asked) != 0 || !catalog.substr(c.offset()).starts_with("<book lang")) return false;
    c.enter();
    auto const inside = names("author", "m:page", "title", "@id", "@lang");
    for (std::size_t const expected : {4U, 3U, 2U, 1U, 0U}) {
        if (c.find(inside) != expected) return false;
        c.skip();
    }
    if (c.find(inside) != npos) return false;

    if (c.find(asked) != 0) return false;
    c.enter();
    c.leave(1);
    if (c.find(asked) != 0) return false;
    c.enter();
    if (c.find(names("@id")) != 0 || !is_plain(c.scalar(), kind::text, ">/>")) return false;
    if (c.find(names("@id", "title")) != npos) return false;
    if (c.find(asked) != 2 || !is_plain(c.scalar(), kind::element, "end")) return false;
    if (c.find(asked) != npos || c.find(asked) != npos || c.failure()) return false;

    c = bookmark;  // both continue independently
    return c.kind() == kind::element && c.raw().starts_with("<catalog ") && c.find(asked) == npos;
}
static_assert(walks());

}  // namespace

TEST_CASE("a walk over a document") { CHECK(walks()); }

TEST_CASE("the root's string-value is that of the root element") {
    CHECK(text_of("<?xml version='1.0'?><!-- x --><a>1<b>2</b>&lt;</a>", {}) == "12<");
    CHECK(text_of("<a/>", {}).empty());
}

TEST_CASE("no operation allocates") {
    bool walked = false;
    std::size_t size = 0;
    CHECK(allocations([&] {
              walked = walks();
              cursor::decode(at_path(catalog, {"catalog"}).scalar(),
                             [&](std::string_view piece) { size += piece.size(); });
          }) == 0);
    CHECK(walked);
    CHECK(size > 0);
}

TEST_CASE("scalars are plain where they stand in one piece, and decoded elsewhere") {
    struct reading {
        std::string_view document;
        bool plain;
        std::string_view text;
    };
    for (reading const& one : {
             reading{"<a>x</a>", true, "x"},
             {"<a></a>", true, ""},
             {"<a/>", true, ""},
             {"<a b='>' c=\"/>\"/>", true, ""},
             {"<a b='/'>x</a >", true, "x"},
             {"<a> x\n> ]] </a>", true, " x\n> ]] "},
             {"<a>x&lt;y</a>", false, "x<y"},
             {"<a>x\r\ny</a>", false, "x\ny"},
             {"<a>x<b/>y</a>", false, "xy"},
             {"<a><b>x</b>y<c>z</c></a>", false, "xyz"},
             {"<a><a>x</a><a>y</a></a>", false, "xy"},
             {"<a>x<!-- </a> -->y</a>", false, "xy"},
             {"<a>x<?p </a> ?>y</a>", false, "xy"},
             {"<a><![CDATA[</a>]]></a>", false, "</a>"},
         }) {
        CAPTURE(one.document);
        guarded_text const document(one.document);
        scalar const found = at_path(document.view(), {"a"}).scalar();
        CHECK(found.kind == kind::element);
        CHECK(found.plain == one.plain);
        if (one.plain) CHECK(found.text == one.text);
        CHECK(text_of(document.view(), {"a"}) == one.text);
    }
    for (reading const& one : {
             reading{"<a b='x'/>", true, "x"},
             {"<a b=''/>", true, ""},
             {"<a b = \" x ' > \" />", true, " x ' > "},
             {"<a c='b=\"\"' b\n=\n'x'/>", true, "x"},
             {"<a b='x&#10;y'/>", false, "x\ny"},
             {"<a b='x\r\ny\tz'/>", false, "x y z"},
             {"<a b='&quot;'/>", false, "\""},
         }) {
        CAPTURE(one.document);
        guarded_text const document(one.document);
        scalar const found = at_path(document.view(), {"a", "@b"}).scalar();
        CHECK(found.kind == kind::text);
        CHECK(found.plain == one.plain);
        CHECK(text_of(document.view(), {"a", "@b"}) == one.text);
    }
}

TEST_CASE("a value in one look is what scalar() says, and where it leaves the cursor") {
    unsigned looks = 0;
    for (std::string_view const element :
         {"<a>x</a>", "<a></a>", "<a>12</a>", "<a>-1.5</a>", "<a>true</a>", "<a> 12 </a>",
          "<a>a text of more than sixteen bytes</a>", "<a/>", "<a b='1'>x</a>", "<a >x</a>",
          "<a>x</a >", "<a>x&lt;</a>", "<a>x\ry</a>", "<a>1<b/></a>", "<a>1<!-- --></a>",
          "<a><![CDATA[1]]></a>", "<a>></a>"}) {
        CAPTURE(element);
        guarded_text const document("<r>" + std::string(element) + "<b/></r>");
        cursor const begin = at_path(document.view(), {"r", "a"});
        cursor general = begin;
        scalar const found = general.scalar();
        REQUIRE(general.find(names("b")) == 0);
        auto const agrees = [&](auto value, auto is) {
            cursor c = begin;
            if (!c.plain(value)) return c.kind() == kind::element && c.raw() == element;
            ++looks;
            return found.plain && is(value) && c.find(names("b")) == 0 &&
                   c.offset() == general.offset();
        };
        CHECK(
            agrees(std::string_view(), [&](std::string_view text) { return text == found.text; }));
        CHECK(agrees(trotline::integer_value(), [&](trotline::integer_value number) {
            return (number.negative ? "-" : "") + std::to_string(number.magnitude) == found.text;
        }));
        CHECK(agrees(0.0,
                     [&](double number) { return number == std::stod(std::string(found.text)); }));
        CHECK(agrees(false, [&](bool value) { return (value ? "true" : "false") == found.text; }));
        for (std::size_t size = 0; size < document.view().size(); ++size) {
            guarded_text const cut(document.view().substr(0, size));
            cursor c = at_path(cut.view(), {"r", "a"});
            std::string_view text;
            if (c.plain(text)) CHECK(c.offset() <= size);
        }
    }
    CHECK(looks == 7 + 1 + 1 + trotline::detail::rounds_once + 1 + 1);
    std::string_view text;
    CHECK(!cursor("<a>x</a>").plain(text));
    CHECK(!at_path("<a b='x&lt;'/>", {"a", "@b"}).plain(text));
    CHECK(!at_path("<a b='x\ny'/>", {"a", "@b"}).plain(text));
    cursor c = at_path("<a b='>\"' c='12'/>", {"a", "@b"});
    CHECK(c.plain(text));
    CHECK(text == ">\"");
    CHECK(c.find(names("@c")) == 0);
    trotline::integer_value number;
    CHECK(c.plain(number));
    CHECK(number.magnitude == 12);
    CHECK(!number.negative);
    CHECK(c.find(names("@d")) == npos);
}

TEST_CASE("raw text is the element with its tags") {
    CHECK(at_path("<a> <b c='1'>x<d/></b > </a>", {"a", "b"}).raw() == "<b c='1'>x<d/></b >");
    CHECK(at_path("<a><b/></a>", {"a", "b"}).raw() == "<b/>");
    CHECK(at_path("<a><b c='&lt;\n'/></a>", {"a", "b", "@c"}).raw() == "&lt;\n");
    CHECK(at_path("\xEF\xBB\xBF \n<!--x--><a/>\n", {}).raw() == "<!--x--><a/>");
    cursor c = at_path("<a><b/>x<b>2</b></a>", {"a", "b"});
    CHECK(c.raw() == "<b/>");
    CHECK(c.find(names("b")) == 0);
    CHECK(c.raw() == "<b>2</b>");
    CHECK(c.find(names("b")) == npos);
}

TEST_CASE("names are matched as they are written, whole") {
    constexpr std::string_view document = "<r><ab/><a.b/><a:b/><A/><a1/><xa/><a\n/></r>";
    cursor c = at_path(document, {"r", "a"});
    CHECK(c.offset() == document.find("<a\n"));
    CHECK(at_path(document, {"r", "a:b"}).offset() == document.find("<a:b"));
    CHECK(at_path(document, {"r", "b"}).kind() == kind::nothing);
    CHECK(at_path(document, {"r", "@a"}).kind() == kind::nothing);
    CHECK(at_path(document, {"r", ""}).kind() == kind::nothing);
    CHECK(text_of("<r a1='1' xa='2' x:a='3' a='4' A='5'/>", {"r", "@a"}) == "4");
    CHECK(text_of("<r a1='1' xa='2' x:a='3' a='4' A='5'/>", {"r", "@x:a"}) == "3");
    // an attribute's name is not searched in values, nor after the start tag
    CHECK(at_path("<r b=\"a='1'\">a='2'<s a='3'/></r>", {"r", "@a"}).kind() == kind::nothing);
    CHECK(at_path("<r><a/></r>", {"a"}).kind() == kind::nothing);
}

TEST_CASE("children one after another, and by number") {
    constexpr std::string_view document =
        "<r x='0'><a i='1'>1</a> <!-- <b/> --> <b>2</b><c/>t<a>3</a></r>";
    cursor c = at_path(document, {"r"});
    c.enter();
    scalar name;
    std::string seen;
    while (c.member(name)) {
        CHECK(name.plain);
        seen += std::string(name.text) + '=' + std::string(c.scalar().text) + ' ';
    }
    CHECK(seen == "a=1 b=2 c= a=3 ");
    CHECK(!c.member(name));

    for (std::size_t n = 0; n < 6; ++n) {
        CAPTURE(n);
        cursor numbered = at_path(document, {"r"});
        numbered.enter();
        CHECK(numbered.element(n) == (n < 4));
        if (n == 3) CHECK(numbered.scalar().text == "3");
    }
    cursor empty = at_path("<r/>", {"r"});
    empty.enter();
    CHECK(!empty.element(0));
}

TEST_CASE("several containers are left at once, from every place in them") {
    constexpr std::string_view document =
        "<r><a x='1'><b y='/>'><c z='2'/>t<d/></b><e/></a><f/></r><!-- -->";
    auto const next = [](cursor& c) {
        scalar name;
        return c.member(name) ? std::string(name.text) : std::string("-");
    };
    cursor c = at_path(document, {"r", "a", "b", "c"});
    c.enter();
    cursor d = c;
    d.leave(1);
    CHECK(next(d) == "d");
    d = c, d.leave(2);
    CHECK(next(d) == "e");
    d = c, d.leave(3);
    CHECK(next(d) == "f");
    d = c, d.leave(4);
    CHECK(next(d) == "-");
    d = c, d.leave(5);
    CHECK(next(d) == "-");
    d = c, d.leave(0);
    CHECK(d.find(names("@z")) == 0);
    c = at_path(document, {"r", "a", "b", "@y"});
    (void)c.scalar();
    d = c, d.leave(1);
    CHECK(next(d) == "e");
    d = c, d.leave(2);
    CHECK(next(d) == "f");
    c = at_path(document, {"r", "a", "b", "d"});
    c.skip();
    d = c, d.leave(1);
    CHECK(next(d) == "e");
}

namespace {

// Takes the same random steps with two cursors over one document, the second with a list of its
// elements.
class two_cursors {
  public:
    two_cursors(std::string_view document,
                std::vector<trotline::xml::detail::listed_element> const& list,
                std::mt19937& random)
        : random_(random),
          searching_(document, list.front().begin),
          listed_(document, list.front().begin, list.data()) {}

    // Until the document's end. Returns the number of equal steps; 0 if a step differed.
    std::size_t go() {
        bool at_value = true;
        for (std::size_t steps = 1, depth = 0;; ++steps) {
            if (searching_.kind() != listed_.kind()) return 0;
            if (at_value) {
                if (searching_.offset() != listed_.offset()) return 0;
                bool const container = searching_.kind() != kind::text;
                at_value = false;
                if (container && below(3) != 0) {
                    ++depth;
                    searching_.enter();
                    listed_.enter();
                } else if (!same_value()) {
                    return 0;
                }
                if (depth == 0) return steps;
            } else if (below(12) == 0) {
                std::size_t const levels = 1 + below(depth);
                searching_.leave(levels);
                listed_.leave(levels);
                if ((depth -= levels) == 0) return steps;
            } else {
                if (!same_child(at_value)) return 0;
                if (!at_value && --depth == 0) return steps;
            }
        }
    }

  private:
    std::size_t below(std::size_t n) { return random_() % n; }

    bool same_value() {
        std::string_view text, other;
        trotline::integer_value number, other_number;
        switch (below(5)) {
            case 0:
                searching_.skip();
                listed_.skip();
                return true;
            case 1:
                text = searching_.raw();
                other = listed_.raw();
                return text.data() == other.data() && text.size() == other.size();
            case 2:
                if (searching_.plain(text) != listed_.plain(other)) return false;
                if (text.data() != nullptr && searching_.kind() == kind::nothing)
                    return text.data() == other.data() && text == other;
                break;
            case 3:
                if (searching_.plain(number) != listed_.plain(other_number) ||
                    number.magnitude != other_number.magnitude ||
                    number.negative != other_number.negative)
                    return false;
                if (searching_.kind() == kind::nothing) return true;
                break;
            default:
                break;
        }
        scalar const value = searching_.scalar(), other_value = listed_.scalar();
        return value.kind == other_value.kind && value.plain == other_value.plain &&
               value.text.data() == other_value.text.data() &&
               value.text.size() == other_value.text.size();
    }

    bool same_child(bool& is_there) {
        scalar name, other;
        std::size_t const n = below(3);
        switch (below(6)) {
            case 0:
                is_there = searching_.member(name);
                return listed_.member(other) == is_there && name.text == other.text;
            case 1:
                is_there = searching_.element(n);
                return listed_.element(n) == is_there;
            case 2: {
                std::size_t const found = searching_.find(names("@x", "none"));
                is_there = found != npos;
                return listed_.find(names("@x", "none")) == found;
            }
            default: {
                constexpr std::string_view all[] = {"a", "b", "ab", "a:b"};
                auto const asked = names(all[below(4)], "@y", "c");
                std::size_t const found = searching_.find(asked);
                is_there = found != npos;
                return listed_.find(asked) == found;
            }
        }
    }

    std::mt19937& random_;
    cursor searching_;
    cursor listed_;
};

std::string random_document(std::mt19937& random) {
    constexpr std::string_view all[] = {"a", "b", "c", "ab", "a:b"};
    constexpr std::string_view between[] = {"",
                                            "",
                                            "",
                                            "12",
                                            " ",
                                            "text of more than sixteen bytes",
                                            "&amp;",
                                            "\r\n",
                                            "]] >",
                                            "<!--<a>-->",
                                            "<![CDATA[</a>]]>",
                                            "<?p <b>?>",
                                            "7"};
    constexpr std::string_view attributes[] = {
        "", "", "", " x='1'", " y=\"/>\"", "\n x = 'a>b' y='&lt;'", " "};
    std::string text = "<?xml version='1.0'?><r>";
    std::vector<std::string_view> open{"r"};
    for (std::size_t left = random() % 40; !open.empty();) {
        text += between[random() % std::size(between)];
        if (left != 0 && random() % 5 < 3) {
            --left;
            std::string_view const name = all[random() % std::size(all)];
            text.append("<").append(name).append(attributes[random() % std::size(attributes)]);
            bool const empty = random() % 4 == 0;
            text += empty ? "/>" : ">";
            if (!empty) open.push_back(name);
        } else if (left == 0 || open.size() > 1) {
            text.append("</").append(open.back()).append(random() % 5 == 0 ? " >" : ">");
            open.pop_back();
        }
    }
    return text + "<!-- <a/> -->";
}

}  // namespace

TEST_CASE("a list of the elements changes nothing but the way") {
    std::mt19937 random(11);
    std::size_t steps = 0, wrong = 0;
    for (int i = 0; i < 3000; ++i) {
        std::string const text = i == 0 ? std::string(catalog) : random_document(random);
        guarded_text const document(text);
        auto const list = trotline_tests::listed_by_hand(document.view());
        for (int walk = 0; walk < 20; ++walk) {
            std::size_t const same = two_cursors(document.view(), list, random).go();
            steps += same;
            if (same == 0) ++wrong;
        }
    }
    CHECK(wrong == 0);
    CHECK(steps > 100000);
}

TEST_CASE("depth costs neither stack nor memory") {
    constexpr std::size_t depth = 1'000'000;
    std::string document = "<r>";
    for (std::size_t i = 0; i < depth; ++i) document += "<a>";
    document += 'x';
    for (std::size_t i = 0; i < depth; ++i) document += "</a>";
    document += "<b>y</b></r>";
    guarded_text const text(document);
    cursor c(text.view());
    c.enter();
    c.find(names("r"));
    c.enter();
    CHECK(c.find(names("b")) == 0);
    CHECK(c.scalar().text == "y");
    c = cursor(text.view());
    for (std::size_t i = 0; i <= depth; ++i) {
        c.enter();
        c.find(names("r", "a"));
    }
    CHECK(c.scalar().text == "x");
    c.leave(depth - 1);
    CHECK(c.find(names("b")) == 0);
}

TEST_CASE("an invalid document is never read past its end") {
    for (std::size_t size = 0; size <= catalog.size(); ++size) {
        guarded_text const cut(catalog.substr(0, size));
        for (auto const path : {std::initializer_list<std::string_view>{"catalog", "book", "title"},
                                {"catalog", "last"},
                                {"catalog", "@none"},
                                {"catalog", "book", "@none"}}) {
            cursor c = at_path(cut.view(), path);
            cursor d = c;
            (void)d.raw();
            d = c;
            scalar const found = d.scalar();
            cursor::decode(found, [](std::string_view) {});
            d = c;
            d.enter();
            d.leave(2);
            scalar name;
            CHECK(d.offset() <= size + 1);
            while (c.member(name)) c.skip();
        }
    }
}

TEST_CASE("an element's own text is found between its attributes and its children") {
    struct {
        std::string_view element;
        bool plain;
        std::string_view text;
    } const cases[] = {
        {"<p a='1'>12.50<b/>x</p>", false, "12.50x"},
        {"<p a='1'>12.50</p>", true, "12.50"},
        {"<p >1&lt;2</p>", false, "1<2"},
        {"<p>a<b>b</b><![CDATA[<]]></p>", false, "ab<"},
        {"<p a='1'/>", true, ""},
        {"<p/>", true, ""},
        {"<p></p>", true, ""},
    };
    for (auto const& one : cases) {
        CAPTURE(one.element);
        std::string const document = "<r>" + std::string(one.element) + "<q>behind</q></r>";
        auto const list = trotline_tests::listed_by_hand(document);
        for (bool const with_list : {false, true}) {
            cursor c(document, 0, with_list ? list.data() : nullptr);
            c.enter();
            REQUIRE(c.find(names("r")) == 0);
            c.enter();
            REQUIRE(c.find(names("p", "q")) == 0);
            cursor const element = c;
            c.enter();
            auto const asked = names("b", "#text", "@a");
            std::size_t found = c.find(asked);
            if (one.element.find("a=") != one.element.npos) {
                REQUIRE(found == 2);
                CHECK(c.scalar().text == "1");
                found = c.find(asked);
            }
            REQUIRE(found == 1);
            CHECK(c.kind() == kind::text);
            cursor at_text = c;
            scalar const s = c.scalar();
            CHECK(s.plain == one.plain);
            std::string text;
            cursor::decode(s, [&](std::string_view piece) { text += piece; });
            CHECK((s.plain ? std::string(s.text) : text) == one.text);
            // once, and the children follow it
            if (one.element.find("<b") != one.element.npos) {
                REQUIRE(c.find(asked) == 0);
                c.skip();
            }
            CHECK(c.find(asked) == npos);
            REQUIRE(c.find(names("q")) == 0);
            CHECK(c.scalar().text == "behind");
            // skipped, left, asked for as it is
            cursor skipped = at_text;
            skipped.skip();
            skipped.leave(1);
            CHECK(skipped.find(names("q")) == 0);
            cursor left = at_text;
            left.leave(1);
            CHECK(left.find(names("q")) == 0);
            cursor raw = at_text;
            cursor whole = element;
            CHECK(whole.raw().find(raw.raw()) != npos);
            CHECK(raw.find(names("x")) == npos);
            CHECK(raw.find(names("q")) == 0);
        }
    }
}

}  // namespace xml_cursor_test
