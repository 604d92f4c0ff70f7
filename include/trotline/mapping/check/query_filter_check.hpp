// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_CHECK_QUERY_FILTER_CHECK_HPP
#define TROTLINE_MAPPING_CHECK_QUERY_FILTER_CHECK_HPP

#include <trotline/core/described.hpp>
#include <trotline/core/near_miss.hpp>
#include <trotline/mapping/check/source_check.hpp>
#include <trotline/mapping/check/wire_types.hpp>
#include <trotline/path/object_query.hpp>

#include <concepts>
#include <cstddef>
#include <iterator>
#include <string_view>

// Checks at compile time that a filter can be true for values of a type: the members that it names
// must exist, and its comparisons must not be false for all values.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

// The types that a value in a comparison can have, as bits.
struct compared_kinds {
    static constexpr unsigned number = 1, text = 2, boolean = 4, null = 8, structure = 16, any = 31;
};
template <class T> constexpr unsigned kinds_of_type() {
    if constexpr (is_any<T>)
        return compared_kinds::any;
    else if constexpr (optional_target<T>)
        return compared_kinds::null | kinds_of_type<inner_type<T>>();
    else if constexpr (std::same_as<T, bool>)
        return compared_kinds::boolean;
    else if constexpr (is_number<T>)
        return compared_kinds::number;
    else if constexpr (is_text<T> || described_enum<T>)
        return compared_kinds::text;
    else
        return compared_kinds::structure;
}

template <class Root> class filter_over_types {
  public:
    using segments = typename path::query_chain<path::query_segment>::iterator;

    constexpr explicit filter_over_types(object_query const& query) : query_(query) {}

    // The mistake of the expression at `place` for children of that type. `number`: the segment's.
    template <class Current>
    constexpr source_verdict verdict(std::size_t place, std::size_t number) const {
        path::filter_node const n = query_.filter(place);
        switch (n.kind) {
            case path::filter_kind::any_of: {
                source_verdict const left = verdict<Current>(n.left, number);
                return left ? verdict<Current>(n.right, number) : left;
            }
            case path::filter_kind::all_of: {
                source_verdict const left = verdict<Current>(n.left, number);
                return left ? left : verdict<Current>(n.right, number);
            }
            case path::filter_kind::negation:
                return {};
            case path::filter_kind::existence:
                return operand<Current>(n.right, number).wrong;
            case path::filter_kind::comparison: {
                operand_types const left = operand<Current>(n.left, number),
                                    right = operand<Current>(n.right, number);
                if (left.wrong || right.wrong) return left.wrong ? left.wrong : right.wrong;
                if (n.comparison == path::comparison::not_equal) return {};
                unsigned both = left.kinds & right.kinds;
                if (n.comparison == path::comparison::less ||
                    n.comparison == path::comparison::greater)
                    both &= compared_kinds::number | compared_kinds::text;
                if (both == 0) return {source_problem::comparison_never_holds, number};
                return {};
            }
            default: {  // match, search
                operand_types const left = operand<Current>(n.left, number);
                if (left.wrong) return left.wrong;
                if ((left.kinds & compared_kinds::text) == 0)
                    return {source_problem::comparison_never_holds, number};
                return {};
            }
        }
    }

  private:
    struct operand_types {
        unsigned kinds = 0;
        source_verdict wrong;
    };
    template <class Current>
    constexpr operand_types operand(std::size_t place, std::size_t number) const {
        path::filter_node const n = query_.filter(place);
        switch (n.kind) {
            case path::filter_kind::text:
                return {compared_kinds::text, {}};
            case path::filter_kind::number:
                return {compared_kinds::number, {}};
            case path::filter_kind::true_:
            case path::filter_kind::false_:
                return {compared_kinds::boolean, {}};
            case path::filter_kind::null:
                return {compared_kinds::null, {}};
            case path::filter_kind::length:
            case path::filter_kind::count:
                return {compared_kinds::number, operand<Current>(n.right, number).wrong};
            case path::filter_kind::value:
                return {compared_kinds::any, operand<Current>(n.right, number).wrong};
            default: {
                auto const s = query_.segments_of(n).begin();
                auto const end = query_.segments_of(n).end();
                return n.from_root ? types_at<Root>(s, end, number)
                                   : types_at<Current>(s, end, number);
            }
        }
    }
    // The types of what a filter's query selects. Only names and indexes are followed.
    template <class T>
    constexpr operand_types types_at(segments s, segments end, std::size_t number) const {
        if constexpr (is_any<T>) {
            return {compared_kinds::any, {}};
        } else {
            if (s == end) return {kinds_of_type<T>(), {}};
            if constexpr (optional_target<T>) {
                return types_at<inner_type<T>>(s, end, number);
            } else {
                path::query_segment const segment = *s;
                path::selector const by = *segment.selectors.begin();
                bool const is_name = by.kind == path::selector_kind::name;
                if (segment.descendant ||
                    std::next(segment.selectors.begin()) != segment.selectors.end() ||
                    (!is_name && by.kind != path::selector_kind::index))
                    return {compared_kinds::any, {}};
                operand_types found;
                bool is_there = false;
                near_miss alike(is_name ? by.name : std::string_view());
                for_each_child<T>([&]<class Child>(std::string_view own) {
                    if (is_name ? map_target<T> || (described_class<T> && own == by.name)
                                : is_list<T>) {
                        is_there = true;
                        found = types_at<Child>(std::next(s), end, number);
                    } else if (is_name && described_class<T>) {
                        alike.offer(own);
                    }
                });
                if (!is_there)
                    found.wrong = {is_name
                                       ? source_problem::no_member_of_that_name
                                       : source_problem::index_on_something_that_is_not_an_array,
                                   number, alike.name()};
                return found;
            }
        }
    }

    object_query const& query_;
};

}  // namespace trotline::detail
#pragma GCC diagnostic pop
#endif
