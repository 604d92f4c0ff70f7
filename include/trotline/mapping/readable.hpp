// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_READABLE_HPP
#define TROTLINE_MAPPING_READABLE_HPP

#include <trotline/core/conversion.hpp>
#include <trotline/core/described.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/mapping/target.hpp>
#include <trotline/parameter_store/value.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

// Whether a type can have a value of a document, whatever it is made of, and if not, why not.
namespace trotline::inline TROTLINE_ABI {

namespace detail {
// f.operator()<E>() for every element of a tuple, or every alternative of a variant: whether all
// say yes.
template <class T> struct elements_of;
template <template <class...> class Template, class... E> struct elements_of<Template<E...>> {
    static constexpr std::size_t size = sizeof...(E);
    static constexpr bool all(auto&& f) { return (f.template operator()<E>() && ...); }
};

// Inside: the described classes around T. One may contain itself, in a container or behind a
// pointer.
template <class T, class Form, class... Inside> constexpr bool is_readable() {
    if constexpr (readable_by_conversion<T, Form>) {
        return is_readable<wire_type<T, Form>, void, Inside...>();
    } else if constexpr (optional_target<T> || array_target<T> || map_target<T> || list_target<T>) {
        return is_readable<inner_type<T>, Form, Inside...>();
    } else if constexpr (tuple_target<T> || variant_target<T>) {
        return elements_of<T>::all([]<class E>() { return is_readable<E, Form, Inside...>(); });
    } else if constexpr (!std::is_void_v<Form>) {
        return false;
    } else if constexpr (scalar_target<T> || raw_target<T> || std::same_as<T, value> ||
                         std::same_as<T, std::monostate>) {
        return true;
    } else if constexpr ((std::same_as<T, Inside> || ...)) {
        return true;
    } else if constexpr (described_class<T>) {
        bool all = true;
        for_each_member<T>([&](auto place) {
            all = all && is_readable<member_type<T, place>, member_form<T, place>, T, Inside...>();
        });
        return all;
    } else {
        return false;
    }
}

// Whether a value of the class Wanted may stand in a T.
template <class T, class Wanted, class... Seen> constexpr bool leads_to() {
    if constexpr (std::same_as<T, Wanted>) {
        return true;
    } else if constexpr (readable_by_conversion<T>) {
        return leads_to<wire_type<T>, Wanted, Seen...>();
    } else if constexpr (!std::is_void_v<inner_type<T>>) {
        return leads_to<inner_type<T>, Wanted, Seen...>();
    } else if constexpr (tuple_target<T> || variant_target<T>) {
        return !elements_of<T>::all([]<class E>() { return !leads_to<E, Wanted, Seen...>(); });
    } else if constexpr (described_class<T> && !(std::same_as<T, Seen> || ...)) {
        bool any = false;
        for_each_member<T>([&](auto place) {
            any = any || leads_to<member_type<T, place>, Wanted, T, Seen...>();
        });
        return any;
    } else {
        return false;
    }
}
template <described_class T> constexpr bool contains_itself() {
    bool any = false;
    for_each_member<T>([&](auto place) { any = any || leads_to<member_type<T, place>, T, T>(); });
    return any;
}

// Whether it takes one scalar, whatever it is inside of.
template <class T, class Form> constexpr bool takes_scalar() {
    if constexpr (readable_by_conversion<T, Form>)
        return takes_scalar<wire_type<T, Form>, void>();
    else if constexpr (optional_target<T>)
        return takes_scalar<inner_type<T>, Form>();
    else
        return scalar_target<T>;
}
}  // namespace detail

namespace detail {
// Whether values of the type are lists where lists are siblings of one name, as in XML.
template <class T, class Form> constexpr bool is_siblings() {
    if constexpr (readable_by_conversion<T, Form>)
        return false;
    else if constexpr (optional_target<T>)
        return is_siblings<inner_type<T>, Form>();
    else
        return list_target<T> || array_target<T> || tuple_target<T>;
}
// Whether it can be read there at all: there is no list of lists.
template <class T, class Form, class... Inside> constexpr bool is_readable_from_siblings() {
    if constexpr (readable_by_conversion<T, Form>) {
        return is_readable_from_siblings<wire_type<T, Form>, void, Inside...>() &&
               !is_siblings<wire_type<T, Form>, void>();
    } else if constexpr (list_target<T> || array_target<T>) {
        return !is_siblings<inner_type<T>, Form>() &&
               is_readable_from_siblings<inner_type<T>, Form, Inside...>();
    } else if constexpr (map_target<T>) {
        return (!is_siblings<inner_type<T>, Form>() ||
                list_target<inner_type<T>>)&&is_readable_from_siblings<inner_type<T>, Form,
                                                                       Inside...>();
    } else if constexpr (optional_target<T>) {
        return is_readable_from_siblings<inner_type<T>, Form, Inside...>();
    } else if constexpr (tuple_target<T>) {
        return elements_of<T>::all([]<class E>() {
            return !is_siblings<E, Form>() && is_readable_from_siblings<E, Form, Inside...>();
        });
    } else if constexpr (described_class<T> && !(std::same_as<T, Inside> || ...)) {
        bool all = true;
        for_each_member<T>([&](auto place) {
            all = all && is_readable_from_siblings<member_type<T, place>, member_form<T, place>, T,
                                                   Inside...>();
        });
        return all;
    } else {
        return true;
    }
}

// Whether it has views into the text that it was read from.
template <class T, class... Inside> constexpr bool holds_view() {
    if constexpr (readable_by_conversion<T>) {
        return false;
    } else if constexpr (!std::is_void_v<inner_type<T>>) {
        return holds_view<inner_type<T>, Inside...>();
    } else if constexpr (tuple_target<T> || variant_target<T>) {
        return !elements_of<T>::all([]<class E>() { return !holds_view<E, Inside...>(); });
    } else if constexpr (described_class<T> && !(std::same_as<T, Inside> || ...)) {
        bool any = false;
        for_each_member<T>(
            [&](auto place) { any = any || holds_view<member_type<T, place>, T, Inside...>(); });
        return any;
    } else {
        return std::same_as<T, std::string_view> || std::same_as<T, raw_view> ||
               std::same_as<T, number_view>;
    }
}

// What has a header of its own: <trotline/types/chrono.hpp>.
template <class T>
concept is_time = requires {
    typename T::duration;
    typename T::clock;
}
|| requires {
    typename T::rep;
    typename T::period;
};
}  // namespace detail

// The characters of a name, for the compiler to print.
template <char... Characters> struct name_of;

// Why a type cannot be read, for the compiler to print: a member of a class, or the type itself.
template <class Class, class Member, class Type> struct unreadable_member {
    static constexpr bool is_readable = false;
};
template <class Class, class Member, class Type>
struct time_needs_include_of_trotline_types_chrono_hpp {
    static constexpr bool is_readable = false;
};
template <class Type> struct readable_type { static constexpr bool is_readable = true; };

namespace detail {
template <class Class, std::size_t Place> struct name_of_member {
    static constexpr std::string_view text = declared_names_of_members<Class>[Place];
    using type = typename decltype([]<std::size_t... I>(std::index_sequence<I...>) {
        return std::type_identity<name_of<text[I]...>>();
    }(std::make_index_sequence<text.size()>{}))::type;
};
template <class Class, class Member, class T>
using unreadable =
    std::conditional_t<is_time<T>,
                       time_needs_include_of_trotline_types_chrono_hpp<Class, Member, T>,
                       unreadable_member<Class, Member, T>>;

// The innermost member that is the reason.
template <class T, class Form, class Class, class Member, class... Inside>
constexpr auto find_unreadable() {
    if constexpr (is_readable<T, Form, Inside...>()) {
        return std::type_identity<readable_type<T>>();
    } else if constexpr (!readable_by_conversion<T, Form> && !std::is_void_v<inner_type<T>> &&
                         !is_readable<inner_type<T>, Form, Inside...>()) {
        return find_unreadable<inner_type<T>, Form, Class, Member, Inside...>();
    } else if constexpr (described_class<T> && std::is_void_v<Form>) {
        constexpr std::size_t place = [] {
            std::size_t first = member_count<T>;
            for_each_member<T>([&](auto i) {
                if (first == member_count<T> &&
                    !is_readable<member_type<T, i>, member_form<T, i>, T, Inside...>())
                    first = i;
            });
            return first;
        }();
        return find_unreadable<member_type<T, place>, member_form<T, place>, T,
                               typename name_of_member<T, place>::type, T, Inside...>();
    } else {
        return std::type_identity<unreadable<Class, Member, T>>();
    }
}
}  // namespace detail

// readable_type<T>, or why T cannot be read.
template <class T, class Form = void>
using readability = typename decltype(detail::find_unreadable<T, Form, void, void>())::type;

// A type that can be a row's destination. Form: the type that the row's as<> names.
template <class T, class Form = void>
concept readable = detail::is_readable<T, Form>();

}  // namespace trotline
#endif
