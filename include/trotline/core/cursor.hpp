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

// A cursor moves once over a document. It is asked for what is wanted, and chooses how to get there.
//
// It is always in one of two positions:
//   at a value  After construction (the document's root), and after find(), member() or element()
//               said yes. kind() looks. Exactly one of scalar(), raw(), skip(), enter() moves on.
//   inside      In a container, before its first child or after one: after enter(), and after a
//               child's value was consumed. find(), member() and element() move to the next child
//               that is wanted. If there is none, they say so, and the cursor stands after the
//               container, which counts as consumed.
// leave(n) ends n containers at once, the innermost first; the last of them counts as consumed.
// A copy is a bookmark: both go on independently. For XML the root position is inside the document,
// whose only child is the root element: such a cursor says kind::object there.
//
// A failure stays: after malformed input find() returns npos, member() and element() return false,
// kind() says nothing, and failure() says what and where, in the copies, too. Where no value
// stands, kind() says nothing, and whatever consumes it fails. A cursor over a validated document
// never fails. No operation allocates or recurses; nothing is read past the end of the document.
//
//   static constexpr bool repeats_by_name   true where a list is written as siblings of one name
//                                           (XML), false where it is an array
//   static constexpr bool first_match_wins  true where scanning may stop at the first match
//                                           (on demand): later ones go unseen
// What a cursor may offer besides stands in cursor_extensions.hpp.

inline constexpr std::size_t npos = static_cast<std::size_t>(-1);

// Where and why a document could not be read.
struct document_failure {
    trotline::code code = trotline::code::none;  // none: no failure
    std::size_t offset = 0;                      // bytes from the document's begin
    std::string_view expected{};                 // static text: what would have been right there

    constexpr explicit operator bool() const { return code != trotline::code::none; }
};

namespace detail {
struct any_sink {
    void operator()(std::string_view) const {}
};
}  // namespace detail

template <class C>
concept cursor = std::copyable<C> &&
    requires(C c, C const k, scalar s, std::size_t n, wanted_names const& names) {
    { C::repeats_by_name } -> std::convertible_to<bool>;
    { C::first_match_wins } -> std::convertible_to<bool>;
    // at a value
    { k.kind() } -> std::same_as<kind>;
    { c.enter() } -> std::same_as<void>;  // an array, object or element: to inside of it
    // its text, behind it; kind::nothing if it is not a scalar (then it is skipped)
    { c.scalar() } -> std::same_as<scalar>;
    // its source text, blanks around it left out, behind it; empty where there is none
    { c.raw() } -> std::same_as<std::string_view>;
    { c.skip() } -> std::same_as<void>;  // behind it
    // inside a container
    // at the next child with one of the names: its place among them; or npos
    { c.find(names) } -> std::same_as<std::size_t>;
    // at the next child, whatever it is called; its name in s
    { c.member(s) } -> std::same_as<bool>;
    { c.element(n) } -> std::same_as<bool>;  // n children further, at the next one (arrays)
    { c.leave(n) } -> std::same_as<void>;
    // always
    // at a value: of its first byte; npos where a parser has no offsets
    { k.offset() } -> std::same_as<std::size_t>;
    { k.failure() } -> std::same_as<document_failure>;
    // the decoded text of a scalar that is not plain, piece by piece: sink(std::string_view)
    C::decode(s, detail::any_sink{});
};

}  // namespace trotline
#endif
