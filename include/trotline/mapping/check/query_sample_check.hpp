// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_CHECK_QUERY_SAMPLE_CHECK_HPP
#define TROTLINE_MAPPING_CHECK_QUERY_SAMPLE_CHECK_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/check/sample_place.hpp>
#include <trotline/mapping/check/source_check.hpp>
#include <trotline/mapping/engine/follow.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/path/object_query.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <tuple>

// Checks at compile time that the query of a row finds something in a sample, and that the row can
// take it. A filter's values are not compared: an element counts if it has what the filter names,
// and one such element that the row can take is enough.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

template <class Row, cursor C> class query_over_sample {
  public:
    static constexpr source_verdict verdict(C const& root) {
        query_over_sample all(root);
        all.rest(all.query_.segments().begin(), root, 0);
        return all.verdict();
    }

  private:
    using segments = typename path::query_chain<path::query_segment>::iterator;

    constexpr explicit query_over_sample(C const& root) : root_(root) {}

    static constexpr bool takes_list() {
        using listed = typename without_optional<typename Row::type>::type;
        return Row::selection.take == query_take::each ||
               (Row::selection.take == query_take::all &&
                (vector_target<listed> || array_target<listed>));
    }

    constexpr source_verdict verdict() const {
        constexpr query_take take = Row::selection.take;
        if (found_ == 0)
            return !takes_list() && take != query_take::count && row_may_miss<Row>()
                       ? source_verdict{}
                       : nowhere_;
        if (has_filter_ ? landed_ == 0 : bool(unfit_)) return unfit_;
        using listed = typename without_optional<typename Row::type>::type;
        if constexpr (array_target<listed>)
            if (takes_list() && !has_filter_ && found_ != std::tuple_size_v<listed>)
                return {source_problem::wrong_size, segment_count()};
        if (take == query_take::all && !takes_list() && !has_filter_ && found_ > 1)
            return {source_problem::ambiguous, segment_count()};
        return {};
    }
    constexpr std::size_t segment_count() const { return query_.segments().size(); }

    // The mistake that is nearest to a node is reported.
    constexpr void stops(source_verdict why) {
        if (!nowhere_ || why.segment > nowhere_.segment) nowhere_ = why;
    }

    // Applies the segments from s on to the value at c. `number`: the segment's, counted from 0.
    constexpr void rest(segments s, C const& c, std::size_t number) {
        if (s == query_.segments().end()) return take(c, number);
        below(s, c, number, (*s).descendant);
    }
    constexpr void below(segments s, C const& c, std::size_t number, bool descendant) {
        for (path::selector const by : (*s).selectors) child(by, std::next(s), c, number);
        if (!descendant) return;
        each_child(c, [&](C const& at) { below(s, at, number, true); });
    }
    static constexpr void each_child(C at, auto&& visit) {
        kind const k = at.kind();
        if (k != kind::array && k != kind::object) return;
        at.enter();
        for (scalar name; k == kind::array ? at.element(0) : at.member(name); at.skip()) visit(at);
    }

    constexpr void child(path::selector const& by, segments next, C const& c, std::size_t number) {
        kind const k = c.kind();
        switch (by.kind) {
            case path::selector_kind::name: {
                if (k != kind::object)
                    return stops({source_problem::name_on_something_that_is_not_an_object, number});
                C at = c;
                at.enter();
                if (at.find(one_wanted_name(by.name)) == npos)
                    return stops({source_problem::no_member_of_that_name, number,
                                  nearest_member(c, by.name)});
                return rest(next, at, number + 1);
            }
            case path::selector_kind::index:
            case path::selector_kind::slice: {
                if (k != kind::array)
                    return stops({source_problem::index_on_something_that_is_not_an_array, number});
                auto const size = static_cast<std::int64_t>(count_elements(c));
                std::int64_t const index = by.index < 0 ? by.index + size : by.index;
                auto const range = by.kind == path::selector_kind::slice
                                       ? by.slice.of(size)
                                       : path::slice::range{index, index + 1, 1};
                if (range.first < 0 || range.first >= size || range.first == range.last)
                    return stops({source_problem::index_outside_of_the_array, number});
                for (std::int64_t i = range.first; range.step > 0 ? i < range.last : i > range.last;
                     i += range.step) {
                    C at = c;
                    at.enter();
                    at.element(static_cast<std::size_t>(i));
                    rest(next, at, number + 1);
                }
                return;
            }
            case path::selector_kind::wildcard:
            case path::selector_kind::filter:
                each_child(c, [&](C const& at) {
                    if (by.kind == path::selector_kind::wildcard ||
                        has_what_is_named(by.condition, at))
                        rest(next, at, number + 1);
                    else
                        stops({source_problem::no_element_has_what_the_filter_names, number});
                });
                return stops({source_problem::selector_on_something_without_children, number});
            default:  // only for XML
                return;
        }
    }

    // True if the queries of a filter select something.
    constexpr bool has_what_is_named(std::size_t place, C const& current) const {
        path::filter_node const n = query_.filter(place);
        switch (n.kind) {
            case path::filter_kind::any_of:
                return has_what_is_named(n.left, current) || has_what_is_named(n.right, current);
            case path::filter_kind::all_of:
            case path::filter_kind::comparison:
            case path::filter_kind::match:
            case path::filter_kind::search:
                return has_what_is_named(n.left, current) && has_what_is_named(n.right, current);
            case path::filter_kind::existence:
            case path::filter_kind::length:
            case path::filter_kind::value:
                return has_what_is_named(n.right, current);
            case path::filter_kind::query:
                return selects(query_.segments_of(n).begin(), query_.segments_of(n).end(),
                               n.from_root ? root_ : current);
            default:  // negations, counts and literals can be true for missing values, too
                return true;
        }
    }
    // True if names and indexes find something; other selectors are not followed.
    static constexpr bool selects(segments s, segments end, C at) {
        for (; s != end; ++s) {
            path::query_segment const segment = *s;
            auto const by = *segment.selectors.begin();
            bool const is_name = by.kind == path::selector_kind::name;
            if (segment.descendant ||
                std::next(segment.selectors.begin()) != segment.selectors.end() ||
                (!is_name && by.kind != path::selector_kind::index))
                return true;
            path::segment const step = by.step();
            if (!follow_segment(at, &step, 0)) return false;
        }
        return true;
    }

    constexpr void take(C const& at, std::size_t number) {
        ++found_;
        if (Row::selection.take == query_take::first && found_ > 1) return;
        source_verdict const why = problem_of_node(at, number);
        if (!why)
            ++landed_;
        else if (!unfit_)
            unfit_ = why;
    }
    static constexpr source_verdict problem_of_node(C const& at, std::size_t number) {
        constexpr bool coerce = has(Row::options, row_option::coerce);
        if constexpr (Row::selection.take == query_take::count) {
            return {};
        } else if constexpr (Row::selection.take == query_take::each) {
            source_verdict inner =
                first_problem(at, static_cast<typename Row::element_rows*>(nullptr));
            inner.segment += number;
            return inner;
        } else {
            C node = at;
            using listed = typename without_optional<typename Row::type>::type;
            if constexpr (takes_list())
                return {
                    problem_of(would_land<inner_type<listed>, typename Row::form>(node, coerce)),
                    number};
            else
                return {
                    problem_of(would_land<typename Row::type, typename Row::form>(node, coerce)),
                    number};
        }
    }
    template <class... Rows>
    static constexpr source_verdict first_problem(C const& node, row_list<Rows...>*) {
        source_verdict first;
        ((first = first ? first : problem_of_row<Rows>(node)), ...);
        return first;
    }
    template <class Inner> static constexpr source_verdict problem_of_row(C const& node) {
        if constexpr (Inner::source == row_source::query) {
            return query_over_sample<Inner, C>::verdict(node);
        } else {
            object_path const& path = Inner::path.value;
            sample_place place{node};
            for (std::size_t i = 0; i != path.size(); ++i) place = next_place(place, path, i);
            return check_sample<Inner>(place, path);
        }
    }

    object_query const& query_ = *Row::selection.query;
    bool const has_filter_ = query_.filter_size() != 0;
    C root_;
    std::size_t found_ = 0, landed_ = 0;
    source_verdict unfit_, nowhere_;
};

}  // namespace trotline::detail
#pragma GCC diagnostic pop
#endif
