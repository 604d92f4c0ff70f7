// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_TIMED_HPP
#define TROTLINE_BENCHMARKS_TIMED_HPP
// Times a contender over the documents in rotation: time per document, bytes per second,
// allocations per document.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "allocations.hpp"

namespace benchmarks {

template <class Contest, class Enter> void measure(std::string const& name, Enter run) {
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
        state.SetBytesProcessed(static_cast<std::int64_t>(rounds * static_cast<double>(bytes) /
                                                          static_cast<double>(documents.size())));
    });
}

}  // namespace benchmarks

#endif
