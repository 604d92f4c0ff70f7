// SPDX-License-Identifier: BSL-1.0
#include <cpr/cpr.h>

#include <chrono>
#include <string>

#include "contest.hpp"

namespace {

using namespace std::chrono_literals;

void sequential(benchmark::State& state) {
    cpr::Session session;
    session.SetUrl(cpr::Url{benchmarks::url()});
    session.SetTimeout(cpr::Timeout{5000ms});
    session.SetConnectTimeout(cpr::ConnectTimeout{3000ms});
    benchmarks::sequential(state, [&] { return session.Get().text; });
}
BENCHMARK(sequential)->Name("sequential/libcpr")->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
