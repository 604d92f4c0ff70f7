// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_OUTBOX_NATS_DELIVERING_HPP
#define TROTLINE_TESTS_OUTBOX_NATS_DELIVERING_HPP

#include <trotline/nats.hpp>
#include <trotline/transport/curl/async_curl_transport.hpp>

#include "faults/server.hpp"
#include "support/nats_server.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace trotline_tests {

// A server that counts requests by idempotency key.
class counting_server {
  public:
    counting_server()
        : server_([this](faults::peer& peer, faults::received const& got) { serve(peer, got); }) {}

    std::string url(std::string_view target) const { return server_.url(target); }
    std::map<std::string, int> calls() const {
        std::lock_guard const lock(mutex_);
        return calls_;
    }
    std::size_t keys() const {
        std::lock_guard const lock(mutex_);
        return calls_.size();
    }
    int total() const {
        std::lock_guard const lock(mutex_);
        int all = 0;
        for (auto const& [key, count] : calls_) all += count;
        return all;
    }

  private:
    // /count answers 200, /broken 500, /hang never.
    void serve(faults::peer& peer, faults::received const& got) {
        constexpr std::string_view name = "\r\nIdempotency-Key: ";
        std::string key;
        if (auto const at = got.head.find(name); at != std::string::npos)
            key =
                got.head.substr(at + name.size(), got.head.find("\r\n", at + 2) - at - name.size());
        {
            std::lock_guard const lock(mutex_);
            ++calls_[key];
        }
        if (got.target == "/hang")
            peer.wait_for_close();
        else
            peer.send(faults::answer(R"({"id": 7})", "Content-Type: application/json\r\n",
                                     got.target == "/broken" ? "500 Broken" : "200 OK"));
    }

    mutable std::mutex mutex_;
    std::map<std::string, int> calls_;
    faults::server server_;
};

inline trotline::webhook to(std::string const& url) {
    trotline::webhook made;
    made.method = trotline::method::post;
    made.url = url;
    made.body =
        trotline::body(trotline::stored_text(std::string(R"({"n": 1})")), trotline::syntax::json,
                       trotline::stored_text(std::string("application/json")));
    return made;
}

inline trotline::nats_outbox_settings settings_for(std::string const& url) {
    trotline::nats_outbox_settings made;
    made.server.url = url;
    made.server.request_limit = std::chrono::seconds(2);
    made.hold = std::chrono::seconds(2);
    made.look_around = std::chrono::milliseconds(200);
    return made;
}

// Tries until the servers are ready; a cluster takes a while to find its leader.
inline trotline::nats_outbox opened(trotline::nats_outbox_settings const& settings) {
    std::unique_ptr<trotline::nats_outbox> box;
    std::string why;
    if (!eventually([&] {
            auto made = trotline::nats_outbox::open(settings);
            if (made)
                box = std::make_unique<trotline::nats_outbox>(std::move(*made));
            else
                why = to_string(made.error());
            return box != nullptr;
        }))
        throw std::runtime_error("no outbox: " + why);
    return std::move(*box);
}

inline trotline::worker_settings impatient() {
    trotline::worker_settings made;
    made.schedule.backoff = {std::chrono::milliseconds(20), 2, std::chrono::milliseconds(200)};
    made.limits.shortest_pause = std::chrono::milliseconds(20);
    made.limits.longest_pause = std::chrono::milliseconds(200);
    made.grace = std::chrono::milliseconds(500);
    return made;
}

// Counts the steps of deliveries, and waits for them.
class steps {
  public:
    trotline::worker_settings observed(trotline::worker_settings made = impatient()) {
        made.observer = [this](trotline::delivery_event const& event) {
            std::lock_guard const lock(mutex_);
            ++counts_[event.step];
            order_.emplace_back(event.step, event.lease.destination);
            changed_.notify_all();
        };
        made.trouble = [this](trotline::failure const& why) {
            std::lock_guard const lock(mutex_);
            troubles_.insert(to_string(why));
            changed_.notify_all();
        };
        return made;
    }
    bool reached(trotline::delivery_step step, int count) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(60),
                                 [&] { return counts_[step] >= count; });
    }
    // The destinations that reached a step, in that order.
    std::vector<std::string> order_of(trotline::delivery_step step) const {
        std::lock_guard const lock(mutex_);
        std::vector<std::string> all;
        for (auto const& [which, destination] : order_)
            if (which == step) all.push_back(destination);
        return all;
    }
    // Whether the worker has told of that trouble; waits for it.
    bool troubled(std::string const& why) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(60),
                                 [&] { return troubles_.contains(why); });
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::map<trotline::delivery_step, int> counts_;
    std::vector<std::pair<trotline::delivery_step, std::string>> order_;
    std::set<std::string> troubles_;
};

// A destination whose calls wait until release(). It counts calls by target.
class waiting_server {
  public:
    explicit waiting_server(std::string status = "200 OK") : status_(std::move(status)) {}
    ~waiting_server() { release(); }
    std::string url(std::string const& target) const { return server_.url(target); }
    void release() {
        std::lock_guard const lock(mutex_);
        released_ = true;
        changed_.notify_all();
    }
    bool called(int count) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(60), [&] { return total() >= count; });
    }
    std::map<std::string, int> calls() const {
        std::lock_guard const lock(mutex_);
        return calls_;
    }

  private:
    int total() const {
        int all = 0;
        for (auto const& [target, count] : calls_) all += count;
        return all;
    }
    std::string status_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool released_ = false;
    std::map<std::string, int> calls_;
    faults::server server_{[this](faults::peer& peer, faults::received const& got) {
        {
            std::unique_lock lock(mutex_);
            ++calls_[got.target];
            changed_.notify_all();
            changed_.wait(lock, [&] { return released_; });
        }
        peer.send(faults::answer("{}", "", status_));
    }};
};

// A worker in a thread of this process.
class worker_here {
  public:
    explicit worker_here(trotline::nats_outbox_settings const& where,
                         trotline::worker_settings settings = impatient())
        : box_(opened(where)),
          worker_(box_, transport_, parameters, secrets, std::move(settings)),
          thread_([this](std::stop_token stop) { worker_.run(std::move(stop)); }) {}

    trotline::memory_parameter_store parameters, secrets;
    auto counts() const { return worker_.counts(); }
    void add(std::string name, trotline::configuration what) {
        worker_.add(std::move(name), std::move(what));
    }
    void stop() {
        thread_.request_stop();
        thread_.join();
    }

  private:
    trotline::nats_outbox box_;
    trotline::async_curl_transport transport_;
    trotline::worker<trotline::nats_outbox, trotline::async_curl_transport,
                     trotline::memory_parameter_store, trotline::memory_parameter_store>
        worker_;
    std::jthread thread_;
};

// A worker in a process of its own: this executable again, with the test case `a worker process`.
// It kills itself at the given step, counted over all deliveries.
inline process worker_process(std::string const& url, int dies_at = 0,
                              std::string const& name = "webhooks",
                              std::chrono::milliseconds hold = std::chrono::milliseconds(300)) {
    return process({"/proc/self/exe", "--no-skip", "--test-case=a worker process"},
                   {"TROTLINE_TEST_NATS=" + url, "TROTLINE_TEST_OUTBOX=" + name,
                    "TROTLINE_TEST_DIES_AT=" + std::to_string(dies_at),
                    "TROTLINE_TEST_HOLD=" + std::to_string(hold.count()),
                    // The sanitizer keeps 256 MB of freed memory, which hides growth.
                    "ASAN_OPTIONS=quarantine_size_mb=1:thread_local_quarantine_size_kb=16"});
}

}  // namespace trotline_tests
#endif
