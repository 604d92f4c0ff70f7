// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_CHECK_ROW_CHECK_HPP
#define TROTLINE_MAPPING_CHECK_ROW_CHECK_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/described.hpp>
#include <trotline/core/function_call.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/readable.hpp>
#include <trotline/mapping/row.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

// Finds mistakes in the rows of a literal mapping where they are written. Every check runs once for
// all rows, at compile time; the compiler prints the row's number.
namespace trotline::inline TROTLINE_ABI {

// The compiler prints one of these names for a wrong mapping.
enum class row_problem : unsigned char {
    none,
    class_is_not_described_write_BOOST_DESCRIBE_STRUCT_after_it,
    class_needs_a_default_constructor,
    text_is_not_an_object_path,
    functions_need_include_of_row_functions_hpp_and_after_a_query_query_functions_hpp,
    has_a_parameter_and_belongs_into_parameters_from,
    has_a_member_and_belongs_into_mapping,
    member_of_another_class,
    member_is_not_described_add_it_to_BOOST_DESCRIBE_STRUCT,
    member_is_a_pointer_use_a_value_or_optional,
    type_cannot_take_a_value,
    has_the_same_destination_as_an_earlier_row,
    goes_on_below_a_row_that_takes_a_scalar,
    each_row_needs_a_vector_of_a_described_class,
    each_row_has_a_wrong_row_use_its_rows_in_a_mapping_to_see_why,
    count_row_needs_an_integer,
    prefix_is_not_bound_add_it_to_prefixes
};

// One row of a mapping, counted from 0.
template <std::size_t Row> struct row_number;

// The result for the rows of a mapping: the first problem, the row that has it, and for a wrong
// path the reason and the byte.
template <row_problem Problem, class Row, class... Path> struct rows_of_mapping {
    static constexpr bool are_right = Problem == row_problem::none;
};

namespace detail {

struct row_verdict {
    row_problem problem = row_problem::none;
    std::size_t row = 0;
};

// What the checks need to know about a row.
struct row_facts {
    row_problem problem = row_problem::none;
    std::size_t place = npos;      // index of the member
    std::string_view parameter{};  // or the parameter's name
    object_path const* path = nullptr;
    bool takes_scalar = false;
    // instead of path != nullptr: with UBSan, g++ 12 does not compare addresses in constants
    bool from_document = false;
};

template <class R> constexpr bool has_path() {
    if constexpr (R::source == row_source::document)
        return R::checked_path::is_object_path;
    else if constexpr (R::source == row_source::query)
        return R::checked_path::is_object_query;
    else
        return true;
}

// Why a text is not the row's path. (With the headers of functions, a row's text ends before them.)
template <class R> constexpr row_problem wrong_path() {
    return path_size_before_functions(R::source_name()) == npos
               ? row_problem::text_is_not_an_object_path
               : row_problem::
                     functions_need_include_of_row_functions_hpp_and_after_a_query_query_functions_hpp;
}

// A mistake of the row's own kind: rows with queries report it.
template <class R> constexpr row_problem own_problem() {
    if constexpr (requires { R::problem; })
        return R::problem;
    else
        return row_problem::none;
}

template <class R, class T> constexpr row_facts member_row_facts() {
    row_facts facts{row_problem::none,
                    npos,
                    {},
                    path_of<R>(),
                    R::takes_scalar,
                    R::source == row_source::document};
    if constexpr (!has_path<R>()) {
        facts.problem = wrong_path<R>();
    } else if constexpr (own_problem<R>() != row_problem::none) {
        facts.problem = own_problem<R>();
    } else if constexpr (R::is_condition) {
        return facts;
    } else if constexpr (!R::is_member) {
        facts.problem = row_problem::has_a_parameter_and_belongs_into_parameters_from;
    } else if constexpr (!std::is_base_of_v<typename R::class_type, T>) {
        facts.problem = row_problem::member_of_another_class;
    } else if constexpr (place_of_member<T, R::to.member> == member_count<T>) {
        facts.problem = row_problem::member_is_not_described_add_it_to_BOOST_DESCRIBE_STRUCT;
    } else if constexpr (std::is_pointer_v<typename R::type>) {
        facts.problem = row_problem::member_is_a_pointer_use_a_value_or_optional;
    } else if constexpr (!readable<typename R::type, typename R::form>) {
        facts.problem = row_problem::type_cannot_take_a_value;
    } else {
        facts.place = place_of_member<T, R::to.member>;
    }
    return facts;
}

template <class R> constexpr row_facts parameter_row_facts() {
    row_facts facts{row_problem::none,
                    npos,
                    {},
                    path_of<R>(),
                    R::takes_scalar,
                    R::source == row_source::document};
    if constexpr (!has_path<R>())
        facts.problem = wrong_path<R>();
    else if constexpr (own_problem<R>() != row_problem::none)
        facts.problem = own_problem<R>();
    else if constexpr (R::is_member)
        facts.problem = row_problem::has_a_member_and_belongs_into_mapping;
    else if constexpr (!R::is_condition)
        facts.parameter = R::to.parameter.view();
    return facts;
}

// A segment that cannot follow a scalar. (An XML element may have both attributes and a text.)
constexpr bool contradicts_scalar(path::segment const& step) {
    return step.is_index || !is_own_value(step.name);
}

// The first problem.
template <std::size_t Rows>
constexpr row_verdict check_rows(std::array<row_facts, Rows> const& rows) {
    for (std::size_t r = 0; r < Rows; ++r) {
        if (rows[r].problem != row_problem::none) return {rows[r].problem, r};
        for (std::size_t other = 0; other < r; ++other)
            if ((rows[r].place != npos && rows[r].place == rows[other].place) ||
                (!rows[r].parameter.empty() && rows[r].parameter == rows[other].parameter))
                return {row_problem::has_the_same_destination_as_an_earlier_row, r};
    }
    for (std::size_t r = 0; r < Rows; ++r)
        for (std::size_t scalar = 0; scalar < Rows; ++scalar) {
            if (!rows[scalar].takes_scalar || !rows[scalar].from_document || !rows[r].from_document)
                continue;
            object_path const &above = *rows[scalar].path, &below = *rows[r].path;
            std::size_t same = 0;
            while (same < above.size() && same < below.size() && above[same] == below[same]) ++same;
            if (same == above.size() && same < below.size() && contradicts_scalar(below[same]))
                return {row_problem::goes_on_below_a_row_that_takes_a_scalar, r};
        }
    return {};
}

}  // namespace detail
}  // namespace trotline
#endif
