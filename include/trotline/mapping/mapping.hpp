// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_MAPPING_HPP
#define TROTLINE_MAPPING_MAPPING_HPP

#include <trotline/core/described.hpp>
#include <trotline/mapping/check/row_check.hpp>
#include <trotline/mapping/engine/literal_table.hpp>
#include <trotline/mapping/engine/run.hpp>
#include <trotline/mapping/row.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>

// Literal mappings: lists of rows whose mistakes are found where they are written.
namespace trotline::inline TROTLINE_ABI {

namespace detail {

// A list of rows, and its data.
template <class... Rows> struct row_list {
    static constexpr std::size_t size = sizeof...(Rows);
    using plain = row_list;
    template <std::size_t I> using at = std::tuple_element_t<I, std::tuple<Rows...>>;
    using table = literal_table<Rows...>;

    // How many rows have a parameter as their destination.
    static constexpr std::size_t parameters =
        (std::size_t{0} + ... + (!Rows::is_member && !Rows::is_condition));
    static constexpr bool all_from_document =
        (... && (Rows::source == row_source::document || Rows::source == row_source::query));
    static constexpr bool has_queries = table::has_queries;
    static constexpr bool all_from_siblings =
        (... && is_readable_from_siblings<typename Rows::type, typename Rows::form>());
};

}  // namespace detail

namespace detail {
// The class that reads a list of rows; query_rows.hpp replaces it for rows with queries.
template <class Rows> struct rows_reader { using type = singular_rows; };
template <class Rows> using reader_of = typename rows_reader<Rows>::type;
}  // namespace detail

// A mapping to members of T, a described class. The rows may include conditions. Mistakes are
// reported where the mapping is used.
template <class T, class... Rows> struct mapping { using type = T; };

// A mapping to parameters. The rows may include conditions.
template <class... Rows> struct parameters_from { using type = void; };

namespace detail {

template <class Mapping> struct mapping_traits;
template <class T, class... Rows> struct mapping_traits<mapping<T, Rows...>> {
    static constexpr row_verdict verdict = [] {
        if constexpr (!described_class<T>)
            return row_verdict{
                row_problem::class_is_not_described_write_BOOST_DESCRIBE_STRUCT_after_it, 0};
        else if constexpr (!std::default_initializable<T>)
            return row_verdict{row_problem::class_needs_a_default_constructor, 0};
        else
            return check_rows(
                std::array<row_facts, sizeof...(Rows)>{member_row_facts<Rows, T>()...});
    }();
    using rows = row_list<Rows...>;
};
template <class... Rows> struct mapping_traits<parameters_from<Rows...>> {
    static constexpr row_verdict verdict =
        check_rows(std::array<row_facts, sizeof...(Rows)>{parameter_row_facts<Rows>()...});
    using rows = row_list<Rows...>;
};

// For templates that take a mapping; put it where the user's code will be shown:
//   static_assert(detail::checked_mapping<Mapping>::are_right, "a row of this mapping is wrong");
template <class Mapping, row_verdict Verdict = mapping_traits<Mapping>::verdict>
struct check_of_mapping {
    using type = rows_of_mapping<Verdict.problem, row_number<Verdict.row>>;
};
template <class Mapping, row_verdict Verdict>
    requires(Verdict.problem == row_problem::text_is_not_an_object_path)
struct check_of_mapping<Mapping, Verdict> {
    using path = typename mapping_traits<Mapping>::rows::template at<Verdict.row>::checked_path;
    using type = rows_of_mapping<Verdict.problem, row_number<Verdict.row>, path>;
};
template <class Mapping, row_verdict Verdict>
    requires(Verdict.problem == row_problem::type_cannot_take_a_value)
struct check_of_mapping<Mapping, Verdict> {
    using row = typename mapping_traits<Mapping>::rows::template at<Verdict.row>;
    using type = rows_of_mapping<Verdict.problem, row_number<Verdict.row>,
                                 readability<typename row::type, typename row::form>>;
};
template <class Mapping> using checked_mapping = typename check_of_mapping<Mapping>::type;

// Its rows; none if they are wrong, so that nothing is reported twice.
template <class Mapping>
using rows_if_right = std::conditional_t<checked_mapping<Mapping>::are_right,
                                         typename mapping_traits<Mapping>::rows, row_list<>>;

template <class A, class B> struct both_lists;
template <class... Rows, class... More> struct both_lists<row_list<Rows...>, row_list<More...>> {
    using type = row_list<Rows..., More...>;
};

// The mappings of a call: at most one mapping, followed by at most one parameters_from.
template <class... Mappings> struct joined;
template <> struct joined<> {
    using type = void;
    using rows = row_list<>;
};
template <class Mapping> struct joined<Mapping> {
    static_assert(
        checked_mapping<Mapping>::are_right,
        "a row of this mapping is wrong: rows_of_mapping names the problem, and the row from 0");
    using type = typename Mapping::type;
    using rows = rows_if_right<Mapping>;
};
template <class T, class... Rows, class... More>
struct joined<mapping<T, Rows...>, parameters_from<More...>> {
    using type = T;
    using rows = typename both_lists<typename joined<mapping<T, Rows...>>::rows,
                                     typename joined<parameters_from<More...>>::rows>::type;
};

}  // namespace detail
}  // namespace trotline
#endif
