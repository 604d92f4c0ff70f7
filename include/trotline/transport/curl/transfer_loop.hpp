// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_TRANSFER_LOOP_HPP
#define TROTLINE_TRANSPORT_CURL_TRANSFER_LOOP_HPP

#include <trotline/transport/async.hpp>
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
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::curl {

// One thread that drives any number of flights over one connection cache.
class engine {
  public:
    engine(curl_settings settings, async_curl_settings bounds)
        : settings_(std::move(settings)), bounds_(bounds) {
        if (initialize() != CURLE_OK) return;  // each call will say so
        multi_ = make_multi();
        thread_ = std::thread([this] { run(); });
    }
    engine(engine const&) = delete;
    engine& operator=(engine const&) = delete;
    ~engine() {
        finish();
        sigpipe_guard const no_signal;
        multi_.reset();
    }

    // Waits for the grace, cancels what is left; a second time it does nothing.
    void finish() {
        if (!thread_.joinable()) return;
        {
            std::lock_guard const lock(mutex_);
            stop_at_ = std::chrono::steady_clock::now() + bounds_.grace;
        }
        curl_multi_wakeup(multi_.get());
        thread_.join();
    }

    // Throws nothing but std::bad_alloc, and then `done` is not called.
    void start(http::request request, deadline until, std::stop_token stop, completion done) {
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
                // its own thread looks before it sleeps; and one who wakes it is enough
                bool const own = std::this_thread::get_id() == thread_.get_id();
                if (own) followed_ = true;
                wake = !own && !std::exchange(woken_, true);
            }
        }
        if (ending) return refuse(done, code::cancelled, "the transport ends");
        if (!accepted) return refuse(done, code::overloaded, "the queue is full");
        if (wake) curl_multi_wakeup(multi_.get());
    }

  private:
    multi_handle make_multi() const {
        multi_handle made(curl_multi_init());
        if (!made) throw std::bad_alloc();
        auto const set = [&](CURLMoption option, std::size_t count) {
            auto const limit = static_cast<long>(std::max<std::size_t>(count, 1));
            if (curl_multi_setopt(made.get(), option, limit) != CURLM_OK) throw std::bad_alloc();
        };
        set(CURLMOPT_MAX_HOST_CONNECTIONS, bounds_.connections_per_host);
        set(CURLMOPT_MAXCONNECTS, std::max(settings_.idle_connections, bounds_.active_limit));
        return made;
    }

    static void refuse(completion const& done, code why, char const* text) {
        if (done) done(in_vain(why, text));
    }
    static failure in_vain(code why, char const* text) {
        return {.stage = stage::connect, .code = why, .detail = text};
    }

    // A flight at the end of the queue. Flights are kept until the end: connections remember by
    // whom they were opened.
    flight& wait_in_line() {
        if (idle_.empty()) {
            // so that coming back cannot fail
            if (idle_.capacity() <= flights_.size()) idle_.reserve(2 * flights_.size() + 1);
            idle_.push_back(&flights_.emplace_back(sockets_));
        }
        waiting_.push_back(idle_.back());
        idle_.pop_back();
        return *waiting_.back();
    }

    void run() noexcept {
        // no signal of the process's is handled in this thread, and SIGPIPE is not raised
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, nullptr);
        while (auto const pause = admit()) turn(*pause);
    }

    // Gives libcurl what waits, up to the limit, and ends what waits in vain. How long nothing else
    // needs attention; nothing at the end.
    std::optional<std::chrono::milliseconds> admit() {
        auto const now = std::chrono::steady_clock::now();
        std::unique_lock lock(mutex_);
        bool const over = stop_at_ && now >= *stop_at_;
        if (!over) {
            lock.unlock();
            // no more: completions of calls that cannot begin may start others
            launch_waiting(bounds_.active_limit);
            lock.lock();
        }
        auto next = std::min(now + std::chrono::seconds(10), look_by_);
        if (stop_at_ && !over) next = std::min(next, *stop_at_);
        for (std::size_t i = 0; i < waiting_.size();) {
            auto& call = *waiting_[i];
            bool const stopped = over || call.stop.stop_requested();
            if (!stopped && call.until > now) {
                next = std::min(next, call.until);
                ++i;
                continue;
            }
            waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
            ++active_;
            lock.unlock();
            end(call, stopped
                          ? in_vain(code::cancelled, "a stop was requested, or the transport ended")
                          : in_vain(code::timeout, "the deadline passed in the queue"));
            lock.lock();
        }
        if (over) {
            lock.unlock();
            cut_off([](flight const&) { return true; });
            lock.lock();
        }
        if (stop_at_ && active_ == 0 && waiting_.empty()) return std::nullopt;
        // a completion may have left room, or started something
        bool const more = !waiting_.empty() && active_ < bounds_.active_limit;
        woken_ = more;
        return more ? std::chrono::milliseconds(0)
                    : std::chrono::ceil<std::chrono::milliseconds>(
                          next - std::chrono::steady_clock::now());
    }

    // The next ones, up to the limit.
    void launch_waiting(std::size_t most) {
        std::array<flight*, batch> admitted;
        for (std::size_t count; most > 0; most -= count) {
            count = 0;
            {
                std::lock_guard const lock(mutex_);
                for (; count < std::min(most, batch) && !waiting_.empty() &&
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

    // One poll and one look at every transfer for all that has happened meanwhile.
    void turn(std::chrono::milliseconds pause) {
        auto const wait =
            static_cast<int>(std::max<std::chrono::milliseconds::rep>(pause.count(), 0));
        if (curl_multi_poll(multi_.get(), nullptr, 0, wait, nullptr) != CURLM_OK)
            std::this_thread::yield();
        if (stops_.exchange(false))
            cut_off([](flight const& call) { return call.stop.stop_requested(); });
        launch_waiting(bounds_.active_limit);  // who has woken it: a look at all transfers less
        auto const looked = std::chrono::steady_clock::now();
        int running = 0;
        auto const performed = curl_multi_perform(multi_.get(), &running);
        while (land_some()) {
        }
        if (looked >= look_by_) end_overdue(looked);
        if (performed != CURLM_OK) cut_off([](flight const&) { return true; }, code::internal);
    }

    // The messages before the landings: removing a handle searches those that are left.
    bool land_some() {
        std::array<CURLMsg, batch> ended;
        std::size_t count = 0;
        int left = 0;
        for (CURLMsg const* message;
             count < batch && (message = curl_multi_info_read(multi_.get(), &left));)
            ended[count++] = *message;
        for (std::size_t i = 0; i < count; ++i) {
            if (ended[i].msg == CURLMSG_DONE)
                land(flight_of(ended[i].easy_handle), ended[i].data.result);
            // probably in the same flight, which is in the cache now
            if (std::exchange(followed_, false)) launch_waiting(1);
        }
        return count == batch;
    }

    flight& flight_of(CURL* handle) {
        char* call = nullptr;
        if (curl_easy_getinfo(handle, CURLINFO_PRIVATE, &call) == CURLE_OK)
            return *reinterpret_cast<flight*>(call);
        return **std::find_if(flying_.begin(), flying_.end(),
                              [&](flight const* each) { return each->handle() == handle; });
    }

    void launch(flight& call) {
        // one that is requested from here on finds the call among those under way
        if (call.stop.stop_requested())
            return end(call, in_vain(code::cancelled, "a stop was requested"));
        call.place = flying_.size();
        std::optional<failure> failed;
        try {
            flying_.push_back(&call);
            failed = call.begin(multi_.get(), settings_);
        } catch (std::bad_alloc const&) {
            failed = flight::out_of_memory(false);
        }
        if (failed) return land_for_good(call, std::move(failed));
        watch(call, std::chrono::steady_clock::now());
    }

    void watch(flight const& call, deadline now) {
        look_by_ = std::min(look_by_, call.look_by(now));
    }

    // What libcurl has not ended in time.
    void end_overdue(deadline now) {
        cut_off([&](flight const& call) { return call.until <= now; }, code::timeout);
        look_by_ = deadline::max();
        for (auto const* const call : flying_) watch(*call, now);
    }

    void land(flight& call, CURLcode code) {
        call.remove_from(multi_.get());
        std::optional<failure> failed;
        if (!call.goes_on(multi_.get(), code, settings_, failed))
            return land_for_good(call, std::move(failed));
        watch(call, std::chrono::steady_clock::now());
    }

    template <class Predicate> void cut_off(Predicate wanted, code why = code::cancelled) {
        for (std::size_t i = flying_.size(); i-- > 0;) {
            auto& call = *flying_[i];
            if (!wanted(call)) continue;
            auto failed = call.break_off(why);
            call.remove_from(multi_.get());
            land_for_good(call, std::move(failed));
        }
    }

    void land_for_good(flight& call, std::optional<failure> failed) {
        if (call.place < flying_.size() && flying_[call.place] == &call) {
            flying_[call.place] = flying_.back();
            flying_[call.place]->place = call.place;
            flying_.pop_back();
        }
        end(call, std::move(failed));
    }

    void end(flight& call, std::optional<failure> failed) {
        auto [done, answer] = call.end();
        {
            std::lock_guard const lock(mutex_);
            --active_;
            idle_.push_back(&call);
        }
        auto outcome = failed ? result<http::response>(std::move(*failed))
                              : result<http::response>(std::move(answer));
        // it may leave the answer where it is
        if (done) done(static_cast<result<http::response>&&>(outcome));
        if (outcome.has_value()) call.use_again(std::move(*outcome));
    }

    // calls for which a lock is taken, or a list is gone through, once
    static constexpr std::size_t batch = 512;

    curl_settings const settings_;
    async_curl_settings const bounds_;
    socket_book sockets_;
    std::mutex mutex_;
    std::deque<flight> flights_;
    std::deque<flight*> waiting_;
    std::vector<flight*> idle_;
    std::size_t active_ = 0;  // neither waiting nor idle
    std::optional<deadline> stop_at_;
    bool woken_ = false;               // since it last looked at what waits
    std::atomic<bool> stops_ = false;  // somebody's stop was requested
    std::vector<flight*> flying_;      // the thread's own
    // the thread's own: no later than the first of flying_ must be looked at
    deadline look_by_ = deadline::max();
    bool followed_ = false;  // the thread's own: a completion started a call
    multi_handle multi_;     // goes before the flights whose connections it closes
    std::thread thread_;
};

}  // namespace trotline::curl
#endif
