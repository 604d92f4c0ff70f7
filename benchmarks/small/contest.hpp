// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_SMALL_CONTEST_HPP
#define TROTLINE_BENCHMARKS_SMALL_CONTEST_HPP
// An answer of about 180 bytes:
// {"data":{"userId":1,"id":2,"title":"...","completed":false},"meta":{...}}

#include <compare>
#include <vector>

#include "../common/contest.hpp"
#include "../common/random.hpp"

namespace benchmarks::small {

struct todo {
    std::int64_t user_id = 0, id = 0;
    std::string_view title;
    bool completed = false;
    bool operator==(todo const&) const = default;
};

// The same for trees that own their text; the tree must outlive them.
struct owned_todo {
    std::int64_t user_id = 0, id = 0;
    std::string title;
    bool completed = false;
    bool operator==(todo const& t) const {
        return user_id == t.user_id && id == t.id && title == t.title && completed == t.completed;
    }
};

struct text_and_todo {
    std::string text, title;
    todo members;
};

inline std::vector<text_and_todo> const& answers() {
    static std::vector<text_and_todo> const all = [] {
        random_values random(1);
        std::vector<text_and_todo> made(1024);
        for (auto& a : made) {
            a.title = random.words(3, 6);
            a.members = {random.number(1, 99999), random.number(1, 9'999'999), a.title,
                         random.flag()};
            a.text = "{\"data\":{\"userId\":" + std::to_string(a.members.user_id) +
                     ",\"id\":" + std::to_string(a.members.id) + ",\"title\":\"" + a.title +
                     "\",\"completed\":" + (a.members.completed ? "true" : "false") +
                     "},\"meta\":{\"page\":" + std::to_string(random.number(1, 40)) +
                     ",\"request\":\"" + random.identifier(36) +
                     "\",\"cached\":false,\"next\":null}}";
        }
        return made;
    }();
    return all;
}

// data.userId
struct one_path {
    static constexpr char const* name = "small, one path";
    static std::vector<document<std::int64_t>> const& documents() {
        static auto const all = [] {
            std::vector<document<std::int64_t>> made;
            for (auto const& a : answers()) made.emplace_back(a.text, a.members.user_id);
            return made;
        }();
        return all;
    }
};

// data.userId, data.id, data.title, data.completed
struct four_members {
    static constexpr char const* name = "small, four members";
    static std::vector<document<todo>> const& documents() {
        static auto const all = [] {
            std::vector<document<todo>> made;
            for (auto const& a : answers()) made.emplace_back(a.text, a.members);
            return made;
        }();
        return all;
    }
};

}  // namespace benchmarks::small

#endif
