// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ROW_HPP
#define TROTLINE_MAPPING_ROW_HPP

#include <trotline/core/described.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/fixed_string.hpp>
#include <trotline/mapping/fallback.hpp>
#include <trotline/mapping/readable.hpp>
#include <trotline/mapping/row_option.hpp>
#include <trotline/path/literal.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

// Rows: what is wanted, and where it goes. They are types, so that both are checked where they are
// written.
namespace trotline::inline TROTLINE_ABI {

// Where a row's value goes, as a template argument: a member of a described class
// (`&todo::user_id`), or a parameter (`"USER_ID"`).
template <class Member, std::size_t Size> struct destination;
template <class Class, class Type> struct destination<Type Class::*, 0> {
    Type Class::*member;
    constexpr destination(Type Class::*m) : member(m) {}
};
template <std::size_t Size> struct destination<void, Size> {
    fixed_string<Size> parameter;
    constexpr destination(char const (&name)[Size]) : parameter(name) {}
};
template <class Class, class Type> destination(Type Class::*) -> destination<Type Class::*, 0>;
template <std::size_t Size> destination(char const (&)[Size]) -> destination<void, Size>;

namespace detail {
template <class Destination> struct destination_traits;
template <class Class, class Type> struct destination_traits<destination<Type Class::*, 0>> {
    using class_type = Class;
    using type = Type;
};
template <std::size_t Size> struct destination_traits<destination<void, Size>> {
    using class_type = void;
    using type = value;
};
}  // namespace detail

namespace detail {

// What all rows with a destination have in common.
template <row_source Source, auto To, auto... Options> struct landing_row {
    // void for a parameter
    using class_type = typename destination_traits<std::remove_const_t<decltype(To)>>::class_type;
    using type = typename destination_traits<std::remove_const_t<decltype(To)>>::type;
    static constexpr row_source source = Source;
    static constexpr auto to = To;
    using form = form_among<Options...>;
    static constexpr row_option options = plain_options<Options...>;
    static constexpr row_fallback const* otherwise = fallback_of<type, Options...>();
    static constexpr bool has_fallback = trotline::detail::has_fallback<Options...>;
    static constexpr bool has_default = trotline::detail::has_default<Options...>;
    static constexpr bool is_member = !std::is_void_v<class_type>;
    static constexpr bool is_condition = false;
    static constexpr bool takes_scalar = is_member && detail::takes_scalar<type, form>();
    static constexpr std::string_view destination_name() {
        if constexpr (!is_member)
            return to.parameter.view();
        else if constexpr (constexpr std::size_t place = place_of_member<class_type, to.member>;
                           place != member_count<class_type>)
            return declared_names_of_members<class_type>[place];
        else
            return {};
    }
};

template <row_source Source> struct condition_row {
    using class_type = void;
    using type = void;
    using form = void;
    static constexpr row_source source = Source;
    static constexpr row_option options = row_option::none;
    static constexpr row_fallback const* otherwise = nullptr;
    static constexpr bool has_fallback = false, has_default = false;
    static constexpr bool is_member = false;
    static constexpr bool is_condition = true;
    static constexpr bool takes_scalar = true;
    static constexpr std::string_view destination_name() { return {}; }
};
// A condition on what functions make of the value: mapping/row_functions.hpp.
template <class Row>
concept compares_changed_value = requires {
    Row::changed;
};

}  // namespace detail

namespace detail {
// (Not the path's own text, because then the whole path would be in the program.)
template <fixed_string Path> inline constexpr auto spelled = Path;
template <fixed_string Path> inline constexpr std::string_view text_of = spelled<Path>.view();

// A text that is not an object path is replaced by `$` here; the mapping that contains the row
// reports it.
template <fixed_string Path>
using row_path = std::conditional_t<path::checked<Path>::is_object_path, literal_path<Path>,
                                    path::detail::refused_literal<object_path>>;
}  // namespace detail

// One row: the object path of a value in the answer, and its destination. Required, unless an
// option says otherwise.
//
// In XML a container takes all siblings with its name, also below several parents. Two such rows
// can get out of step if one of the parents lacks one of the two; each_row (query_rows.hpp) makes
// one object for each parent instead.
//
//   tl::row<"data.userId", &todo::user_id>
//   tl::row<"data.userId", "USER_ID">
//   tl::row<"data.age", &todo::age, tl::row_option::optional | tl::row_option::coerce>
//   tl::row<"data.due", &todo::due, tl::as<tl::epoch_seconds>>
//   tl::row<"data.name", &todo::name, tl::or_at<"data.title">, tl::otherwise<"none">>
template <fixed_string Path, destination To, auto... Options>
struct row : detail::landing_row<row_source::document, To, Options...> {
    using checked_path = trotline::path::checked<Path>;
    static constexpr detail::row_path<Path> path{};
    static constexpr std::string_view source_name() {
        if constexpr (!row::has_fallback)
            return detail::text_of<Path>;
        else
            return detail::text_of_paths<Path, Options...>.view();
    }
};

// A row that may find nothing: short for row<Path, To, row_option::optional>.
template <fixed_string Path, destination To, auto... Options>
using optional_row = row<Path, To, row_option::optional, Options...>;

// A value that a condition compares with, as a template argument: a boolean, an integer or a text.
template <class Type, std::size_t Size = 0> struct expected_value {
    Type scalar;
    constexpr expected_value(Type v) : scalar(v) {}
};
template <std::size_t Size> struct expected_value<char, Size> {
    fixed_string<Size> text;
    constexpr expected_value(char const (&t)[Size]) : text(t) {}
};
expected_value(bool)->expected_value<bool>;
template <class Integer>
    requires std::is_integral_v<Integer> expected_value(Integer)
->expected_value<std::int64_t>;
template <std::size_t Size> expected_value(char const (&)[Size]) -> expected_value<char, Size>;

// A row without a destination: if the value at the path is not one of these, the call has failed.
//
//   tl::condition<"ok", true>
//   tl::condition<"state", "done", "pending">
template <fixed_string Path, expected_value... Allowed>
struct condition : detail::condition_row<row_source::document> {
    static_assert(sizeof...(Allowed) != 0, "a condition needs at least one value that it allows");
    using checked_path = trotline::path::checked<Path>;
    static constexpr detail::row_path<Path> path{};
    static constexpr std::string_view source_name() { return detail::text_of<Path>; }
};

// Rows for what a webhook's answer has besides its content: the status code (RFC 9110 section 15),
// a header field (the first line with that name, in any case; converted like an attribute's text),
// and the time from the call to its answer in milliseconds.
template <destination To, auto... Options>
struct status_row : detail::landing_row<row_source::status, To, Options...> {
    static constexpr std::string_view source_name() { return "(status)"; }
};
template <fixed_string Name, destination To, auto... Options>
struct field_row : detail::landing_row<row_source::field, To, Options...> {
    static_assert(Name.view().find(' ') == std::string_view::npos,
                  "a field's name has no blanks; functions after it need "
                  "<trotline/mapping/row_functions.hpp>");
    static constexpr auto name = Name;
    static constexpr std::string_view source_name() { return name.view(); }
};
template <destination To, auto... Options>
struct elapsed_row : detail::landing_row<row_source::elapsed, To, Options...> {
    static constexpr std::string_view source_name() { return "(elapsed)"; }
};

// The status code must be one of these.
template <int... Allowed> struct status_condition : detail::condition_row<row_source::status> {
    static_assert(sizeof...(Allowed) != 0,
                  "a condition needs at least one status code that it allows");
    static constexpr std::string_view source_name() { return "(status)"; }
};

namespace detail {
// The path of a row; null for a row that reads nothing from the document.
template <class Row> constexpr object_path const* path_of() {
    if constexpr (Row::source == row_source::document)
        return &Row::path.value;
    else
        return nullptr;
}
template <class Row> constexpr std::size_t segments_of() {
    if constexpr (Row::source == row_source::document)
        return Row::path.value.size();
    else
        return 0;
}
}  // namespace detail

}  // namespace trotline
#endif
