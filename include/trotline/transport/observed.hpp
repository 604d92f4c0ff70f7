// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_OBSERVED_HPP
#define TROTLINE_TRANSPORT_OBSERVED_HPP
// A transport that tells an observer when a request begins and how it ended, for metrics, traces
// and logs. The observer sees no secrets.

#include <trotline/core/abi.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/request_content.hpp>
#include <trotline/http/response.hpp>
#include <trotline/transport/async.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/origin.hpp>

#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// What an observer sees of a request when it begins.
struct observed_request {
    std::string label{};  // the webhook's label
    http::method method{};
    std::string origin{};  // `https://api.example`; without the path, which could contain user data
    unsigned attempt = 1;  // counted by a retrying<T> around this transport
    std::size_t content_size = 0;
    // The request's field `traceparent` (W3C Trace Context), empty if it has none. The observer may
    // change it before the request is sent. See trace_context.
    std::string traceparent{};
};

// What an observer sees of how a request ended.
struct observed_outcome {
    int status = 0;  // 0: no answer
    trotline::code code = trotline::code::none;
    trotline::stage stage = trotline::stage::status;  // meaningful if there is a code
    phase_times elapsed{};
    std::size_t bytes_received = 0;  // of an answer: its decoded content; of a failure: everything
    bool may_have_been_processed = true;
};

// Is called twice for each request. began() is called before the request is sent. What it returns
// (a span, the time) is passed to ended(), which is called exactly once, in the thread in which the
// request ended. Neither may throw.
//   struct counting {
//       std::atomic<int> failed = 0;
//       int began(tl::observed_request&) { return 0; }
//       void ended(int, tl::observed_request const&, tl::observed_outcome const& how) {
//           if (how.code != tl::code::none) ++failed;
//       }
//   };
template <class O>
concept observer = requires(O& o, observed_request& request, observed_outcome const& how) {
    { o.began(request) } -> std::movable;
    o.ended(o.began(request), request, how);
};

// Tells an observer when each request begins and how it ended. Inside retrying<T>, the observer
// sees every attempt; outside of it, the call as a whole. Copies share the observer. Safe for
// several threads if T and the observer are. Asynchronous if T is; a T that cannot be moved is used
// by reference: observed<async_curl_transport&, counting>.
//   tl::observed<tl::curl_transport, counting> transport;
template <transport T, observer Observer> class observed {
  public:
    explicit observed(T wrapped = T(), std::shared_ptr<Observer> by = std::make_shared<Observer>())
        : wrapped_(std::forward<T>(wrapped)), observer_(std::move(by)) {}

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        under_way mine(observer_, facts(request));
        std::optional<http::request> traced;
        if (mine.seen.traceparent != traceparent(request))
            trace(traced.emplace(request), mine.seen);
        auto outcome = wrapped_.send(traced ? *traced : request, until, std::move(stop));
        mine.tell(how(outcome));
        return outcome;
    }

    void start(http::request request, deadline until, stop_token stop,
               completion done) requires async_transport<T> {
        auto mine = std::make_shared<under_way>(observer_, facts(request));
        if (mine->seen.traceparent != traceparent(request)) trace(request, mine->seen);
        wrapped_.start(
            std::move(request), until, std::move(stop),
            [mine = std::move(mine), done = std::move(done)](result<http::response>&& outcome) {
                mine->tell(how(outcome));
                if (done) done(std::move(outcome));
            });
    }

    T& wrapped() { return wrapped_; }
    Observer& by() { return *observer_; }

  private:
    // A request from its begin to its end, which is also told if the transport throws.
    struct under_way {
        under_way(std::shared_ptr<Observer> observer, observed_request request)
            : by(std::move(observer)), seen(std::move(request)), span(by->began(seen)) {}
        under_way(under_way const&) = delete;
        under_way& operator=(under_way const&) = delete;
        ~under_way() {
            if (!told) tell({.code = code::internal, .stage = stage::send});
        }
        void tell(observed_outcome const& ended) {
            told = true;
            by->ended(std::move(span), seen, ended);
        }

        std::shared_ptr<Observer> by;
        observed_request seen;
        decltype(std::declval<Observer&>().began(std::declval<observed_request&>())) span;
        bool told = false;
    };

    static std::string_view traceparent(http::request const& request) {
        auto const* const found = http::find_field(request.fields, "traceparent");
        return found != nullptr ? std::string_view(found->value) : std::string_view();
    }
    static observed_request facts(http::request const& request) {
        return {.label = http::redact(request.label, request.secrets),
                .method = request.method,
                .origin = http::redact(origin_of(request.url), request.secrets),
                .attempt = request.attempt,
                .content_size = http::content_size(request).value_or(request.content.size()),
                .traceparent = std::string(traceparent(request))};
    }
    static void trace(http::request& request, observed_request const& seen) {
        std::erase_if(request.fields, [](http::field const& each) {
            return http::same_name(each.name, "traceparent");
        });
        if (!seen.traceparent.empty()) request.fields.push_back({"traceparent", seen.traceparent});
    }
    static observed_outcome how(result<http::response> const& outcome) {
        if (outcome.has_value())
            return {.status = outcome->status,
                    .elapsed = outcome->elapsed,
                    .bytes_received = outcome->content.size()};
        failure const& why = outcome.error();
        return {.code = why.code,
                .stage = why.stage,
                .elapsed = why.elapsed,
                .bytes_received = why.bytes_received,
                .may_have_been_processed = why.may_have_been_processed};
    }

    typename detail::wrapping<T>::type wrapped_;
    std::shared_ptr<Observer> observer_;
};

}  // namespace trotline
#endif
