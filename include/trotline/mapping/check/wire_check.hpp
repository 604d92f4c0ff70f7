// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_CHECK_WIRE_CHECK_HPP
#define TROTLINE_MAPPING_CHECK_WIRE_CHECK_HPP

#include <trotline/core/described.hpp>
#include <trotline/mapping/check/source_check.hpp>
#include <trotline/mapping/readable.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>

// Whether what rows ask for exists in the type that the other side writes: a described class, the
// shape of a JSON document.
namespace trotline {

namespace detail {

template <class T> struct without_optional { using type = T; };
template <optional_target T> struct without_optional<T> { using type = inner_type<T>; };

template <class T>
inline constexpr bool is_text = string_target<T> || std::same_as<T, std::string_view>;
template <class T>
inline constexpr bool is_number = integer_target<T> || floating_target<T> || number_target<T>;
template <class T> inline constexpr bool is_integer_enumeration = false;
template <described_enum E>
inline constexpr bool is_integer_enumeration<E> = enumerators_are_integers<E>;
template <class T> inline constexpr bool is_list = vector_target<T> || array_target<T>;

template <class Wire, class Target, class WireForm = void, class Form = void>
constexpr bool converts(bool coerce);

template <class Wire, class Target> constexpr bool members_convert() {
    bool all = true;
    for_each_member<Target>([&](auto member) {
        using wanted = member_type<Target, member>;
        constexpr row_option options = member_options<Target, member>;
        constexpr bool may_miss =
            optional_target<wanted> || has(options, row_option::optional) ||
            fallback_of_naming<wanted, member_naming<Target, member>>::value != nullptr;
        bool found = false, good = false;
        for_each_member<Wire>([&](auto offered) {
            if (names_of_members<Wire>[offered] != names_of_members<Target>[member]) return;
            using given = member_type<Wire, offered>;
            found = true;
            good = converts<given, wanted, member_form<Wire, offered>, member_form<Target, member>>(
                       has(options, row_option::coerce)) &&
                   (may_miss || !optional_target<given>);
        });
        all = all && (found ? good : may_miss);
    });
    return all;
}

// Whether every value of a wire type is of a kind that the target takes. Ranges are left to the
// answer.
template <class Wire, class Target, class WireForm, class Form>
constexpr bool converts(bool coerce) {
    if constexpr (readable_by_conversion<Target, Form>) {
        return std::same_as<Wire, Target> ||
               converts<Wire, wire_type<Target, Form>, WireForm, void>(coerce);
    } else if constexpr (readable_by_conversion<Wire, WireForm>) {
        return converts<wire_type<Wire, WireForm>, Target, void, Form>(coerce);
    } else if constexpr (is_any<Target> || is_any<Wire>) {
        return true;
    } else if constexpr (optional_target<Wire> || optional_target<Target>) {
        return converts<typename without_optional<Wire>::type,
                        typename without_optional<Target>::type, WireForm, Form>(coerce);
    } else if constexpr (number_target<Target>) {
        return is_number<Wire> || (coerce && is_text<Wire>);
    } else if constexpr (std::same_as<Target, bool>) {
        return std::same_as<Wire, bool> || (coerce && (is_text<Wire> || is_number<Wire>));
    } else if constexpr (integer_target<Target>) {
        return integer_target<Wire> || is_integer_enumeration<Wire> || (coerce && is_text<Wire>);
    } else if constexpr (floating_target<Target>) {
        return is_number<Wire> || (coerce && is_text<Wire>);
    } else if constexpr (is_text<Target>) {
        return is_text<Wire> || is_number<Wire> || described_enum<Wire> ||
               (coerce && std::same_as<Wire, bool>);
    } else if constexpr (described_enum<Target>) {
        if constexpr (enumerators_are_integers<Target>)
            return integer_target<Wire> || is_integer_enumeration<Wire> ||
                   (coerce && is_text<Wire>);
        else
            return is_text<Wire> || (described_enum<Wire> && !is_integer_enumeration<Wire>);
    } else if constexpr (array_target<Target> && array_target<Wire>) {
        return std::tuple_size_v<Wire> == std::tuple_size_v<Target> &&
               converts<inner_type<Wire>, inner_type<Target>, WireForm, Form>(coerce);
    } else if constexpr (is_list<Target> && is_list<Wire>) {
        return converts<inner_type<Wire>, inner_type<Target>, WireForm, Form>(coerce);
    } else if constexpr (map_target<Target> && map_target<Wire>) {
        return converts<inner_type<Wire>, inner_type<Target>, WireForm, Form>(coerce);
    } else if constexpr (map_target<Target> && described_class<Wire>) {
        bool all = true;
        for_each_member<Wire>([&](auto member) {
            all = all && converts<member_type<Wire, member>, inner_type<Target>,
                                  member_form<Wire, member>, Form>(coerce);
        });
        return all;
    } else if constexpr (described_class<Target> && described_class<Wire>) {
        return members_convert<Wire, Target>();
    } else if constexpr (described_class<Target> && map_target<Wire>) {
        return true;
    } else {
        return false;
    }
}

template <class Wire, class WireForm, class Row> constexpr bool row_takes() {
    if constexpr (Row::is_condition)
        return scalar_target<typename without_optional<Wire>::type> || is_any<Wire>;
    else
        return converts<Wire, typename Row::type, WireForm, typename Row::form>(
            has(Row::options, row_option::coerce));
}
template <class Row> constexpr bool row_may_miss() {
    return has(Row::options, row_option::optional) || optional_target<typename Row::type> ||
           (Row::otherwise != nullptr && Row::otherwise->set != nullptr);
}

template <class Wire, class WireForm, class Row>
constexpr source_verdict follow_type(object_path const& path, std::size_t depth) {
    if constexpr (optional_target<Wire>) {
        if (!row_may_miss<Row>())
            return {source_problem::may_be_missing_or_null_make_the_row_or_its_member_optional,
                    depth};
        return follow_type<inner_type<Wire>, WireForm, Row>(path, depth);
    } else if constexpr (is_any<Wire>) {
        return {};
    } else {
        if (depth == path.size())
            return row_takes<Wire, WireForm, Row>()
                       ? source_verdict{}
                       : source_verdict{source_problem::wrong_type, depth};
        path::segment const step = path[depth];
        if constexpr (is_list<Wire>) {
            if (!step.is_index) return {source_problem::name_on_something_that_is_no_object, depth};
            if constexpr (array_target<Wire>) {
                constexpr auto size = static_cast<std::int64_t>(std::tuple_size_v<Wire>);
                if (step.index >= size || step.index < -size)
                    return {source_problem::index_outside_of_the_array, depth};
            }
            return follow_type<inner_type<Wire>, WireForm, Row>(path, depth + 1);
        } else {
            if (step.is_index) return {source_problem::index_on_something_that_is_no_array, depth};
            if constexpr (map_target<Wire>) {
                return follow_type<inner_type<Wire>, WireForm, Row>(path, depth + 1);
            } else if constexpr (described_class<Wire>) {
                near_miss near(step.name);
                bool found = false;
                source_verdict verdict;
                for_each_member<Wire>([&](auto member) {
                    if (names_of_members<Wire>[member] == step.name) {
                        found = true;
                        verdict =
                            follow_type<member_type<Wire, member>, member_form<Wire, member>, Row>(
                                path, depth + 1);
                    } else {
                        near.offer(names_of_members<Wire>[member]);
                    }
                });
                return found ? verdict
                             : source_verdict{source_problem::no_member_of_that_name, depth,
                                              near.name()};
            } else {
                return {source_problem::name_on_something_that_is_no_object, depth};
            }
        }
    }
}

// The row's own path, or one of the others.
template <class Wire, class Row> constexpr source_verdict follow_paths() {
    source_verdict const own = follow_type<Wire, void, Row>(Row::path.value, 0);
    if constexpr (Row::otherwise != nullptr)
        for (std::size_t i = 0; own && i != Row::otherwise->count; ++i)
            if (!follow_type<Wire, void, Row>(*Row::otherwise->paths[i], 0)) return {};
    return own;
}

template <class Wire> struct wire_check {
    template <class Row>
    static constexpr source_verdict verdict = [] {
        if constexpr (Row::source == row_source::document)
            return follow_paths<Wire, Row>();
        else
            return source_verdict{};
    }();
};

}  // namespace detail

// What becomes of a mapping's rows in a wire type: sources<...>, whose are_there says yes or no.
template <class Mapping, class Wire>
using wire_sources =
    typename detail::checked_sources<detail::wire_check<Wire>,
                                     typename detail::mapping_traits<Mapping>::rows>::type;

// Every row's path exists in the wire type, through nested classes, optionals, vectors, arrays with
// their bounds and maps, and leads to a type that converts; or else the compiler says which row and
// segment does not, and what was probably meant:
//
//   struct answer { todo_on_the_wire data; };  // described
//   static_assert(tl::fits<todo_rows, answer>());
template <class Mapping, class Wire> consteval bool fits() {
    static_assert(wire_sources<Mapping, Wire>::are_there,
                  "a row asks for what is not there: why, which row, and which of its path's "
                  "segments (from 0 on)");
    return true;
}

}  // namespace trotline
#endif
