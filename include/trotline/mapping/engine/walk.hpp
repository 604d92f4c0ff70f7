// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_WALK_HPP
#define TROTLINE_MAPPING_ENGINE_WALK_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/mapping/engine/follow.hpp>
#include <trotline/mapping/engine/walked_tree.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace trotline {

// One walk of a prefix tree over a document. The tree says what is wanted, the cursor finds it, the
// landing takes it:
//   landing.found(row, cursor)     a value that row `row` selects; must consume it
//   landing.reached(row)           only where lists are siblings: an element that may hold what the row selects
// Its helpers take the walk itself, not closures, and it has its states and its landing in itself
// (or a reference to one): what stands more than two references away, g++ 12 leaves in memory.
template <class Tree, class Landing> class walk {
  public:
    // states: one for every node, as new; to: what the landing is made of.
    template <class... To>
    constexpr walk(Tree tree, typename Tree::states const& states, To&&... to)
        : tree_(tree), states_(states), landing_(std::forward<To>(to)...) {}

    // The whole document, from the cursor's position at its root. Where first matches win, it ends
    // when every row is answered.
    template <cursor C> [[gnu::always_inline]] constexpr void run(C& c) {
        value(typename Tree::root{}, c);
    }
    constexpr auto& landing() { return landing_; }

  private:
    // A node of a literal tree is walked in place; one of a run-time tree by a call, which is where
    // the walk recurses: as deep as the tree.
    template <std::size_t Node, cursor C>
    [[gnu::always_inline]] constexpr std::size_t value(
        std::integral_constant<std::size_t, Node> node, C& c) {
        return value_of(node, c);
    }
    template <cursor C> constexpr std::size_t value(std::size_t node, C& c) {
        return value_of(node, c);
    }

    // Consumes the value at c. Where first matches win and nothing more is wanted inside, it may be
    // left early: the result is how many containers, the value's own included, are still to be
    // left.
    template <class Node, cursor C>
    [[gnu::always_inline]] constexpr std::size_t value_of(Node node, C& c) {
        if (tree_.node(node).children() == 0) {
            if constexpr (C::first_match_wins || may_end<C>) states_.set_complete(node);
            tree_.land_all(node, landing_, c);
            return 0;
        }
        tree_.land_copies(node, landing_, c);
        kind const k = c.kind();
        if (tree_.node(node).names != 0 && (k == kind::object || k == kind::element))
            return members(node, c);
        if (tree_.node(node).names != tree_.node(node).children() && k == kind::array)
            return elements(node, c);
        c.skip();
        return 0;
    }

    // Whether a walk that has found everything may end where no second match can follow. It then
    // says that npos containers are left open.
    template <class C> static constexpr bool may_end = !C::first_match_wins && requires(C c) {
        requires Tree::distinct_names.only;
        c.none_follows(typename Tree::all_names{});
    };

    // Takes one member after the other.
    template <class Node> struct members_of {
        walk& on;
        Node node;
        std::size_t open = 0;  // where it ends early

        template <class Child, cursor C>
        [[gnu::always_inline]] constexpr bool take(Child child, C& c) {
            if constexpr (C::repeats_by_name) {
                on.sibling(child, c);
            } else if (C::first_match_wins && on.tree_.node(child).children() != 0 &&
                       on.states_.complete(child)) {
                c.skip();  // a row that ends there skips what is not the first by itself
            } else {
                std::size_t const below = on.value(child, c);
                if constexpr (C::first_match_wins) {
                    if (on.complete(node)) {
                        open = below + 1;
                        return false;
                    }
                    if (below != 0) c.leave(below);
                } else if constexpr (may_end<C>) {
                    bool const found_last =
                        on.tree_.node(child).children() == 0 && on.states_.all_complete();
                    if (below == npos ||
                        (found_last && c.none_follows(typename Tree::all_names{}))) {
                        open = npos;
                        return false;
                    }
                }
            }
            return true;
        }
    };
    template <class Node, cursor C>
    [[gnu::always_inline]] constexpr std::size_t members(Node node, C& c) {
        if constexpr (C::repeats_by_name) enter_siblings(node);
        members_of<Node> taker{*this, node};
        tree_.visit_members(node, c, taker);
        return taker.open;
    }

    template <class Node, cursor C> constexpr std::size_t elements(Node node, C& c) {
        C const begin = c;
        c.enter();
        std::size_t const from_begin = tree_.node(node).names,
                          from_end = from_begin + tree_.node(node).indexes;
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

    // The children by index in [first, last), with `count` added to each index. Inside an array
    // before its first element. `more` says whether c is still inside, and then the result how many
    // containers below are still to be left.
    template <class Node, cursor C>
    constexpr std::size_t ascending(Node node, C& c, std::size_t first, std::size_t last,
                                    std::size_t count, bool& more) {
        std::size_t next = 0, open = 0;
        for (std::size_t place = first; place < last && more; ++place)
            tree_.visit_child(
                node, place, [&](auto child) __attribute__((always_inline)) {
                    std::int64_t const index =
                        tree_.node(child).step.index + static_cast<std::int64_t>(count);
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
                        child, [&](auto row)
                                   __attribute__((always_inline)) { landing_.reached(row); });
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
    typename Tree::states states_;
    Landing landing_;
};

}  // namespace trotline
#endif
