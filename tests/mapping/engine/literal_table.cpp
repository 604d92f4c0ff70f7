// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/literal_table.hpp>

#include <trotline/mapping/run_time_mapping.hpp>

#include "mapping/shown_tree.hpp"

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_engine_literal_table_test {

namespace tl = trotline;
using trotline_tests::shown;

namespace {

struct todo {
    int id = 0;
    std::optional<std::string> title;
    std::vector<int> tags;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id, title, tags))

template <class... Rows> tl::detail::table const& table = tl::detail::literal_table<Rows...>::value;
template <tl::fixed_string Path> using any_row = tl::condition<Path, true>;

}  // namespace

TEST_CASE("the rows' paths as one tree, as rows of run time have it") {
    struct {
        tl::detail::table const& literal;
        std::vector<std::string> paths;
        std::string tree;
    } const cases[] = {
        {table<>, {}, "$"},
        {table<any_row<"$">>, {"$"}, "$#0"},
        {table<any_row<"a.b">, any_row<"c">, any_row<"a.d">, any_row<"a">>,
         {"a.b", "c", "a.d", "a"},
         "${a#3{b#0 d#2} c#1}"},
        {table<any_row<"b">, any_row<"a">, any_row<"['b']">, any_row<"$">>,
         {"b", "a", "['b']", "$"},
         "$#3{b#0#2 a#1}"},
        {table<any_row<"x[3]">, any_row<"x[-1]">, any_row<"x.n">, any_row<"x[0]">, any_row<"x[-2]">,
               any_row<"x[3]">>,
         {"x[3]", "x[-1]", "x.n", "x[0]", "x[-2]", "x[3]"},
         "${x{n#2 0#3 3#0#5 -2#4 -1#1}}"},
        {table<any_row<"a.b">, any_row<"a[1]">, any_row<"a">>,
         {"a.b", "a[1]", "a"},
         "${a#2{b#0 1#1}}"},
        {table<any_row<"['it\\'s'].\u00e9">, any_row<"['']">>,
         {"['it\\'s'].\u00e9", "['']"},
         "${it's{\u00e9#0} #1}"},
        {table<any_row<"a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.aa.ab.ac.ad">>,
         {"a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.aa.ab.ac.ad"},
         "${a{b{c{d{e{f{g{h{i{j{k{l{m{n{o{p{q{r{s{t{u{v{w{x{y{z{aa{ab{ac{ad#0}}}}}}}}}}}}}}}}}}}}}}"
         "}"
         "}}}}}}}"},
    };
    for (auto const& one : cases) {
        CHECK(shown(one.literal) == one.tree);
        std::vector<tl::run_time_row> rows;
        for (std::string const& path : one.paths) rows.push_back({path, "", {}, {true}});
        auto const built = tl::run_time_mapping::build(rows).value();
        tl::detail::table const& same = built.table();
        CHECK(shown(same) == one.tree);
        CHECK(one.literal.node_count == same.node_count);
        CHECK(one.literal.row_count == same.row_count);
        CHECK(one.literal.document_rows == same.document_rows);
        CHECK(one.literal.leaves == same.leaves);
        CHECK(one.literal.counts_siblings == same.counts_siblings);
        CHECK((one.literal.tails == nullptr) == (same.tails == nullptr));
        for (std::size_t n = 0; n != same.node_count; ++n) {
            CHECK(one.literal.nodes[n].sizes == same.nodes[n].sizes);
            CHECK(one.literal.nodes[n].last_bytes == same.nodes[n].last_bytes);
            CHECK(one.literal.nodes[n].parent == same.nodes[n].parent);
            CHECK(one.literal.nodes[n].form == same.nodes[n].form);
            if (same.nodes[n].is_index) continue;
            CHECK(one.literal.names[n].word == same.names[n].word);
            CHECK(one.literal.names[n].mask == same.names[n].mask);
        }
    }
}

TEST_CASE("what each row takes, in the order of the tree; those beside the document come last") {
    using rows = tl::detail::literal_table<
        tl::status_row<&todo::id>, tl::row<"b", &todo::tags>, tl::condition<"a", 1, "x">,
        tl::row<"a", &todo::title, tl::row_option::optional | tl::row_option::coerce>,
        tl::field_row<"ETag", "TAG">, tl::row<"c", "C">, tl::elapsed_row<"TOOK">,
        tl::status_condition<200, 204>>;
    tl::detail::table const& t = rows::value;
    CHECK(shown(t) == "${b#1 a#2#3 c#5}");
    CHECK(t.row_count == 8);
    CHECK(t.document_rows == 4);
    CHECK(t.leaves == 3);
    CHECK(t.counts_siblings);  // for the tags
    CHECK(t.tails != nullptr);
    struct {
        std::size_t number;
        tl::row_source source;
        tl::detail::binding const* type;
        std::string_view required;
        bool is_parameter = false, null_is_left_out = false, coerce = false;
        std::string_view path{}, destination{};
    } const expected[] = {
        {0, tl::row_source::status, &tl::detail::bound<int>::value, "", false, false, false,
         "(status)", "id"},
        {1, tl::row_source::document, &tl::detail::bound<std::vector<int>>::value, "", false, false,
         false, "b", "tags"},
        {2, tl::row_source::document, nullptr, "1 or \"x\"", false, false, false, "a", ""},
        {3, tl::row_source::document, &tl::detail::bound<std::optional<std::string>>::value, "",
         false, true, true, "a", "title"},
        {4, tl::row_source::field, &tl::detail::bound<tl::value>::value, "", true, false, false,
         "ETag", "TAG"},
        {5, tl::row_source::document, &tl::detail::bound<tl::value>::value, "", true, false, false,
         "c", "C"},
        {6, tl::row_source::elapsed, &tl::detail::bound<tl::value>::value, "", true, false, false,
         "(elapsed)", "TOOK"},
        {7, tl::row_source::status, nullptr, "200 or 204", false, false, false, "(status)", ""},
    };
    for (auto const& one : expected) {
        CAPTURE(one.number);
        tl::detail::table_row const& row = t.rows[rows::places[one.number]];
        CHECK(row.number == one.number);
        CHECK(row.source == one.source);
        CHECK(row.type == one.type);
        REQUIRE((row.required != nullptr) == !one.required.empty());
        if (row.required != nullptr) CHECK(row.required->expected == one.required);
        CHECK(row.is_parameter == one.is_parameter);
        CHECK(row.null_is_left_out == one.null_is_left_out);
        CHECK(has(row.options, tl::row_option::coerce) == one.coerce);
        CHECK(rows::description(one.number).path == one.path);
        CHECK(rows::description(one.number).destination == one.destination);
        CHECK(rows::description(one.number).required == !one.null_is_left_out);
        CHECK(&t.descriptions[one.number] == &rows::description(one.number));
        bool const in_document = one.source == tl::row_source::document;
        CHECK((rows::places[one.number] < t.document_rows) == in_document);
        CHECK((rows::paths[one.number] != nullptr) == in_document);
    }
}

TEST_CASE("the scalars that a condition allows") {
    tl::detail::row_condition const& allowed =
        tl::detail::literal_condition<true, -7, "done", 9>::value;
    REQUIRE(allowed.count == 4);
    using type = tl::detail::allowed_scalar::type;
    CHECK(allowed.allowed[0].is == type::boolean);
    CHECK(allowed.allowed[0].boolean);
    CHECK(allowed.allowed[1].is == type::integer);
    CHECK(allowed.allowed[1].integer.negative);
    CHECK(allowed.allowed[1].integer.magnitude == 7);
    CHECK(allowed.allowed[2].is == type::text);
    CHECK(allowed.allowed[2].text == "done");
    CHECK_FALSE(allowed.allowed[3].integer.negative);
    CHECK(allowed.expected == "true or -7 or \"done\" or 9");
}

TEST_CASE("tables of the same rows' types share what a type is") {
    CHECK(table<tl::row<"a", &todo::id>>.rows[0].type ==
          table<tl::row<"b.c", &todo::id>>.rows[0].type);
}

}  // namespace mapping_engine_literal_table_test
