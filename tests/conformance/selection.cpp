// SPDX-License-Identifier: BSL-1.0
// The JSONPath Compliance Test Suite (RFC 9535) and random queries, over text: one pass must select
// what the evaluation over a tree selects.
#include <trotline/mapping/query/selection.hpp>

#include "json/instruction_sets.hpp"
#include "mapping/query/selected.hpp"
#include "support/query_tree.hpp"

#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace conformance_selection_test {

namespace tl = trotline;
using trotline_tests::tree;

namespace {

// The same nodes at the same positions, in the same order.
template <class Format>
bool same_as_tree(Format format, std::string const& text, tl::object_query const& query) {
    tree const document = trotline_tests::parse_tree(text);
    auto const expected = trotline_tests::evaluate(query, document);
    auto const found = trotline_tests::selected(format, text, query);
    if (found.size() != expected.size()) return false;
    for (std::size_t i = 0; i != found.size(); ++i)
        if (found[i].path != expected[i].path ||
            !equal(trotline_tests::parse_tree(found[i].raw), *expected[i].node))
            return false;
    return true;
}

std::string text_of(tree const& value);
std::string quoted(std::string const& text) {
    std::string out = "\"";
    tl::json::append_escaped(out, text);
    return out + '"';
}
std::string text_of(tree const& value) {
    switch (value.is) {
        case tree::kind::null:
            return "null";
        case tree::kind::boolean:
            return value.truth ? "true" : "false";
        case tree::kind::number:
            return value.text;
        case tree::kind::text:
            return quoted(value.text);
        default:
            break;
    }
    bool const is_array = value.is == tree::kind::array;
    std::string out(1, is_array ? '[' : '{');
    for (tree const& child : value.children) {
        if (out.size() != 1) out += ',';
        if (!is_array) out += quoted(child.name) + ':';
        out += text_of(child);
    }
    return out + (is_array ? ']' : '}');
}

class generator {
  public:
    explicit generator(unsigned seed) : random_(seed) {}
    std::size_t below(std::size_t n) { return random_() % n; }

    std::string value(std::size_t depth) {
        switch (below(depth == 0 ? 4 : 7)) {
            case 0:
                return std::to_string(below(4));
            case 1:
                return below(2) != 0 ? "true" : "null";
            case 2:
                return below(2) != 0 ? "\"a\"" : "\"\\u0062\\n\"";
            case 3:
                return below(2) != 0 ? "1.50" : "-2e0";
            case 4:
            case 5: {
                std::string text = "{";
                std::vector<std::string_view> names{"a", "b", "c", "long name"};
                for (std::size_t n = below(4); n != 0; --n) {
                    std::size_t const at = below(names.size());
                    text.append(text.size() == 1 ? "\"" : ", \"").append(names[at]).append("\": ");
                    text += value(depth - 1);
                    names.erase(names.begin() + static_cast<std::ptrdiff_t>(at));
                }
                return text + '}';
            }
            default: {
                std::string text = "[";
                for (std::size_t n = below(5); n != 0; --n)
                    text.append(text.size() == 1 ? "" : ",").append(value(depth - 1));
                return text + ']';
            }
        }
    }
    std::string selector(std::size_t depth) {
        switch (below(depth == 0 ? 5 : 7)) {
            case 0:
            case 1:
                return below(2) != 0 ? "'a'" : "'b'";
            case 2:
                return std::to_string(static_cast<int>(below(5)) - 2);
            case 3:
                return "*";
            case 4: {
                auto const bound = [&] {
                    return below(3) == 0 ? std::string()
                                         : std::to_string(static_cast<int>(below(7)) - 3);
                };
                std::string const steps[] = {"", ":", ":2", ":-1", ":-2", ":0"};
                std::string text = bound();
                return text + ':' + bound() + steps[below(6)];
            }
            default:
                return '?' + condition(depth - 1);
        }
    }
    std::string condition(std::size_t depth) {
        std::string_view const literals[] = {"1", "'a'", "true", "null", "1.5", "@.b", "$.a"};
        std::string_view const operators[] = {"==", "!=", "<", "<=", ">", ">="};
        switch (below(6)) {
            case 0:
                return '@' + segments(depth, 2);
            case 1:
                return "!(" + condition(depth == 0 ? 0 : depth - 1) + ')';
            case 2:
                if (depth != 0)
                    return condition(depth - 1) + (below(2) != 0 ? " && " : " || ") +
                           condition(depth - 1);
                [[fallthrough]];
            case 3:
                return std::string("length(@) ").append(operators[below(6)]).append(" 1");
            case 4:
                return "count(@" + segments(depth, 1) + ") > 1";
            default:
                return std::string(below(2) != 0 ? "@" : "@.a")
                    .append(operators[below(6)])
                    .append(literals[below(7)]);
        }
    }
    std::string segments(std::size_t depth, std::size_t most) {
        std::string text;
        for (std::size_t n = below(most + 1); n != 0; --n) {
            text += below(6) == 0 ? "..[" : "[";
            for (std::size_t s = 1 + below(5) / 4;; --s) {
                text += selector(depth);
                if (s == 1) break;
                text += ", ";
            }
            text += ']';
        }
        return text;
    }

  private:
    std::mt19937 random_;
};

}  // namespace

TEST_CASE("conformance: every query of the suite selects from text what it should") {
    char const* const named = std::getenv("TROTLINE_CONFORMANCE_DIR");
#ifdef TROTLINE_CONFORMANCE_DIR
    std::string const directory = named != nullptr ? named : TROTLINE_CONFORMANCE_DIR;
#else
    std::string const directory = named != nullptr ? named : "";
#endif
    std::ifstream in(directory + "/cts_all.jsonl");
    std::size_t tested = 0;
    for (std::string line; std::getline(in, line);) {
        tree const row = trotline_tests::parse_tree(line);
        std::string selector, document;
        for (tree const& member : row.children) {
            if (member.name == "selector") selector = member.text;
            if (member.name == "document") document = text_of(member);
        }
        CAPTURE(selector);
        auto const query = tl::object_query::parse(selector);
        REQUIRE(query.has_value());
        trotline_tests::in_both_modes(
            [&](auto format) { CHECK(same_as_tree(format, document, *query)); });
        ++tested;
    }
    if (tested == 0) MESSAGE("skipped: TROTLINE_CONFORMANCE_DIR names no directory with the suite");
    CHECK((tested == 0 || tested == 456));
}

TEST_CASE("random queries over random documents, with every instruction set") {
    generator g(20261129);
    std::size_t selecting = 0, tested = 0;
    for (int round = 0; round != 3'000; ++round) {
        std::string const document = g.value(4);
        std::string const text = '$' + g.segments(2, 3);
        auto const query = tl::object_query::parse(text);
        if (!query) continue;  // a query in a comparison that may select several
        CAPTURE(text);
        CAPTURE(document);
        ++tested;
        selecting += !trotline_tests::selected(tl::json::checked, document, *query).empty();
        trotline_tests::in_both_modes(
            [&](auto format) { CHECK(same_as_tree(format, document, *query)); });
    }
    CHECK(tested > 2'000);
    CHECK(selecting > tested / 5);  // otherwise nothing was tested
}

}  // namespace conformance_selection_test
