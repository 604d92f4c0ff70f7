// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_WALKED_TREE_HPP
#define TROTLINE_MAPPING_ENGINE_WALKED_TREE_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/mapping/engine/members.hpp>
#include <trotline/mapping/engine/prefix_tree.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

// What a walk asks a prefix tree, known during translation or at run time, and what it remembers of
// its nodes. A literal tree hands nodes and rows over as std::integral_constant, so that the walk
// unrolls into straight code; a run-time tree as std::size_t.
namespace trotline {

// What a walk has to remember of a node while it is inside of its parent, where lists are siblings.
struct sibling_state {
    std::uint32_t seen = 0;  // siblings of that name so far
    std::uint32_t total = 0;
};

// What it has to remember of all nodes of a tree. complete: all rows at a node and below have been
// found once.
template <prefix_tree_view const& View> class literal_states {
  public:
    constexpr literal_states() {}  // the siblings' states are written before they are read
    constexpr sibling_state& siblings(std::size_t node) { return siblings_[node]; }

    template <std::size_t Node>
    [[gnu::always_inline]] constexpr bool complete(
        std::integral_constant<std::size_t, Node>) const {
        return (complete_[Node / 64] >> Node % 64 & 1) != 0;
    }
    template <std::size_t Node>
    [[gnu::always_inline]] constexpr void set_complete(std::integral_constant<std::size_t, Node>) {
        complete_[Node / 64] |= std::uint64_t{1} << Node % 64;
    }
    [[gnu::always_inline]] constexpr bool all_complete() const {
        bool all = true;
        for (std::size_t word = 0; word != words; ++word)
            all = all && (complete_[word] & leaves[word]) == leaves[word];
        return all;
    }
    template <std::size_t Node>
    [[gnu::always_inline]] constexpr bool children_complete(
        std::integral_constant<std::size_t, Node>) const {
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
            children[(View.nodes[Node].first_child + i) / 64] |=
                std::uint64_t{1} << (View.nodes[Node].first_child + i) % 64;
        return children;
    }();

    static constexpr auto leaves = [] {
        std::array<std::uint64_t, words> childless{};
        for (std::size_t i = 0; i != View.nodes.size(); ++i)
            if (View.nodes[i].children() == 0) childless[i / 64] |= std::uint64_t{1} << i % 64;
        return childless;
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

    // The names of all nodes, each once.
    static constexpr auto distinct_names = [] {
        struct {
            std::array<std::string_view, view.nodes.size()> name{};
            std::size_t size = 0;
            bool only = true;  // nodes that are called by index have none
        } distinct;
        for (prefix_node const& node : view.nodes.subspan(1)) {
            distinct.only = distinct.only && !node.step.is_index;
            auto const known = std::span(distinct.name).first(distinct.size);
            if (std::find(known.begin(), known.end(), node.step.name) == known.end())
                distinct.name[distinct.size++] = node.step.name;
        }
        return distinct;
    }();
    struct all_names {
        static constexpr std::size_t size() { return distinct_names.size; }
        constexpr std::string_view operator[](std::size_t i) const {
            return distinct_names.name[i];
        }
    };

    template <std::size_t Node>
    static constexpr prefix_node const& node(std::integral_constant<std::size_t, Node>) {
        return view.nodes[Node];
    }
    // Calls f(child) for the place-th child.
    template <std::size_t Node, class F>
    [[gnu::always_inline]] static constexpr void visit_child(
        std::integral_constant<std::size_t, Node>, std::size_t place, F&& f) {
        [&]<std::size_t... I>(std::index_sequence<I...>) __attribute__((always_inline)) {
            (void)((place == I &&
                    (f(std::integral_constant<std::size_t, view.nodes[Node].first_child + I>{}),
                     true)) ||
                   ...);
        }
        (std::make_index_sequence<view.nodes[Node].children()>{});
    }
    // Calls taker.take(child, c) at the value of every member of the object at c that the node has
    // a child for, until it says false.
    template <std::size_t Node, cursor C, class Taker>
    [[gnu::always_inline]] static constexpr void visit_members(
        std::integral_constant<std::size_t, Node>, C& c, Taker& taker) {
        detail::visit_members<view.nodes[Node].first_child>(c, names<Node>{}, taker);
    }
    // Calls f(row) for every row that ends here.
    template <std::size_t Node, class F>
    static constexpr void visit_rows(std::integral_constant<std::size_t, Node>, F&& f) {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (f(std::integral_constant<std::size_t,
                                      view.row_order[view.nodes[Node].first_row + I]>{}),
             ...);
        }
        (std::make_index_sequence<view.nodes[Node].rows>{});
    }
    // Calls landing.found(row, c) for every one of them: with copies of c, or the last one with c
    // itself.
    template <std::size_t Node, class Landing, cursor C>
    [[gnu::always_inline]] static constexpr void land_copies(
        std::integral_constant<std::size_t, Node>, Landing& landing, C const& c) {
        land_copies_of<view.nodes[Node].first_row>(
            landing, c, std::make_index_sequence<view.nodes[Node].rows>{});
    }
    template <std::size_t Node, class Landing, cursor C>
    [[gnu::always_inline]] static constexpr void land_all(std::integral_constant<std::size_t, Node>,
                                                          Landing& landing, C& c) {
        if constexpr (constexpr prefix_node const& node = view.nodes[Node]; node.rows != 0) {
            land_copies_of<node.first_row>(landing, c, std::make_index_sequence<node.rows - 1>{});
            landing.found(std::integral_constant<std::size_t,
                                                 view.row_order[node.first_row + node.rows - 1]>{},
                          c);
        }
    }

  private:
    template <std::size_t First, class Landing, cursor C, std::size_t... I>
    [[gnu::always_inline]] static constexpr void land_copies_of(Landing& landing, C const& c,
                                                                std::index_sequence<I...>) {
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
    constexpr run_time_states(prefix_tree_view view, std::span<walk_state> states)
        : view_(view), states_(states) {}
    constexpr sibling_state& siblings(std::size_t node) { return states_[node].siblings; }
    constexpr bool complete(std::size_t node) const { return states_[node].complete; }
    constexpr void set_complete(std::size_t node) { states_[node].complete = true; }
    constexpr bool children_complete(std::size_t node) const {
        for (walk_state const& child :
             states_.subspan(view_.nodes[node].first_child, view_.nodes[node].children()))
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
    template <cursor C, class Taker>
    constexpr void visit_members(std::size_t n, C& c, Taker& taker) const {
        c.enter();
        names const wanted{view.nodes.data() + node(n).first_child, node(n).names};
        for (;;) {
            std::size_t const place = c.find(wanted);
            if (place == npos || !taker.take(std::size_t{node(n).first_child} + place, c)) return;
        }
    }
    template <class F> constexpr void visit_rows(std::size_t n, F&& f) const {
        for (std::size_t i = 0; i < node(n).rows; ++i)
            f(std::size_t{view.row_order[node(n).first_row + i]});
    }
    template <class Landing, cursor C>
    constexpr void land_copies(std::size_t n, Landing& landing, C const& c,
                               std::size_t but = 0) const {
        for (std::size_t i = 0; i + but < node(n).rows; ++i) {
            C bookmark = c;
            landing.found(std::size_t{view.row_order[node(n).first_row + i]}, bookmark);
        }
    }
    template <class Landing, cursor C>
    constexpr void land_all(std::size_t n, Landing& landing, C& c) const {
        if (node(n).rows == 0) return;
        land_copies(n, landing, c, 1);
        landing.found(std::size_t{view.row_order[node(n).first_row + node(n).rows - 1]}, c);
    }
};

}  // namespace trotline
#endif
