// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_CONTEST_HPP
#define TROTLINE_BENCHMARKS_CONTEST_HPP
// A contest is a set of documents, each with its right answer. Every contender must first give the
// right answer for every document; one that is wrong is not measured.

#include <cstddef>
#include <string>
#include <utility>

#include "measure.hpp"

namespace benchmarks {

// Some contenders read past the document: this many bytes after it may be read. Trotline is
// given the exact view.
inline constexpr std::size_t padding = 128;

template <class Answer> struct document {
    std::string text;  // with room for the padding after it
    Answer answer;

    document(std::string t, Answer a) : text(std::move(t)), answer(std::move(a)) {
        text.reserve(text.size() + padding);
    }
};

// What a contender promises about the parts of the document that it does not need.
enum class reading { on_demand, checked };

// Contest: name, answer type, and documents(), the same list at every call. Enter:
// answer(std::string_view).
template <class Contest, class Enter> int enter(char const* contender, reading how, Enter run) {
    measure<Contest>(std::string(Contest::name) +
                         (how == reading::checked ? "/checked/" : "/on-demand/") + contender,
                     std::move(run));
    return 0;
}

}  // namespace benchmarks

#endif
