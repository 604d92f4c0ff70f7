// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/async_curl_transport.hpp>
#include <trotline/transport/curl/curl_transport.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <semaphore>

#include "contest.hpp"

namespace {

namespace tl = trotline;
using namespace std::chrono_literals;

tl::deadline soon() { return std::chrono::steady_clock::now() + 5s; }

void sequential(benchmark::State& state) {
    tl::curl_transport const transport;
    tl::http::request const request{.url = benchmarks::url()};
    benchmarks::sequential(state, [&] {
        auto answer = transport.send(request, soon());
        return answer ? std::move(answer->content) : std::string();
    });
}
BENCHMARK(sequential)->Name("sequential/trotline")->MeasureProcessCPUTime()->UseRealTime();

void sequential_into(benchmark::State& state) {
    tl::curl_transport const transport;
    tl::http::request const request{.url = benchmarks::url()};
    tl::http::response answer;
    benchmarks::sequential(state, [&]() -> std::string_view {
        if (transport.send_into(request, soon(), {}, answer)) return {};
        return answer.content;
    });
}
BENCHMARK(sequential_into)
    ->Name("sequential/trotline, storage used again")
    ->MeasureProcessCPUTime()
    ->UseRealTime();

// Except for the first start() of each call, everything runs in the transport's thread.
struct round_of_calls {
    tl::async_curl_transport& transport;
    tl::http::request const& request;
    std::size_t count;
    std::function<void()> half;
    std::size_t started, ended = 0, right = 0;
    std::binary_semaphore done{0};

    void start() {
        transport.start(request, soon(), {}, [this](tl::result<tl::http::response> const& answer) {
            if (answer && answer->content == benchmarks::expected) ++right;
            if (started++ < count) start();
            if (ended == count / 2) half();
            if (++ended == count) done.release();
        });
    }
};

void in_flight(benchmark::State& state) {
    auto const flying = static_cast<std::size_t>(state.range(0));
    auto const heap = benchmarks::heap();
    tl::async_curl_transport transport{{}, {.connections_per_host = flying}};
    tl::http::request const request{.url = benchmarks::url()};
    benchmarks::in_flight(state, heap, [&](std::size_t count, auto half) {
        round_of_calls calls{.transport = transport,
                             .request = request,
                             .count = count,
                             .half = half,
                             .started = flying};
        for (std::size_t i = 0; i < flying; ++i) calls.start();
        calls.done.acquire();
        return calls.right;
    });
}
BENCHMARK(in_flight)
    ->Name("in flight/trotline")
    ->Arg(64)
    ->Arg(512)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
