// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_ARRAY_CONTEST_HPP
#define TROTLINE_BENCHMARKS_ARRAY_CONTEST_HPP
// A list of 700 flat objects, 64 KB, and the userId of its first, its middle and its last.

#include <vector>

#include "../common/contest.hpp"
#include "../common/random.hpp"

namespace benchmarks::array {

inline constexpr std::size_t size = 700, middle = 350, last = 699;

struct list {
    std::string text;
    std::vector<std::int64_t> user_ids;
};

inline std::vector<list> const& lists() {
    static std::vector<list> const all = [] {
        random_values random(3);
        std::vector<list> made(16);
        for (auto& l : made) {
            l.text = "[";
            for (std::size_t i = 0; i != size; ++i) {
                l.user_ids.push_back(random.number(1, 9999));
                l.text += (i == 0 ? "{\"userId\":" : ",{\"userId\":") +
                          std::to_string(l.user_ids.back()) + ",\"id\":" + std::to_string(i) +
                          ",\"title\":\"" + random.words(3, 7) +
                          "\",\"completed\":" + (random.flag() ? "true}" : "false}");
            }
            l.text += "]";
        }
        return made;
    }();
    return all;
}

template <std::size_t Place> std::vector<document<std::int64_t>> const& all_documents() {
    static auto const all = [] {
        std::vector<document<std::int64_t>> made;
        for (auto const& l : lists()) made.emplace_back(l.text, l.user_ids[Place]);
        return made;
    }();
    return all;
}

struct first_element {
    static constexpr char const* name = "array of 64 KB, first";
    static auto const& documents() { return all_documents<0>(); }
};
struct middle_element {
    static constexpr char const* name = "array of 64 KB, middle";
    static auto const& documents() { return all_documents<middle>(); }
};
struct last_element {
    static constexpr char const* name = "array of 64 KB, last";
    static auto const& documents() { return all_documents<last>(); }
};

}  // namespace benchmarks::array

#endif
