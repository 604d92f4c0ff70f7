// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_SCRIPTED_HPP
#define TROTLINE_TRANSPORT_SCRIPTED_HPP

#include <trotline/core/stop_token.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/request_check.hpp>

#include <cstddef>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// One row of a script: the answer to a kind of request, and how many times it is given.
struct scripted_answer {
    static constexpr std::size_t always = (std::numeric_limits<std::size_t>::max)();

    std::optional<http::method> method{};  // nothing: any method
    std::string url{};                     // exactly this URL; empty: any
    result<http::response> answer = http::response{.status = 200};
    std::size_t times = always;
};

// Answers from a table, without a network, and remembers the requests: for tests, benchmarks and
// examples. The first row that matches and is not used up answers; if there is none, the request is
// refused, as if no server listened. A passed deadline and a requested stop fail as with a real
// transport, before anything counts as sent. Copies share the table and the memory. Safe for
// several threads.
//   tl::scripted_transport transport{
//       {{.url = "https://api.example/",
//         .answer = tl::http::response{.status = 200, .content = "{}"}}}};
//   auto answer = transport.send({.url = "https://api.example/"}, tl::deadline::max(), {});
//   transport.sent().front().url;  // "https://api.example/"
class scripted_transport {
  public:
    explicit scripted_transport(std::vector<scripted_answer> script)
        : state_(std::make_shared<state>(std::move(script))) {}

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) const {
        if (auto refused = check_request(request, true)) return std::move(*refused);
        auto const failed = [&](code why, std::string detail) {
            failure result{.stage = stage::connect,
                           .code = why,
                           .subject = std::string(detail::host_of(request.url)),
                           .detail = std::move(detail)};
            result.subject = http::redact(result.subject, request.secrets);
            result.detail = http::redact(result.detail, request.secrets);
            return result;
        };
        if (stop.stop_requested()) return failed(code::cancelled, "a stop was requested");
        if (std::chrono::steady_clock::now() >= until)
            return failed(code::timeout, "the deadline had passed");

        std::lock_guard const lock(state_->mutex);
        state_->sent.push_back(request);
        for (auto& row : state_->script) {
            if (row.times == 0 || (row.method && *row.method != request.method)) continue;
            if (!row.url.empty() && row.url != request.url) continue;
            if (row.times != scripted_answer::always) --row.times;
            return row.answer;
        }
        return failed(code::refused, "the script has no answer to " +
                                         std::string(name(request.method)) + " " + request.url);
    }

    // The requests that were sent so far, in order.
    std::vector<http::request> sent() const {
        std::lock_guard const lock(state_->mutex);
        return state_->sent;
    }

  private:
    struct state {
        explicit state(std::vector<scripted_answer> rows) : script(std::move(rows)) {}
        std::mutex mutex;
        std::vector<scripted_answer> script;
        std::vector<http::request> sent;
    };
    std::shared_ptr<state> state_;
};

static_assert(transport<scripted_transport>);

}  // namespace trotline
#endif
