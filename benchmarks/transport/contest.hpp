// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_TRANSPORT_CONTEST_HPP
#define TROTLINE_BENCHMARKS_TRANSPORT_CONTEST_HPP
// Sends the same request again and again to an nginx that this process starts: one after the other
// on one connection, and many at once. CPU time is that of the process, without nginx. Allocations
// are those of the whole process, including libcurl; memory is what a running request has on the
// heap (what the kernel keeps for its connection is not counted).

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "../../tests/faults/nginx.hpp"
#include "../common/allocations.hpp"

namespace benchmarks {

inline constexpr std::string_view expected =
    R"({"data":{"userId":1,"id":7,"title":"delectus aut autem","completed":false,"tags":["a","b"]},"ok":true})";

// The URL, or empty if nginx cannot be started.
inline std::string const& url() {
    static faults::temporary_directory const directory;
    static faults::nginx const server(
        directory, {{"", "location / { default_type application/json; return 200 '" +
                             std::string(expected) + "'; }"}});
    static std::string const text =
        server.started() ? "http://127.0.0.1:" + std::to_string(server.port(0)) + "/todos/7" : "";
    return text;
}

// `call` makes one request and returns the content; a wrong one ends the contest.
template <class Call> void sequential(benchmark::State& state, Call call) {
    if (url().empty() || call() != expected)
        return state.SkipWithError("wrong answer, or no nginx");
    for (int i = 0; i < 10; ++i) call();
    std::size_t const before = allocations();
    for (auto _ : state) {
        auto content = call();
        benchmark::DoNotOptimize(content);
    }
    state.counters["allocations"] =
        static_cast<double>(allocations() - before) / static_cast<double>(state.iterations());
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

// Bytes on the heap.
inline std::size_t heap() {
    auto const now = mallinfo2();
    return now.uordblks + now.hblkhd;
}

// `calls(count, half)` makes that many requests, as many at once as state.range(0) says, calls
// half() with an answer when half of them have ended, and returns how many were answered rightly.
// `heap_before`: the heap before the contender allocated anything.
template <class Calls>
void in_flight(benchmark::State& state, std::size_t heap_before, Calls calls) {
    auto const flying = static_cast<std::size_t>(state.range(0));
    std::size_t const count = flying * 8;
    std::size_t most = 0;
    if (url().empty() || calls(count, [&] { most = heap(); }) != count)
        return state.SkipWithError("wrong answer, or no nginx");
    for (auto _ : state) {
        if (calls(count, [] {}) != count) return state.SkipWithError("wrong answer");
    }
    state.counters["bytes_each"] =
        static_cast<double>(most - heap_before) / static_cast<double>(flying);
    state.SetItemsProcessed(
        static_cast<std::int64_t>(static_cast<std::size_t>(state.iterations()) * count));
}

}  // namespace benchmarks
#endif
