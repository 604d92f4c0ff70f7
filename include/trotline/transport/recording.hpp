// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_RECORDING_HPP
#define TROTLINE_TRANSPORT_RECORDING_HPP

#include <trotline/core/stop_token.hpp>
#include <trotline/transport/cassette.hpp>
#include <trotline/transport/concept.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// Sends through T and records every request with its answer, without secrets, for replaying. save()
// writes the cassette (with answers that are for a sink), and returns whether that succeeded. Copies share the recording. Safe for
// several threads if T is.
//   tl::recording<tl::curl_transport> transport{tl::curl_transport{}};
//   ... calls ...
//   transport.save("calls.json");
template <transport T> class recording {
  public:
    explicit recording(T wrapped = T())
        : wrapped_(std::move(wrapped)), state_(std::make_shared<state>()) {}

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        auto outcome = send_in_memory(request, until, std::move(stop));
        std::lock_guard const lock(state_->mutex);
        state_->tape.record(request, outcome);
        return outcome;
    }

    result<void> save(std::string const& file) const {
        std::lock_guard const lock(state_->mutex);
        return state_->tape.save(file);
    }
    // A copy of the recording so far.
    cassette tape() const {
        std::lock_guard const lock(state_->mutex);
        return state_->tape;
    }

    T& wrapped() { return wrapped_; }

  private:
    // An answer for a sink is recorded, too.
    result<http::response> send_in_memory(http::request const& request, deadline until,
                                          stop_token stop) {
        if (request.sink == nullptr) return wrapped_.send(request, until, std::move(stop));
        http::request kept = request;
        kept.sink = nullptr;
        return wrapped_.send(kept, until, std::move(stop));
    }

    struct state {
        std::mutex mutex;
        cassette tape;
    };
    T wrapped_;
    std::shared_ptr<state> state_;
};

}  // namespace trotline
#endif
