// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_CHECK_SOURCE_CHECK_HPP
#define TROTLINE_MAPPING_CHECK_SOURCE_CHECK_HPP

#include <trotline/core/near_miss.hpp>
#include <trotline/mapping/check/row_check.hpp>
#include <trotline/mapping/mapping.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

// What wire_check.hpp and sample_check.hpp share: the result of looking for the rows' sources, as
// the compiler prints it.
namespace trotline::inline TROTLINE_ABI {

// Why a row finds nothing; the compiler prints one of these names.
enum class source_problem : unsigned char {
    none,
    no_member_of_that_name,
    name_on_something_that_is_not_an_object,
    index_on_something_that_is_not_an_array,
    index_outside_of_the_array,
    wrong_type,
    out_of_range,
    may_be_missing_or_null_make_the_row_or_its_member_optional,
    null,
    needs_decoding_take_a_string_instead_of_a_view,
    wrong_size,
    unmet_condition,
    selector_on_something_without_children,
    comparison_never_holds,
    no_element_has_what_the_filter_names,
    value_is_refused_by_its_conversion,
    sample_is_not_JSON,
    ambiguous
};

// The first wrong segment of the path, counted from 0; the number of segments, if the value itself
// is wrong.
template <std::size_t Number> struct segment_number;
// Where a sample stops being JSON, counted from 1.
template <std::size_t Number> struct line_number;
template <std::size_t Number> struct column_number;
// The name that was probably meant.
template <class Name> struct did_you_mean;

// The result for the source of a row.
template <source_problem Problem, class... Where> struct sources {
    static constexpr bool are_there = Problem == source_problem::none;
};

namespace detail {

// Types that can have any value.
template <class T> inline constexpr bool is_any = raw_target<T> || std::same_as<T, value>;

struct source_verdict {
    source_problem problem = source_problem::none;
    std::size_t segment = 0;
    std::array<char, longest_compared> meant{};  // the name that was probably meant
    std::size_t meant_size = 0;

    constexpr source_verdict() = default;
    constexpr source_verdict(source_problem p, std::size_t at, std::string_view alike = {})
        : problem(p), segment(at) {
        meant_size = (std::min)(alike.size(), meant.size());
        for (std::size_t i = 0; i < meant_size; ++i) meant[i] = alike[i];
    }
    constexpr explicit operator bool() const { return problem != source_problem::none; }
};

// The first row for which Check::template verdict<Row> reports a problem; otherwise the last row.
template <class Check, class List, std::size_t Row> consteval std::size_t first_wrong_row() {
    if constexpr (Row + 1 >= List::size)
        return Row;
    else if constexpr (Check::template verdict<typename List::template at<Row>>.problem !=
                       source_problem::none)
        return Row;
    else
        return first_wrong_row<Check, List, Row + 1>();
}

template <source_verdict const& V, std::size_t Row, class = std::make_index_sequence<V.meant_size>>
struct printed_sources;
template <source_verdict const& V, std::size_t Row, std::size_t... I>
struct printed_sources<V, Row, std::index_sequence<I...>> {
    using type = sources<V.problem, row_number<Row>, segment_number<V.segment>,
                         did_you_mean<name_of<V.meant[I]...>>>;
};
template <source_verdict const& V, std::size_t Row>
struct printed_sources<V, Row, std::index_sequence<>> {
    using type = sources<V.problem, row_number<Row>, segment_number<V.segment>>;
};

template <class Check, class List> struct checked_sources {
    static constexpr std::size_t row = first_wrong_row<Check, List, 0>();
    using type = typename printed_sources<Check::template verdict<typename List::template at<row>>,
                                          row>::type;
};
template <class Check> struct checked_sources<Check, row_list<>> {
    using type = sources<source_problem::none>;
};

}  // namespace detail
}  // namespace trotline
#endif
