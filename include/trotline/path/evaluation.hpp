// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_EVALUATION_HPP
#define TROTLINE_PATH_EVALUATION_HPP

#include <trotline/path/grammar.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::path::detail {

// Parses with the grammar at compile time. X3's own parse members are not constexpr, so this has
// one overload of evaluate() for every combinator that the grammar uses.
template <auto Scan>
constexpr bool evaluate(grammar::leaf<Scan> const&, char const*& first, char const* last,
                        scan_state& s) {
    return Scan(first, last, s);
}
template <class L, class R>
constexpr bool evaluate(grammar::sequence<L, R> const&, char const*&, char const*, scan_state&);
template <class L, class R>
constexpr bool evaluate(grammar::alternative<L, R> const&, char const*&, char const*, scan_state&);
template <class S>
constexpr bool evaluate(grammar::kleene<S> const&, char const*&, char const*, scan_state&);
template <auto const& Expression>
constexpr bool evaluate(grammar::production<Expression> const&, char const*&, char const*,
                        scan_state&);
template <class Name>
constexpr bool evaluate(grammar::rule<Name> const&, char const*&, char const*, scan_state&);

template <class L, class R>
constexpr bool evaluate(grammar::sequence<L, R> const& p, char const*& first, char const* last,
                        scan_state& s) {
    char const* const begin = first;
    if (evaluate(p.left, first, last, s) && evaluate(p.right, first, last, s)) return true;
    first = begin;
    return false;
}
template <class L, class R>
constexpr bool evaluate(grammar::alternative<L, R> const& p, char const*& first, char const* last,
                        scan_state& s) {
    return evaluate(p.left, first, last, s) || evaluate(p.right, first, last, s);
}
template <class S>
constexpr bool evaluate(grammar::kleene<S> const& p, char const*& first, char const* last,
                        scan_state& s) {
    while (evaluate(p.subject, first, last, s)) {
    }
    return true;
}

template <auto const& Expression>
constexpr bool evaluate(grammar::production<Expression> const&, char const*& first,
                        char const* last, scan_state& s) {
    return evaluate(Expression, first, last, s);
}
template <class Name>
constexpr bool evaluate(grammar::rule<Name> const& p, char const*& first, char const* last,
                        scan_state& s) {
    return nested(first, s, [&] { return evaluate(definition(p), first, last, s); });
}

// The result of parsing a text: accepted, or the first byte that no valid text could have there and
// what was expected instead.
struct verdict {
    bool accepted = false;
    std::size_t position = 0;
    expectation wanted = expectation::path;

    friend constexpr bool operator==(verdict const&, verdict const&) = default;
};

// Which parser runs: X3 (path/parse.hpp), or evaluate().
enum class engine : bool { x3, evaluation };

// True if a path was found; `first` is then after it.
template <engine Engine> constexpr bool run(char const*& first, char const* last, scan_state& s);
template <>
constexpr bool run<engine::evaluation>(char const*& first, char const* last, scan_state& s) {
    return evaluate(grammar::object_path, first, last, s);
}

// Parses a text with `run` and returns the verdict. too_long is what to expect after a text of the
// largest size.
template <class Compiled, class Run>
constexpr verdict verdict_of(std::string_view text, std::size_t max_size, expectation too_long,
                             Compiled& out, Run run) {
    auto const size = text.size() < max_size ? text.size() : max_size;
    out.spell(text.substr(0, size));
    scan_state s(text.data(), out);
    char const* first = text.data();
    char const* const last = first + size;
    bool const matched = run(first, last, s);
    auto const position =
        matched && first == last ? size : static_cast<std::size_t>(s.furthest - text.data());
    if (position == size && text.size() > size) return {false, size, too_long};
    if (matched && first == last) return {true, size, expectation::end};
    return {false, position, s.wanted};
}

// Use `out` only if the text was accepted. Does not allocate; recursion does not depend on the
// input.
template <engine Engine> constexpr verdict parse_with(std::string_view text, compiled_path& out) {
    return verdict_of(text, max_text, expectation::shorter_text, out,
                      [](char const*& first, char const* last, scan_state& s) {
                          return run<Engine>(first, last, s);
                      });
}

}  // namespace trotline::path::detail
#endif
