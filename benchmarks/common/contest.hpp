// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_CONTEST_HPP
#define TROTLINE_BENCHMARKS_CONTEST_HPP
// A contest is a set of documents, each with its right answer. Every contender must first give the
// right answer for every document; one that is wrong is not timed. Then it is timed over the
// documents in rotation: time per document, bytes per second, allocations per document.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "allocations.hpp"

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
    std::string const name = std::string(Contest::name) +
                             (how == reading::checked ? "/checked/" : "/on-demand/") + contender;
    auto* const timed =
        benchmark::RegisterBenchmark(name.c_str(), [run, name](benchmark::State& state) mutable {
            auto const& documents = Contest::documents();
            std::size_t bytes = 0;
            for (auto const& d : documents) {
                bytes += d.text.size();
                if (run(std::string_view(d.text)) == d.answer) continue;
                std::fprintf(stderr, "%s: wrong answer\n", name.c_str());
                return state.SkipWithError("wrong answer");
            }
            std::size_t next = 0;
            std::size_t const before = allocations();
            for ([[maybe_unused]] auto _ : state) {
                auto answer = run(std::string_view(documents[next].text));
                benchmark::DoNotOptimize(answer);
                if (++next == documents.size()) next = 0;
            }
            auto const rounds = static_cast<double>(state.iterations());
            state.counters["allocations"] = static_cast<double>(allocations() - before) / rounds;
            state.SetBytesProcessed(static_cast<std::int64_t>(
                rounds * static_cast<double>(bytes) / static_cast<double>(documents.size())));
        });
    (void)timed;
    return 0;
}

}  // namespace benchmarks

#endif
