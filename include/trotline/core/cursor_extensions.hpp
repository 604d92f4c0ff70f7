// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_CURSOR_EXTENSIONS_HPP
#define TROTLINE_CORE_CURSOR_EXTENSIONS_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/wanted_names.hpp>

#include <concepts>
#include <string_view>

// What a cursor may offer beyond the concept, because it is faster than asking for the same in
// general. A walk uses what is there. Models: json::basic_cursor (all of it), xml::cursor (plain
// values).
namespace trotline {

// plain(out): the value at once, if it is of out's type and written as most are: true, and the
// cursor stands after it. False: nothing has happened, and scalar() tells what stands there. A
// string_view gets a text only where it is the value itself.
template <class C>
concept hands_out_plain_values = cursor<C> &&
    requires(C c, integer_value& integer, double& number, bool& boolean, std::string_view& text) {
    { c.plain(integer) } -> std::same_as<bool>;
    { c.plain(number) } -> std::same_as<bool>;
    { c.plain(boolean) } -> std::same_as<bool>;
    { c.plain(text) } -> std::same_as<bool>;
};

// Members one after the other:
//   first_member()   from an object to its first member's name; false: none, and after the object
//   next_member()    from a member's value to the next member's name; false: none, and after the
//                    object
//   called(name)     at a member's name: whether it is this one, as it stands in the text; then the
//                    cursor is at its value
//   find_on(names)   at a member's name: on to the next member, this one included, that has one of
//                    the names; as find()
template <class C>
concept asks_name_by_name = cursor<C> &&
    requires(C c, wanted_name const& name, wanted_names const& names) {
    { c.first_member() } -> std::same_as<bool>;
    { c.next_member() } -> std::same_as<bool>;
    { c.called(name) } -> std::same_as<bool>;
    { c.find_on(names) } -> std::same_as<std::size_t>;
};

// none_follows(names): whether it is known already that no member after this place, at whatever
// depth, has one of the names. False says nothing.
template <class C>
concept knows_what_follows = cursor<C> && requires(C const c, wanted_names const& names) {
    { c.none_follows(names) } -> std::same_as<bool>;
};

// attribute(name): inside an element that was just entered, to the value of its next attribute, whose
// name is in `name`; false, and still inside, where there is none left. Model: xml::cursor.
template <class C>
concept lists_attributes = cursor<C> && requires(C c, scalar& name) {
    { c.attribute(name) } -> std::same_as<bool>;
};

// is_nil(): at an element that says with an attribute that it has no value: `xsi:nil="true"`, under
// whatever prefix (XML Schema part 1, section 2.6.2). Models: xml::cursor, pugixml_cursor.
template <class C>
concept tells_nil = cursor<C> && requires(C const c) {
    { c.is_nil() } -> std::same_as<bool>;
};

}  // namespace trotline
#endif
