// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/descendants.hpp>

#include "json/instruction_sets.hpp"
#include "mapping/query/selected.hpp"
#include "support/random_query.hpp"

#include <trotline/xml/element_list.hpp>

#include <cstddef>
#include <deque>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>

namespace mapping_query_descendants_test {

namespace tl = trotline;
using trotline_tests::selected_text;

namespace {

// XML whose cursor moves in a list of the elements, if the text is short.
struct listed_xml {
    tl::xml::cursor open(std::string_view text, tl::document_failure& why) const {
        static std::deque<tl::xml::detail::element_list> kept;
        return tl::xml::checked.open(text, why, kept.emplace_back());
    }
};
void in_both_xml_ways(auto&& run) {
    run(tl::xml::checked);
    run(listed_xml{});
}

// A document with elements up to that depth: few names, and much that looks like a start tag.
class random_xml {
  public:
    explicit random_xml(unsigned seed) : random_(seed) {}
    std::string document(int depth) {
        return one_of({"", "<?xml version='1.0'?>", "<!--<a>-->"}) + element(depth) +
               one_of({"", "\n", "<!--<b/>-->"});
    }

  private:
    int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
    std::string one_of(std::initializer_list<char const*> texts) {
        return texts.begin()[below(static_cast<int>(texts.size()))];
    }
    std::string text() {
        // as long as what is worth a search for an element's end
        if (below(12) == 0) return std::string(300, 'x');
        return one_of({"", "", "1", " ", "\n  ", "a>b", "<!--<a>-->", "<![CDATA[<b></b>]]>",
                       "<?p <a/>?>", "&lt;a/&gt;"});
    }
    std::string element(int depth) {
        std::string const name = one_of({"a", "b", "c", "ab", "p:a", "long-name"});
        std::string all = "<" + name + one_of({"", "", " ", "   ", " x='>'", " a=\"/>\" y='\"'"});
        if (below(8) == 0) return all + "/>";
        all += ">" + text();
        if (depth > 0)
            for (int n = below(5); n > 0; --n) all += element(depth - 1) + text();
        return all + "</" + name + one_of({"", "", " "}) + ">";
    }

    std::mt19937 random_;
};

}  // namespace

TEST_CASE("one name at any depth: the nodes of each container before those below it") {
    struct row {
        std::string_view query, nodes;
    };
    constexpr std::string_view json =
        R"({"x": {"id": 1, "deep": [{"id": 2}, {"no": 0}]}, "s": "\"id\":9", "id": {"id": 3},)"
        R"( "none": [[], {}, {"k": "id"}], "last": [{"i\u0064": 4}]})";
    constexpr row rows[] = {
        {"$..id", R"({"id": 3} | 1 | 2 | 3 | 4)"},
        {"$..id..id", "3"},
        {"x..id", "1 | 2"},
        {"none..id", ""},
        {"last..id", "4"},
        {"$..nowhere", ""},
        {"$..nowhere..id", ""},
        {"$..deep..id", "2"},
        {"$..['id', 'no']", R"({"id": 3} | 1 | 2 | 0 | 3 | 4)"},
        {"$..[?@.id].deep[0]..id", "2"},
    };
    with_every_instruction_set([&](auto) {
        trotline_tests::in_both_modes([&](auto format) {
            for (row const& r : rows) {
                CAPTURE(r.query);
                CHECK(selected_text(format, json, r.query) == r.nodes);
            }
        });
    });
}

TEST_CASE("the way of a name that is searched for is the way of a look at everything") {
    trotline_tests::random_query_source source(5);
    for (int n = 0; n != 3000; ++n) {
        std::string const json = source.document(6);
        trotline_tests::in_both_modes([&](auto format) {
            CAPTURE(json);
            // A union with a name that is nowhere selects the same, and searches for nothing.
            for (char const* const name : {"a", "d"}) {
                std::string const alone = std::string("$..") + name + ".." + name,
                                  filtered = std::string("$..['") + name + "', 'none']..['" + name +
                                             "', 'none']";
                CHECK(selected_text(format, json, alone) == selected_text(format, json, filtered));
            }
        });
    }
}

TEST_CASE("one name at any depth in XML: the children of each element before those below them") {
    struct row {
        std::string_view query, nodes;
    };
    constexpr std::string_view xml =
        "<?xml version='1.0'?><r><x><id>1</id><deep><id>2</id><no>0</no></deep><id/></x>"
        "<!--<id>9</id>--><id at='>'><id>3</id></id><n><k>id</k><![CDATA[<id>]]></n><p:id>5</p:id>"
        "<last><t id='8'/><id>4</id></last></r>";
    constexpr row rows[] = {
        {"$..id",
         "<id at='>'><id>3</id></id> | <id>1</id> | <id/> | <id>2</id> | <id>3</id> | <id>4</id>"},
        {"$..id..id", "<id>3</id>"},
        {"$..r", xml.substr(xml.find("<r>"))},
        {"r.x..id", "<id>1</id> | <id/> | <id>2</id>"},
        {"r.n..id", ""},
        {"r.n..k", "<k>id</k>"},
        {"r.x.id..id", ""},
        {"r.last..id", "<id>4</id>"},
        {"$..nowhere", ""},
        {"$..nowhere..id", ""},
        {"$..deep..id", "<id>2</id>"},
        {"$..p:id", "<p:id>5</p:id>"},
        {"$..['*:id']",
         "<id at='>'><id>3</id></id> | <p:id>5</p:id> | <id>1</id> | <id/> | <id>2</id> | "
         "<id>3</id> | <id>4</id>"},
        {"$..id[0]",
         "<id at='>'><id>3</id></id> | <id>1</id> | <id>2</id> | <id>3</id> | <id>4</id>"},
        {"$..['@id']", "8"},
        // the own text of each element, written as in the document
        {"$..last..['#text']", "<t id='8'/><id>4</id> |  | 4"},
        {"$..last..['#text', '@id']", "<t id='8'/><id>4</id> |  | 8 | 4"},
        {"$..['id', 'no']",
         "<id at='>'><id>3</id></id> | <id>1</id> | <id/> | <id>2</id> | <no>0</no> | <id>3</id> | "
         "<id>4</id>"},
        {"$..[?@.no]..id", "<id>2</id>"},
    };
    with_every_instruction_set([&](auto) {
        in_both_xml_ways([&](auto format) {
            for (row const& r : rows) {
                CAPTURE(r.query);
                CHECK(selected_text(format, xml, r.query) == r.nodes);
            }
        });
    });
}

TEST_CASE("XML: the way of one name is the way of a look at everything") {
    random_xml source(6);
    for (int n = 0; n != 400; ++n) {
        std::string const xml = source.document(5);
        in_both_xml_ways([&](auto format) {
            CAPTURE(xml);
            for (char const* const name : {"a", "ab", "p:a", "*:a", "long-name"}) {
                std::string const alone = std::string("$..['") + name + "']..['" + name + "']",
                                  filtered = std::string("$..['") + name + "', 'none']..['" + name +
                                             "', 'none']";
                CHECK(selected_text(format, xml, alone) == selected_text(format, xml, filtered));
            }
        });
    }
}

TEST_CASE("XML: the work for one name ends with its last mention") {
    // The next mention is far away, or there is none: elements are passed as a whole.
    std::string xml = "<r><one><deep><k>1</k></deep></one>";
    for (int n = 0; n != 100; ++n)
        xml += "<no><deep><k>" + std::string(20, '0') + "</k></deep></no>";
    xml += "<two><deep><k>2</k><z>3</z></deep></two><no><deep/></no></r>";
    in_both_xml_ways([&](auto format) {
        CHECK(selected_text(format, xml, "$..z") == "<z>3</z>");
        CHECK(selected_text(format, xml, "r.two..k") == "<k>2</k>");
        CHECK(selected_text(format, xml, "$..deep.z") == "<z>3</z>");
        CHECK(selected_text(format, xml, "r.one..z") == "");
    });
}

namespace {
// True if a query visits more nodes than a budget has.
bool is_too_long(auto format, std::string_view text, std::string_view path, std::uint64_t most) {
    auto const query = tl::object_query::parse(path);
    REQUIRE(query.has_value());
    auto const root = trotline_tests::opened(format, text);
    using cursor = std::remove_const_t<decltype(root)>;
    tl::detail::step_budget budget{most};
    tl::detail::compiled_pattern pattern;
    tl::detail::selection<cursor> nodes(*query, root, budget, pattern);
    bool const all =
        nodes.select(root, {[](void*, cursor& at) { return at.skip(), true; }, nullptr});
    CHECK(all != budget.spent());
    return !all;
}
}  // namespace

TEST_CASE("what nested descendant segments pass without a look at each node is counted, too") {
    // Each of the containers is read for each of those around it.
    constexpr std::size_t depth = 100, size = 100'000;
    std::string xml = std::string(size, ' '), json = xml;
    for (std::size_t n = 0; n != depth; ++n) {
        xml = "<a>" + xml + "</a>";
        json = R"({"a": )" + json + (n == 0 ? "1}" : "}");
    }
    for (char const* const path :
         {"$..a..a..a", "$..['a', 'none']..['a', 'none']..a", "$..a[?count(@..a..a) > 9]"}) {
        CAPTURE(path);
        in_both_xml_ways([&](auto format) { CHECK(is_too_long(format, xml, path, 2'000'000)); });
        trotline_tests::in_both_modes(
            [&](auto format) { CHECK(is_too_long(format, json, path, 2'000'000)); });
    }
}

TEST_CASE("every node that a query delivers is counted, however it was found") {
    // The name's lists are delivered whole, again for each container around them.
    constexpr std::size_t depth = 10, siblings = 1000;
    std::string xml;
    for (std::size_t n = 0; n != siblings; ++n) xml += "<b/>";
    for (std::size_t n = 0; n != depth; ++n) xml = "<a>" + xml + "</a>";
    constexpr std::uint64_t delivered = depth * siblings;
    for (std::string const path : {"$..a..b", "$..a..b[*]", "$..a..['b', 'none']"}) {
        CAPTURE(path);
        in_both_xml_ways([&](auto format) { CHECK(is_too_long(format, xml, path, delivered)); });
        in_both_xml_ways(
            [&](auto format) { CHECK(!is_too_long(format, xml, path, 3 * delivered)); });
    }
}

}  // namespace mapping_query_descendants_test
