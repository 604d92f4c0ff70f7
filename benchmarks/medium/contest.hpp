// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_MEDIUM_CONTEST_HPP
#define TROTLINE_BENCHMARKS_MEDIUM_CONTEST_HPP
// An answer of about 800 bytes: the description of a repository, with nested objects, arrays, links
// and a longer text.

#include <vector>

#include "../common/contest.hpp"
#include "../common/random.hpp"

namespace benchmarks::medium {

struct spread {
    std::int64_t id = 0, stars = 0;
    std::string_view owner, branch;
    bool operator==(spread const&) const = default;
};

// The same for trees that own their text; the tree must outlive them.
struct owned_spread {
    std::int64_t id = 0, stars = 0;
    std::string owner, branch;
    bool operator==(spread const& s) const {
        return id == s.id && stars == s.stars && owner == s.owner && branch == s.branch;
    }
};

struct answer {
    std::string text, owner, branch;
    std::int64_t id, stars, score;
};

inline std::vector<answer> const& answers() {
    static std::vector<answer> const all = [] {
        random_values random(2);
        std::vector<answer> made(1024);
        for (auto& a : made) {
            a.owner = random.identifier(7);
            a.branch = "release-" + random.identifier(4);
            a.id = random.number(1, 99'999'999);
            a.stars = random.number(0, 99'999);
            a.score = random.number(0, 999);
            auto const n = [&](std::int64_t most) {
                return std::to_string(random.number(0, most));
            };
            auto const flag = [&] { return random.flag() ? "true" : "false"; };
            a.text = "{\"id\":" + std::to_string(a.id) + ",\"node_id\":\"" + random.identifier(24) +
                     "\",\"name\":\"" + random.identifier(9) + "\",\"private\":" + flag() +
                     ",\"owner\":{\"login\":\"" + a.owner + "\",\"id\":" + n(999'999) +
                     ",\"url\":\"https:\\/\\/api.example.com\\/users\\/" + a.owner +
                     "\",\"site_admin\":" + flag() + "},\"description\":\"" + random.words(14, 22) +
                     "\",\"fork\":" + flag() +
                     ",\"created_at\":\"2011-01-26T19:01:12Z\",\"size\":" + n(99'999) +
                     ",\"ratio\":0." + n(9999) +
                     ",\"stargazers_count\":" + std::to_string(a.stars) +
                     ",\"language\":null,\"topics\":[\"octocat\",\"atom\",\"electron\",\"api\"],"
                     "\"permissions\":{\"admin\":" +
                     flag() + ",\"push\":" + flag() + ",\"pull\":true},\"homepage\":\"https://" +
                     random.identifier(12) +
                     ".example.com/\",\"license\":{\"key\":\"bsl-1.0\",\"name\":\"Boost Software "
                     "License 1.0\",\"node_id\":\"" +
                     random.identifier(12) + "\"},\"open_issues\":" + n(999) +
                     ",\"default_branch\":\"" + a.branch + "\",\"subscribers\":" + n(9999) +
                     ",\"score\":" + std::to_string(a.score) + "}";
        }
        return made;
    }();
    return all;
}

template <class Contest, class Answer>
std::vector<document<Answer>> const& all_documents(auto answer_of) {
    static auto const all = [&] {
        std::vector<document<Answer>> made;
        for (auto const& a : answers()) made.emplace_back(a.text, answer_of(a));
        return made;
    }();
    return all;
}

// id
struct near_member {
    static constexpr char const* name = "medium, near member";
    static auto const& documents() {
        return all_documents<near_member, std::int64_t>([](answer const& a) { return a.id; });
    }
};
// score
struct last_member {
    static constexpr char const* name = "medium, last member";
    static auto const& documents() {
        return all_documents<last_member, std::int64_t>([](answer const& a) { return a.score; });
    }
};
// id, owner.login, stargazers_count, default_branch
struct four_spread {
    static constexpr char const* name = "medium, four spread";
    static auto const& documents() {
        return all_documents<four_spread, spread>([](answer const& a) {
            return spread{a.id, a.stars, a.owner, a.branch};
        });
    }
};

}  // namespace benchmarks::medium

#endif
