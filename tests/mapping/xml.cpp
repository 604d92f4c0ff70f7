// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/get.hpp>

#include <trotline/mapping/map.hpp>
#include <trotline/path/parse.hpp>
#include <trotline/rendering/described_body.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>
#include <boost/describe.hpp>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_xml_test {

// XML with the same rows as JSON: what a path selects, and what is stored.

namespace tl = trotline;
using namespace tl::literals;
using tl::code;

struct price {
    std::string currency;
    double amount = 0;
    std::optional<std::string> note;
    friend bool operator==(price const&, price const&) = default;
};
BOOST_DESCRIBE_STRUCT(price, (), (amount, note, currency))

struct offer {
    std::vector<price> prices;
    std::optional<price> best;
    friend bool operator==(offer const&, offer const&) = default;
};
BOOST_DESCRIBE_STRUCT(offer, (), (prices, best))

}  // namespace mapping_xml_test

template <>
struct trotline::member_names<mapping_xml_test::price>
    : trotline::names<trotline::named<&mapping_xml_test::price::amount, "#text">,
                      trotline::named<&mapping_xml_test::price::currency, "@currency">> {};

namespace mapping_xml_test {

namespace {

constexpr std::string_view catalog = R"(<?xml version="1.0" encoding="UTF-8"?>
<catalog xmlns:m="urn:m" count="3">
  <book lang="en" id="1">
    <title>Moby-Dick</title>
    <author>Herman Melville</author>
    <m:pages>635</m:pages>
  </book>
  <note>between</note>
  <book lang="de" id="2">
    <title>Der &amp; die <i>Wal</i>e</title>
    <price currency="EUR">9.50</price>
  </book>
  <book id="3"><title><![CDATA[<Moby>]]></title></book>
  <empty/>
  <blank> 7 </blank>
</catalog>
)";

// Why a value was not found: the code of its only row, or of the document.
template <class Result> code why(Result const& got) {
    if (got) return code::none;
    return got.error().document() ? got.error().document().code : got.error().rows()[0].code;
}

// The text at a path, or the name of the failure's code.
std::string at(std::string_view path, std::string_view document = catalog) {
    tl::object_path const known = tl::object_path::parse(path).value();
    auto const found = tl::get<std::string>(document, known, tl::xml::checked);
    return found ? *found : std::string("! ") + std::string(tl::name(why(found)));
}

}  // namespace

TEST_CASE("what a path selects") {
    struct selection {
        std::string_view path, text;
    };
    for (selection const& one : {
             selection{"catalog.note", "between"},
             {"$.catalog.note", "between"},
             {"['catalog']['note']", "between"},
             {"catalog.note[0]", "between"},
             {"catalog.note[-1]", "between"},
             {"catalog[0].note", "between"},
             {"catalog[-1].note[0]", "between"},
             {"catalog.book[0].title", "Moby-Dick"},
             {"catalog.book[1].title", "Der & die Wale"},
             {"catalog.book[2].title", "<Moby>"},
             {"catalog.book[-1].title", "<Moby>"},
             {"catalog.book[-2].title", "Der & die Wale"},
             {"catalog.book[-3].author", "Herman Melville"},
             {"catalog.book[1].price.@currency", "EUR"},
             {"catalog.book[1].price['@currency']", "EUR"},
             {"catalog.book[1].price['#text']", "9.50"},
             {"catalog.book[1].title['#text']", "Der & die Wale"},
             {"catalog.empty['#text']", ""},
             {"catalog.@count", "3"},
             {"catalog.book[1].@lang", "de"},
             {"catalog.author", "! missing"},
             {"catalog.book.author", "Herman Melville"},
             {"catalog.book[0].m:pages", "635"},
             {"catalog.@xmlns:m", "urn:m"},
             {"*:catalog.*:note", "between"},
             {"catalog.book[0].*:pages", "635"},
             {"catalog.*:book[-1].title", "<Moby>"},
             {"catalog.*:book[1].@*:lang", "de"},
             {"catalog['*:book'][0].*:author", "Herman Melville"},
             {"catalog.*:book", "! ambiguous"},
             {"catalog.book[0].*:page", "! missing"},
             {"catalog.@*:m", "! missing"},  // a declaration is no attribute
             {"catalog.empty", ""},
             {"catalog.book", "! ambiguous"},
             {"catalog.book.title", "! ambiguous"},
             {"catalog.book.@id", "! ambiguous"},
             {"catalog.book[3]", "! missing"},
             {"catalog.book[-4]", "! missing"},
             {"catalog.note[1]", "! missing"},
             {"catalog[1]", "! missing"},
             {"catalog.book[0][0].title", "! missing"},
             {"catalog.book[0].pages", "! missing"},
             {"catalog.Book", "! missing"},
             {"catalog.@lang", "! missing"},
             {"catalog.note.@lang", "! missing"},
             {"catalog.@count[0]", "! missing"},
             {"catalog.@count.x", "! missing"},
             {"catalog.note.x", "! missing"},
             {"catalog.empty.x", "! missing"},
             {"book", "! missing"},
             {"@count", "! missing"},
             {"[0]", "! missing"},
         }) {
        CAPTURE(one.path);
        CHECK(at(one.path) == one.text);
    }
}

TEST_CASE("paths that are known at compile time select the same") {
    CHECK(tl::get<int>(catalog, "catalog.book[1].@id"_path, tl::xml::checked).value() == 2);
    CHECK(tl::get<double>(catalog, "catalog.book[1].price"_path, tl::xml::checked).value() == 9.5);
    CHECK(tl::get<int>(catalog, "catalog.blank"_path, tl::xml::checked).value() == 7);
    CHECK(tl::get<std::string>(catalog, "catalog.blank"_path, tl::xml::checked).value() == " 7 ");
    CHECK(
        tl::get<std::string_view>(catalog, "catalog.book[-1].@id"_path, tl::xml::checked).value() ==
        "3");
    CHECK(tl::get<long>("<a><b>12</b></a>", "a.b"_path, tl::xml::checked).value() == 12);
    CHECK(
        tl::get<long>("<a><b c='1'/><b c='2'/></a>", "a.b[1].@c"_path, tl::xml::checked).value() ==
        2);
}

TEST_CASE("text converts exactly or not at all") {
    auto const boolean = [](std::string_view text) {
        return tl::get<bool>("<a>" + std::string(text) + "</a>", "a"_path, tl::xml::checked);
    };
    CHECK(boolean("true").value());
    CHECK(boolean(" 1 ").value());
    CHECK(!boolean("false").value());
    CHECK(!boolean("0").value());
    CHECK(why(boolean("yes")) == code::wrong_type);
    CHECK(why(boolean("")) == code::null);

    auto const small = [](std::string_view text) {
        return tl::get<signed char>("<a b='" + std::string(text) + "'/>", "a.@b"_path,
                                    tl::xml::checked);
    };
    CHECK(small("-128").value() == -128);
    CHECK(small("\n&#49;2 ").value() == 12);
    CHECK(why(small("128")) == code::out_of_range);
    CHECK(why(small("1.5")) == code::wrong_type);
    CHECK(why(small("x")) == code::wrong_type);
    CHECK(why(small("")) == code::null);

    auto const view = [](std::string_view document) {
        return tl::get<std::string_view>(document, "a"_path, tl::xml::checked);
    };
    CHECK(why(view("<a>x &gt;</a>")) == code::needs_decoding);
    CHECK(why(view("<a>x\r\ny</a>")) == code::needs_decoding);
    CHECK(why(view("<a>x<!-- -->y</a>")) == code::needs_decoding);
    CHECK(view("<a>x\ny ></a>").value() == "x\ny >");
}

TEST_CASE("a document that is not well-formed is a failure of parsing, at its place") {
    auto const failure = [](std::string_view document) {
        auto const got = tl::get<std::string>(document, "a"_path, tl::xml::checked);
        REQUIRE(got.has_error());
        return got.error().document();
    };
    CHECK(failure("{\"a\": 1}").offset == 0);
    CHECK(failure("<!DOCTYPE html [ ]><html></html>").expected ==
          "no internal subset: a DOCTYPE with declarations is refused");
    CHECK(failure("<a>x</b>").offset == 6);
    CHECK(failure("<a>x</a").offset == 7);
    // the text after the value is checked, too
    CHECK(failure("<a><b/></a><c/>").offset == 12);
}

namespace {

struct book {
    std::string title;
    std::optional<std::string> lang;
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(book, (), (title, lang, id))
using book_rows = tl::mapping<book, tl::row<"catalog.book[0].title", &book::title>,
                              tl::row<"catalog.book[0].@lang", &book::lang>,
                              tl::row<"catalog.book[0].@id", &book::id>>;

struct item {
    std::string name;
    std::optional<int> amount;
    std::vector<std::string> tag;
};
BOOST_DESCRIBE_STRUCT(item, (), (name, amount, tag))

struct order {
    std::vector<item> items;
    std::vector<int> numbers;
    std::vector<std::string> ids;
    std::vector<int> none;
    std::optional<std::vector<int>> unknown;
};
BOOST_DESCRIBE_STRUCT(order, (), (items, numbers, ids, none, unknown))
using order_rows =
    tl::mapping<order, tl::row<"order.item", &order::items>,
                tl::row<"order.number", &order::numbers>, tl::row<"order.item.@id", &order::ids>,
                tl::row<"order.none", &order::none>,
                tl::row<"order.elsewhere.unknown", &order::unknown>>;

}  // namespace

TEST_CASE("rows land in a described struct") {
    auto const mapped = tl::map<book_rows>(catalog, tl::xml::checked);
    REQUIRE(mapped.has_value());
    CHECK(mapped->title == "Moby-Dick");
    CHECK(mapped->lang == "en");
    CHECK(mapped->id == 1);

    auto const other = tl::map<book_rows>(
        "<catalog><book id='8'><title/></book><book id='9'/></catalog>", tl::xml::checked);
    REQUIRE(other.has_value());
    CHECK(other->title == "");
    CHECK(!other->lang);
    CHECK(other->id == 8);

    auto const missing =
        tl::map<book_rows>("<catalog><book><title/></book></catalog>", tl::xml::checked);
    REQUIRE(missing.has_error());
    REQUIRE(missing.error().rows().size() == 1);
    CHECK(missing.error().rows()[0].code == code::missing);
    CHECK(missing.error().rows()[0].description.path == "catalog.book[0].@id");
}

TEST_CASE("siblings of one name are a list, also when others stand between them") {
    auto const mapped = tl::map<order_rows>(R"(<order>
        <number>1</number>
        <item id="a"><name>rod</name><amount>2</amount></item>
        <number>2</number>
        <!-- <item/> -->
        <item id="b"><tag>x</tag><name>line &amp; sinker</name><amount>x</amount><tag>y</tag></item>
        <number>3</number></order>)",
                                            tl::xml::checked);
    REQUIRE(mapped.has_error());
    REQUIRE(mapped.error().rows().size() == 1);
    CHECK(mapped.error().rows()[0].inner.view() == "[1].amount");
    CHECK(mapped.error().rows()[0].code == code::wrong_type);

    auto const good = tl::map<order_rows>(R"(<order>
        <number>1</number>
        <item id="a"><name>rod</name><amount>2</amount></item>
        <number>2</number>
        <item id="b"><tag>x</tag><name>line &amp; sinker</name><other><name/></other><tag>y</tag></item>
        <number>3</number></order>)",
                                          tl::xml::checked);
    REQUIRE(good.has_value());
    CHECK(good->numbers == std::vector{1, 2, 3});
    CHECK(good->ids == std::vector<std::string>{"a", "b"});
    REQUIRE(good->items.size() == 2);
    CHECK(good->items[0].name == "rod");
    CHECK(good->items[0].amount == 2);
    CHECK(good->items[0].tag.empty());
    CHECK(good->items[1].name == "line & sinker");
    CHECK(!good->items[1].amount);
    CHECK(good->items[1].tag == std::vector<std::string>{"x", "y"});
    CHECK(good->none.empty());
    CHECK(!good->unknown);
}

TEST_CASE(
    "a list without elements is empty where its parent is there, and missing where it is not") {
    auto const empty = tl::get<std::vector<int>>("<a/>", "a.b"_path, tl::xml::checked);
    REQUIRE(empty.has_value());
    CHECK(empty->empty());
    auto const missing = tl::get<std::vector<int>>("<a/>", "a.b.c"_path, tl::xml::checked);
    REQUIRE(missing.has_error());
    CHECK(why(missing) == code::missing);
}

TEST_CASE("arrays, maps and raw text") {
    auto const pair =
        tl::get<std::array<int, 2>>("<a><b>1</b><c/><b>2</b></a>", "a.b"_path, tl::xml::checked);
    REQUIRE(pair.has_value());
    CHECK(*pair == std::array{1, 2});
    CHECK(why(tl::get<std::array<int, 2>>("<a><b>1</b></a>", "a.b"_path, tl::xml::checked)) ==
          code::wrong_size);
    CHECK(why(tl::get<std::array<int, 2>>("<a><b>1</b><b>1</b><b>1</b></a>", "a.b"_path,
                                          tl::xml::checked)) == code::wrong_size);

    auto const children = tl::get<std::map<std::string, std::string>>(
        "<a z='0'><b>1</b><x:c>&lt;</x:c></a>", "a"_path, tl::xml::checked);
    REQUIRE(children.has_value());
    CHECK(*children == std::map<std::string, std::string>{{"b", "1"}, {"x:c", "<"}});

    auto const raw =
        tl::get<tl::raw_text>("<a> <b c='1'>x<d/></b > </a>", "a.b"_path, tl::xml::checked);
    REQUIRE(raw.has_value());
    CHECK(raw->text == "<b c='1'>x<d/></b >");
}

TEST_CASE("an element's own text is a member besides its attributes and children") {
    constexpr std::string_view text =
        "<offer><prices currency='EUR'> 12.50 </prices><other/><prices currency='USD'>9</prices>"
        "<best currency='CHF'>1.0</best></offer>";
    offer const expected{{{"EUR", 12.5, {}}, {"USD", 9, {}}}, price{"CHF", 1, {}}};
    auto const read = tl::get<offer>(text, "offer"_path, tl::xml::checked);
    REQUIRE(read);
    CHECK(*read == expected);
    CHECK(*tl::get<std::vector<price>>(text, "offer.prices"_path, tl::xml::checked) ==
          expected.prices);
    auto const body = tl::xml_body("offer", expected);
    CHECK(body.content().text() ==
          R"(<offer><prices currency="EUR">12.5</prices><prices currency="USD">9</prices>)"
          R"(<best currency="CHF">1</best></offer>)");
    CHECK(*tl::get<offer>(body.content().text(), "offer"_path, tl::xml::checked) == expected);

    auto const wrong = tl::get<price>("<p currency='EUR'>x</p>", "p"_path, tl::xml::checked);
    REQUIRE(!wrong);
    CHECK(to_string(wrong.error()) ==
          "p at ['#text']: wrong type: found a text x at byte 17, expected a number");
    auto const empty = tl::get<price>("<p currency='EUR'/>", "p"_path, tl::xml::checked);
    REQUIRE(!empty);
    CHECK(why(empty) == code::null);
    // in JSON it is a member with that name, as converters from XML write it
    CHECK(*tl::get<price>(R"({"@currency": "EUR", "#text": 12.5})", "$"_path) ==
          price{"EUR", 12.5, {}});
    using rows =
        tl::mapping<price, tl::row<"p", &price::note>, tl::row<"p.@currency", &price::currency>,
                    tl::row<"p['#text']", &price::amount>>;
    CHECK(*tl::map<rows>("<p currency='EUR'>7</p>", tl::xml::checked) == price{"EUR", 7, "7"});
}

}  // namespace mapping_xml_test
