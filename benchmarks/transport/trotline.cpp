// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/async_curl_transport.hpp>
#include <trotline/transport/curl/curl_transport.hpp>

#include <atomic>
#include <chrono>
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
BENCHMARK(sequential_into)->Name("sequential/trotline, storage used again")->MeasureProcessCPUTime()->UseRealTime();

void in_flight(benchmark::State& state) {
    auto const flying = static_cast<std::ptrdiff_t>(state.range(0));
    tl::async_curl_transport transport{{}, {.connections_per_host = static_cast<std::size_t>(flying)}};
    tl::http::request const request{.url = benchmarks::url()};
    benchmarks::in_flight(state, [&](std::size_t count) {
        std::counting_semaphore<> places(flying);
        std::atomic<std::size_t> right = 0;
        for (std::size_t i = 0; i < count; ++i) {
            places.acquire();
            transport.start(request, soon(), {}, [&](tl::result<tl::http::response> const& answer) {
                if (answer && answer->content == benchmarks::expected) ++right;
                places.release();
            });
        }
        for (std::ptrdiff_t i = 0; i < flying; ++i) places.acquire();
        return right.load();
    });
}
BENCHMARK(in_flight)->Name("in flight/trotline")->Arg(64)->Arg(512)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
