// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_DESCRIBED_HPP
#define TROTLINE_CORE_DESCRIBED_HPP

#include <boost/describe/class.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>
#include <trotline/core/conversion.hpp>
#include <trotline/core/fixed_string.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

// Everything the library needs from Boost.Describe and Boost.Mp11. No other header names them.
namespace trotline::inline TROTLINE_ABI {

namespace detail {
template <class T>
using description = boost::describe::describe_members<T, boost::describe::mod_any_access |
                                                             boost::describe::mod_inherited>;
template <class E> using enumeration = boost::describe::describe_enumerators<E>;

template <class A, class B> constexpr bool same_member(A a, B b) {
    if constexpr (std::is_same_v<A, B>)
        return a == b;
    else
        return false;
}
}  // namespace detail

// A class described with BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_CLASS.
template <class T>
concept described_class = std::is_class_v<T> && requires {
    typename detail::description<T>;
};

// An enumeration described with BOOST_DEFINE_ENUM or BOOST_DESCRIBE_ENUM.
template <class E>
concept described_enum = std::is_enum_v<E> && requires {
    typename detail::enumeration<E>;
};

// Names in documents for members whose C++ name differs. Specialise it for a described class;
// options after the name say how the member is converted:
//   template <> struct trotline::member_names<todo> : trotline::names<
//       trotline::named<&todo::user_id, "userId">,
//       trotline::named<&todo::created, "createdAt", trotline::as<trotline::epoch_seconds>>> {};
template <class T> struct member_names {
    static constexpr std::string_view of(auto, std::string_view declared) { return declared; }
};
template <auto Member, fixed_string Name, auto... Options> struct named {
    static constexpr auto member = Member;
    using form = form_among<Options...>;
    static constexpr std::string_view name() { return text.view(); }

  private:
    static constexpr auto text = Name;
};
// The base of a specialisation of member_names, with a named<> for each renamed member.
template <class... Named> struct names {
    using all = boost::mp11::mp_list<Named...>;
    static constexpr std::string_view of(auto member, std::string_view declared) {
        std::string_view found = declared;
        ((detail::same_member(Named::member, member) ? void(found = Named::name()) : void()), ...);
        return found;
    }
};

// How an enumeration is read and written if the C++ names of its enumerators are not used.
// Specialise it for a described enumeration. Besides names it can have
//   static constexpr bool integers = true;         reads and writes the enumerators' values
//   static constexpr E otherwise = E::unknown;     the result for every other name or number
// For example:
//   template <> struct trotline::enumerator_names<state> : trotline::names<
//       trotline::named<state::in_progress, "in-progress">> {
//       static constexpr state otherwise = state::unknown;
//   };
template <class E> struct enumerator_names {};

// True if a document may leave out any member of the class, which then keeps its initial value;
// otherwise only std::optional members may be missing. Specialise it for a described class:
//   template <> inline constexpr bool trotline::members_have_defaults<settings> = true;
template <class T> inline constexpr bool members_have_defaults = false;

// How many members a described class has: those of its bases first, then its own, in the order of
// their description.
template <described_class T>
inline constexpr std::size_t member_count = boost::mp11::mp_size<detail::description<T>>::value;

// The pointer to the member with index I.
template <described_class T, std::size_t I>
inline constexpr auto member_pointer = boost::mp11::mp_at_c<detail::description<T>, I>::pointer;

// The type of the member with index I.
template <described_class T, std::size_t I>
using member_type = std::remove_cvref_t<decltype(std::declval<T&>().*member_pointer<T, I>)>;

namespace detail {
struct not_named {
    using form = void;
};
template <auto Member, class Named> struct find_named { using type = not_named; };
template <auto Member, class First, class... More>
struct find_named<Member, boost::mp11::mp_list<First, More...>>
    : find_named<Member, boost::mp11::mp_list<More...>> {};
template <auto Member, class First, class... More>
    requires(same_member(First::member, Member))
struct find_named<Member, boost::mp11::mp_list<First, More...>> {
    using type = First;
};
template <class T, std::size_t I> constexpr auto named_of_member() {
    if constexpr (requires { typename member_names<T>::all; })
        return find_named<member_pointer<T, I>, typename member_names<T>::all>();
    else
        return find_named<0, void>();
}
}  // namespace detail

// The named<> that renames the member in member_names; if there is none, a type without options.
template <described_class T, std::size_t I>
using member_naming = typename decltype(detail::named_of_member<T, I>())::type;

// The form in which the member is converted (core/conversion.hpp); void if none is named.
template <described_class T, std::size_t I> using member_form = typename member_naming<T, I>::form;

namespace detail {
template <class T, std::size_t... I>
constexpr std::array<std::string_view, sizeof...(I)> list_names(std::index_sequence<I...>) {
    return {member_names<T>::of(member_pointer<T, I>,
                                boost::mp11::mp_at_c<description<T>, I>::name)...};
}
template <class T, std::size_t... I>
constexpr std::array<std::string_view, sizeof...(I)> list_declared_names(
    std::index_sequence<I...>) {
    return {boost::mp11::mp_at_c<description<T>, I>::name...};
}
template <class T, auto Member, std::size_t... I>
constexpr std::size_t find_member(std::index_sequence<I...>) {
    std::size_t place = sizeof...(I);
    ((same_member(member_pointer<T, I>, Member) ? void(place = I) : void()), ...);
    return place;
}
template <class E> constexpr std::string_view wire_name(E value, std::string_view declared) {
    if constexpr (requires { enumerator_names<E>::of(value, declared); })
        return enumerator_names<E>::of(value, declared);
    else
        return declared;
}
template <class E, class... D> constexpr auto list_enumerator_names(boost::mp11::mp_list<D...>*) {
    return std::array<std::string_view, sizeof...(D)>{wire_name<E>(D::value, D::name)...};
}
template <class E, class... D> constexpr auto list_enumerator_values(boost::mp11::mp_list<D...>*) {
    return std::array<E, sizeof...(D)>{D::value...};
}
template <class E>
inline constexpr boost::mp11::mp_rename<enumeration<E>, boost::mp11::mp_list>* enumerators =
    nullptr;
}  // namespace detail

// The members' names in documents.
template <described_class T>
inline constexpr auto names_of_members =
    detail::list_names<T>(std::make_index_sequence<member_count<T>>{});

// The members' names in C++, for messages.
template <described_class T>
inline constexpr auto declared_names_of_members =
    detail::list_declared_names<T>(std::make_index_sequence<member_count<T>>{});

// The index of a member among the described ones; member_count<T> if it is not described.
template <described_class T, auto Member>
inline constexpr std::size_t place_of_member =
    detail::find_member<T, Member>(std::make_index_sequence<member_count<T>>{});

// Calls f(std::integral_constant<std::size_t, I>) for the index of every member, in order.
template <described_class T> constexpr void for_each_member(auto&& f) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (f(std::integral_constant<std::size_t, I>{}), ...);
    }
    (std::make_index_sequence<member_count<T>>{});
}

// The enumerators' names, as they are read and written, and their values, in order.
template <described_enum E>
inline constexpr auto names_of_enumerators =
    detail::list_enumerator_names<E>(detail::enumerators<E>);
template <described_enum E>
inline constexpr auto values_of_enumerators =
    detail::list_enumerator_values<E>(detail::enumerators<E>);

// True if the enumerators are read and written as numbers.
template <described_enum E> inline constexpr bool enumerators_are_integers = requires {
    requires enumerator_names<E>::integers;
};

// The enumerator's index in the lists above; their size if the value is not an enumerator.
template <described_enum E> constexpr std::size_t place_of_enumerator(E value) {
    auto const& all = values_of_enumerators<E>;
    for (std::size_t i = 0; i != all.size(); ++i)
        if (all[i] == value) return i;
    return all.size();
}
// The index of the enumerator that is the result for every other name or number.
template <described_enum E> constexpr std::size_t place_of_other_enumerators() {
    if constexpr (requires { enumerator_names<E>::otherwise; })
        return place_of_enumerator<E>(enumerator_names<E>::otherwise);
    else
        return values_of_enumerators<E>.size();
}
// matches(i) is true if it is the enumerator with index i.
template <described_enum E> constexpr std::size_t find_enumerator(auto const& matches) {
    for (std::size_t i = 0; i != values_of_enumerators<E>.size(); ++i)
        if (matches(i)) return i;
    return place_of_other_enumerators<E>();
}

}  // namespace trotline
#endif
