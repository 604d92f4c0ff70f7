// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_CHECK_WIRE_TYPES_HPP
#define TROTLINE_MAPPING_CHECK_WIRE_TYPES_HPP

#include <trotline/core/described.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/check/source_check.hpp>
#include <trotline/mapping/readable.hpp>
#include <trotline/xml/qualified_name.hpp>

#include <concepts>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

// Decides at compile time whether every value of one type, as the other side writes it, can land in
// another type.
namespace trotline::inline TROTLINE_ABI::detail {

template <class T> struct without_optional { using type = T; };
template <optional_target T> struct without_optional<T> { using type = inner_type<T>; };

template <class T>
inline constexpr bool is_text = string_target<T> || std::same_as<T, std::string_view>;
template <class T>
inline constexpr bool is_number = integer_target<T> || floating_target<T> || number_target<T>;
template <class T> inline constexpr bool is_self_containing = false;
template <described_class T> inline constexpr bool is_self_containing<T> = contains_itself<T>();
template <class T> inline constexpr bool is_integer_enumeration = false;
template <described_enum E>
inline constexpr bool is_integer_enumeration<E> = enumerators_are_integers<E>;
template <class T> inline constexpr bool is_list = list_target<T> || array_target<T>;

// True if a step with this name leads to the member. `*:Body` and `@*:href` take any prefix.
constexpr bool leads_to(std::string_view step, std::string_view member) {
    if (!takes_any_prefix(step)) return step == member;
    bool const attribute = step.starts_with('@');
    return member.starts_with('@') == attribute &&
           xml::detail::is_wanted(member.substr(attribute), step.substr(attribute));
}

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
            if (!leads_to(names_of_members<Target>[member], names_of_members<Wire>[offered]))
                return;
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

template <class Wire, class Target> constexpr bool tuples_convert(bool coerce) {
    if constexpr (std::tuple_size_v<Wire> != std::tuple_size_v<Target>)
        return false;
    else
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return (
                converts<std::tuple_element_t<I, Wire>, std::tuple_element_t<I, Target>>(coerce) &&
                ...);
        }
    (std::make_index_sequence<std::tuple_size_v<Wire>>{});
}

// True if every value of a wire type is of a kind that the target takes. Ranges are checked in the
// answer only.
template <class Wire, class Target, class WireForm, class Form>
constexpr bool converts(bool coerce) {
    if constexpr (std::same_as<Wire, Target> && std::same_as<WireForm, Form>) {
        return true;
    } else if constexpr (variant_target<Wire>) {
        return elements_of<Wire>::all(
            [&]<class E>() { return converts<E, Target, WireForm, Form>(coerce); });
    } else if constexpr (variant_target<Target>) {
        return !elements_of<Target>::all(
            [&]<class E>() { return !converts<Wire, E, WireForm, Form>(coerce); });
    } else if constexpr (std::same_as<Target, std::monostate>) {
        return optional_target<Wire>;
    } else if constexpr (readable_by_conversion<Target, Form>) {
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
    } else if constexpr (tuple_target<Target> && tuple_target<Wire>) {
        return tuples_convert<Wire, Target>(coerce);
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
        // (Classes that contain themselves are not compared.)
        if constexpr (is_self_containing<Wire> && is_self_containing<Target>)
            return true;
        else
            return members_convert<Wire, Target>();
    } else if constexpr (described_class<Target> && map_target<Wire>) {
        return true;
    } else {
        return false;
    }
}

template <class Wire, class WireForm, class Row> constexpr bool row_takes() {
    if constexpr (compares_changed_value<Row>)
        return converts<Wire, std::string, WireForm>(false);
    else if constexpr (Row::is_condition)
        return scalar_target<typename without_optional<Wire>::type> || is_any<Wire>;
    else
        return converts<Wire, typename Row::type, WireForm, typename Row::form>(
            has(Row::options, row_option::coerce));
}
template <class Row> constexpr bool row_may_miss() {
    return has(Row::options, row_option::optional) || optional_target<typename Row::type> ||
           (Row::otherwise != nullptr && Row::otherwise->set != nullptr);
}

// Calls visit.template operator()<Child>(name) for each type of a child; lists have one, without a
// name.
template <class T> constexpr void for_each_child(auto&& visit) {
    if constexpr (is_list<T> || map_target<T>)
        visit.template operator()<inner_type<T>>(std::string_view());
    else if constexpr (described_class<T>)
        for_each_member<T>([&](auto member) {
            visit.template operator()<member_type<T, member>>(names_of_members<T>[member]);
        });
}

// The check of a row against a wire type: wire_check.hpp.
template <class Wire> struct wire_check;

}  // namespace trotline::detail
#endif
