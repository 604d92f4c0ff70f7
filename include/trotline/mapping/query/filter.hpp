// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_FILTER_HPP
#define TROTLINE_MAPPING_QUERY_FILTER_HPP

#include <trotline/mapping/query/selection.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

// Evaluates a filter's expression for a node, with the functions of RFC 9535 section 2.4. A pattern
// of `match` and `search` that is not a regular expression of RFC 9485, or is too large, matches
// nothing.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

template <cursor C>
bool selection<C>::holds_at(std::size_t place, C const& current, read_ahead* ahead) {
    path::filter_node const n = query_.filter(place);
    C first = current;
    switch (n.kind) {
        case path::filter_kind::any_of:
            return holds_at(n.left, current, ahead) || holds_at(n.right, current, ahead);
        case path::filter_kind::all_of:
            return holds_at(n.left, current, ahead) && holds_at(n.right, current, ahead);
        case path::filter_kind::negation:
            return !holds_at(n.right, current, ahead);
        case path::filter_kind::comparison:
            return holds(n.comparison, value_of(n.left, current, ahead),
                         value_of(n.right, current, ahead), budget_);
        case path::filter_kind::existence: {
            path::filter_node const nodes = query_.filter(n.right);
            auto const exist = [&] { return count(nodes, current, 1, first, ahead) != 0; };
            if (!nodes.from_root) return exist();
            return find_once(place, [&] { return operand<C>::of_boolean(exist()); }).boolean;
        }
        default:
            return matches(n, current);
    }
}

template <cursor C>
operand<C> selection<C>::value_of(std::size_t place, C const& current, read_ahead* ahead) {
    path::filter_node const n = query_.filter(place);
    if (!is_of_root(n)) return evaluate(n, current, ahead);
    return find_once(place, [&] { return evaluate(n, current, nullptr); });
}

template <cursor C> bool selection<C>::is_of_root(path::filter_node const& n) const {
    switch (n.kind) {
        case path::filter_kind::length:
        case path::filter_kind::count:
        case path::filter_kind::value:
            return is_of_root(query_.filter(n.right));
        default:
            return n.from_root;
    }
}
template <cursor C> operand<C> selection<C>::find_once(std::size_t place, auto const& find) {
    auto known = of_root_.begin();
    while (known != of_root_.end() && *known && (*known)->place != place) ++known;
    if (known == of_root_.end()) return find();
    if (!*known) {
        operand<C> const found = find();
        *known = {place, found};
        return found;
    }
    return (*known)->value;
}

template <cursor C>
operand<C> selection<C>::evaluate(path::filter_node const& n, C const& current, read_ahead* ahead) {
    C first = current;
    switch (n.kind) {
        case path::filter_kind::text:
            return operand<C>::of_text(n.spelling);
        case path::filter_kind::number:
            return operand<C>::of_number(n.spelling);
        case path::filter_kind::true_:
        case path::filter_kind::false_:
            return operand<C>::of_boolean(n.kind == path::filter_kind::true_);
        case path::filter_kind::null:
            return operand<C>::of_null();
        case path::filter_kind::length:
            return length_of(value_of(n.right, current));
        case path::filter_kind::count:
            return operand<C>::of_count(count(query_.filter(n.right), current, npos, first, ahead));
        case path::filter_kind::value:
            if (count(query_.filter(n.right), current, 2, first, ahead) != 1) return {};
            return operand<C>::of(first);
        case path::filter_kind::query:
            return value_at(n, current, ahead);
        default:
            return {};
    }
}

// The value at the end of a singular query: each of its segments has one name or index.
template <cursor C>
operand<C> selection<C>::value_at(path::filter_node const& n, C const& current, read_ahead* ahead) {
    C at = n.from_root ? root_ : current;
    std::size_t levels = 0;
    if constexpr (C::repeats_by_name) {
        if (count(n, current, 1, at, ahead) == 0) return {};
        // An index does not lead into the element that the name before it has found.
        for (path::query_segment const segment : query_.segments_of(n))
            levels += (*segment.selectors.begin()).kind == path::selector_kind::name;
    } else {
        for (path::query_segment const segment : query_.segments_of(n)) {
            if (!looks_at()) return {};
            path::segment const step = (*segment.selectors.begin()).step();
            std::optional<C> missed;
            if (!follow_segment(at, &step, 0, &missed)) {
                if (n.from_root)
                    passed(root_.offset(), missed ? missed->offset() : at.offset());
                else if (ahead != nullptr && missed)
                    ahead->has_read(*missed, levels);
                return {};
            }
            ++levels;
        }
        if (n.from_root) passed(root_.offset(), at.offset());
    }
    operand<C> const made = operand<C>::take(at);
    if (ahead != nullptr && made.is != operand<C>::type::structure) ahead->has_read(at, levels);
    return made;
}

template <cursor C> bool selection<C>::matches(path::filter_node const& n, C const& current) {
    using type = typename operand<C>::type;
    auto const is_text = [](operand<C> const& o) {
        return o.is == type::text || o.is == type::untyped;
    };
    operand<C> const text = value_of(n.left, current), pattern = value_of(n.right, current);
    if (!is_text(text) || !is_text(pattern) || !passed(0, text.written.text.size())) return false;
    path::regexp_program const& program = program_of(n.right, pattern);
    if (program.verdict().outcome != path::regexp_outcome::valid) return false;
    path::regexp_matcher matcher(program, n.kind == path::filter_kind::search);
    for_each_piece<C>(text.written, [&](std::string_view piece) { matcher.feed(piece); });
    return matcher.matched();
}

// A pattern that is a literal of the query is compiled once, not for each node.
template <cursor C>
path::regexp_program const& selection<C>::program_of(std::size_t place, operand<C> const& pattern) {
    if (pattern_.query != &query_ || pattern_.place != place) {
        bool const stands_in_query = query_.filter(place).kind == path::filter_kind::text;
        pattern_.program.emplace(whole_text<C>(pattern.written).view());
        pattern_.query = stands_in_query ? &query_ : nullptr;
        pattern_.place = place;
    }
    return *pattern_.program;
}

// How many bytes of a text are counted.
template <cursor C> std::size_t count_bytes(scalar const& of, bool (*is_counted)(char)) {
    std::size_t count = 0;
    for_each_piece<C>(of, [&](std::string_view piece) {
        for (char const c : piece) count += is_counted(c);
    });
    return count;
}
// XML: true if there are child elements in an element, and beside them nothing but blanks.
template <cursor C> bool is_element_without_text(operand<C> const& of) {
    if (of.is != operand<C>::type::untyped || of.written.plain || !of.at) return false;
    auto const size_of = [](scalar const& text) {
        return count_bytes<C>(text, [](char c) { return !is_blank(c); });
    };
    std::size_t of_children = 0, children = 0;
    C at = *of.at;
    at.enter();
    for (; at.element(0); ++children) of_children += size_of(at.scalar());
    return children != 0 && size_of(of.written) == of_children;
}

template <cursor C> operand<C> selection<C>::length_of(operand<C> const& of) {
    using type = typename operand<C>::type;
    std::size_t length = 0;
    if (of.is == type::structure || is_element_without_text(of)) {
        C at = *of.at;
        bool const is_array = at.kind() == kind::array;
        at.enter();
        for (scalar name; is_array ? at.element(0) : at.member(name); at.skip()) ++length;
    } else if (of.is == type::text || of.is == type::untyped) {
        // all bytes of UTF-8 but those that continue a character
        length = count_bytes<C>(
            of.written, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    } else {
        return {};
    }
    return operand<C>::of_count(length);
}

template <cursor C>
std::size_t selection<C>::count(path::filter_node const& n, C const& current, std::size_t most,
                                C& first, read_ahead* ahead) {
    struct counting {
        std::size_t found, most;
        C& first;
    } counted{0, most, first};
    node_sink<C> const sink{[](void* context, C& at) {
                                auto& all = *static_cast<counting*>(context);
                                if (all.found++ == 0) all.first = at;
                                at.skip();
                                return all.found != all.most;
                            },
                            &counted};
    C from = n.from_root ? root_ : current;
    bool const passed_it = rest(query_.segments_of(n).begin(), from, sink);
    if (n.from_root)
        passed(root_.offset(), passed_it ? from.offset() : first.offset());
    else if (passed_it && ahead != nullptr)
        ahead->has_read(from, 0);
    return counted.found;
}

}  // namespace trotline::detail
#pragma GCC diagnostic pop
#endif
