// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_QUERY_TREE_HPP
#define TROTLINE_TESTS_SUPPORT_QUERY_TREE_HPP

#include <trotline/path/object_query.hpp>
#include <trotline/path/regexp.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/json_tree.hpp"

// RFC 9535 as code, as plainly as possible: what a query selects in a tree. The library's one-pass
// selection is compared with it.
namespace trotline_tests {

struct selected_node {
    std::string path;  // normalized, RFC 9535 section 2.7
    tree const* node;  // of the tree that was searched
};

namespace detail {

namespace path = trotline::path;
using path::filter_kind;
using path::selector_kind;

using optional_value = std::optional<tree>;  // nothing: RFC 9535 section 2.4.1

inline bool equal_values(optional_value const& a, optional_value const& b) {
    return a && b ? equal(*a, *b) : !a && !b;
}
// RFC 9535 section 2.3.5.2.2
inline bool less(optional_value const& a, optional_value const& b) {
    if (!a || !b || a->is != b->is) return false;
    if (a->is == tree::kind::number) return compare_numbers(a->text, b->text) < 0;
    return a->is == tree::kind::text && a->text < b->text;
}
inline bool compare(path::comparison c, optional_value const& a, optional_value const& b) {
    switch (c) {
        case path::comparison::equal:
            return equal_values(a, b);
        case path::comparison::not_equal:
            return !equal_values(a, b);
        case path::comparison::less:
            return less(a, b);
        case path::comparison::less_equal:
            return less(a, b) || equal_values(a, b);
        case path::comparison::greater:
            return less(b, a);
        case path::comparison::greater_equal:
            return less(b, a) || equal_values(a, b);
    }
    return false;
}

inline tree number_tree(std::size_t n) {
    return {tree::kind::number, false, std::to_string(n), {}, {}};
}

class evaluation {
  public:
    evaluation(trotline::object_query const& query, tree const& root)
        : query_(query), root_(root) {}

    using nodes = std::vector<selected_node>;
    using segments = path::query_chain<path::query_segment>;

    nodes select(segments const& all, selected_node from) const {
        nodes now{std::move(from)};
        for (path::query_segment const segment : all) {
            nodes next;
            for (selected_node const& node : now) select(segment, node, next);
            now = std::move(next);
        }
        return now;
    }

  private:
    void select(path::query_segment const& segment, selected_node const& from, nodes& to) const {
        for (path::selector const s : segment.selectors) select(s, from, to);
        if (!segment.descendant) return;
        for (std::size_t i = 0; i < from.node->children.size(); ++i)
            select(segment, child(from, i), to);
    }

    static selected_node child(selected_node const& of, std::size_t i) {
        tree const& node = of.node->children[i];
        bool const element = of.node->is == tree::kind::array;
        std::string place = of.path;
        auto const sink = [&place](std::string_view piece) { place += piece; };
        path::detail::write_normalized(
            path::segment{node.name, static_cast<std::int64_t>(i), element}, sink);
        return {place, &node};
    }

    void select(path::selector const& s, selected_node const& from, nodes& to) const {
        auto const& children = from.node->children;
        auto const size = static_cast<std::int64_t>(children.size());
        bool const is_array = from.node->is == tree::kind::array;
        auto const take = [&](std::int64_t i) {
            to.push_back(child(from, static_cast<std::size_t>(i)));
        };
        switch (s.kind) {
            case selector_kind::name:
                for (std::int64_t i = 0; i < size; ++i)
                    if (!is_array && children[static_cast<std::size_t>(i)].name == s.name) take(i);
                break;
            case selector_kind::index: {
                auto const i = s.index < 0 ? s.index + size : s.index;
                if (is_array && i >= 0 && i < size) take(i);
                break;
            }
            case selector_kind::wildcard:
                for (std::int64_t i = 0; i < size; ++i) take(i);
                break;
            case selector_kind::slice:
                if (is_array) slice(s.slice, size, take);
                break;
            case selector_kind::filter:
                for (std::int64_t i = 0; i < size; ++i)
                    if (holds(s.condition, children[static_cast<std::size_t>(i)])) take(i);
                break;
            case selector_kind::attributes:
                break;
        }
    }

    // RFC 9535 section 2.3.4.2.2, as it is written there.
    template <class Take>
    static void slice(path::slice const& s, std::int64_t size, Take const& take) {
        auto const step = s.step;
        if (step == 0) return;
        auto const start = s.has_start ? s.start : step > 0 ? 0 : size - 1;
        auto const end = s.has_end ? s.end : step > 0 ? size : -size - 1;
        auto const n_start = start >= 0 ? start : size + start;
        auto const n_end = end >= 0 ? end : size + end;
        if (step > 0) {
            auto const lower = std::min(std::max(n_start, std::int64_t{0}), size);
            auto const upper = std::min(std::max(n_end, std::int64_t{0}), size);
            for (auto i = lower; i < upper; i += step) take(i);
        } else {
            auto const upper = std::min(std::max(n_start, std::int64_t{-1}), size - 1);
            auto const lower = std::min(std::max(n_end, std::int64_t{-1}), size - 1);
            for (auto i = upper; lower < i; i += step) take(i);
        }
    }

    nodes nodes_of(path::filter_node const& query, tree const& current) const {
        return select(query_.segments_of(query), {std::string(query.from_root ? "$" : "@"),
                                                  query.from_root ? &root_ : &current});
    }

    bool holds(std::size_t i, tree const& current) const {
        path::filter_node const n = query_.filter(i);
        switch (n.kind) {
            case filter_kind::any_of:
                return holds(n.left, current) || holds(n.right, current);
            case filter_kind::all_of:
                return holds(n.left, current) && holds(n.right, current);
            case filter_kind::negation:
                return !holds(n.right, current);
            case filter_kind::comparison:
                return compare(n.comparison, value(n.left, current), value(n.right, current));
            case filter_kind::existence:
                return !nodes_of(query_.filter(n.right), current).empty();
            case filter_kind::match:
            case filter_kind::search: {
                auto const text = value(n.left, current), pattern = value(n.right, current);
                if (!text || !pattern || text->is != tree::kind::text ||
                    pattern->is != tree::kind::text)
                    return false;
                path::regexp_program const program(pattern->text);
                return n.kind == filter_kind::match ? path::matches(program, text->text)
                                                    : path::found_in(program, text->text);
            }
            default:
                throw std::logic_error("a value is no test");
        }
    }

    optional_value value(std::size_t i, tree const& current) const {
        path::filter_node const n = query_.filter(i);
        switch (n.kind) {
            case filter_kind::text:
                return tree{tree::kind::text, false, std::string(n.spelling), {}, {}};
            case filter_kind::number:
                return tree{tree::kind::number, false, std::string(n.spelling), {}, {}};
            case filter_kind::true_:
            case filter_kind::false_:
                return tree{tree::kind::boolean, n.kind == filter_kind::true_, {}, {}, {}};
            case filter_kind::null:
                return tree{};
            case filter_kind::query:
                return only(nodes_of(n, current));
            case filter_kind::value:
                return only(nodes_of(query_.filter(n.right), current));
            case filter_kind::count:
                return number_tree(nodes_of(query_.filter(n.right), current).size());
            case filter_kind::length:
                return length(value(n.right, current));
            default:
                throw std::logic_error("a test is no value");
        }
    }
    static optional_value only(nodes const& list) {
        if (list.size() != 1) return std::nullopt;
        return *list[0].node;
    }
    // RFC 9535 section 2.4.4
    static optional_value length(optional_value const& of) {
        if (!of) return std::nullopt;
        if (of->is == tree::kind::array || of->is == tree::kind::object)
            return number_tree(of->children.size());
        if (of->is != tree::kind::text) return std::nullopt;
        std::size_t characters = 0;
        for (char const c : of->text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        return number_tree(characters);
    }

    trotline::object_query const& query_;
    tree const& root_;
};

}  // namespace detail

// The list of nodes, in the order of RFC 9535 if it defines one, otherwise in that of the document.
// Selectors that are only for XML select nothing.
inline std::vector<selected_node> evaluate(trotline::object_query const& query, tree const& root) {
    return detail::evaluation(query, root).select(query.segments(), {"$", &root});
}

}  // namespace trotline_tests
#endif
