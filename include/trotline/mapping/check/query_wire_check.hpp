// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_CHECK_QUERY_WIRE_CHECK_HPP
#define TROTLINE_MAPPING_CHECK_QUERY_WIRE_CHECK_HPP

#include <trotline/core/described.hpp>
#include <trotline/mapping/check/query_filter_check.hpp>
#include <trotline/mapping/check/source_check.hpp>
#include <trotline/mapping/check/wire_types.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/path/object_query.hpp>

#include <cstddef>
#include <iterator>
#include <string_view>
#include <tuple>

// Checks at compile time that the query of a row can select something in the type that the other
// side writes, and that the selected values can be converted.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

// What the rest of a query finds in a type.
struct query_outcome {
    bool selects = false;    // there can be a node
    source_verdict unfit;    // why the row cannot take a node
    source_verdict nowhere;  // why there can be no node

    // The same query over another type that is possible there.
    constexpr void add(query_outcome const& other) {
        selects = selects || other.selects;
        if (!unfit) unfit = other.unfit;
        if (!nowhere) nowhere = other.nowhere;
    }
    constexpr source_verdict verdict() const { return unfit || selects ? unfit : nowhere; }
};

// Runs a query over the types below Root. Row takes the nodes, see take().
template <class Root, class Row> class query_over_types {
  public:
    static constexpr source_verdict verdict() {
        query_over_types const all;
        return all.template rest<Root>(all.query_.segments().begin(), 0).verdict();
    }

  private:
    using segments = typename path::query_chain<path::query_segment>::iterator;
    static constexpr std::size_t deepest = 12;  // for recursive types

    static constexpr row_query const& row() { return Row::selection; }

    // Applies the segments from s on to a value of that type. `number`: the segment's, counted from
    // 0.
    template <class T> constexpr query_outcome rest(segments s, std::size_t number) const {
        if constexpr (is_any<T>) {
            return {true, {}, {}};
        } else if constexpr (optional_target<T>) {
            if (s == query_.segments().end() && !has_filter_ && !takes_null())
                return {true,
                        {source_problem::may_be_missing_or_null_make_the_row_or_its_member_optional,
                         number},
                        {}};
            return rest<inner_type<T>>(s, number);
        } else {
            if (s == query_.segments().end()) return {true, take<T>(number), {}};
            return (*s).descendant ? below<T>(s, number, 0) : children<T>(s, number);
        }
    }

    template <class T> constexpr query_outcome children(segments s, std::size_t number) const {
        query_outcome all;
        for (path::selector const by : (*s).selectors) all.add(child<T>(by, std::next(s), number));
        return all;
    }

    template <class T>
    constexpr query_outcome below(segments s, std::size_t number, std::size_t depth) const {
        if constexpr (optional_target<T>) {
            return below<inner_type<T>>(s, number, depth);
        } else if constexpr (is_any<T>) {
            return {true, {}, {}};
        } else {
            query_outcome all = children<T>(s, number);
            // A map may not have that name.
            if (map_target<T> && all.unfit) all = {};
            if (depth == deepest) return all;
            for_each_child<T>([&]<class Child>(std::string_view) {
                all.add(below<Child>(s, number, depth + 1));
            });
            return all;
        }
    }

    template <class T>
    constexpr query_outcome child(path::selector const& by, segments next,
                                  std::size_t number) const {
        constexpr bool is_object = map_target<T> || described_class<T>;
        switch (by.kind) {
            case path::selector_kind::name:
                if constexpr (is_object) return named<T>(by.name, next, number);
                return none(source_problem::name_on_something_that_is_not_an_object, number);
            case path::selector_kind::index:
            case path::selector_kind::slice:
                if constexpr (is_list<T>) {
                    if (by.kind == path::selector_kind::index && !has_element<T>(by.index))
                        return none(source_problem::index_outside_of_the_array, number);
                    return rest<inner_type<T>>(next, number + 1);
                }
                return none(source_problem::index_on_something_that_is_not_an_array, number);
            case path::selector_kind::wildcard:
            case path::selector_kind::filter: {
                query_outcome all;
                for_each_child<T>([&]<class Child>(std::string_view) {
                    source_verdict wrong;
                    if (by.kind == path::selector_kind::filter)
                        wrong = filter_over_types<Root>(query_).template verdict<Child>(
                            by.condition, number);
                    all.add(wrong ? query_outcome{false, {}, wrong}
                                  : rest<Child>(next, number + 1));
                });
                if (!is_object && !is_list<T>)
                    all.nowhere = {source_problem::selector_on_something_without_children, number};
                return all;
            }
            default:  // only for XML
                return {true, {}, {}};
        }
    }
    static constexpr query_outcome none(source_problem why, std::size_t number) {
        return {false, {}, {why, number}};
    }
    template <class T> static constexpr bool has_element(std::int64_t index) {
        if constexpr (array_target<T>) {
            constexpr auto size = static_cast<std::int64_t>(std::tuple_size_v<T>);
            return index < size && index >= -size;
        }
        return true;
    }
    template <class T>
    constexpr query_outcome named(std::string_view name, segments next, std::size_t number) const {
        query_outcome found{false, {}, {source_problem::no_member_of_that_name, number}};
        bool is_there = false;
        near_miss alike(name);
        for_each_child<T>([&]<class Child>(std::string_view own) {
            if (map_target<T> || leads_to(name, own)) {
                is_there = true;
                found = rest<Child>(next, number + 1);
            } else {
                alike.offer(own);
            }
        });
        if (!is_there)
            found.nowhere = {source_problem::no_member_of_that_name, number, alike.name()};
        return found;
    }

    // True if a row takes null as a node.
    static constexpr bool takes_null() {
        if constexpr (!requires { typename Row::type; })
            return true;
        else if constexpr (row().take == query_take::count)
            return true;
        else if constexpr (row().take == query_take::all && is_list<listed_type>)
            return optional_target<inner_type<listed_type>> || is_any<inner_type<listed_type>>;
        else
            return row_may_miss<Row>() || is_any<typename Row::type>;
    }
    using listed_type = typename without_optional<typename Row::type>::type;

    // The mistake of a node of that type.
    template <class T> static constexpr source_verdict take(std::size_t number) {
        constexpr bool coerce = has(Row::options, row_option::coerce);
        if constexpr (row().take == query_take::count) {
            return {};
        } else if constexpr (row().take == query_take::each) {
            source_verdict inner =
                first_problem<T>(static_cast<typename Row::element_rows*>(nullptr));
            inner.segment += number;
            return inner;
        } else {
            bool fits = false;
            if constexpr (row().take == query_take::all && is_list<listed_type>)
                fits = converts<T, inner_type<listed_type>, void, typename Row::form>(coerce);
            else
                fits = converts<T, typename Row::type, void, typename Row::form>(coerce);
            return fits ? source_verdict{} : source_verdict{source_problem::wrong_type, number};
        }
    }
    template <class T, class... Rows>
    static constexpr source_verdict first_problem(row_list<Rows...>*) {
        source_verdict first;
        ((first = first ? first : wire_check<T>::template verdict<Rows>), ...);
        return first;
    }

    object_query const& query_ = *row().query;
    bool const has_filter_ = query_.filter_size() != 0;
};

}  // namespace trotline::detail
#pragma GCC diagnostic pop
#endif
