// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_WALK_HPP
#define TROTLINE_MAPPING_WALK_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/mapping/follow.hpp>
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
// What a walk has to remember per node. Literal: an array on the stack; run time: part of a workspace.
struct walk_state {
    std::uint32_t seen = 0;  // siblings of that name so far
    std::uint32_t total = 0;
    bool complete = false;  // all rows below have been found once
};

// A tree known during translation.
template <auto const& Tree> struct literal_tree {
    static constexpr prefix_tree_view view = Tree.view();
    using root = std::integral_constant<std::size_t, 0>;
    using states = std::array<walk_state, view.nodes.size()>;

    template <std::size_t Node> struct names {
        static constexpr std::size_t size() { return view.nodes[Node].names; }
        constexpr std::string_view operator[](std::size_t i) const {
            return view.nodes[view.nodes[Node].first_child + i].step.name;
        }
    };

    template <std::size_t Node> static constexpr names<Node> names_of(std::integral_constant<std::size_t, Node>) { return {}; }
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
    // Calls f(row) for every row that ends here.
    template <std::size_t Node, class F>
    [[gnu::always_inline]] static constexpr void visit_rows(std::integral_constant<std::size_t, Node>, F&& f) {
        [&]<std::size_t... I>(std::index_sequence<I...>) __attribute__((always_inline)) {
            (f(std::integral_constant<std::size_t, view.row_order[view.nodes[Node].first_row + I]>{}), ...);
        }
        (std::make_index_sequence<view.nodes[Node].rows>{});
    }
};

// A tree known at run time.
struct run_time_tree {
    prefix_tree_view view;
    using root = std::size_t;
    using states = std::span<walk_state>;

    struct names {
        prefix_node const* first;
        std::size_t count;
        constexpr std::size_t size() const { return count; }
        constexpr std::string_view operator[](std::size_t i) const { return first[i].step.name; }
    };

    constexpr names names_of(std::size_t n) const { return {view.nodes.data() + node(n).first_child, node(n).names}; }
    constexpr prefix_node const& node(std::size_t n) const { return view.nodes[n]; }
    template <class F> constexpr void visit_child(std::size_t n, std::size_t place, F&& f) const {
        f(std::size_t{node(n).first_child} + place);
    }
    template <class F> constexpr void visit_rows(std::size_t n, F&& f) const {
        for (std::size_t i = 0; i < node(n).rows; ++i) f(std::size_t{view.row_order[node(n).first_row + i]});
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
        rows(node, c, tree_.node(node).children() == 0);
        if (tree_.node(node).children() == 0) {
            if constexpr (C::first_match_wins) states_[node].complete = true;
            return 0;
        }
        kind const k = c.kind();
        if (tree_.node(node).names != 0 && (k == kind::object || k == kind::element)) return members(node, c);
        if (tree_.node(node).names != tree_.node(node).children() && k == kind::array) return elements(node, c);
        c.skip();
        return 0;
    }

    // Hands the value to every row that ends here; the last one takes the cursor itself where nothing follows.
    template <class Node, cursor C> [[gnu::always_inline]] constexpr void rows(Node node, C& c, bool consume) {
        std::size_t left = tree_.node(node).rows;
        tree_.visit_rows(
            node, [&](auto row) __attribute__((always_inline)) {
                if (--left == 0 && consume) return landing_.found(row, c);
                C bookmark = c;
                landing_.found(row, bookmark);
            });
    }

    template <class Node, cursor C> [[gnu::always_inline]] constexpr std::size_t members(Node node, C& c) {
        if constexpr (C::repeats_by_name) enter_siblings(node);
        c.enter();
        for (;;) {
            std::size_t const place = c.find(tree_.names_of(node));
            if (place == npos) return 0;
            std::size_t open = 0;
            tree_.visit_child(
                node, place, [&](auto child) __attribute__((always_inline)) {
                    if constexpr (C::repeats_by_name)
                        sibling(child, c);
                    else if (C::first_match_wins && states_[child].complete)
                        c.skip();
                    else
                        open = value(child, c);
                });
            if constexpr (C::first_match_wins) {
                if (complete(node)) return open + 1;
                if (open != 0) c.leave(open);
            }
        }
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
                    if (index < 0 || (C::first_match_wins && states_[child].complete)) return;
                    if (open != 0) c.leave(std::exchange(open, 0));
                    more = c.element(static_cast<std::size_t>(index) - next);
                    if (!more) return;
                    next = static_cast<std::size_t>(index) + 1;
                    open = value(child, c);
                });
        return open;
    }

    template <class Node> [[gnu::always_inline]] constexpr bool complete(Node node) {
        bool all = true;
        for (std::size_t place = 0; place < tree_.node(node).children(); ++place)
            tree_.visit_child(
                node, place, [&](auto child) __attribute__((always_inline)) { all = all && states_[child].complete; });
        return states_[node].complete = all;
    }

    // Where lists are siblings of one name.
    template <class Node> constexpr void enter_siblings(Node node) {
        for (std::size_t place = 0; place < tree_.node(node).names; ++place)
            tree_.visit_child(
                node, place, [&](auto child) __attribute__((always_inline)) {
                    states_[child] = {};
                    tree_.visit_rows(
                        child, [&](auto row) __attribute__((always_inline)) { landing_.reached(row); });
                });
    }

    template <class Node, cursor C> constexpr void sibling(Node node, C& c) {
        prefix_node const& n = tree_.node(node);
        if (n.children() != n.names && c.kind() == kind::element) {
            walk_state& state = states_[node];
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
        rows(node, c, n.names == 0);
        if (n.names != 0 && c.kind() == kind::element)
            members(node, c);
        else if (n.names != 0 || n.rows == 0)
            c.skip();
    }

    Tree tree_;
    typename Tree::states& states_;
    Landing& landing_;
};

}  // namespace trotline
#endif
