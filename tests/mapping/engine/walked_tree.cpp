// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/walked_tree.hpp>

#include <trotline/json/format.hpp>
#include <trotline/mapping/engine/run_time_prefix_tree.hpp>
#include <trotline/path/literal.hpp>
#include <trotline/path/parse.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace tl = trotline;
using namespace tl::literals;

namespace {

// $ has the children a (rows 0 and 3), b (row 2, and below it c: row 1)
constexpr tl::object_path const* paths[] = {&decltype("a"_path)::value,
                                            &decltype("b.c"_path)::value,
                                            &decltype("b"_path)::value, &decltype("a"_path)::value};
constexpr tl::literal_prefix_tree<6, 4> four_rows{
    [](std::size_t row) -> tl::object_path const& { return *paths[row]; }};
using literal = tl::literal_tree<four_rows>;
template <std::size_t N> using number = std::integral_constant<std::size_t, N>;

struct noting_landing {
    std::string noted{};
    template <tl::cursor C> void found(auto row, C& c) {
        noted += std::to_string(static_cast<std::size_t>(row)) + '=' + std::string(c.raw()) + ' ';
    }
};
struct noting_taker {
    std::string noted{};
    bool wants(auto, auto const&) const { return true; }
    template <tl::cursor C> bool take(auto child, C& c) {
        noted += std::to_string(static_cast<std::size_t>(child)) + '=' + std::string(c.raw()) + ' ';
        return true;
    }
};

// What either tree says: the root is node 0, a and b are 1 and 2, c is 3.
template <class Tree, class Number>
std::string said(Tree tree, typename Tree::states& states, Number root, auto a, auto b, auto c) {
    std::string out;
    tree.visit_rows(a,
                    [&](auto row) { out += std::to_string(static_cast<std::size_t>(row)) + ' '; });
    tree.visit_child(root, 1, [&](auto child) {
        out += "child " + std::to_string(static_cast<std::size_t>(child)) + ' ';
    });
    tl::document_failure why;
    auto const at = tl::json::checked.open(R"({"b":[1],"x":0,"a":2})", why);
    noting_landing landing;
    auto moved = at;
    tree.land_copies(a, landing, moved);
    CHECK(moved.offset() == 0);
    tree.land_all(a, landing, moved);
    CHECK(moved.offset() == 21);
    tree.land_all(root, landing, moved);  // no rows end there
    CHECK(
        landing.noted ==
        R"(0={"b":[1],"x":0,"a":2} 3={"b":[1],"x":0,"a":2} 0={"b":[1],"x":0,"a":2} 3={"b":[1],"x":0,"a":2} )");
    noting_taker taker;
    moved = at;
    tree.visit_members(root, moved, taker);
    out += taker.noted;

    CHECK_FALSE(states.complete(c));
    states.set_complete(c);
    CHECK(states.complete(c));
    CHECK(states.children_complete(b));
    CHECK_FALSE(states.children_complete(root));
    states.set_complete(a);
    states.set_complete(b);
    CHECK(states.children_complete(root));
    states.siblings(b) = {3, 4};
    CHECK(states.siblings(b).seen == 3);
    return out;
}

}  // namespace

TEST_CASE("a literal tree and a run-time tree say the same") {
    literal::states states;
    CHECK(said(literal{}, states, number<0>{}, number<1>{}, number<2>{}, number<3>{}) ==
          "0 3 child 2 2=[1] 1=2 ");

    std::vector<tl::object_path> run_time_paths;
    for (auto const* path : paths) run_time_paths.push_back(*path);
    tl::run_time_prefix_tree const built(run_time_paths);
    std::vector<tl::walk_state> memory(built.view().nodes.size());
    tl::run_time_states run_time_states(built.view(), memory);
    CHECK(said(tl::run_time_tree{built.view()}, run_time_states, std::size_t{0}, std::size_t{1},
               std::size_t{2}, std::size_t{3}) == "0 3 child 2 2=[1] 1=2 ");
}

TEST_CASE("a tree of more nodes than a word has bits") {
    static constexpr tl::object_path const* indexes[] = {
        &decltype("[0]"_path)::value,
        &decltype("[1]"_path)::value,
        &decltype("[2]"_path)::value,
        &decltype("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.aa.ab.ac.ad"_path)::value,
        &decltype("b.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.aa.ab.ac.ad"_path)::value,
        &decltype("c.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.aa.ab.ac.ad"_path)::value};
    static constexpr tl::literal_prefix_tree<94, 6> wide{
        [](std::size_t row) -> tl::object_path const& { return *indexes[row]; }};
    tl::literal_tree<wide>::states states;
    states.set_complete(number<70>{});
    CHECK(states.complete(number<70>{}));
    CHECK_FALSE(states.complete(number<6>{}));
    CHECK_FALSE(states.complete(number<71>{}));
}
