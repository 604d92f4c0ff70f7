// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_TEXTS_CONTEST_HPP
#define TROTLINE_BENCHMARKS_TEXTS_CONTEST_HPP
// Long texts: the answer of a language model, with quotes and line ends that are escaped, and one
// in Japanese, which has three bytes for a character.

#include <vector>

#include "../common/contest.hpp"
#include "../common/random.hpp"

namespace benchmarks::texts {

using list = std::vector<std::string>;

// Documents of 50 texts each; add(value, inside) appends a piece of a text and how it is written in
// JSON.
template <class Add> std::vector<document<list>> made_of(Add add) {
    std::vector<document<list>> made;
    for (int i = 0; i != 8; ++i) {
        std::string text = "[";
        list answer;
        while (answer.size() != 50) {
            std::string value, inside;
            for (int piece = 0; piece != 60; ++piece) add(value, inside);
            text += (answer.empty() ? "\"" : ",\"") + inside + '"';
            answer.push_back(value);
        }
        made.emplace_back(text + "]", answer);
    }
    return made;
}

struct escaped {
    static constexpr char const* name = "50 texts with escapes";
    static auto const& documents() {
        static auto const all = [] {
            random_values random(10);
            return made_of([&random](std::string& value, std::string& inside) {
                std::string const words = random.words(6, 12), word = random.words(1, 1);
                bool const paragraph = random.flag();
                value += words + " \"" + word + "\"" + (paragraph ? ".\n\n" : ", ");
                inside += words + " \\\"" + word + "\\\"" + (paragraph ? ".\\n\\n" : ", ");
            });
        }();
        return all;
    }
};
struct japanese {
    static constexpr char const* name = "50 texts in Japanese";
    static auto const& documents() {
        static auto const all = [] {
            random_values random(11);
            return made_of([&random](std::string& value, std::string& inside) {
                std::string const words = random.flag()
                                              ? "\xE6\xBC\xA2\xE5\xAD\x97\xE4\xBB\xAE\xE5\x90\x8D"
                                              : "\xE4\xBA\xA4\xE3\x81\x98\xE3\x82\x8A\xE6\x96\x87";
                value += words;
                inside += words;
            });
        }();
        return all;
    }
};

}  // namespace benchmarks::texts

#endif
