// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/namespaces.hpp>

#include <trotline/mapping/get.hpp>
#include <trotline/mapping/select.hpp>
#include <trotline/path/parse.hpp>

#include "support/allocation_count.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace xml_namespaces_test {

namespace tl = trotline;
using namespace tl::literals;

namespace {

constexpr tl::bound_prefix soap[] = {{"s", "urn:soap"}, {"o", "urn:o&d"}, {"", "urn:plain"}};

// The texts of the nodes that a query selects.
std::string texts(std::string_view document, std::string_view query, tl::bound_prefixes prefixes) {
    std::string all;
    auto const count = tl::select(
        document, tl::object_query::parse(query).value(),
        [&](auto const& node) {
            all.append(all.empty() ? "" : " ").append(node.template get<std::string>().value());
            return true;
        },
        tl::xml::checked_namespaces(prefixes));
    return count ? all : "! " + std::string(tl::name(count.error().code));
}

std::multiset<std::string> sorted(std::string const& words) {
    std::istringstream in(words);
    return {std::istream_iterator<std::string>(in), {}};
}

}  // namespace

TEST_CASE("names are compared by their namespaces, whatever prefixes a document has") {
    struct {
        std::string_view document, query, found;
    } constexpr cases[] = {
        {"<s:E xmlns:s='urn:soap'><s:B>1</s:B></s:E>", "s:E.s:B", "1"},
        {"<x:E xmlns:x='urn:soap'><x:B>1</x:B></x:E>", "s:E.s:B", "1"},
        {"<E xmlns='urn:soap'><B>1</B></E>", "s:E.s:B", "1"},
        {"<E xmlns='urn:&#115;oap'><B>1</B></E>", "s:E.s:B", "1"},
        {"<s:E xmlns:s='urn:other'><s:B>1</s:B></s:E>", "s:E.s:B", ""},
        {"<E><B>1</B></E>", "s:E.s:B", ""},
        {"<x:E xmlns:x='urn:soap'><B xmlns='urn:o&amp;d'>1</B></x:E>", "s:E.o:B", "1"},
        // the same prefix for different namespaces, and the other way round
        {"<x:E xmlns:x='urn:soap'><x:B>1</x:B><x:B xmlns:x='urn:o&amp;d'>2</x:B><x:B>3</x:B></x:E>",
         "s:E.s:B", "1 3"},
        {"<x:E xmlns:x='urn:soap'><y:B xmlns:y='urn:soap'>1</y:B><x:B>2</x:B></x:E>", "s:E.s:B",
         "1 2"},
        {"<x:E xmlns:x='urn:soap'><y:B xmlns:y='urn:soap'>1</y:B><x:B>2</x:B></x:E>", "s:E.s:B[-1]",
         "2"},
        // the namespace of the empty prefix; names without one are as they are written otherwise
        {"<a xmlns='urn:plain'><b xmlns=''>1</b><b>2</b><p:b xmlns:p='urn:plain'>3</p:b></a>",
         "a.b", "2 3"},
        {"<a xmlns='urn:plain'><b>1</b><u:b xmlns:u='u'>2</u:b></a>", "a.*:b", "1 2"},
        // a prefix that is not bound is as it is written
        {"<q:a xmlns:q='urn:q'>1</q:a>", "q:a", "1"},
        {"<r:a xmlns:r='urn:q'>1</r:a>", "q:a", ""},
        // attributes: without a prefix they have no namespace
        {"<a xmlns='urn:plain' xmlns:x='urn:soap' x:b='1' b='2'/>", "a.@s:b", "1"},
        {"<a xmlns='urn:plain' xmlns:x='urn:soap' x:b='1' b='2'/>", "a.@b", "2"},
        {"<a xmlns='urn:plain' xmlns:x='urn:soap' x:b='1' b='2'/>", "a.@*:b", "1 2"},
        {"<a xmlns='urn:plain' xml:lang='en'/>", "a.@xml:lang", "en"},
        // queries
        {"<x:E xmlns:x='urn:soap'><B xmlns='urn:soap'><B>1</B></B><x:C/><C>2</C></x:E>", "..s:B",
         "1 1"},
        {"<x:E xmlns:x='urn:soap'><x:B x:id='1'>1</x:B><x:B id='1'>2</x:B></x:E>",
         "s:E.s:B[?@.@s:id == 1]", "1"},
        {"<x:E xmlns:x='urn:soap'><x:B><i>1</i></x:B><x:B><x:i>2</x:i></x:B></x:E>",
         "s:E.s:B[?@.s:i]", "2"},
        // the document is checked, and only with this format
        {"<p:a/>", "*:a", "! malformed"},
        {"<a/", "a", "! malformed"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.document);
        CAPTURE(one.query);
        CHECK(texts(one.document, one.query, soap) == one.found);
    }
    CHECK(tl::get<int>("<p:a>1</p:a>", "p:a"_path, tl::xml::checked).value() == 1);
    CHECK(!tl::get<int>("<p:a>1</p:a>", "p:a"_path, tl::xml::checked_namespaces()));
    CHECK(!tl::get<int>("<p:a>1</p:a>", "*:a"_path, tl::xml::checked_namespaces()));
}

TEST_CASE("a path that is bound allocates nothing") {
    std::string_view const document =
        "<x:E xmlns:x='urn:soap'><x:B><i xmlns='urn:o&amp;d' n='7'/></x:B></x:E>";
    long found = 0;
    CHECK(trotline_tests::allocations([&] {
              found =
                  tl::get<long>(document, "s:E.s:B.o:i.@n"_path, tl::xml::checked_namespaces(soap))
                      .value();
          }) == 0);
    CHECK(found == 7);
}

TEST_CASE("random documents, whose names the generator knows") {
    constexpr tl::bound_prefix bound[] = {{"p", "u0"}, {"q", "u1"}};
    std::mt19937 random(26);
    auto const below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    constexpr std::string_view uris[] = {"u0", "u1", "u2"}, locals[] = {"a", "b"},
                               prefixes[] = {"", "x", "y", "z"};
    for (int round = 0; round != 300; ++round) {
        std::string document;
        std::size_t number = 0;
        std::map<std::string, std::string> found;  // by expanded name: the numbers of the elements
        auto const element = [&](auto const& self, std::map<std::string_view, std::string_view> in,
                                 unsigned depth) -> void {
            std::string declarations;
            for (std::string_view const prefix : prefixes) {
                if (below(4) != 0 && !(depth == 0 && !prefix.empty())) continue;
                std::string_view const uri = uris[below(3)];
                in[prefix] = uri;
                declarations.append(prefix.empty() ? " xmlns" : " xmlns:").append(prefix);
                declarations.append("='").append(uri).append("'");
            }
            std::string_view const prefix = prefixes[below(4)], local = locals[below(2)];
            std::string const name =
                std::string(prefix) + (prefix.empty() ? "" : ":") + std::string(local);
            std::string const here = std::to_string(number++);
            std::string& all = found[std::string(in[prefix]) + ' ' + std::string(local)];
            all.append(all.empty() ? "" : " ").append(here);
            document.append("<").append(name);
            if (below(2) != 0) document.append(std::exchange(declarations, ""));
            document.append(" n='").append(here).append("'").append(declarations);
            unsigned const children = depth == 7 ? 0 : below(4);
            document.append(children == 0 && below(2) != 0 ? "/>" : ">");
            if (document.ends_with("/>")) return;
            for (unsigned i = 0; i != children; ++i) self(self, in, depth + 1);
            document.append("</").append(name).append(">");
        };
        element(element, {}, 0);
        CAPTURE(document);
        // Descendants have an order of their own.
        for (auto const& [prefix, uri] : {std::pair{"p", "u0"}, {"q", "u1"}})
            for (std::string const local : {"a", "b"})
                CHECK(sorted(texts(document, ".." + std::string(prefix) + ':' + local + ".@n",
                                   bound)) == sorted(found[std::string(uri) + ' ' + local]));
    }
}

}  // namespace xml_namespaces_test
