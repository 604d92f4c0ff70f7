// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_RECORDING_HPP
#define TROTLINE_TRANSPORT_RECORDING_HPP

#include <trotline/core/result.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>
#include <trotline/transport/async.hpp>
#include <trotline/transport/cassette.hpp>
#include <trotline/transport/concept.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// Sends through T and records every request with its answer, without secrets, for replaying. save()
// writes the cassette, and returns whether that succeeded. Answers that are for a sink are
// recorded, too, so they have to fit into memory and into the limit that T has for contents. Copies
// share the recording. Safe for several threads if T is. Asynchronous if T is; a T that cannot be
// moved is used by reference: recording<async_curl_transport&>.
//   tl::recording<tl::curl_transport> transport{tl::curl_transport{}};
//   ... calls ...
//   transport.save("calls.json");
template <transport T> class recording {
  public:
    explicit recording(T wrapped = T())
        : wrapped_(std::forward<T>(wrapped)), state_(std::make_shared<state>()) {}

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        auto outcome = send_in_memory(request, until, std::move(stop));
        state_->record(request, outcome);
        return outcome;
    }

    void start(http::request request, deadline until, stop_token stop,
               completion done) requires async_transport<T> {
        request.sink = nullptr;  // as in send_in_memory()
        auto const kept = std::make_shared<http::request const>(request);
        wrapped_.start(
            std::move(request), until, std::move(stop),
            [kept, to = state_, done = std::move(done)](result<http::response>&& outcome) {
                to->record(*kept, outcome);
                if (done) done(std::move(outcome));
            });
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

        void record(http::request const& request, result<http::response> const& outcome) {
            std::lock_guard const lock(mutex);
            tape.record(request, outcome);
        }
    };
    typename detail::wrapping<T>::type wrapped_;
    std::shared_ptr<state> state_;
};

}  // namespace trotline
#endif
