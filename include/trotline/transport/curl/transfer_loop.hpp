// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_TRANSFER_LOOP_HPP
#define TROTLINE_TRANSPORT_CURL_TRANSFER_LOOP_HPP

#include <trotline/core/exception.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/transport/async.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/curl/calls_in_libcurl.hpp>
#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/curl/settings.hpp>
#include <trotline/transport/curl/sockets.hpp>
#include <trotline/transport/curl/started_call.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <deque>
#include <mutex>
#include <new>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::curl {

// Runs any number of calls at once in one thread, over one libcurl multi handle and its
// connections.
class transfer_loop {
  public:
    transfer_loop(curl_settings settings, async_curl_settings bounds)
        : settings_(std::move(settings)), bounds_(bounds) {
        if (initialize() != CURLE_OK) return;  // start() then fails every call
        multi_ = make_multi();
        thread_ = std::thread([this] { run(); });
    }
    transfer_loop(transfer_loop const&) = delete;
    transfer_loop& operator=(transfer_loop const&) = delete;
    ~transfer_loop() {
        finish();
        sigpipe_guard const no_signal;
        multi_.reset();
    }

    // Waits for the calls under way, at most for the grace period, then cancels the rest. Calling
    // it again does nothing.
    void finish() {
        if (!thread_.joinable()) return;
        {
            std::lock_guard const lock(mutex_);
            stop_at_ =
                trotline::detail::deadline_after(std::chrono::steady_clock::now(), bounds_.grace);
        }
        curl_multi_wakeup(multi_.get());
        thread_.join();
    }

    // Starts a call. Safe for several threads. Throws only std::bad_alloc, and then `done` is not
    // called.
    void start(http::request request, deadline until, stop_token stop, completion done) {
        if (!thread_.joinable())
            return refuse(done, code::configuration,
                          "libcurl could not be initialized, or is older than 7.87");
        bool accepted = false, ending = false, wake = false;
        {
            std::lock_guard const lock(mutex_);
            ending = stop_at_.has_value();
            accepted = !ending && waiting_.size() + active_ < bounds_.queue_limit;
            if (accepted) {
                auto& call = wait_in_line();
                call.request = std::move(request);
                call.until = until;
                call.stop = std::move(stop);
                call.done.swap(done);
                call.listen({stops_, multi_.get()});
                // The loop's own thread looks at the queue before it sleeps; for other threads one
                // wake-up is enough.
                if (runs_here())
                    followed_ = true;
                else
                    wake = !std::exchange(woken_, true);
            }
        }
        if (ending) return refuse(done, code::cancelled, "the transport is being destroyed");
        if (!accepted) return refuse(done, code::overloaded, "the queue is full");
        if (wake) curl_multi_wakeup(multi_.get());
    }

    // True in the loop's own thread, where completions are called.
    bool runs_here() const { return std::this_thread::get_id() == thread_.get_id(); }

  private:
    multi_handle make_multi() const {
        multi_handle made(curl_multi_init());
        if (!made) trotline::detail::throw_exception(std::bad_alloc());
        auto const set = [&](CURLMoption option, std::size_t count) {
            auto const limit = static_cast<long>((std::max<std::size_t>)(count, 1));
            if (curl_multi_setopt(made.get(), option, limit) != CURLM_OK)
                trotline::detail::throw_exception(std::bad_alloc());
        };
        set(CURLMOPT_MAX_HOST_CONNECTIONS, bounds_.connections_per_host);
        set(CURLMOPT_MAXCONNECTS, (std::max)(settings_.idle_connections, bounds_.active_limit));
        return made;
    }

    static void refuse(completion const& done, code why, char const* text) {
        if (done) done(in_vain(why, text));
    }
    static failure in_vain(code why, char const* text) {
        return {.stage = stage::connect, .code = why, .detail = text};
    }

    // Appends an unused call to the queue. Calls are never freed before the end: libcurl's
    // connections keep a pointer to the call that opened them.
    started_call& wait_in_line() {
        if (idle_.empty()) {
            // reserve now, so that returning the call to idle_ cannot fail
            if (idle_.capacity() <= calls_.size()) idle_.reserve(2 * calls_.size() + 1);
            idle_.push_back(&calls_.emplace_back(sockets_));
        }
        waiting_.push_back(idle_.back());
        idle_.pop_back();
        return *waiting_.back();
    }

    void run() noexcept {
        // This thread handles none of the process's signals, and SIGPIPE is not raised in it.
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, nullptr);
        while (auto const pause = admit()) turn(*pause);
    }

    // Gives waiting calls to libcurl, up to the limit, and ends those whose time has passed or that
    // were stopped. Returns how long the loop may sleep; nothing when the loop is over.
    std::optional<std::chrono::milliseconds> admit() {
        auto const now = std::chrono::steady_clock::now();
        std::unique_lock lock(mutex_);
        bool const over = stop_at_ && now >= *stop_at_;
        if (!over) {
            lock.unlock();
            // Once only: completions of calls that cannot begin may start further calls.
            launch_waiting(bounds_.active_limit);
            lock.lock();
        }
        auto next = (std::min)(now + std::chrono::seconds(10), under_way_.look_by());
        if (stop_at_ && !over) next = (std::min)(next, *stop_at_);
        for (std::size_t i = 0; i < waiting_.size();) {
            auto& call = *waiting_[i];
            bool const stopped = over || call.stop.stop_requested();
            if (!stopped && call.until > now) {
                next = (std::min)(next, call.until);
                ++i;
                continue;
            }
            waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
            ++active_;
            lock.unlock();
            end(call, stopped ? in_vain(code::cancelled,
                                        "a stop was requested, or the transport was destroyed")
                              : in_vain(code::overloaded, "the deadline passed in the queue"));
            lock.lock();
        }
        if (over) {
            lock.unlock();
            cut_off([](started_call const&) { return true; });
            lock.lock();
        }
        if (stop_at_ && active_ == 0 && waiting_.empty()) return std::nullopt;
        // A completion may have made room or started a call.
        bool const more = !waiting_.empty() && active_ < bounds_.active_limit;
        woken_ = more;
        return more ? std::chrono::milliseconds(0)
                    : std::chrono::ceil<std::chrono::milliseconds>(
                          next - std::chrono::steady_clock::now());
    }

    // Begins at most `most` waiting calls, in batches, so that the lock is taken once for each
    // batch.
    void launch_waiting(std::size_t most) {
        std::array<started_call*, batch> admitted;
        for (std::size_t count; most > 0; most -= count) {
            count = 0;
            {
                std::lock_guard const lock(mutex_);
                for (; count < (std::min)(most, batch) && !waiting_.empty() &&
                       active_ < bounds_.active_limit;
                     ++active_) {
                    admitted[count++] = waiting_.front();
                    waiting_.pop_front();
                }
            }
            if (count == 0) return;
            for (std::size_t i = 0; i < count; ++i) launch(*admitted[i]);
        }
    }

    // Waits for activity, then lets libcurl do all the work that is ready, and finishes what has
    // ended.
    void turn(std::chrono::milliseconds pause) {
        auto const wait =
            static_cast<int>((std::max<std::chrono::milliseconds::rep>)(pause.count(), 0));
        if (curl_multi_poll(multi_.get(), nullptr, 0, wait, nullptr) != CURLM_OK)
            std::this_thread::yield();
        if (stops_.exchange(false))
            cut_off([](started_call const& call) { return call.stop.stop_requested(); });
        launch_waiting(bounds_.active_limit);  // now, so that one perform covers them
        auto const looked = std::chrono::steady_clock::now();
        int running = 0;
        auto const performed = curl_multi_perform(multi_.get(), &running);
        while (finish_some()) {
        }
        if (looked >= under_way_.look_by()) end_overdue(looked);
        if (performed != CURLM_OK)
            cut_off([](started_call const&) { return true; }, code::internal);
    }

    // Finishes the transfers that have ended, one batch; true if there may be more. All messages
    // are read first, because removing a handle searches the messages that are left.
    bool finish_some() {
        std::array<CURLMsg, batch> ended;
        std::size_t count = 0;
        int left = 0;
        for (CURLMsg const* message;
             count < batch && (message = curl_multi_info_read(multi_.get(), &left));)
            ended[count++] = *message;
        for (std::size_t i = 0; i < count; ++i) {
            if (ended[i].msg == CURLMSG_DONE)
                finish_transfer(under_way_.of(ended[i].easy_handle), ended[i].data.result);
            // A completion started a call, probably one that uses this call's storage, which is in
            // the cache now.
            if (std::exchange(followed_, false)) launch_waiting(1);
        }
        return count == batch;
    }

    void launch(started_call& call) {
        // A stop that is requested after this check finds the call in under_way_.
        if (call.stop.stop_requested())
            return end(call, in_vain(code::cancelled, "a stop was requested"));
        std::optional<failure> failed = trotline::detail::catching<std::bad_alloc>(
            [&] {
                under_way_.add(call);
                return call.begin(multi_.get(), settings_);
            },
            [](std::bad_alloc const&) { return started_call::out_of_memory(false); });
        if (failed) return complete(call, std::move(failed));
        under_way_.watch(call, std::chrono::steady_clock::now());
    }

    // Ends the calls whose deadline has passed and that libcurl has not ended itself.
    void end_overdue(deadline now) {
        cut_off([&](started_call const& call) { return call.until <= now; }, code::timeout);
        under_way_.watch_all(now);
    }

    void finish_transfer(started_call& call, CURLcode code) {
        call.remove_from(multi_.get());
        std::optional<failure> failed;
        if (!call.goes_on(multi_.get(), code, settings_, failed))
            return complete(call, std::move(failed));
        under_way_.watch(call, std::chrono::steady_clock::now());
    }

    template <class Predicate> void cut_off(Predicate wanted, code why = code::cancelled) {
        under_way_.for_each([&](started_call& call) {
            if (!wanted(call)) return;
            auto failed = call.break_off(why);
            call.remove_from(multi_.get());
            complete(call, std::move(failed));
        });
    }

    void complete(started_call& call, std::optional<failure> failed) {
        under_way_.remove(call);
        end(call, std::move(failed));
    }

    void end(started_call& call, std::optional<failure> failed) {
        auto [done, answer] = call.end();
        {
            std::lock_guard const lock(mutex_);
            --active_;
            idle_.push_back(&call);
        }
        auto outcome = failed ? result<http::response>(std::move(*failed))
                              : result<http::response>(std::move(answer));
        // The completion may leave the answer unmoved; its storage is then used again.
        if (done) done(static_cast<result<http::response>&&>(outcome));
        if (outcome.has_value()) call.use_again(std::move(*outcome));
    }

    // How many calls are handled under one lock, or in one pass over a list.
    static constexpr std::size_t batch = 512;

    curl_settings const settings_;
    async_curl_settings const bounds_;
    socket_book sockets_;
    std::mutex mutex_;
    std::deque<started_call> calls_;
    std::deque<started_call*> waiting_;
    std::vector<started_call*> idle_;
    std::size_t active_ = 0;  // neither waiting nor idle
    std::optional<deadline> stop_at_;
    bool woken_ = false;               // since the loop last looked at waiting_
    std::atomic<bool> stops_ = false;  // some call's stop was requested
    calls_in_libcurl under_way_;       // only used by the loop's thread
    bool followed_ = false;  // only used by the loop's thread: a completion started a call
    multi_handle multi_;     // destroyed before calls_, whose connections it closes
    std::thread thread_;
};

}  // namespace trotline::curl
#endif
