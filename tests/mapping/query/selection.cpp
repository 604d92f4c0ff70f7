// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/selection.hpp>

#include "json/instruction_sets.hpp"
#include "mapping/query/selected.hpp"
#include "support/allocation_count.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace mapping_query_selection_test {

namespace tl = trotline;
using trotline_tests::selected;
using trotline_tests::selected_text;

namespace {

constexpr std::string_view store =
    R"({"store": {"book": [{"price": 8.95, "title": "a"}, {"price": 12.99, "title": "b\u0041"},)"
    R"( {"price": 22, "title": "c", "isbn": "x"}], "bicycle": {"price": 19.95}},)"
    R"( "n": [0, 1, 2, 3, 4, 5], "e": [], "s": "text"})";

struct row {
    std::string_view query, nodes;
};

}  // namespace

TEST_CASE("JSON: what each kind of selector selects, in the order of the RFC") {
    constexpr row rows[] = {
        {"$", store},
        {"store.book[*].title", R"("a" | "b\u0041" | "c")"},
        {"store.*.price", "19.95"},
        {"store.book[1:].price", "12.99 | 22"},
        {"n[1:5:2]", "1 | 3"},
        {"n[::-1]", "5 | 4 | 3 | 2 | 1 | 0"},
        {"n[-2:]", "4 | 5"},
        {"n[4:1:-2]", "4 | 2"},
        {"n[::0]", ""},
        {"n[4, 0, -1, 9]", "4 | 0 | 5"},
        {"n[4294967296]", ""},  // 2 to the power of 32
        {"n[1, 4294967297:]", "1"},
        {"n[::4294967296]", "0"},
        {"n[4294967297::-4294967296]", "5"},
        {"['n', 'e'][0]", "0"},
        {"$..price", "8.95 | 12.99 | 22 | 19.95"},
        {"store..[0].title", R"("a")"},
        {"$..[?@.price > 20].title", R"("c")"},
        {"store.book[?@.isbn].price", "22"},
        {"store.book[?!@.isbn].price", "8.95 | 12.99"},
        {"store.book[?@.price < $.n[5] || @.isbn == 'x'].price", "22"},
        {"n[?@ >= 2 && @ != 4]", "2 | 3 | 5"},
        {"s[*]", ""},
        {"s.x", ""},
        {"e[*]", ""},
        {"n.x", ""},
        {"store[0]", ""},
    };
    trotline_tests::in_both_modes([&](auto format) {
        for (row const& r : rows) {
            CAPTURE(r.query);
            CHECK(selected_text(format, store, r.query) == r.nodes);
        }
    });
}

TEST_CASE("a name that is there twice: both where all is read, the first on demand") {
    constexpr std::string_view text = R"({"a": 1, "b": 0, "a": 2})";
    CHECK(selected_text(tl::json::checked, text, "a") == "1 | 2");
    CHECK(selected_text(tl::json::on_demand, text, "a") == "1");
}

TEST_CASE("the sink ends it") {
    auto const query = tl::object_query::parse("$..*").value();
    for (std::size_t most : {1u, 2u, 5u}) {
        CHECK(selected(tl::json::checked, store, query, most).size() == most);
        CHECK(selected(tl::json::on_demand, store, query, most).size() == most);
    }
}

TEST_CASE("a budget of steps ends a hostile query") {
    std::string const deep = std::string(300, '[') + std::string(300, ']');
    auto const query = tl::object_query::parse("$..[?count(@..[?count(@..*) > 0]) > 0]").value();
    auto const root = trotline_tests::opened(tl::json::checked, deep);
    using cursor = std::remove_const_t<decltype(root)>;
    tl::detail::step_budget budget{10'000};
    tl::detail::compiled_pattern pattern;
    tl::detail::selection<cursor> nodes(query, root, budget, pattern);
    nodes.select(root, {[](void*, cursor& at) { return at.skip(), true; }, nullptr});
    CHECK(budget.spent());
}

TEST_CASE("what a filter takes from the root is found once, not for each node") {
    std::string text = "[0";
    for (int i = 1; i != 1000; ++i) text += ',' + std::to_string(i);
    text += "]";
    struct {
        std::string_view filter;
        std::size_t selected;
    } const cases[] = {
        {"$[?@ < count($.*)]", 1000},
        {"$[?@ == $[999]]", 1},
        {"$[?$..[?@ == 998]]", 1000},
        {"$[?!$..[?@ == 1001]]", 1000},
        {"$[?value($[?@ == 2]) == @]", 1},
        {"$[?length($) == 1000]", 1000},
        {"$[?@ == $[1] || @ == $[2] || count($.*) == @ || value($[?@ == 3]) == @]", 3},
    };
    for (auto const& each : cases) {
        CAPTURE(each.filter);
        auto const query = tl::object_query::parse(each.filter).value();
        auto const root = trotline_tests::opened(tl::json::checked, text);
        using cursor = std::remove_const_t<decltype(root)>;
        tl::detail::step_budget budget{10'000};
        tl::detail::compiled_pattern pattern;
        tl::detail::selection<cursor> nodes(query, root, budget, pattern);
        std::size_t count = 0;
        nodes.select(root, {[](void* counted, cursor& at) {
                                ++*static_cast<std::size_t*>(counted);
                                return at.skip(), true;
                            },
                            &count});
        CHECK(count == each.selected);
        CHECK_FALSE(budget.spent());
    }
}

TEST_CASE("the fifth value from the root is found for each node, and counts by what is passed") {
    std::string text = R"({"list": [)";
    for (int i = 0; i != 100; ++i) text += (i == 0 ? "" : ",") + std::to_string(i);
    text += R"(], "text": ")" + std::string(6000, 'x') + R"(", "a": [-1, -2, -3, -4]})";
    for (std::string_view const fifth : {"$.z", "$.a[3]", "$.a[4]", "value($.a[3:])"}) {
        std::string filter = "list[?@ == $.a[0] || @ == $.a[1] || @ == $.a[2] || @ == $.a[-1]";
        for (bool const is_fifth : {false, true}) {
            if (is_fifth) filter.append(" || @ == ").append(fifth);
            CAPTURE(filter);
            auto const query = tl::object_query::parse(filter + "]").value();
            auto const root = trotline_tests::opened(tl::json::checked, text);
            using cursor = std::remove_const_t<decltype(root)>;
            tl::detail::step_budget budget{100'000};
            tl::detail::compiled_pattern pattern;
            tl::detail::selection<cursor> nodes(query, root, budget, pattern);
            nodes.select(root, {[](void*, cursor& at) { return at.skip(), true; }, nullptr});
            std::uint64_t const passed = 100 * (text.size() - 100) / 32;
            CHECK((100'000 - budget.left > passed) == is_fifth);
        }
    }
}

TEST_CASE("a document as deep as allowed is descended without recursion") {
    std::string text(1000, '[');
    text += "7";
    text.append(1000, ']');
    auto const query = tl::object_query::parse("$..[?@ == 7]").value();
    auto const nodes = selected(tl::json::checked, text, query);
    REQUIRE(nodes.size() == 1);
    CHECK(nodes[0].raw == "7");
    CHECK(nodes[0].path.size() == 1 + 3 * 1000);
}

TEST_CASE("nothing is allocated") {
    auto const query =
        tl::object_query::parse("$..book[?@.price > 9 && match(@.title, '[a-c].?')]").value();
    auto const root = trotline_tests::opened(tl::json::checked, store);
    using cursor = std::remove_const_t<decltype(root)>;
    std::size_t found = 0;
    CHECK(trotline_tests::allocations([&] {
              tl::detail::step_budget budget;
              tl::detail::compiled_pattern pattern;
              tl::detail::selection<cursor> nodes(query, root, budget, pattern);
              nodes.select(root, {[](void* count, cursor& at) {
                                      ++*static_cast<std::size_t*>(count);
                                      return at.skip(), true;
                                  },
                                  &found});
          }) == 0);
    CHECK(found == 2);
}

}  // namespace mapping_query_selection_test
