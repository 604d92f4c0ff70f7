// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/shared_selection.hpp>

#include "mapping/query/selected.hpp"
#include "support/allocation_count.hpp"
#include "support/random_query.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_query_shared_selection_test {

namespace tl = trotline;
using trotline_tests::selected;

namespace {

// The nodes of each query, up to a limit for each, from one pass for all.
template <class Format>
std::vector<std::vector<std::string>> selected_together(
    Format format, std::string_view text, std::vector<tl::object_query> const& queries,
    std::size_t most) {
    auto const root = trotline_tests::opened(format, text);
    using cursor = std::remove_const_t<decltype(root)>;
    struct taken {
        std::vector<std::string> found;
        std::size_t most;
    };
    std::deque<tl::detail::step_budget> budgets(queries.size());
    std::deque<tl::detail::selection<cursor>> nodes;
    std::deque<tl::detail::compiled_pattern> patterns(queries.size());
    std::deque<taken> all;
    tl::detail::shared_selection<cursor> together;
    for (std::size_t i = 0; i != queries.size(); ++i) {
        nodes.emplace_back(queries[i], root, budgets[i], patterns[i]);
        all.push_back({{}, most});
        together.add(nodes[i], {[](void* what, cursor& at) {
                                    auto& to = *static_cast<taken*>(what);
                                    to.found.emplace_back(at.raw());
                                    return to.found.size() != to.most;
                                },
                                &all[i]});
    }
    cursor c = root;
    together.select(c);
    std::vector<std::vector<std::string>> texts;
    texts.reserve(all.size());
    for (taken& each : all) texts.push_back(std::move(each.found));
    return texts;
}

template <class Format>
void check_as_alone(Format format, std::string_view text, std::vector<std::string> const& texts,
                    std::size_t most) {
    std::vector<tl::object_query> queries;
    queries.reserve(texts.size());
    for (std::string const& each : texts) queries.push_back(*tl::object_query::parse(each));
    auto const together = selected_together(format, text, queries, most);
    for (std::size_t i = 0; i != queries.size(); ++i) {
        std::vector<std::string> alone;
        for (auto const& node : selected(format, text, queries[i], most)) alone.push_back(node.raw);
        CAPTURE(text);
        CAPTURE(texts[i]);
        CAPTURE(most);
        CHECK(together[i] == alone);
    }
}

}  // namespace

TEST_CASE("queries that go together select what each selects alone") {
    constexpr std::string_view json =
        R"({"n": [0, 1, 2, 3, 4, 5], "items": [{"id": 1, "tags": ["x", "y"], "p": {"q": 7}},)"
        R"( 5, {"id": 2, "tags": [], "x": null}, {"tags": ["z"], "id": 3}], "e": {}, "s": "t"})";
    std::vector<std::vector<std::string>> const groups = {
        {"items[*].id", "items[*].tags[*]", "items[?@.id > 1].id", "items[1:].tags[0]"},
        {"n[1]", "n[4]", "n[2:]", "n[::2]", "n[1:5:3]", "n[::0]", "n[?@ > 3]", "n[9]"},
        {"n[-1]", "n[*]", "n[::-1]", "n[0, 5]"},
        {"n[1]", "n[4294967296]", "n[4294967297:]", "n[2:4294967296]", "n[1::4294967296]"},
        {"$..id", "items[*].*", "$.*", "$[*]", "items[0]['id']", "$['s', 'e']", "$", "items"},
        {"items[0].p", "items[0].p.q", "items[0].p.*", "items[0].*", "items[0].id"},
        {"s.x", "s[0]", "e.x", "e.*", "n.x", "items[0][0]"},
        {"items[?@.id]", "items[?match(@.tags[0], '[xy]')].id", "items[?@.p.q == $.n[5]].id"},
    };
    std::string const xml =
        "<c><book lang='en'><title>A</title><price>5</price></book><mag/>"
        "<book lang='de'><title>B</title><price>15</price></book><x:book/></c>";
    std::vector<std::vector<std::string>> const over_xml = {
        {"c.book[*].title", "c.book[?@.price > 10].@lang", "c.book.price", "c.mag", "c.*"},
        {"c.book[0].title", "c.book[1:].title", "c.book[-1].title", "c.book[1].@*", "$..title"},
        {"c.book[*].@lang", "c.book.@lang", "c[0].*:book", "c.book[0].*", "c.book[0].price"},
        {"c.book.title['#text'][0]", "c.book.title['#text']", "c.book['@lang'][*]", "c.book.title"},
    };
    for (std::size_t const most : {tl::npos, std::size_t{1}, std::size_t{2}}) {
        trotline_tests::in_both_modes([&](auto format) {
            for (auto const& group : groups) check_as_alone(format, json, group, most);
        });
        for (auto const& group : over_xml) check_as_alone(tl::xml::checked, xml, group, most);
    }
}

TEST_CASE("random queries over random documents select what each selects alone") {
    trotline_tests::random_query_source source(77);
    for (int n = 0; n != 1500; ++n) {
        std::string const json = source.document();
        std::vector<std::string> texts;
        while (texts.size() != 1 + static_cast<std::size_t>(n) % 8) {
            std::string text = source.query();
            if (tl::object_query::parse(text)) texts.push_back(std::move(text));
        }
        std::size_t const most = n % 3 == 0 ? 1 : tl::npos;
        trotline_tests::in_both_modes(
            [&](auto format) { check_as_alone(format, json, texts, most); });
    }
}

TEST_CASE("the list that several queries go through is read once, and nothing is allocated") {
    std::string json = "[";
    for (int i = 0; i != 100; ++i) json += (i ? ",{\"a\":" : "{\"a\":") + std::to_string(i) + "}";
    json += "]";
    auto const root = trotline_tests::opened(tl::json::checked, json);
    using cursor = std::remove_const_t<decltype(root)>;
    auto const all = *tl::object_query::parse("$[*].a"), odd = *tl::object_query::parse("$[1::2]");
    tl::detail::compiled_pattern pattern;
    std::string order;
    order.reserve(400);
    auto const allocations = trotline_tests::allocations_so_far();
    tl::detail::step_budget first_budget, second_budget;
    tl::detail::selection<cursor> first(all, root, first_budget, pattern),
        second(odd, root, second_budget, pattern);
    tl::detail::shared_selection<cursor> together;
    together.add(first, {[](void* to, cursor& at) {
                             static_cast<std::string*>(to)->push_back('a');
                             return at.skip(), true;
                         },
                         &order});
    together.add(second, {[](void* to, cursor& at) {
                              static_cast<std::string*>(to)->push_back('b');
                              return at.skip(), true;
                          },
                          &order});
    cursor c = root;
    together.select(c);
    CHECK(trotline_tests::allocations_so_far() == allocations);
    CHECK(order.size() == 150);
    // In turns: neither query was ahead of the other.
    CHECK(order.substr(0, 9) == "abaabaaba");
}

}  // namespace mapping_query_shared_selection_test
