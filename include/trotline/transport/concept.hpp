// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CONCEPT_HPP
#define TROTLINE_TRANSPORT_CONCEPT_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>

#include <chrono>
#include <concepts>

namespace trotline::inline TROTLINE_ABI {

// When a call must be over. The deadline covers everything: resolving, connecting, TLS, redirects,
// retries, content.
using deadline = std::chrono::steady_clock::time_point;

namespace detail {
// The deadline that is so long after `begin`; the last one that there is, if the clock ends before.
constexpr deadline deadline_after(deadline begin, std::chrono::milliseconds longest) {
    using std::chrono::milliseconds;
    if (longest <= milliseconds::zero()) return begin;
    return longest < std::chrono::duration_cast<milliseconds>((deadline::max)() - begin)
               ? begin + longest
               : (deadline::max)();
}
}  // namespace detail

// A transport sends one request and waits for the whole answer. Every status is an answer; failures
// have stages from resolve to decode. It ends by the deadline, or soon after a stop was requested.
// A model is safe for several threads at once only if it says so.
//
// The smallest model, compiled in tests/transport/concept.cpp:
//   struct echo {
//       trotline::result<trotline::http::response> send(trotline::http::request const& request,
//                                                       trotline::deadline, std::stop_token) {
//           return trotline::http::response{.status = 200, .content = request.content};
//       }
//   };
//
// Models: curl_transport (default), scripted_transport, recording<T>, replaying, retrying<T>,
// limiting<T>, breaking<T>, observed<T, Observer>, revalidating<T>.
template <class T>
concept transport = requires(T& t, http::request const& request, deadline until, stop_token stop) {
    { t.send(request, until, stop) } -> std::same_as<result<http::response>>;
};

namespace detail {
// What a transport has that wraps another one: a T, or a reference to one.
template <transport T> struct wrapping {
    static_assert(std::move_constructible<T>,
                  "a transport that cannot be moved is wrapped by reference: write T& instead of "
                  "T, as in retrying<async_curl_transport&>");
    using type = T;
};
}  // namespace detail

}  // namespace trotline
#endif
