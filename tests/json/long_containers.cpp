// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/long_containers.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace json_long_containers_test {

using trotline::json::long_containers;

namespace {

struct container {
    std::size_t begin, end;
};

// Brackets in pairs, and what they enclose, in the order in which they begin.
struct brackets {
    std::string text;
    std::vector<container> all;
};
brackets make(std::size_t pairs, unsigned seed) {
    std::mt19937 random(seed);
    brackets made;
    std::vector<std::size_t> open;
    while (made.all.size() != pairs || !open.empty()) {
        bool const opens =
            open.empty() || (made.all.size() != pairs && open.size() < 60 && random() % 100 < 52);
        made.text.append(random() % 4, '.');
        if (opens) {
            open.push_back(made.all.size());
            made.all.push_back({made.text.size(), 0});
        } else {
            made.all[open.back()].end = made.text.size() + 1;
            open.pop_back();
        }
        made.text += opens ? '[' : ']';
    }
    return made;
}
void take_notes(brackets const& of, long_containers& notes, std::size_t least) {
    notes.start(of.text.data(), least);
    for (char const& c : of.text) {
        if (c == '[') notes.open(&c);
        if (c == ']') notes.close(&c);
    }
}

}  // namespace

TEST_CASE("what is noted is what is long") {
    for (unsigned seed = 0; seed != 30; ++seed) {
        // with some of these numbers there is no room for all
        brackets const made = make(seed % 3 == 0 ? 20 : 400 * seed, seed);
        long_containers notes;
        take_notes(made, notes, 1 + 7 * (seed % 2));
        CAPTURE(seed);
        if (seed < 2) CHECK(notes.least() == 1 + 7 * (seed % 2));
        char const* const text = made.text.data();
        auto const is_long = [&](container const& c) { return c.end - c.begin >= notes.least(); };
        std::size_t found = 0;
        std::vector<container> all_long;
        for (auto const& c : made.all) {
            if (is_long(c)) all_long.push_back(c);
            char const* const after = notes.after(text + c.begin);
            CHECK(after == (is_long(c) ? text + c.end : nullptr));
            found += after != nullptr;
        }
        CHECK(found <= long_containers::most);
        CHECK(notes.empty() == (found == 0));
        for (std::size_t at = 0; at < made.text.size(); at += 1 + at % 13) {
            char const *next = nullptr, *enclosing = nullptr;
            for (auto const& c : all_long) {
                if (c.begin >= at && next == nullptr) next = text + c.begin;
                if (c.begin < at && c.end > at) enclosing = text + c.end;
            }
            CHECK(notes.next(text + at) == next);
            CHECK(notes.after_enclosing(text + at) == enclosing);
        }
        notes.clear();
        CHECK(notes.empty());
        CHECK(notes.next(text) == nullptr);
    }
}

TEST_CASE("notes can be taken at compile time") {
    constexpr auto holds = [] {
        constexpr char text[] = "[[1],[2,3]]";
        long_containers notes{};
        notes.start(text, 4);
        for (char const& c : text) {
            if (c == '[') notes.open(&c);
            if (c == ']') notes.close(&c);
        }
        return notes.after(text) == text + 11 && notes.after(text + 1) == nullptr &&
               notes.after(text + 5) == text + 10 && notes.next(text + 1) == text + 5 &&
               notes.after_enclosing(text + 6) == text + 10;
    };
    static_assert(holds());
}

}  // namespace json_long_containers_test
