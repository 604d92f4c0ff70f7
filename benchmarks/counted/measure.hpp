// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_COUNTED_MEASURE_HPP
#define TROTLINE_BENCHMARKS_COUNTED_MEASURE_HPP
// Counts the instructions that a contender executes for a document. The program must run in QEMU
// with the plugin that is here.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace benchmarks {

struct counted {
    std::string name;
    // instructions for each document; nothing: a wrong answer
    std::function<std::optional<double>()> count;
};
// in the order in which they entered
std::vector<counted>& all_counted();

// How many instructions this process has executed so far.
std::uint64_t instructions();

// The first round, which finds out whether the answers are right, also makes ready what a contender
// keeps.
template <class Contest, class Enter> void measure(std::string name, Enter run) {
    all_counted().push_back(
        {std::move(name), [run]() mutable -> std::optional<double> {
             auto const& documents = Contest::documents();
             for (auto const& d : documents)
                 if (!(run(std::string_view(d.text)) == d.answer)) return std::nullopt;
             std::uint64_t const earlier = instructions(), before = instructions();
             for (auto const& d : documents) {
                 auto answer = run(std::string_view(d.text));
                 asm volatile("" : "+m"(answer) : : "memory");  // so that it is not left out
             }
             std::uint64_t const spent = instructions() - before, asking = before - earlier;
             return static_cast<double>(spent - asking) / static_cast<double>(documents.size());
         }});
}

}  // namespace benchmarks

#endif
