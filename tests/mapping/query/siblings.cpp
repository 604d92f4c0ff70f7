// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/siblings.hpp>

#include "mapping/query/selected.hpp"

#include <string_view>

namespace mapping_query_siblings_test {

namespace tl = trotline;
using trotline_tests::selected_text;

namespace {
struct row {
    std::string_view query, nodes;
};
}  // namespace

TEST_CASE("XML: the same words over elements, siblings and attributes") {
    constexpr std::string_view catalog =
        "<c><book lang='en'><title>A</title><price>5</price></book><mag/>"
        "<book lang='de'><title>B</title><price>15</price></book><x:book/></c>";
    constexpr row rows[] = {
        {"c.book.title", "<title>A</title> | <title>B</title>"},
        {"c.book[1].title", "<title>B</title>"},
        {"c.book[-1].@lang", "de"},
        {"c.book[*].@lang", "en | de"},
        {"c.book[::-1].@lang", "de | en"},
        {"c.book[0,1].price", "<price>5</price> | <price>15</price>"},
        {"c.book[?@.@lang == 'en'].title", "<title>A</title>"},
        {"c.book[?@.price > 10].title", "<title>B</title>"},
        {"$..title", "<title>A</title> | <title>B</title>"},
        {"c[0].*:book",
         "<book lang='en'><title>A</title><price>5</price></book> | "
         "<book lang='de'><title>B</title><price>15</price></book> | <x:book/>"},
        {"c[0].*:book[1:].*:title", "<title>B</title>"},
        {"$..*:book[2]", "<x:book/>"},
        {"c.*:book[?@.@*:lang == 'de'].price", "<price>15</price>"},
        {"$..@lang", "en | de"},
        {"$..@*", "en | de"},
        {"c.book[0].@*", "en"},
        {"c.mag.@*", ""},
        {"c.mag.*", "<mag/>"},  // after a name, a wildcard takes all siblings with that name
        {"c.mag[0].*", ""},
        // attributes and texts are no lists
        {"c.book['@lang'][0]", ""},
        {"c.book['@lang'][*]", ""},
        {"c.book.title['#text']", "A | B"},
        {"c.book.title['#text'][0]", ""},
        {"c.book.title['#text'][*]", ""},
        {"c.book.title['#text'][?@ == 'A']", ""},
        {"c..['#text'][-1]", ""},
    };
    for (row const& r : rows) {
        CAPTURE(r.query);
        CHECK(selected_text(tl::xml::checked, catalog, r.query) == r.nodes);
    }
}

TEST_CASE("XML: what a filter has read of an element is not read again, wherever it stands") {
    constexpr std::string_view list =
        "<r><a k='1'><x><b>1</b><c/></x><d>7</d></a><a k='2' ><x><b>2</b></x><x><b>3</b></x></a>"
        "<a k='3'/><a>t<x><b/></x></a><a><x><b>2</b><b>9</b></x></a></r>";
    constexpr row rows[] = {
        {"r.a[?@.@k > 1].@k", "2 | 3"},
        {"r.a[?@.@k > 2 || @.d == 7].@k", "1 | 3"},
        {"r.a[?@.x.b == 2].x.b", "<b>2</b> | <b>3</b> | <b>2</b> | <b>9</b>"},
        {"r.a[?@.x.b == 5].@k", ""},
        {"r.a[?@.x[1].b == 3].@k", "2"},
        {"r.a[?@.x[1].b == 4].@k", ""},
        {"r.a[?@.x[0].b[1] == 9].x.b[0]", "<b>2</b>"},
        {"r.a[?@.x[0].b[-1] == 8].x", ""},
        {"r.a[?@['#text'] == 't'].x", "<x><b/></x>"},
        {"r.a[?@['#text'] == 'u'].x", ""},
        {"r.a[?@.x.b == 5 || @.@k == 1].d", "<d>7</d>"},
        {"r.a[?@.x['#text'] == 'u' || @.x.b == 1].d", "<d>7</d>"},
        {"r.*[?@.b == 3 || @ == 7]", ""},
        {"r.a[*].*[?@.b == 3].b", ""},
    };
    for (row const& r : rows) {
        CAPTURE(r.query);
        CHECK(selected_text(tl::xml::checked, list, r.query) == r.nodes);
    }
}

TEST_CASE("XML: what is selected among siblings of several parents, one after the other") {
    constexpr std::string_view lists =
        "<r><c id='1'><b>1</b><d><b>0</b></d><b>2</b><b>3</b></c><c><b>4</b></c><c id='2'/></r>";
    constexpr row rows[] = {
        {"r.c.b[*]", "<b>1</b> | <b>2</b> | <b>3</b> | <b>4</b>"},
        {"r.c.b[0]", "<b>1</b> | <b>4</b>"},
        {"r.c.b[2]", "<b>3</b>"},
        {"r.c.b[-1]", "<b>3</b> | <b>4</b>"},
        {"r.c.b[-2]", "<b>2</b>"},
        {"r.c.b[1:]", "<b>2</b> | <b>3</b>"},
        {"r.c.b[:2]", "<b>1</b> | <b>2</b> | <b>4</b>"},
        {"r.c.b[::2]", "<b>1</b> | <b>3</b> | <b>4</b>"},
        {"r.c.b[::-2]", "<b>3</b> | <b>1</b> | <b>4</b>"},
        {"r.c.b[-2:]", "<b>2</b> | <b>3</b> | <b>4</b>"},
        {"r.c.b[:0]", ""},
        {"r.c.b[::0]", ""},
        {"r.c.b[0,-1]", "<b>1</b> | <b>3</b> | <b>4</b> | <b>4</b>"},
        {"r.c.b[1:,?@ == 1]", "<b>2</b> | <b>3</b> | <b>1</b>"},
        {"r.c['b','d']", "<b>1</b> | <b>2</b> | <b>3</b> | <d><b>0</b></d> | <b>4</b>"},
        {"$..b", "<b>1</b> | <b>2</b> | <b>3</b> | <b>0</b> | <b>4</b>"},
        {"$..b[0]", "<b>1</b> | <b>0</b> | <b>4</b>"},
        {"$..@id", "1 | 2"},
        {"$..['b','@id']", "<b>1</b> | <b>2</b> | <b>3</b> | 1 | <b>0</b> | <b>4</b> | 2"},
    };
    for (row const& r : rows) {
        CAPTURE(r.query);
        CHECK(selected_text(tl::xml::checked, lists, r.query) == r.nodes);
    }
}

}  // namespace mapping_query_siblings_test
