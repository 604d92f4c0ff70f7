// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_NUMBERS_CONTEST_HPP
#define TROTLINE_BENCHMARKS_NUMBERS_CONTEST_HPP
// Long lists of numbers: the coordinates of a map's outline, with as many digits as JavaScript
// prints, and the floats of a text's embedding.

#include <array>
#include <charconv>
#include <vector>

#include "../common/contest.hpp"
#include "../common/random.hpp"

namespace benchmarks::numbers {

using coordinates = std::vector<std::array<double, 2>>;
using embedding = std::vector<float>;

template <class T> void append_number(std::string& text, T number) {
    char digits[40];
    text.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

inline auto const& outlines() {
    static auto const all = [] {
        random_values random(8);
        std::vector<document<coordinates>> made;
        for (int i = 0; i != 8; ++i) {
            std::string text = "[";
            coordinates answer;
            while (answer.size() != 2000) {
                text += answer.empty() ? "[" : ",[";
                double const x = static_cast<double>(random.number(-1'800'000'000'000'000'000,
                                                                   1'800'000'000'000'000'000)) /
                                 1e16;
                double const y = static_cast<double>(random.number(-900'000'000'000'000'000,
                                                                   900'000'000'000'000'000)) /
                                 1e16;
                append_number(text, x);
                text += ',';
                append_number(text, y);
                text += ']';
                answer.push_back({x, y});
            }
            made.emplace_back(text + "]", answer);
        }
        return made;
    }();
    return all;
}
inline auto const& embeddings() {
    static auto const all = [] {
        random_values random(9);
        std::vector<document<embedding>> made;
        for (int i = 0; i != 16; ++i) {
            std::string text = "[";
            embedding answer;
            while (answer.size() != 1536) {
                auto const number =
                    static_cast<float>(random.number(-500'000'000, 500'000'000)) / 1e10F;
                if (!answer.empty()) text += ',';
                append_number(text, number);
                answer.push_back(number);
            }
            made.emplace_back(text + "]", answer);
        }
        return made;
    }();
    return all;
}

struct outline {
    static constexpr char const* name = "2000 pairs of coordinates";
    static auto const& documents() { return outlines(); }
};
struct floats {
    static constexpr char const* name = "1536 floats";
    static auto const& documents() { return embeddings(); }
};

}  // namespace benchmarks::numbers

#endif
