// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ROW_CHECK_HPP
#define TROTLINE_MAPPING_ROW_CHECK_HPP

#include <trotline/core/described.hpp>
#include <trotline/mapping/prefix_tree.hpp>
#include <trotline/mapping/readable.hpp>
#include <trotline/mapping/row.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

// What can be wrong with the rows of a literal mapping, found where they are written. Every question is asked once for all rows, in
// constant evaluation; the compiler prints the row's place.
namespace trotline {

enum class row_problem : unsigned char {
    none,
    lands_in_parameter,
    lands_in_member,
    member_of_another_class,
    member_is_not_described,
    lands_in_pointer,
    type_cannot_take_a_value,
    two_rows_in_one_place,
    below_a_row_that_takes_a_scalar
};

namespace detail {

struct row_verdict {
    row_problem problem = row_problem::none;
    std::size_t row = 0;
};

// What the checks know of a row.
struct row_facts {
    row_problem problem = row_problem::none;
    std::size_t place = npos;      // of the member
    std::string_view parameter{};  // or the parameter's name
    object_path const* path = nullptr;
    bool takes_scalar = false;
};

template <class R> constexpr object_path const* path_of() {
    if constexpr (R::source == row_source::document)
        return &R::path.value;
    else
        return nullptr;
}

template <class R, class T> constexpr row_facts member_row_facts() {
    row_facts facts{row_problem::none, npos, {}, path_of<R>(), R::takes_scalar};
    if constexpr (R::is_condition) {
        return facts;
    } else if constexpr (!R::is_member) {
        facts.problem = row_problem::lands_in_parameter;
    } else if constexpr (!std::is_base_of_v<typename R::class_type, T>) {
        facts.problem = row_problem::member_of_another_class;
    } else if constexpr (place_of_member<T, R::to.member> == member_count<T>) {
        facts.problem = row_problem::member_is_not_described;
    } else if constexpr (std::is_pointer_v<typename R::type>) {
        facts.problem = row_problem::lands_in_pointer;
    } else if constexpr (!readable<typename R::type>) {
        facts.problem = row_problem::type_cannot_take_a_value;
    } else {
        facts.place = place_of_member<T, R::to.member>;
    }
    return facts;
}

template <class R> constexpr row_facts parameter_row_facts() {
    row_facts facts{row_problem::none, npos, {}, path_of<R>(), R::takes_scalar};
    if constexpr (R::is_member)
        facts.problem = row_problem::lands_in_member;
    else if constexpr (!R::is_condition)
        facts.parameter = R::to.parameter.view();
    return facts;
}

// What no scalar has below it. An XML element may have attributes and a text.
constexpr bool contradicts_scalar(path::segment const& step) { return step.is_index || !step.name.starts_with('@'); }

// The first problem.
template <std::size_t Rows> constexpr row_verdict check_rows(std::array<row_facts, Rows> const& rows) {
    for (std::size_t r = 0; r < Rows; ++r) {
        if (rows[r].problem != row_problem::none) return {rows[r].problem, r};
        for (std::size_t other = 0; other < r; ++other)
            if ((rows[r].place != npos && rows[r].place == rows[other].place) ||
                (!rows[r].parameter.empty() && rows[r].parameter == rows[other].parameter))
                return {row_problem::two_rows_in_one_place, r};
    }
    for (std::size_t r = 0; r < Rows; ++r)
        for (std::size_t scalar = 0; scalar < Rows; ++scalar) {
            if (!rows[scalar].takes_scalar || rows[scalar].path == nullptr || rows[r].path == nullptr) continue;
            object_path const &above = *rows[scalar].path, &below = *rows[r].path;
            std::size_t same = 0;
            while (same < above.size() && same < below.size() && above[same] == below[same]) ++same;
            if (same == above.size() && same < below.size() && contradicts_scalar(below[same]))
                return {row_problem::below_a_row_that_takes_a_scalar, r};
        }
    return {};
}

// The compiler prints which row it is.
template <std::size_t Row, row_problem Found, row_problem Asked> struct row_number {
    static constexpr bool is_right = Found != Asked;
};

template <std::size_t Row, row_problem Found> struct checked_rows {
    template <row_problem Asked> using number = row_number<Row, Found, Asked>;

    static_assert(number<row_problem::lands_in_parameter>::is_right,
                  "a row of a mapping lands in a member (&type::name): rows into parameters go into parameters_from");
    static_assert(number<row_problem::lands_in_member>::is_right,
                  "a row of parameters_from lands in a parameter (\"NAME\"): rows into members go into mapping<type, ...>");
    static_assert(number<row_problem::member_of_another_class>::is_right,
                  "this row's member belongs to another class than the mapping's");
    static_assert(number<row_problem::member_is_not_described>::is_right,
                  "this row's member is not described: add it to the members in BOOST_DESCRIBE_STRUCT");
    static_assert(number<row_problem::lands_in_pointer>::is_right,
                  "this row lands in a pointer, and nobody would own what it points to: use a value or std::optional");
    static_assert(
        number<row_problem::type_cannot_take_a_value>::is_right,
        "this row's member has a type that takes no value: use a number, bool, std::string, std::string_view, a described "
        "enumeration or class, or an optional, vector, array or map (string keys) of these");
    static_assert(number<row_problem::two_rows_in_one_place>::is_right,
                  "this row lands where an earlier one does: remove one of them");
    static_assert(number<row_problem::below_a_row_that_takes_a_scalar>::is_right,
                  "this row's path goes on below a row that takes a scalar: no answer has both");
    static constexpr bool good = Found == row_problem::none;
};

}  // namespace detail
}  // namespace trotline
#endif
