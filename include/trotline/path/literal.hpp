// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_LITERAL_HPP
#define TROTLINE_PATH_LITERAL_HPP

#include <trotline/core/fixed_string.hpp>
#include <trotline/path/evaluation.hpp>
#include <trotline/path/explanation.hpp>
#include <trotline/path/object_path.hpp>

#include <cstddef>
#include <iosfwd>

namespace trotline::inline TROTLINE_ABI {

namespace path {

// A byte offset in a text, from 0.
template <std::size_t Position> struct at_byte;

// The result of checking a literal path. The compiler prints these arguments if a literal is not an
// object path: the reason, and the first byte that no path could have there (the text's length, if
// it ends too early). object_path::parse says more about the same text.
template <reason Reason, class Place> struct literal {
    static constexpr bool is_object_path = Reason == reason::none;
};

namespace detail {

template <fixed_string Text, class Compiled> struct compiled_text {
    struct outcome {
        Compiled compiled;
        detail::verdict verdict;
    };
    static constexpr outcome compile() {
        outcome o;
        o.verdict = parse_with<engine::evaluation>(Text.view(), o.compiled);
        return o;
    }
    static constexpr outcome result = compile();
    static constexpr std::size_t position = result.verdict.position;
    static constexpr path::reason why =
        result.verdict.accepted
            ? reason::none
            : reason_for(result.verdict.wanted, found_byte{Text.view(), position});
};
template <fixed_string Text> using compiled_literal = compiled_text<Text, compiled_path>;

}  // namespace detail

// For templates that take a path as an argument; put it where the user's code will be shown:
//   static_assert(trotline::path::checked<Text>::is_object_path, "...");
template <fixed_string Text>
using checked =
    literal<detail::compiled_literal<Text>::why, at_byte<detail::compiled_literal<Text>::position>>;

}  // namespace path

// An object path whose text is a literal: compiled and checked at compile time, with the grammar of
// object_path::parse. An empty type. A mistake in the text is one short error that names the reason
// and the position.
//
//   using namespace trotline::literals;
//   constexpr auto id = "data.userId"_path;
//   static_assert(id.value.size() == 2);
template <fixed_string Text> struct literal_path {
    static_assert(path::checked<Text>::is_object_path,
                  "this text is not an object path: `literal` below names the reason and the byte");

    static constexpr object_path value{path::detail::compiled_literal<Text>::result.compiled};

    constexpr operator object_path const&() const { return value; }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        literal_path) {
        return out << value;
    }
};

namespace path::detail {

// Replaces a literal that was refused, so that its error is the only one.
template <class Compiled> struct refused_literal {
    static constexpr Compiled value{};
    constexpr operator Compiled const&() const { return value; }
};

}  // namespace path::detail

inline namespace literals {

// Makes an object path of a literal: "data.userId"_path.
template <fixed_string Text> constexpr auto operator""_path() {
    static_assert(path::checked<Text>::is_object_path,
                  "this text is not an object path: `literal` below names the reason and the byte");
    if constexpr (path::checked<Text>::is_object_path)
        return literal_path<Text>{};
    else
        return path::detail::refused_literal<object_path>{};
}

}  // namespace literals
}  // namespace trotline
#endif
