// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_CURSOR_EXTENSIONS_HPP
#define TROTLINE_CORE_CURSOR_EXTENSIONS_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/wanted_names.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>

// Optional operations of a cursor, each faster than the same with the concept's own operations. The
// walk uses those that a cursor has. Each is modelled by json::basic_cursor, unless it says
// otherwise.
namespace trotline::inline TROTLINE_ABI {

// plain(out): reads a value that has out's type and the usual notation. True: done, and the cursor
// is after it. False: nothing has changed; ask scalar(). A string_view gets a text only if it needs
// no decoding.
template <class C>
concept hands_out_plain_values = cursor<C> &&
    requires(C c, integer_value& integer, double& number, bool& boolean, std::string_view& text) {
    { c.plain(integer) } -> std::same_as<bool>;
    { c.plain(number) } -> std::same_as<bool>;
    { c.plain(boolean) } -> std::same_as<bool>;
    { c.plain(text) } -> std::same_as<bool>;
};

// Visits an object's members one by one:
//   first_member()   from the object to the name of its first member; false: there is none, and the
//                    cursor is after the object
//   next_member()    from a member's value to the name of the next member; false: as above
//   called(name)     at a member's name: true if the member has this name, as it is written; the
//                    cursor is then at its value
//   find_on(names)   at a member's name: as find(), beginning with this member
template <class C>
concept asks_name_by_name = cursor<C> &&
    requires(C c, wanted_name const& name, wanted_names const& names) {
    { c.first_member() } -> std::same_as<bool>;
    { c.next_member() } -> std::same_as<bool>;
    { c.called(name) } -> std::same_as<bool>;
    { c.find_on(names) } -> std::same_as<std::size_t>;
};

// none_follows(names): true if it is already known that no member after this position, at any
// depth, has one of the names. False means unknown.
template <class C>
concept knows_what_follows = cursor<C> && requires(C const c, wanted_names const& names) {
    { c.none_follows(names) } -> std::same_as<bool>;
};

// also(names, place): at a child that find(names) or also() has found for the name at `place`: the
// index of the next name that the child has, too (`soap:Body` after `*:Body`); npos: there is none.
// Models: xml::cursor, pugixml_cursor.
template <class C>
concept shares_names = cursor<C> &&
    requires(C const c, wanted_names const& names, std::size_t place) {
    { c.also(names, place) } -> std::same_as<std::size_t>;
};

// attribute(name): inside an element that was just entered, moves to the value of its next
// attribute and puts the attribute's name in `name`. False, and still inside, if there is none
// left. Model: xml::cursor.
template <class C>
concept lists_attributes = cursor<C> && requires(C c, scalar& name) {
    { c.attribute(name) } -> std::same_as<bool>;
};

// Searches the text for a name without reading the structure. Models: json::basic_cursor,
// xml::cursor.
//   next_mention(name, until)   the offset of the first position after this one and before `until`
//                               (npos: the document's end) where a member with that name may be;
//                               npos: there is none
//   skip_before(offset)         at a container's value: true if it ends before that offset; the
//                               cursor is then after it. False and not moved: it does not, or
//                               reading it takes no longer
//   next_container()            inside a container: moves to its next child that is a container;
//                               false: there is none, and the cursor is after the container
template <class C>
concept searches_names = cursor<C> && requires(C c, std::string_view name, std::size_t offset) {
    { c.next_mention(name, offset) } -> std::same_as<std::size_t>;
    { c.skip_before(offset) } -> std::same_as<bool>;
    { c.next_container() } -> std::same_as<bool>;
};

// Passes elements without children of their own. Model: xml::cursor.
//   next_named_or_parent(names)   inside an element or the document: moves to its next child element
//                                 that has one of the names, or child elements of its own
//   skip_childless()              at an element: true if it has no child elements; the cursor is
//                                 then after it. False: it has, and the cursor has not moved
enum class child_found : unsigned char {
    none,   // the cursor is after the container
    named,  // at a child that has one of the names
    parent  // at a child that has children, and none of the names
};
template <class C>
concept passes_childless = cursor<C> && requires(C c, wanted_names const& names) {
    { c.next_named_or_parent(names) } -> std::same_as<child_found>;
    { c.skip_childless() } -> std::same_as<bool>;
};

// is_nil(): called at an element; true if an attribute says that the element has no value:
// `xsi:nil="true"`, with any prefix (XML Schema part 1, section 2.6.2). Models: xml::cursor,
// pugixml_cursor.
template <class C>
concept tells_nil = cursor<C> && requires(C const c) {
    { c.is_nil() } -> std::same_as<bool>;
};

}  // namespace trotline
#endif
