// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NATS_EVENT_LOOP_HPP
#define TROTLINE_NATS_EVENT_LOOP_HPP

#include <fcntl.h>
#include <nats/nats.h>
#include <poll.h>
#include <unistd.h>
#include <trotline/core/exception.hpp>
#include <trotline/core/narrowed.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <new>

namespace trotline::inline TROTLINE_ABI::nats {

// Lets one thread do all the work of a connection to NATS: it sends, receives and sleeps in wait().
// Without a loop libnats has threads for that, and waking them costs more than a short message
// itself. Only wake() may be called from other threads.
//
// Between two calls of wait() nothing is sent or received. So functions that wait for an answer
// themselves, such as natsConnection_Request and all of JetStream, need another connection.
class event_loop {
  public:
    using clock = std::chrono::steady_clock;

    event_loop() {
        if (::pipe2(bell_.data(), O_CLOEXEC | O_NONBLOCK) != 0)
            trotline::detail::throw_exception(std::bad_alloc());
    }
    event_loop(event_loop const&) = delete;
    event_loop& operator=(event_loop const&) = delete;
    // The connection must have been closed before, and wait_for_detach() called.
    ~event_loop() {
        for (int const each : bell_) ::close(each);
    }

    // Makes the connection that will be opened with these options use the loop.
    natsStatus serve(natsOptions* options) {
        natsStatus const status =
            natsOptions_SetEventLoop(options, this, &attach, &read, &write, &detach);
        // What is published is passed to write() at once, without a thread that collects it first.
        return status == NATS_OK ? natsOptions_SetSendAsap(options, true) : status;
    }

    // Sends what was published, and receives what has come, for NextMsg with a timeout of 0. If
    // nothing has come, sleeps until something comes, but not longer than `until` or wake(). True:
    // wake() was called since the last time.
    bool wait(clock::time_point until) {
        for (;;) {
            if (unsent_) natsConnection_ProcessWriteEvent(connection_);
            asleep_ = true;
            auto const left = woken_ ? clock::duration{} : until - clock::now();
            std::array<pollfd, 2> sources{
                {{bell_[0], POLLIN, 0},
                 {socket_, static_cast<short>(unsent_ ? POLLIN | POLLOUT : POLLIN), 0}}};
            ::poll(sources.data(), sources.size(), milliseconds(left));
            asleep_ = false;
            if (sources[0].revents != 0) empty_bell();
            bool const came = (sources[1].revents & ~POLLOUT) != 0;
            if (came) natsConnection_ProcessReadEvent(connection_);
            bool const woken = woken_.exchange(false);
            if (woken || came || clock::now() >= until) return woken;
        }
    }

    void wake() {
        woken_ = true;
        ring();
    }

    // After the connection was closed: waits until libnats has finished with the loop. A connection
    // that libnats itself closes leaves the loop a little later, in another thread.
    void wait_for_detach() {
        std::unique_lock lock(mutex_);
        left_.wait_for(lock, patience, [&] { return !attached_; });
    }
    // Much longer than libnats needs, which does not say if it could not do it (without memory).
    static constexpr std::chrono::seconds patience{10};

  private:
    static int milliseconds(clock::duration left) {
        using namespace std::chrono;
        return trotline::detail::narrowed<int>(
            ceil<std::chrono::milliseconds>(std::clamp<clock::duration>(left, {}, hours(1)))
                .count());
    }

    // Makes wait() look again. If it does not sleep, it looks before it does.
    void ring() const {
        char const any = 0;
        // A full pipe wakes as well.
        if (asleep_) static_cast<void>(!::write(bell_[1], &any, 1));
    }
    void empty_bell() const {
        std::array<char, 64> any;
        while (::read(bell_[0], any.data(), any.size()) > 0) {
        }
    }

    // libnats calls the functions below, from any of its threads.
    static natsStatus attach(void** self, void* loop, natsConnection* of, natsSock socket) {
        auto& my = *static_cast<event_loop*>(loop);
        *self = loop;
        my.connection_ = of;
        my.unsent_ = false;
        my.socket_ = socket;
        my.ring();
        std::lock_guard const lock(my.mutex_);
        my.attached_ = true;
        return NATS_OK;
    }
    static natsStatus read(void* self, bool wanted) {
        auto& my = *static_cast<event_loop*>(self);
        if (!wanted) my.socket_ = none;
        my.ring();
        return NATS_OK;
    }
    static natsStatus write(void* self, bool wanted) {
        auto& my = *static_cast<event_loop*>(self);
        my.unsent_ = wanted;
        if (wanted) my.ring();
        return NATS_OK;
    }
    static natsStatus detach(void* self) {
        auto& my = *static_cast<event_loop*>(self);
        read(self, false);
        std::lock_guard const lock(my.mutex_);
        my.attached_ = false;
        my.left_.notify_all();
        return NATS_OK;
    }

    static constexpr int none = -1;  // poll() leaves it out
    std::array<int, 2> bell_{};      // a pipe
    std::atomic<natsConnection*> connection_ = nullptr;
    std::atomic<int> socket_ = none;
    std::atomic<bool> unsent_ = false, asleep_ = false, woken_ = false;
    std::mutex mutex_;
    std::condition_variable left_;
    bool attached_ = false;
};

}  // namespace trotline::nats
#endif
