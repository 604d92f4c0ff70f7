// SPDX-License-Identifier: BSL-1.0
// Prints how many instructions each contender needs for a document, and how many times as many as
// Trotline. The argument is a part of the names that are wanted.

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "measure.hpp"
#include "system_call.hpp"

std::vector<benchmarks::counted>& benchmarks::all_counted() {
    static std::vector<counted> all;
    return all;
}

std::uint64_t benchmarks::instructions() {
    static int ends[2] = {-1, -1};
    // Without the plugin there is no answer to wait for.
    static bool const is_open = pipe2(ends, O_NONBLOCK) == 0;
    std::uint64_t count = 0;
    syscall(ask_for_count, ends[1]);
    if (!is_open || read(ends[0], &count, sizeof count) != sizeof count) {
        std::fputs("This program counts only if count.sh starts it.\n", stderr);
        std::exit(2);
    }
    return count;
}

int main(int argc, char** argv) {
    std::string const wanted = argc > 1 ? argv[1] : "";
    // By what is before the contender's name; and by the contest alone, for contenders that check
    // less than Trotline does.
    std::map<std::string, double> ours;
    bool is_right = true;
    std::string last;
    for (auto& one : benchmarks::all_counted()) {
        if (one.name.find(wanted) == std::string::npos) continue;
        std::optional<double> const count = one.count();
        if (!count) {
            std::fprintf(stderr, "%s: wrong answer\n", one.name.c_str());
            is_right = false;
            continue;
        }
        auto const contest = one.name.substr(0, one.name.find('/'));
        auto const way = one.name.substr(0, one.name.rfind('/'));
        bool const is_ours = one.name.ends_with("/trotline");
        if (is_ours) ours[way] = ours[contest] = *count;
        std::printf("%-50s %14.0f", one.name.c_str(), *count);
        auto const with = ours.contains(way) ? ours.find(way) : ours.find(contest);
        if (!is_ours && with != ours.end()) std::printf("   x%.2f", *count / with->second);
        std::puts("");
        std::fflush(stdout);
    }
    return is_right ? 0 : 1;
}
