// SPDX-License-Identifier: BSL-1.0
// trotline_benchmark_outbox [COUNT [ROUNDS]]: posts and deliveries per second, and the processor
// time of this process for each of them; the servers are other processes. Contenders take turns;
// the results are medians.
#include "contest.hpp"
#include "support/nats_server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace {

struct measured {
    std::vector<double> rates, cpu;  // per second; microseconds for each
};

double cpu_time() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    auto const seconds = [](timeval const& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

void measure(measured& to, int count, std::function<void()> const& what) {
    double const cpu = cpu_time();
    auto const begin = std::chrono::steady_clock::now();
    what();
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
    to.rates.push_back(count / took.count());
    to.cpu.push_back((cpu_time() - cpu) * 1e6 / count);
}

double median(std::vector<double> of) {
    std::ranges::sort(of);
    return of[of.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    int const count = argc > 1 ? std::atoi(argv[1]) : 10'000,
              rounds = argc > 2 ? std::atoi(argv[2]) : 5;
    trotline_tests::nats_server nats;
    trotline_tests::temporary_directory directory;
    faults::nginx const http(
        directory,
        {{"", "location / { default_type application/json; return 200 '{\"ok\": true}'; }"}});
    std::string const url = "http://127.0.0.1:" + std::to_string(http.port(0)) + "/";
    contest::contender const* const contenders[] = {&contest::bare, &contest::trotline};
    measured post[2], one[2], two[2];
    for (int round = 0; round < rounds; ++round)
        for (int c = 0; c < 2; ++c)
            for (int workers = 1; workers <= 2; ++workers) {
                std::string const name =
                    "b" + std::to_string(round) + std::to_string(c) + std::to_string(workers);
                measure(post[c], count, [&] { contenders[c]->post(nats.url(), name, url, count); });
                measure((workers == 1 ? one : two)[c], count,
                        [&] { contenders[c]->deliver(nats.url(), name, count, workers); });
            }
    std::printf("%-24s %28s %28s %28s\n", "", "post", "deliver, one worker",
                "deliver, two workers");
    for (int c = 0; c < 2; ++c) {
        std::printf("%-24s", contenders[c]->name);
        for (measured const* each : {&post[c], &one[c], &two[c]})
            std::printf(" %10.0f/s %7.1f us of CPU", median(each->rates), median(each->cpu));
        std::printf("\n");
    }
    return 0;
}
