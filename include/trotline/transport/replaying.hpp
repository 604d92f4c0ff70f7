// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_REPLAYING_HPP
#define TROTLINE_TRANSPORT_REPLAYING_HPP

#include <trotline/core/stop_token.hpp>
#include <trotline/transport/cassette.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/request_check.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// Answers from a cassette, without a network. Each request gets the next recorded result with the
// same method, URL and content; the last one is repeated. A request that was not recorded is
// refused. Copies share their position in the cassette. Safe for several threads.
//   tl::replaying transport{tl::cassette::load("calls.json").value()};
class replaying {
  public:
    explicit replaying(cassette tape) : state_(std::make_shared<state>(std::move(tape))) {}

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) const {
        if (auto refused = check_request(request, true)) return std::move(*refused);
        auto const failed = [&](code why, char const* text) {
            return detail::not_sent(request, why, text);
        };
        if (stop.stop_requested()) return failed(code::cancelled, "a stop was requested");
        if (std::chrono::steady_clock::now() >= until)
            return failed(code::timeout, "the deadline had passed");

        std::lock_guard const lock(state_->mutex);
        auto const& exchanges = state_->tape.exchanges();
        auto last = exchanges.size();
        for (auto at = state_->tape.find(request); at < exchanges.size();
             at = state_->tape.find(request, at + 1)) {
            last = at;
            if (!state_->played[at]) break;
        }
        if (last == exchanges.size())
            return failed(code::refused, "the cassette has no such request");
        state_->played[last] = true;
        return cassette::outcome_of(exchanges[last]);
    }

  private:
    struct state {
        explicit state(cassette recorded)
            : tape(std::move(recorded)), played(tape.exchanges().size()) {}
        std::mutex mutex;
        cassette const tape;
        std::vector<bool> played;
    };
    std::shared_ptr<state> state_;
};

static_assert(transport<replaying>);

}  // namespace trotline
#endif
