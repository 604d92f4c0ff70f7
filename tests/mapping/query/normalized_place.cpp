// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/normalized_place.hpp>

#include <trotline/mapping/select.hpp>
#include <trotline/xml/namespaces.hpp>

#include <doctest/doctest.h>

#include "mapping/query/selected.hpp"
#include "support/random_query.hpp"

#include <cstddef>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_query_normalized_place_test {

namespace tl = trotline;

namespace {

template <class C> std::string place(C const& root, std::size_t offset) {
    std::string text;
    tl::detail::normalized_place(root, offset, [&](std::string_view piece) { text += piece; });
    return text;
}

// The offsets of what a query selects, and the normalized paths.
struct places {
    std::vector<std::size_t> offsets;
    std::vector<std::string> paths;
};
template <class Format>
places found(Format const& format, std::string_view text, tl::object_query const& query) {
    places all;
    auto const done = tl::select(
        text, query,
        [&](auto const& node) {
            all.offsets.push_back(node.offset());
            all.paths.push_back(node.path());
            return true;
        },
        format);
    REQUIRE(done.has_value());
    return all;
}

// Each normalized path selects exactly the node that it was written for. Returns how many there
// are.
template <class Format>
std::size_t check_paths(Format const& format, std::string_view text,
                        tl::object_query const& query) {
    places const all = found(format, text, query);
    CAPTURE(text);
    CAPTURE(query.text());
    for (std::size_t i = 0; i != all.paths.size(); ++i) {
        CAPTURE(all.paths[i]);
        auto const path = tl::object_path::parse(all.paths[i]);
        REQUIRE(path.has_value());
        CHECK(found(format, text, *path).offsets == std::vector{all.offsets[i]});
    }
    return all.paths.size();
}

// Random XML with few names and namespaces. An element has at most one attribute besides those that
// declare prefixes.
class random_xml {
  public:
    explicit random_xml(unsigned seed) : random_(seed) {}
    std::string document() { return element(3, " xmlns:p='urn:a' xmlns:q='urn:b'"); }

  private:
    std::string one_of(std::initializer_list<char const*> texts) {
        return texts.begin()[random_() % texts.size()];
    }
    std::string element(int depth, std::string attributes = {}) {
        std::string const name = one_of({"a", "b", "p:a", "q:a", "p:b"});
        if (attributes.empty())
            attributes = one_of({"", "", "", " xmlns='urn:a'", " xmlns=''", " xmlns:p='urn:b'",
                                 " xmlns:q='urn:a'"});
        std::string text = "<" + name + attributes + one_of({"", " id='1'", " p:id='2'"}) + ">";
        for (auto n = depth == 0 ? 0 : random_() % 5; n != 0; --n)
            text += one_of({"", "text", "<!-- <a> -->"}) + element(depth - 1);
        return text + "</" + name + ">";
    }

    std::mt19937 random_;
};

}  // namespace

TEST_CASE("JSON: where a value stands") {
    constexpr std::string_view text = R"({"a": [1, {"b'": 2}, []], "\u0063": null})";
    auto const root = trotline_tests::opened(tl::json::checked, text);
    CHECK(place(root, 0) == "$");
    CHECK(place(root, text.find('[')) == "$['a']");
    CHECK(place(root, text.find('1')) == "$['a'][0]");
    CHECK(place(root, text.find('2')) == R"($['a'][1]['b\''])");
    CHECK(place(root, text.find("[]")) == "$['a'][2]");
    CHECK(place(root, text.find("null")) == "$['c']");
    CHECK(place(root, tl::npos) == "$");
}

TEST_CASE("XML: an index only where a name repeats") {
    constexpr std::string_view text = "<r><i>1</i><o/><i><b>2</b></i><e x='3' y='4'/></r>";
    auto const root = trotline_tests::opened(tl::xml::checked, text);
    CHECK(place(root, 0) == "$['r']");
    CHECK(place(root, tl::npos) == "$");
    CHECK(place(root, text.find("<o")) == "$['r']['o']");
    CHECK(place(root, text.find("<i><b")) == "$['r']['i'][1]");
    CHECK(place(root, text.find("<b")) == "$['r']['i'][1]['b']");
    CHECK(place(root, text.find('4')) == "$['r']['e']['@y']");
}

TEST_CASE("XML: an element's own text has a path of its own") {
    constexpr std::string_view text = "<r><i>1</i><i x='2'>3</i></r>";
    auto const own = found(tl::xml::checked, text, tl::object_query::parse("r.i['#text']").value());
    CHECK(own.paths ==
          std::vector<std::string>{"$['r']['i'][0]['#text']", "$['r']['i'][1]['#text']"});
}

TEST_CASE("XML: a prefix that is bound to another namespace than the document's is left open") {
    constexpr std::string_view text =
        "<r xmlns:o='urn:other' xmlns:p='urn:orders'><o:i o:x='1'/><p:i/><o:i/><n/></r>";
    constexpr tl::bound_prefix orders[] = {{"o", "urn:orders"}};
    auto const format = tl::xml::checked_namespaces(orders);
    auto const paths = [&](std::string_view query) {
        return found(format, text, tl::object_query::parse(query).value()).paths;
    };
    CHECK(paths("$.*.*") == std::vector<std::string>{"$['r']['*:i'][0]", "$['r']['p:i']",
                                                     "$['r']['*:i'][2]", "$['r']['n']"});
    CHECK(paths("r.o:i") == std::vector<std::string>{"$['r']['p:i']"});
    CHECK(paths("$..@*:x") == std::vector<std::string>{"$['r']['*:i'][0]['@*:x']"});
}

TEST_CASE("every normalized path selects its node again, and no other") {
    std::size_t nodes = 0;
    trotline_tests::random_query_source json(9535);
    for (int i = 0; i != 300; ++i) {
        std::string const text = json.document();
        if (auto const query = tl::object_query::parse(json.query()))
            trotline_tests::in_both_modes(
                [&](auto format) { nodes += check_paths(format, text, *query); });
    }
    CHECK(nodes > 300);
    constexpr tl::bound_prefix bound[] = {{"p", "urn:a"}, {"r", "urn:b"}, {"", "urn:a"}};
    random_xml xml(1);
    nodes = 0;
    for (int i = 0; i != 300; ++i) {
        std::string const text = xml.document();
        for (std::string_view const each : {"$..*", "$..@*", "$..r:a", "$..*:b['#text']"}) {
            auto const query = tl::object_query::parse(each).value();
            nodes += check_paths(tl::xml::checked, text, query);
            nodes += check_paths(tl::xml::checked_namespaces(bound), text, query);
        }
    }
    CHECK(nodes > 3000);
}

}  // namespace mapping_query_normalized_place_test
