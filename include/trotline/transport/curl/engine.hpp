// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_ENGINE_HPP
#define TROTLINE_TRANSPORT_CURL_ENGINE_HPP

#include <trotline/transport/async.hpp>
#include <trotline/transport/curl/exchange.hpp>
#include <trotline/transport/curl/journey.hpp>
#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/curl/settings.hpp>
#include <trotline/transport/curl/sockets.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <deque>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace trotline::curl {

// One thread that drives any number of exchanges over one connection cache.
class engine {
  public:
    engine(curl_settings settings, async_curl_settings bounds) : settings_(std::move(settings)), bounds_(bounds) {
        if (initialize() != CURLE_OK) return;  // each exchange will say so
        multi_ = make_multi();
        thread_ = std::thread([this] { run(); });
    }
    engine(engine const&) = delete;
    engine& operator=(engine const&) = delete;
    ~engine() { finish(); }

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

    void start(http::request request, deadline until, std::stop_token stop, completion done) {
        if (!thread_.joinable())
            return refuse(done, code::configuration, "libcurl could not be initialized, or is older than 7.87");
        bool accepted = false, wake = false, ending = false;
        {
            std::lock_guard const lock(mutex_);
            ending = stop_at_.has_value();
            accepted = !ending && waiting_.size() + active_ < bounds_.queue_limit;
            if (accepted) {
                wake = waiting_.empty() || active_ >= bounds_.active_limit;
                waiting_.push_back(idle_flight());
                auto& call = *waiting_.back();
                call.request = std::move(request);
                call.until = until;
                call.stop = std::move(stop);
                call.done = std::move(done);
                if (call.stop.stop_possible()) call.on_stop.emplace(call.stop, waker{this});
            }
        }
        if (ending) return refuse(done, code::cancelled, "the transport ends");
        if (!accepted) return refuse(done, code::overloaded, "the queue is full");
        if (wake && std::this_thread::get_id() != thread_.get_id()) curl_multi_wakeup(multi_.get());
    }

  private:
    struct waker {
        engine* self;
        void operator()() const noexcept {
            self->stops_.store(true);
            curl_multi_wakeup(self->multi_.get());
        }
    };

    // A call under way, in storage that serves one after the other. Not movable: libcurl holds its exchange's address.
    struct flight {
        explicit flight(socket_book& sockets) : exchange(sockets) {}
        curl::exchange exchange;
        http::request request;
        deadline until;
        std::stop_token stop;
        std::optional<std::stop_callback<waker>> on_stop;
        completion done;
        http::response into;
        std::optional<journey> way;
        std::size_t place = 0;   // in flying_
        bool under_way = false;  // libcurl has it
    };
    using flight_ptr = std::unique_ptr<flight>;

    static void refuse(completion const& done, code why, char const* text) {
        if (done) done(failure{.stage = stage::connect, .code = why, .detail = text});
    }

    multi_handle make_multi() const {
        multi_handle made(curl_multi_init());
        if (!made) throw std::bad_alloc();
        auto const limit = [](std::size_t count) { return static_cast<long>(std::max<std::size_t>(count, 1)); };
        if (curl_multi_setopt(made.get(), CURLMOPT_MAX_HOST_CONNECTIONS, limit(bounds_.connections_per_host)) != CURLM_OK ||
            curl_multi_setopt(made.get(), CURLMOPT_MAXCONNECTS,
                              limit(std::max(settings_.idle_connections, bounds_.active_limit))) != CURLM_OK) {
            throw std::bad_alloc();
        }
        return made;
    }

    // Flights are kept until the end: connections remember by whom they were opened.
    flight_ptr idle_flight() {
        if (idle_.empty()) {
            idle_.reserve(flights_ + 1);
            auto made = std::make_unique<flight>(sockets_);
            ++flights_;
            return made;
        }
        auto call = std::move(idle_.back());
        idle_.pop_back();
        return call;
    }

    void run() noexcept {
        // no signal of the process's is handled in this thread, and SIGPIPE is not raised
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, nullptr);
        for (;;) {
            admit();
            if (stops_.exchange(false)) cut_off([](flight const& call) { return call.stop.stop_requested(); });
            perform();
            std::unique_lock lock(mutex_);
            if (stop_at_ && active_ == 0 && waiting_.empty()) return;
            bool const over = stop_at_ && std::chrono::steady_clock::now() >= *stop_at_;
            auto const pause = time_to_wait();
            lock.unlock();
            if (over) {
                cut_off([](flight const&) { return true; });
                continue;
            }
            if (pause > 0 && curl_multi_poll(multi_.get(), nullptr, 0, pause, nullptr) != CURLM_OK) std::this_thread::yield();
        }
    }

    // Until something else than libcurl needs attention. Needs the lock.
    int time_to_wait() const {
        using namespace std::chrono;
        auto next = steady_clock::now() + seconds(10);
        if (stop_at_) next = std::min(next, *stop_at_);
        if (active_ >= bounds_.active_limit) {
            for (auto const& call : waiting_) next = std::min(next, call->until);
        } else if (!waiting_.empty()) {
            return 0;
        }
        auto const left = ceil<milliseconds>(next - steady_clock::now()).count();
        return static_cast<int>(std::clamp<std::int64_t>(left, 0, 10000));
    }

    // Gives libcurl what waits, up to the limit; what waits in vain ends.
    void admit() {
        std::unique_lock lock(mutex_);
        while (!waiting_.empty() && active_ < bounds_.active_limit) {
            auto call = std::move(waiting_.front());
            waiting_.pop_front();
            ++active_;
            lock.unlock();
            launch(std::move(call));
            lock.lock();
        }
        auto const now = std::chrono::steady_clock::now();
        bool const over = stop_at_ && now >= *stop_at_;
        for (std::size_t i = 0; i < waiting_.size();) {
            bool const stopped = over || waiting_[i]->stop.stop_requested();
            if (!stopped && waiting_[i]->until > now) {
                ++i;
                continue;
            }
            auto call = std::move(waiting_[i]);
            waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
            ++active_;
            lock.unlock();
            end(std::move(call), failure{.stage = stage::connect,
                                         .code = stopped ? code::cancelled : code::timeout,
                                         .detail = stopped ? "a stop was requested" : "the deadline passed in the queue"});
            lock.lock();
        }
    }

    void launch(flight_ptr call) {
        auto& mine = *call;
        auto failed = guarded([&]() -> std::optional<failure> {
            mine.way.emplace(mine.request);
            if (!mine.exchange.handle()) {
                if (auto why = mine.exchange.open(settings_)) return why;
                option_setter options(mine.exchange.handle());
                options.set(CURLOPT_PRIVATE, static_cast<void*>(&mine));
                if (options.code() != CURLE_OK) throw std::bad_alloc();
            }
            flying_.reserve(flying_.size() + 1);
            return begin(mine);
        });
        if (failed) return end(std::move(call), std::move(failed));
        mine.place = flying_.size();
        flying_.push_back(std::move(call));
    }

    // Prepares the exchange for where the journey stands.
    std::optional<failure> begin(flight& call) {
        if (auto refused = call.exchange.prepare(call.way->current(), call.until, call.into)) return refused;
        // over TLS it is soon known whether a connection takes more than one stream; without, only an answer would tell
        auto const wait = trotline::detail::has_scheme(call.way->current().url, "https") ? 1L : 0L;
        if (curl_easy_setopt(call.exchange.handle(), CURLOPT_PIPEWAIT, wait) != CURLE_OK) throw std::bad_alloc();
        auto const added = curl_multi_add_handle(multi_.get(), call.exchange.handle());
        if (added == CURLM_OUT_OF_MEMORY) throw std::bad_alloc();
        call.under_way = added == CURLM_OK;
        if (call.under_way) return std::nullopt;
        return failure{.stage = stage::connect, .code = code::internal, .detail = curl_multi_strerror(added)};
    }

    template <class Function> static std::optional<failure> guarded(Function function) {
        try {
            return function();
        } catch (std::bad_alloc const&) {
            failure why;  // allocates nothing
            why.stage = stage::connect;
            why.code = code::internal;
            why.detail = "out of memory";
            return why;
        }
    }

    void perform() {
        int running = 0;
        auto const performed = curl_multi_perform(multi_.get(), &running);
        int left = 0;
        while (auto const* const message = curl_multi_info_read(multi_.get(), &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            char* call = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &call);
            land(*reinterpret_cast<flight*>(call), message->data.result);
        }
        if (performed != CURLM_OK) cut_off([](flight const&) { return true; }, code::internal);
    }

    void land(flight& call, CURLcode code) {
        remove(call);
        bool again = false;
        auto failed = guarded([&]() -> std::optional<failure> {
            auto why = call.exchange.finish(code);
            call.into.elapsed = call.exchange.elapsed();
            again = (why && call.exchange.to_be_repeated()) || call.way->goes_on(why, call.into, settings_);
            if (!again) return why;
            why = begin(call);
            again = !why;
            if (why) call.way->goes_on(why, call.into, settings_);
            return why;
        });
        if (!again) end(taken(call), std::move(failed));
    }

    template <class Predicate> void cut_off(Predicate wanted, code why = code::cancelled) {
        for (std::size_t i = flying_.size(); i-- > 0;) {
            auto& call = *flying_[i];
            if (!wanted(call)) continue;
            auto failed = guarded([&] { return call.exchange.break_off(why); });
            remove(call);
            end(taken(call), std::move(failed));
        }
    }

    void remove(flight& call) {
        if (std::exchange(call.under_way, false)) curl_multi_remove_handle(multi_.get(), call.exchange.handle());
    }

    flight_ptr taken(flight& call) {
        auto const place = call.place;
        auto result = std::move(flying_[place]);
        flying_[place] = std::move(flying_.back());
        flying_.pop_back();
        if (place < flying_.size()) flying_[place]->place = place;
        return result;
    }

    // The call's storage is free again before its completion runs, and the completion runs without the lock.
    void end(flight_ptr call, std::optional<failure> failed) {
        call->on_stop.reset();
        auto const done = std::exchange(call->done, nullptr);
        auto answer = std::exchange(call->into, {});
        call->stop = {};
        if (done) done(failed ? result<http::response>(std::move(*failed)) : result<http::response>(std::move(answer)));
        std::lock_guard const lock(mutex_);
        --active_;
        idle_.push_back(std::move(call));  // there is room, see idle_flight()
    }

    curl_settings const settings_;
    async_curl_settings const bounds_;
    socket_book sockets_;
    std::mutex mutex_;
    std::deque<flight_ptr> waiting_;
    std::vector<flight_ptr> idle_;
    std::size_t active_ = 0;
    std::optional<deadline> stop_at_;
    std::size_t flights_ = 0;
    std::atomic<bool> stops_ = false;  // somebody's stop was requested
    std::vector<flight_ptr> flying_;   // the thread's own
    multi_handle multi_;               // goes before the flights whose connections it closes
    std::thread thread_;
};

}  // namespace trotline::curl
#endif
