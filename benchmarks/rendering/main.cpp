// SPDX-License-Identifier: BSL-1.0
#include "contest.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

namespace benchmarks::rendering {

filled const& reference() {
    static filled const expected{
        "https://acme.api.example/v2/todos/4711?lang=en",
        {"Bearer 0123456789abcdef0123456789abcdef", "en, *;q=0.5", "7f3a9c21",
         "application/vnd.example.v2+json"},
        "{\"user\": {\"name\": \"Ada Lovelace\", \"age\": 36, \"address\": {\"city\": \"London\", "
        "\"country\": \"United Kingdom\", "
        "\"verified\": true}},\n"
        " \"todo\": {\"title\": \"Notes on the Analytical Engine\", \"note\": \"to be continued "
        "tomorrow\", \"completed\": false,"
        " \"tags\": [\"mathematics\", \"engine\", \"translation\", \"first program\"],"
        " \"history\": [{\"at\": \"1843-07-10T09:00:00Z\", \"what\": \"created\"}, {\"at\": "
        "\"1843-07-21T17:30:00Z\", \"what\": "
        "\"changed\"}],"
        " \"priority\": 3, \"estimate\": 12.5},\n"
        " \"metadata\": {\"source\": \"webhook\", \"version\": 2, \"trace\": \"7f3a9c21\"}}"};
    return expected;
}

int enter(char const* name, void (*fill)(filled&)) {
    benchmark::RegisterBenchmark(name, [name, fill](benchmark::State& state) {
        filled into;
        fill(into);
        if (into != reference()) {
            std::fprintf(stderr, "%s renders another request:\n%s\n%s\n", name, into.url.c_str(),
                         into.content.c_str());
            std::exit(1);
        }
        for (auto _ : state) {
            fill(into);
            benchmark::DoNotOptimize(into.content.data());
            benchmark::ClobberMemory();
        }
        std::size_t bytes = into.url.size() + into.content.size();
        for (auto const& field : into.fields) bytes += field.size();
        state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
    });
    return 0;
}

// The lower limit: copying the bytes without reading them.
[[maybe_unused]] int const entered = enter("copy of the finished request", [](filled& into) {
    into.url = reference().url;
    into.fields = reference().fields;
    into.content = reference().content;
});

}  // namespace benchmarks::rendering

BENCHMARK_MAIN();
