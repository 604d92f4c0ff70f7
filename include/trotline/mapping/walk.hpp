// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_WALK_HPP
#define TROTLINE_MAPPING_WALK_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/mapping/follow.hpp>
#include <trotline/mapping/members.hpp>
#include <trotline/mapping/prefix_tree.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace trotline {

// One walk of a prefix tree over a document. The tree says what is wanted, the cursor finds it, the landing takes it:
//   landing.found(row, cursor)     a value that row `row` selects; must consume it
//   landing.reached(row)           only where lists are siblings: an element that may hold what the row selects
// A literal tree hands nodes and rows over as std::integral_constant, so that the walk unrolls into straight code; a run-time tree
// as std::size_t. The walk is the same.
//
// What a walk has to remember of a node while it is inside of its parent, where lists are siblings.
struct sibling_state {
    std::uint32_t seen = 0;  // siblings of that name so far
    std::uint32_t total = 0;
};

// What it has to remember of all nodes of a tree. complete: all rows at a node and below have been found once.
template <prefix_tree_view const& View> class literal_states {
  public:
    constexpr literal_states() {}  // the siblings' states are written before they are read
    constexpr sibling_state& siblings(std::size_t node) { return siblings_[node]; }

    template <std::size_t Node> [[gnu::always_inline]] constexpr bool complete(std::integral_constant<std::size_t, Node>) const {
        return (complete_[Node / 64] >> Node % 64 & 1) != 0;
    }
    template <std::size_t Node> [[gnu::always_inline]] constexpr void set_complete(std::integral_constant<std::size_t, Node>) {
        complete_[Node / 64] |= std::uint64_t{1} << Node % 64;
    }
    template <std::size_t Node>
    [[gnu::always_inline]] constexpr bool children_complete(std::integral_constant<std::size_t, Node>) const {
        bool all = true;
        for (std::size_t word = 0; word != words; ++word) {
            std::uint64_t const children = word_of_children<Node>[word];
            all = all && (complete_[word] & children) == children;
        }
        return all;
    }

  private:
    static constexpr std::size_t words = (View.nodes.size() + 63) / 64;
    template <std::size_t Node>
    static constexpr auto word_of_children = [] {
        std::array<std::uint64_t, words> children{};
        for (std::size_t i = 0; i != View.nodes[Node].children(); ++i)
            children[(View.nodes[Node].first_child + i) / 64] |= std::uint64_t{1} << (View.nodes[Node].first_child + i) % 64;
        return children;
    }();

    std::array<std::uint64_t, words> complete_{};
    std::array<sibling_state, View.nodes.size()> siblings_;
};

// A tree known during translation.
template <auto const& Tree> struct literal_tree {
    static constexpr prefix_tree_view view = Tree.view();
    using root = std::integral_constant<std::size_t, 0>;
    using states = literal_states<view>;

    template <std::size_t Node> struct names {
        static constexpr std::size_t size() { return view.nodes[Node].names; }
        constexpr std::string_view operator[](std::size_t i) const {
            return view.nodes[view.nodes[Node].first_child + i].step.name;
        }
    };

    template <std::size_t Node> static constexpr prefix_node const& node(std::integral_constant<std::size_t, Node>) {
        return view.nodes[Node];
    }
    // Calls f(child) for the place-th child.
    template <std::size_t Node, class F>
    [[gnu::always_inline]] static constexpr void visit_child(std::integral_constant<std::size_t, Node>, std::size_t place, F&& f) {
        [&]<std::size_t... I>(std::index_sequence<I...>) __attribute__((always_inline)) {
            (void)((place == I && (f(std::integral_constant<std::size_t, view.nodes[Node].first_child + I>{}), true)) || ...);
        }
        (std::make_index_sequence<view.nodes[Node].children()>{});
    }
    // Calls taker.take(child, c) at the value of every member of the object at c that the node has a child for, until it says
    // false.
    template <std::size_t Node, cursor C, class Taker>
    [[gnu::always_inline]] static constexpr void visit_members(std::integral_constant<std::size_t, Node>, C& c, Taker& taker) {
        detail::visit_members<view.nodes[Node].first_child>(c, names<Node>{}, taker);
    }
    // Calls f(row) for every row that ends here.
    template <std::size_t Node, class F> static constexpr void visit_rows(std::integral_constant<std::size_t, Node>, F&& f) {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (f(std::integral_constant<std::size_t, view.row_order[view.nodes[Node].first_row + I]>{}), ...);
        }
        (std::make_index_sequence<view.nodes[Node].rows>{});
    }
    // Calls landing.found(row, c) for every one of them: with copies of c, or the last one with c itself.
    template <std::size_t Node, class Landing, cursor C>
    [[gnu::always_inline]] static constexpr void land_copies(std::integral_constant<std::size_t, Node>, Landing& landing,
                                                             C const& c) {
        land_copies_of<view.nodes[Node].first_row>(landing, c, std::make_index_sequence<view.nodes[Node].rows>{});
    }
    template <std::size_t Node, class Landing, cursor C>
    [[gnu::always_inline]] static constexpr void land_all(std::integral_constant<std::size_t, Node>, Landing& landing, C& c) {
        if constexpr (constexpr prefix_node const& node = view.nodes[Node]; node.rows != 0) {
            land_copies_of<node.first_row>(landing, c, std::make_index_sequence<node.rows - 1>{});
            landing.found(std::integral_constant<std::size_t, view.row_order[node.first_row + node.rows - 1]>{}, c);
        }
    }

  private:
    template <std::size_t First, class Landing, cursor C, std::size_t... I>
    [[gnu::always_inline]] static constexpr void land_copies_of(Landing& landing, C const& c, std::index_sequence<I...>) {
        (land_copy<First + I>(landing, c), ...);
    }
    template <std::size_t Place, class Landing, cursor C>
    [[gnu::always_inline]] static constexpr void land_copy(Landing& landing, C bookmark) {
        landing.found(std::integral_constant<std::size_t, view.row_order[Place]>{}, bookmark);
    }
};

// The same of a tree that is known at run time: a view of as many states as it has nodes.
struct walk_state {
    sibling_state siblings{};
    bool complete = false;
};
class run_time_states {
  public:
    constexpr run_time_states(prefix_tree_view view, std::span<walk_state> states) : view_(view), states_(states) {}
    constexpr sibling_state& siblings(std::size_t node) { return states_[node].siblings; }
    constexpr bool complete(std::size_t node) const { return states_[node].complete; }
    constexpr void set_complete(std::size_t node) { states_[node].complete = true; }
    constexpr bool children_complete(std::size_t node) const {
        for (walk_state const& child : states_.subspan(view_.nodes[node].first_child, view_.nodes[node].children()))
            if (!child.complete) return false;
        return true;
    }

  private:
    prefix_tree_view view_;
    std::span<walk_state> states_;
};

// A tree known at run time.
struct run_time_tree {
    prefix_tree_view view;
    using root = std::size_t;
    using states = run_time_states;

    struct names {
        prefix_node const* first;
        std::size_t count;
        constexpr std::size_t size() const { return count; }
        constexpr std::string_view operator[](std::size_t i) const { return first[i].step.name; }
    };

    constexpr prefix_node const& node(std::size_t n) const { return view.nodes[n]; }
    template <class F> constexpr void visit_child(std::size_t n, std::size_t place, F&& f) const {
        f(std::size_t{node(n).first_child} + place);
    }
    template <cursor C, class Taker> constexpr void visit_members(std::size_t n, C& c, Taker& taker) const {
        c.enter();
        names const wanted{view.nodes.data() + node(n).first_child, node(n).names};
        for (;;) {
            std::size_t const place = c.find(wanted);
            if (place == npos || !taker.take(std::size_t{node(n).first_child} + place, c)) return;
        }
    }
    template <class F> constexpr void visit_rows(std::size_t n, F&& f) const {
        for (std::size_t i = 0; i < node(n).rows; ++i) f(std::size_t{view.row_order[node(n).first_row + i]});
    }
    template <class Landing, cursor C>
    constexpr void land_copies(std::size_t n, Landing& landing, C const& c, std::size_t but = 0) const {
        for (std::size_t i = 0; i + but < node(n).rows; ++i) {
            C bookmark = c;
            landing.found(std::size_t{view.row_order[node(n).first_row + i]}, bookmark);
        }
    }
    template <class Landing, cursor C> constexpr void land_all(std::size_t n, Landing& landing, C& c) const {
        if (node(n).rows == 0) return;
        land_copies(n, landing, c, 1);
        landing.found(std::size_t{view.row_order[node(n).first_row + node(n).rows - 1]}, c);
    }
};

template <class Tree, class Landing> class walk {
  public:
    // states: one for every node, as new.
    constexpr walk(Tree tree, typename Tree::states& states, Landing& landing) : tree_(tree), states_(states), landing_(landing) {}

    // The whole document, from the cursor's position at its root. Where first matches win, it ends when every row is answered.
    template <cursor C> [[gnu::always_inline]] constexpr void run(C& c) { value(typename Tree::root{}, c); }

  private:
    // A node of a literal tree is walked in place; one of a run-time tree by a call, which is where the walk recurses: as deep as
    // the tree.
    template <std::size_t Node, cursor C>
    [[gnu::always_inline]] constexpr std::size_t value(std::integral_constant<std::size_t, Node> node, C& c) {
        return value_of(node, c);
    }
    template <cursor C> constexpr std::size_t value(std::size_t node, C& c) { return value_of(node, c); }

    // Consumes the value at c. Where first matches win and nothing more is wanted inside, it may be left early: the result is how
    // many containers, the value's own included, are still to be left.
    template <class Node, cursor C> [[gnu::always_inline]] constexpr std::size_t value_of(Node node, C& c) {
        if (tree_.node(node).children() == 0) {
            if constexpr (C::first_match_wins) states_.set_complete(node);
            tree_.land_all(node, landing_, c);
            return 0;
        }
        tree_.land_copies(node, landing_, c);
        kind const k = c.kind();
        if (tree_.node(node).names != 0 && (k == kind::object || k == kind::element)) return members(node, c);
        if (tree_.node(node).names != tree_.node(node).children() && k == kind::array) return elements(node, c);
        c.skip();
        return 0;
    }

    // Takes one member after the other.
    template <class Node> struct members_of {
        walk& on;
        Node node;
        std::size_t open = 0;  // where it ends early

        template <class Child, cursor C> [[gnu::always_inline]] constexpr bool take(Child child, C& c) {
            if constexpr (C::repeats_by_name) {
                on.sibling(child, c);
            } else if (C::first_match_wins && on.tree_.node(child).children() != 0 && on.states_.complete(child)) {
                c.skip();  // a row that ends there skips what is not the first by itself
            } else {
                std::size_t const below = on.value(child, c);
                if constexpr (C::first_match_wins) {
                    if (on.complete(node)) {
                        open = below + 1;
                        return false;
                    }
                    if (below != 0) c.leave(below);
                }
            }
            return true;
        }
    };
    template <class Node, cursor C> [[gnu::always_inline]] constexpr std::size_t members(Node node, C& c) {
        if constexpr (C::repeats_by_name) enter_siblings(node);
        members_of<Node> taker{*this, node};
        tree_.visit_members(node, c, taker);
        return taker.open;
    }

    template <class Node, cursor C> constexpr std::size_t elements(Node node, C& c) {
        C const begin = c;
        c.enter();
        std::size_t const from_begin = tree_.node(node).names, from_end = from_begin + tree_.node(node).indexes;
        bool more = true;
        std::size_t open = ascending(node, c, from_begin, from_end, 0, more);
        if (tree_.node(node).indexes_from_end != 0) {
            std::size_t const count = detail::count_elements(begin);
            C again = begin;
            again.enter();
            bool unused = true;
            ascending(node, again, from_end, tree_.node(node).children(), count, unused);
            if (more && open != 0) c.leave(open);
            open = 0;
        }
        if constexpr (C::first_match_wins)
            if (complete(node) && more) return open + 1;
        if (more) c.leave(open + 1);
        return 0;
    }

    // The children by index in [first, last), with `count` added to each index. Inside an array before its first element. `more`
    // says whether c is still inside, and then the result how many containers below are still to be left.
    template <class Node, cursor C>
    constexpr std::size_t ascending(Node node, C& c, std::size_t first, std::size_t last, std::size_t count, bool& more) {
        std::size_t next = 0, open = 0;
        for (std::size_t place = first; place < last && more; ++place)
            tree_.visit_child(
                node, place, [&](auto child) __attribute__((always_inline)) {
                    std::int64_t const index = tree_.node(child).step.index + static_cast<std::int64_t>(count);
                    if (index < 0 || (C::first_match_wins && states_.complete(child))) return;
                    if (open != 0) c.leave(std::exchange(open, 0));
                    more = c.element(static_cast<std::size_t>(index) - next);
                    if (!more) return;
                    next = static_cast<std::size_t>(index) + 1;
                    open = value(child, c);
                });
        return open;
    }

    template <class Node> [[gnu::always_inline]] constexpr bool complete(Node node) {
        bool const all = states_.children_complete(node);
        if (all) states_.set_complete(node);
        return all;
    }

    // Where lists are siblings of one name.
    template <class Node> constexpr void enter_siblings(Node node) {
        for (std::size_t place = 0; place < tree_.node(node).names; ++place)
            tree_.visit_child(
                node, place, [&](auto child) __attribute__((always_inline)) {
                    states_.siblings(child) = {};
                    tree_.visit_rows(
                        child, [&](auto row) __attribute__((always_inline)) { landing_.reached(row); });
                });
    }

    template <class Node, cursor C> constexpr void sibling(Node node, C& c) {
        prefix_node const& n = tree_.node(node);
        if (n.children() != n.names && c.kind() == kind::element) {
            sibling_state& state = states_.siblings(node);
            if (n.indexes_from_end != 0 && state.seen == 0)
                state.total = static_cast<std::uint32_t>(detail::count_siblings(c, n.step.name));
            for (std::size_t place = n.names; place < n.children(); ++place)
                tree_.visit_child(
                    node, place, [&](auto child) __attribute__((always_inline)) {
                        std::int64_t const index = tree_.node(child).step.index;
                        if ((index < 0 ? index + state.total : index) != state.seen) return;
                        C bookmark = c;
                        value(child, bookmark);
                    });
            ++state.seen;
        }
        if (n.names == 0 && n.rows != 0) return tree_.land_all(node, landing_, c);
        tree_.land_copies(node, landing_, c);
        if (n.names != 0 && c.kind() == kind::element)
            members(node, c);
        else
            c.skip();
    }

    Tree tree_;
    typename Tree::states& states_;
    Landing& landing_;
};

}  // namespace trotline
#endif
