// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_QUERIES_CONTEST_HPP
#define TROTLINE_BENCHMARKS_QUERIES_CONTEST_HPP
// Selects any number of values in the 600 KB of messages.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../large/contest.hpp"

namespace benchmarks::queries {

using large::moderate;
using large::only;

// statuses[*].id
struct ids {
    static constexpr char const* name = "600 KB, statuses[*].id";
    static auto const& documents() { return only<ids>(moderate(), moderate().ids); }
};

// statuses[?@.user.followers_count > 90000].user.screen_name
struct popular {
    static constexpr char const* name = "600 KB, a filter";
    static auto const& documents() {
        auto const& m = moderate();
        std::vector<std::string> names;
        for (std::size_t i = 0; i != m.authors.size(); ++i)
            if (m.followers[i] > 90'000) names.push_back(m.authors[i]);
        return only<popular>(m, names);
    }
};

// $..screen_name: one in each message, below its user
struct everywhere {
    static constexpr char const* name = "600 KB, ..screen_name";
    static auto const& documents() { return only<everywhere>(moderate(), moderate().authors); }
};

// statuses[*] with id and user.screen_name of each
struct record {
    std::int64_t id = 0;
    std::string author;
    bool operator==(record const&) const = default;
};
struct records {
    static constexpr char const* name = "600 KB, a struct for each";
    static auto const& documents() {
        auto const& m = moderate();
        std::vector<record> all;
        for (std::size_t i = 0; i != m.ids.size(); ++i) all.push_back({m.ids[i], m.authors[i]});
        return only<records>(m, all);
    }
};

}  // namespace benchmarks::queries

#endif
