// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_CURSOR_HPP
#define TROTLINE_CORE_CURSOR_HPP

#include <trotline/core/error.hpp>
#include <trotline/core/scalar.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace trotline {

// A cursor moves once over a document and is asked for what is wanted; how it gets there is its own
// affair.
//
// It is always in one of two positions:
//   at a value   (after construction: the document's root, or after find/member/element said yes)
//                kind() looks; exactly one of scalar(), raw(), skip(), enter() moves on
//   inside       a container, before its first child or behind one (after enter(), or after a child's value was consumed)
//                find(), member(), element() move to the next child that is wanted; when there is none, they say so and the cursor
//                stands behind the container, which counts as consumed
// leave(n) ends n containers at once, the innermost first, and counts the last of them as consumed.
// A copy is a bookmark: both go on independently. For XML the root position is inside the document,
// whose only child is the root element: such a cursor says kind::object there.
//
// Failure is sticky: after malformed input find() says npos, member() and element() say false,
// kind() says nothing, and failure() says what and where, in the copies, too. Where no value
// stands, kind() says nothing, and whatever consumes it fails. A cursor over a validated document
// never fails. No operation allocates or recurses; nothing is read past the end of the document.
//
//   static constexpr bool repeats_by_name     true where a list is written as siblings of one name (XML), false where as an array
//   static constexpr bool first_match_wins    true where scanning may stop at the first match (on-demand): later ones go unseen

// What a cursor may offer besides, because it is quicker than to ask for the same in general
// (json::basic_cursor says how):
//   plain(out)                                the value at once, if it is of out's type and written as most are; else nothing
//   first_member(), next_member(), called(), find_on()   names asked for one after the other
//   none_follows(names)                       whether it is known that no member further on is called so
//
// The names asked for at once: at least one, all different. names[i] is what a member is called
// when its text is decoded; in XML a leading `@` asks for an attribute.
template <class N>
concept name_set = requires(N const& names, std::size_t i) {
    { names.size() } -> std::convertible_to<std::size_t>;
    { names[i] } -> std::convertible_to<std::string_view>;
};

inline constexpr std::size_t npos = static_cast<std::size_t>(-1);

// Where and why a document could not be read.
struct document_failure {
    trotline::code code = trotline::code::none;  // none: no failure
    std::size_t offset = 0;                      // bytes from the document's begin
    std::string_view expected{};                 // static text: what would have been right there

    constexpr explicit operator bool() const { return code != trotline::code::none; }
};

namespace detail {
struct any_names {
    constexpr std::size_t size() const { return 1; }
    constexpr std::string_view operator[](std::size_t) const { return {}; }
};
struct any_sink {
    void operator()(std::string_view) const {}
};
}  // namespace detail

template <class C>
concept cursor = std::copyable<C> && requires(C c, C const k, scalar s, std::size_t n) {
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
    // at the next child so called: its place in the names; or npos
    { c.find(detail::any_names{}) } -> std::same_as<std::size_t>;
    // at the next child, whatever it is called; its name in s
    { c.member(s) } -> std::same_as<bool>;
    // n children further, at the next one (arrays)
    { c.element(n) } -> std::same_as<bool>;
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
