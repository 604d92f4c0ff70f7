// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_ASYNC_HPP
#define TROTLINE_TRANSPORT_ASYNC_HPP

#include <trotline/core/stop_token.hpp>
#include <trotline/transport/concept.hpp>

#include <concepts>
#include <condition_variable>
#include <coroutine>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// Receives the result of a started request. It is called exactly once, by a thread of the
// transport's; or inside start(), if the request was refused at once. It must not throw and should
// not take long. It may be empty. The transport uses again the storage of what it does not move out
// of the result.
using completion = std::function<void(result<http::response>&&)>;

// A transport that can also start a request and return immediately, in every case: a full queue is
// a failure (overloaded) that the completion gets. Each call ends by its deadline, or soon after a
// stop was requested. Destroying the transport waits a bounded time, then cancels what is left.
// Every completion is called before the destructor ends, so the destructor must not run inside of
// one.
//
// Models: async_curl_transport, threaded<T>; and transports that wrap another one, such as
// retrying<T>, if T is one.
template <class T>
concept async_transport = transport<T> &&
    requires(T& t, http::request request, deadline until, stop_token stop, completion done) {
    { t.start(std::move(request), until, std::move(stop), std::move(done)) } -> std::same_as<void>;
};

// Starts a request and returns the answer as a future.
template <async_transport T>
std::future<result<http::response>> send_async(T& transport, http::request request, deadline until,
                                               stop_token stop = {}) {
    auto promised = std::make_shared<std::promise<result<http::response>>>();
    auto answer = promised->get_future();
    transport.start(
        std::move(request), until, std::move(stop),
        [promised](result<http::response> outcome) { promised->set_value(std::move(outcome)); });
    return answer;
}

// Awaits the answer in a coroutine, which resumes in the thread that calls the completion.
//   auto answer = co_await tl::sending(transport, request, until);
// (g++ 12 destroys temporaries made of braces inside a co_await expression twice: give the request
// a name first.)
template <async_transport T> class sending {
  public:
    sending(T& transport, http::request request, deadline until, stop_token stop = {})
        : transport_(transport),
          request_(std::move(request)),
          until_(until),
          stop_(std::move(stop)) {}

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting) {
        // The coroutine may be resumed, and destroyed, before start() returns.
        transport_.start(std::move(request_), until_, std::move(stop_),
                         [this, waiting](result<http::response> outcome) {
                             outcome_ = std::move(outcome);
                             waiting.resume();
                         });
    }
    result<http::response> await_resume() { return std::move(*outcome_); }

  private:
    T& transport_;
    http::request request_;
    deadline until_;
    stop_token stop_;
    std::optional<result<http::response>> outcome_;
};

namespace detail {

// Starts and waits: implements send() with start().
template <class T>
result<http::response> wait_for(T& transport, http::request const& request, deadline until,
                                stop_token stop) {
    std::mutex guard;
    std::condition_variable has_ended;
    std::optional<result<http::response>> outcome;
    transport.start(request, until, std::move(stop), [&](result<http::response>&& ended) {
        // Notifies with the lock: these variables are gone soon after it is released.
        std::lock_guard const lock(guard);
        outcome.emplace(std::move(ended));
        has_ended.notify_one();
    });
    std::unique_lock lock(guard);
    has_ended.wait(lock, [&] { return outcome.has_value(); });
    return std::move(*outcome);
}

}  // namespace detail

}  // namespace trotline
#endif
