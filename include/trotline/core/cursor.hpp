// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_CURSOR_HPP
#define TROTLINE_CORE_CURSOR_HPP

#include <trotline/core/error.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/wanted_names.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// The cursor concept: reading a document once, from front to back. The caller says what it wants
// next, and the cursor chooses how to get there.
//
// A cursor is always in one of two positions:
//   at a value  After construction (at the root), and after find(), member() or element()
//               succeeded. kind() tells its type. Exactly one of scalar(), raw(), skip() and
//               enter() moves on.
//   inside      In a container, before its first child or after a child: after enter(), and after
//               a child was consumed. find(), member() and element() move to the next wanted
//               child. If there is none, they say so, and the cursor is after the container,
//               which counts as consumed.
// leave(n) ends n containers at once, the innermost first; the last of them counts as consumed.
// A copy is a bookmark: both cursors go on independently. For XML the root position is inside the
// document, whose only child is the root element: kind() returns kind::object there.
//
// A failure is permanent, also in copies: after malformed input find() returns npos, member() and
// element() return false, kind() returns nothing, and failure() says what is wrong and where. Where
// there is no value, kind() returns nothing, and consuming it is a failure. A cursor over a
// validated document never fails. No operation allocates or recurses, and nothing is read past the
// document's end.
//
//   static constexpr bool repeats_by_name   true if a list is written as siblings of one name
//                                           (XML), false if it is an array
//   static constexpr bool first_match_wins  true if scanning may stop at the first match (on
//                                           demand); later ones are then not seen
// cursor_extensions.hpp has what a cursor may offer in addition.
//
// The smallest model, compiled in tests/parser/concept.cpp: the document is a single text.
//   struct one_text {
//       static constexpr bool repeats_by_name = false;
//       static constexpr bool first_match_wins = true;
//       std::string_view text;
//
//       tl::kind kind() const { return tl::kind::string; }
//       void enter() {}
//       tl::scalar scalar() { return {tl::kind::string, true, text}; }
//       std::string_view raw() { return text; }
//       void skip() {}
//       std::size_t find(tl::wanted_names const&) { return tl::npos; }
//       bool member(tl::scalar&) { return false; }
//       bool element(std::size_t) { return false; }
//       void leave(std::size_t) {}
//       std::size_t offset() const { return 0; }
//       tl::document_failure failure() const { return {}; }
//       static void decode(tl::scalar const& s, auto&& sink) { sink(s.text); }
//   };
//
// Models: json::basic_cursor, xml::cursor, pugixml_cursor, simdjson_cursor.
// examples/own_parser.cpp has one with members.

// No index, or no offset.
inline constexpr std::size_t npos = static_cast<std::size_t>(-1);

// Where and why a document could not be read.
struct document_failure {
    trotline::code code = trotline::code::none;  // none: no failure
    std::size_t offset = 0;                      // bytes from the document's start
    std::string_view expected{};                 // static text: what would have been valid there

    constexpr explicit operator bool() const { return code != trotline::code::none; }
};

namespace detail {
struct any_sink {
    void operator()(std::string_view) const {}
};
}  // namespace detail

// The requirements on a cursor, which reads a document once, from front to back.
template <class C>
concept cursor = std::copyable<C> &&
    requires(C c, C const k, scalar s, std::size_t n, wanted_names const& names) {
    { C::repeats_by_name } -> std::convertible_to<bool>;
    { C::first_match_wins } -> std::convertible_to<bool>;
    // at a value
    { k.kind() } -> std::same_as<kind>;
    { c.enter() } -> std::same_as<void>;  // moves inside an array, object or element
    // its text, and moves past it; kind::nothing if it is not a scalar, which is then skipped
    { c.scalar() } -> std::same_as<scalar>;
    // its source text without the blanks around it, and moves past it; empty if there is no value
    { c.raw() } -> std::same_as<std::string_view>;
    { c.skip() } -> std::same_as<void>;  // moves past it
    // inside a container
    // moves to the next child with one of the names and returns the name's index; or npos
    { c.find(names) } -> std::same_as<std::size_t>;
    // moves to the next child, whatever its name is, which goes into s; false: there is none
    { c.member(s) } -> std::same_as<bool>;
    { c.element(n) } -> std::same_as<bool>;  // skips n children and moves to the next one (arrays)
    { c.leave(n) } -> std::same_as<void>;
    // always
    // the offset of the value's first byte; npos if a parser has no offsets
    { k.offset() } -> std::same_as<std::size_t>;
    { k.failure() } -> std::same_as<document_failure>;
    // gives the decoded text of a scalar that is not plain to sink(std::string_view), in pieces
    C::decode(s, detail::any_sink{});
};

}  // namespace trotline
#endif
