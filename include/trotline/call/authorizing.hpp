// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_AUTHORIZING_HPP
#define TROTLINE_CALL_AUTHORIZING_HPP
// A transport that gets access tokens (OAuth 2.0, RFC 6749) and sends every request with one. The
// request that gets a token is itself a webhook.

#include <trotline/call/access_token.hpp>
#include <trotline/core/ascii.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>
#include <trotline/transport/alarm.hpp>
#include <trotline/transport/async.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/timer.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// Sends every request with an access token in `Authorization: Bearer`. It gets a token when it
// first needs one, keeps it until it expires, and renews it once for all calls. After a 401 it gets
// another token and sends the request once more (a 401 means that nothing was done). A request that
// has an Authorization field or Digest credentials is sent as it is. The token is treated as a
// secret: if an answer repeats it, it is hidden there. If no token can be had, the call fails, and
// nothing but the token request was sent. Copies share the token. Safe for several threads if T is.
// Asynchronous if T is: one thread waits for all calls. A T that cannot be moved is used by
// reference: authorizing<async_curl_transport&>.
//   tl::authorizing<tl::curl_transport> transport{
//       tl::curl_transport{},
//       {.request = tl::client_credentials("https://login.example/token"),
//        .parameters = {{"CLIENT_ID", "me"}, {"CLIENT_SECRET", tl::secret{"..."}}}}};
template <transport T, timer Timer = steady_timer> class authorizing {
  public:
    authorizing(T wrapped, token_settings settings, Timer timer = {})
        : wrapped_(std::forward<T>(wrapped)),
          state_(std::make_shared<state>(std::move(settings), timer)),
          alarm_(std::move(timer)) {}

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        if (has_authorization(request)) return wrapped_.send(request, until, std::move(stop));
        course mine(state_, until, stop);
        for (step next = mine.next();;) {
            switch (next.what) {
                case action::wait:
                    next = mine.after(state_->timer.wait_until(until, next.early));
                    break;
                case action::renew:
                    next = mine.renewed(asked_for_token(mine, stop));
                    break;
                case action::fail:
                    return *std::move(next.why);
                case action::send:
                    auto outcome =
                        without(next.token, wrapped_.send(with(request, next.token), until, stop));
                    if (!mine.again(request, next.token, outcome)) return outcome;
                    next = mine.next();
            }
        }
    }

    void start(http::request request, deadline until, stop_token stop,
               completion done) requires async_transport<T> {
        if (has_authorization(request))
            return wrapped_.start(std::move(request), until, std::move(stop), std::move(done));
        auto const call =
            std::make_shared<started>(std::addressof(wrapped_), alarm_.shared, state_,
                                      std::move(request), until, std::move(stop), std::move(done));
        take(call, call->mine.next());
    }

    T& wrapped() { return wrapped_; }

  private:
    using state = trotline::detail::tokens::shared_token<Timer>;
    using course = trotline::detail::tokens::course<Timer>;
    using step = trotline::detail::tokens::step;
    using action = step::action;

    // A call that does not wait.
    struct started {
        started(std::remove_reference_t<T>* to, std::shared_ptr<trotline::detail::alarm<Timer>> by,
                std::shared_ptr<state> in, http::request what, deadline when, stop_token stopping,
                completion then)
            : through(to),
              waits(std::move(by)),
              request(std::move(what)),
              until(when),
              stop(std::move(stopping)),
              done(std::move(then)),
              mine(std::move(in), until, stop) {}

        std::remove_reference_t<T>* through;
        std::shared_ptr<trotline::detail::alarm<Timer>> waits;
        http::request request;
        deadline until;
        stop_token stop;
        completion done;
        course mine;
    };

    static void take(std::shared_ptr<started> const& call, step next) {
        switch (next.what) {
            case action::wait:
                call->waits->set(call->until, std::move(next.early),
                                 [call](bool on_time) { take(call, call->mine.after(on_time)); });
                return;
            case action::renew: {
                auto request = trotline::detail::tokens::caught<http::request>(
                    [&] { return call->mine.token_request(); });
                if (!request) return take(call, call->mine.renewed(std::move(request).error()));
                call->through->start(*std::move(request), call->mine.token_deadline(), call->stop,
                                     [call](result<http::response>&& answer) {
                                         went_on(call, call->mine.renewed(std::move(answer)));
                                     });
                return;
            }
            case action::fail:
                return finished(*call, *std::move(next.why));
            case action::send:
                call->through->start(with(call->request, next.token), call->until, call->stop,
                                     [call, token = next.token](result<http::response>&& got) {
                                         concluded(call, token, without(token, std::move(got)));
                                     });
        }
    }
    // The wrapped transport is called by the alarm's functions only: it may end while it calls a
    // completion.
    static void went_on(std::shared_ptr<started> const& call, step next) {
        if (next.what == action::fail) return take(call, std::move(next));
        call->waits->set({}, {}, [call, next = std::move(next)](bool on_time) {
            if (on_time) return take(call, next);
            finished(*call, course::cancelled());
        });
    }
    static void concluded(std::shared_ptr<started> const& call, std::string const& token,
                          result<http::response>&& outcome) {
        if (!call->mine.again(call->request, token, outcome))
            return finished(*call, std::move(outcome));
        auto last = std::make_shared<result<http::response>>(std::move(outcome));
        call->waits->set({}, {}, [call, last](bool on_time) {
            if (on_time) return take(call, call->mine.next());
            finished(*call, std::move(*last));
        });
    }
    static void finished(started const& call, result<http::response>&& outcome) {
        if (call.done) call.done(std::move(outcome));
    }

    result<http::response> asked_for_token(course& mine, stop_token const& stop) {
        return trotline::detail::tokens::caught<http::response>([&]() -> result<http::response> {
            auto request = mine.token_request();
            if (!request) return std::move(request).error();
            return wrapped_.send(*request, mine.token_deadline(), stop);
        });
    }
    static bool has_authorization(http::request const& request) {
        return request.digest || http::find_field(request.fields, "Authorization") != nullptr;
    }
    static http::request with(http::request request, std::string const& token) {
        request.fields.push_back({"Authorization", "Bearer " + token});
        request.secrets.push_back(token);
        return request;
    }
    // The longest part of a token that no service escapes: letters and digits. Most texts do not
    // have it, and are not searched further (which takes long).
    static std::string_view never_escaped(std::string_view token) {
        auto const stays = [](char c) {
            return trotline::detail::is_digit(c) ||
                   (http::lower(c) >= 'a' && http::lower(c) <= 'z');
        };
        std::string_view longest;
        for (std::size_t from = 0, at = 0; at <= token.size(); ++at) {
            if (at != token.size() && stays(token[at])) continue;
            if (at - from > longest.size()) longest = token.substr(from, at - from);
            from = at + 1;
        }
        return longest;
    }
    // Hides the token in an outcome: the caller does not know it, and might print it.
    static result<http::response> without(std::string const& token,
                                          result<http::response> outcome) {
        std::vector<std::string> const secrets{token};
        std::string_view const sign = never_escaped(token);
        auto const hide = [&](std::string& text) {
            bool const suspected = text.find(sign) != text.npos || text.find('\0') != text.npos;
            if (suspected) text = http::redact(text, secrets);
        };
        if (outcome) {
            hide(outcome->content);
            for (http::field& each : outcome->fields) hide(each.value);
            return outcome;
        }
        failure why = std::move(outcome).error();
        hide(why.subject);
        hide(why.detail);
        return why;
    }

    typename trotline::detail::wrapping<T>::type wrapped_;
    std::shared_ptr<state> state_;
    trotline::detail::own_alarm<Timer> alarm_;
};

}  // namespace trotline
#endif
