// SPDX-License-Identifier: BSL-1.0
// libcurl used by an expert: handles and connections are kept, options that do not change are set
// once, the limits are the same.
#include <curl/curl.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "contest.hpp"

namespace {

struct call {
    CURL* handle = curl_easy_init();
    curl_slist* fields = nullptr;
    std::string header_section, content;

    call() {
        fields = curl_slist_append(fields, "Accept-Encoding: gzip, deflate, br");
        fields = curl_slist_append(fields, "Expect:");
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
        curl_easy_setopt(handle, CURLOPT_USERAGENT, "trotline");
        curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, fields);
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &append);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &content);
        curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &append);
        curl_easy_setopt(handle, CURLOPT_HEADERDATA, &header_section);
        curl_easy_setopt(handle, CURLOPT_PRIVATE, this);
    }
    call(call const&) = delete;
    call& operator=(call const&) = delete;
    ~call() {
        curl_easy_cleanup(handle);
        curl_slist_free_all(fields);
    }
    void prepare() {
        header_section.clear();
        content.clear();
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, 5000L);
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, 3000L);
        curl_easy_setopt(handle, CURLOPT_URL, benchmarks::url().c_str());
    }
    static std::size_t append(char* data, std::size_t size, std::size_t count, void* to) {
        auto& text = *static_cast<std::string*>(to);
        if (text.size() + size * count > 1 << 20) return 0;
        text.append(data, size * count);
        return size * count;
    }
};

void sequential(benchmark::State& state) {
    call one;
    benchmarks::sequential(state, [&]() -> std::string_view {
        one.prepare();
        if (curl_easy_perform(one.handle) != CURLE_OK) return {};
        return one.content;
    });
}
BENCHMARK(sequential)->Name("sequential/libcurl")->MeasureProcessCPUTime()->UseRealTime();

void in_flight(benchmark::State& state) {
    auto const flying = static_cast<std::size_t>(state.range(0));
    auto const heap = benchmarks::heap();
    CURLM* const multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(flying));
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(flying));
    {
        std::vector<std::unique_ptr<call>> calls;
        for (std::size_t i = 0; i < flying; ++i) calls.push_back(std::make_unique<call>());
        benchmarks::in_flight(state, heap, [&](std::size_t count, auto half) {
            std::size_t started = 0, right = 0, ended = 0;
            auto const start = [&](call& next) {
                if (started++ >= count) return;
                next.prepare();
                curl_multi_add_handle(multi, next.handle);
            };
            for (auto& next : calls) start(*next);
            for (int running = 1; running > 0;) {
                curl_multi_perform(multi, &running);
                int left = 0;
                while (CURLMsg* const message = curl_multi_info_read(multi, &left)) {
                    char* pointer = nullptr;
                    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &pointer);
                    auto& done = *reinterpret_cast<call*>(pointer);
                    if (message->data.result == CURLE_OK && done.content == benchmarks::expected)
                        ++right;
                    curl_multi_remove_handle(multi, done.handle);
                    start(done);
                    if (ended++ == count / 2) half();
                    running = 1;
                }
                if (right == count) break;
                if (running > 0) curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
            }
            return right;
        });
    }
    curl_multi_cleanup(multi);
}
BENCHMARK(in_flight)
    ->Name("in flight/libcurl")
    ->Arg(64)
    ->Arg(512)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

// In a thread of its own, as in a program that has other work: the heap's second arena costs more
// than the first.
void in_flight_in_a_thread(benchmark::State& state) {
    std::jthread([&] { in_flight(state); }).join();
}
BENCHMARK(in_flight_in_a_thread)
    ->Name("in flight/libcurl, in a thread")
    ->Arg(64)
    ->Arg(512)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
