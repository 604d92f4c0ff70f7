// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_AUTHORIZING_HPP
#define TROTLINE_CALL_AUTHORIZING_HPP
// A transport that gets access tokens (OAuth 2.0, RFC 6749) and sends every request with one. The
// request that gets a token is itself a webhook.

#include <trotline/core/abi.hpp>
#include <trotline/core/described.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/request_content.hpp>
#include <trotline/http/response.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/timer.hpp>
#include <trotline/webhook.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// The service's answer to a token request: RFC 6749 section 5.1.
struct token_answer {
    std::string access_token{};
    std::optional<long> expires_in{};  // seconds
    std::optional<std::string> refresh_token{};
};
BOOST_DESCRIBE_STRUCT(token_answer, (), (access_token, expires_in, refresh_token))

// Returns a webhook that requests a token with the client's own credentials: RFC 6749 section 4.4.
// Its parameters are CLIENT_ID, CLIENT_SECRET, and SCOPE if `scope` is true.
inline webhook client_credentials(std::string_view url, bool scope = false) {
    webhook made;
    made.label = "access token";
    made.method = method::post;
    made.url = url_template(url);
    made.authorization = basic("$CLIENT_ID", "$CLIENT_SECRET");
    made.body = scope ? form_body("grant_type=client_credentials&scope=$SCOPE")
                      : form_body("grant_type=client_credentials");
    return made;
}
// Returns a webhook that requests a token with a refresh token: RFC 6749 section 6. Its parameters
// are CLIENT_ID, CLIENT_SECRET and REFRESH_TOKEN. If an answer contains a new refresh token, that
// one replaces the old one.
inline webhook refresh_token(std::string_view url) {
    webhook made = client_credentials(url);
    made.body = form_body("grant_type=refresh_token&refresh_token=$REFRESH_TOKEN");
    return made;
}

// The settings of authorizing<>.
struct token_settings {
    webhook request{};                    // the webhook that gets a token
    memory_parameter_store parameters{};  // its parameters
    // renewed this long before it expires, but not before half its lifetime
    std::chrono::seconds margin{30};
    // the lifetime of a token whose answer does not say how long it is valid
    std::chrono::seconds lifetime{300};
};

// Sends every request with an access token in `Authorization: Bearer`. It gets a token when it
// first needs one, keeps it until it expires, and renews it once for all threads. After a 401 it
// gets another token and sends the request once more (a 401 means that nothing was done). A request
// that has an Authorization field or Digest credentials is sent as it is. The token is treated as a secret: if an answer
// repeats it, it is hidden there. If no token can be had, the call fails, and nothing but the token
// request was sent. Copies share the token. Safe for several threads if T is.
//   tl::authorizing<tl::curl_transport> transport{
//       tl::curl_transport{},
//       {.request = tl::client_credentials("https://login.example/token"),
//        .parameters = {{"CLIENT_ID", "me"}, {"CLIENT_SECRET", tl::secret{"..."}}}}};
template <transport T, timer Timer = steady_timer> class authorizing {
  public:
    authorizing(T wrapped, token_settings settings, Timer timer = {})
        : wrapped_(std::forward<T>(wrapped)),
          state_(std::make_shared<state>(std::move(settings), std::move(timer))) {}

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        if (request.digest || http::find_field(request.fields, "Authorization") != nullptr)
            return wrapped_.send(request, until, std::move(stop));
        std::string refused;
        for (;;) {
            auto token = current(refused, until, stop);
            if (!token) return std::move(token).error();
            http::request authorized = request;
            authorized.fields.push_back({"Authorization", "Bearer " + *token});
            authorized.secrets.push_back(*token);
            auto outcome = without(*token, wrapped_.send(authorized, until, stop));
            if (!outcome || outcome->status != 401 || !refused.empty() ||
                !http::can_be_sent_again(request))
                return outcome;
            refused = *std::move(token);
        }
    }

    T& wrapped() { return wrapped_; }

  private:
    struct state {
        state(token_settings with, Timer clock)
            : settings(std::move(with)), timer(std::move(clock)) {}

        token_settings settings;
        Timer timer;
        std::mutex mutex;
        std::condition_variable_any ended;
        std::string token;
        deadline expires{};
        bool renewing = false;
        unsigned renewals = 0;         // that have ended
        std::optional<failure> why{};  // why the last one failed
    };

    // Returns a token other than the one that was refused.
    result<std::string> current(std::string const& refused, deadline until,
                                stop_token const& stop) {
        state& s = *state_;
        std::unique_lock lock(s.mutex);
        while (s.token.empty() || s.token == refused || s.timer.now() >= s.expires) {
            if (!s.renewing) {
                s.renewing = true;
                lock.unlock();
                auto got = renewed(until, stop);
                lock.lock();
                s.renewing = false;
                ++s.renewals;
                s.ended.notify_all();
                if (!got) {
                    s.why = std::move(got).error();
                    return *s.why;
                }
                s.why.reset();
                s.token = got->access_token;
                std::chrono::seconds const lives((std::max)(got->expires_in.value_or(0), 0L));
                s.expires = s.timer.now() + (got->expires_in
                                                 ? lives - (std::min)(s.settings.margin, lives / 2)
                                                 : s.settings.lifetime);
                return s.token;
            }
            unsigned const before = s.renewals;
            if (!s.ended.wait_until(lock, stop, until, [&] { return s.renewals != before; }))
                return refusal(stop.stop_requested() ? code::cancelled : code::timeout,
                               "another thread's request for it had not ended");
            if (s.why) return *s.why;
        }
        return s.token;
    }

    // Returns the result of the token request. Only one thread at a time is here. An exception
    // becomes a failure, so that the other threads do not wait in vain.
    result<token_answer> renewed(deadline until, stop_token const& stop) try {
        token_settings& with = state_->settings;
        http::request request;
        if (auto rendered = render(with.request, with.parameters, request); !rendered)
            return about_token(std::move(rendered).error());
        auto answer = wrapped_.send(
            request, (std::min)(until, state_->timer.now() + with.request.deadline), stop);
        if (!answer) return about_token(std::move(answer).error());
        if (!with.request.success.contains(answer->status))
            return refusal(code::unexpected_status,
                           std::to_string(answer->status) + ": " +
                               http::redact(answer->content, request.secrets).substr(0, 160));
        using rows = mapping<token_answer, row<"access_token", &token_answer::access_token>,
                             row<"expires_in", &token_answer::expires_in, row_option::coerce>,
                             row<"refresh_token", &token_answer::refresh_token>>;
        auto mapped = map<rows>(answer->content);
        if (!mapped) return about_token(to_failure(mapped.error()));
        if (!http::is_field_value(mapped->access_token) || mapped->access_token.empty())
            return refusal(code::wrong_type,
                           "the answer's access_token cannot be written into a field");
        if (mapped->refresh_token)
            with.parameters.set("REFRESH_TOKEN", secret{*mapped->refresh_token});
        return *std::move(mapped);
    } catch (std::exception const& thrown) {
        return refusal(code::internal, thrown.what());
    }

    static failure about_token(failure why) {
        why.detail.insert(0, "no access token: ");
        for (row_failure& row : why.rows) row.excerpt = {};
        why.may_have_been_processed = false;  // the caller's request
        return why;
    }
    static failure refusal(trotline::code why, std::string detail) {
        return about_token(
            {.stage = why == code::unexpected_status ? stage::status : stage::connect,
             .code = why,
             .subject = "access token",
             .detail = std::move(detail)});
    }
    // Hides the token in an outcome: the caller does not know it, and might print it.
    static result<http::response> without(std::string const& token,
                                          result<http::response> outcome) {
        std::vector<std::string> const secrets{token};
        auto const hide = [&](std::string& text) {
            if (text.find(token) != text.npos) text = http::redact(text, secrets);
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

    T wrapped_;
    std::shared_ptr<state> state_;
};

}  // namespace trotline
#endif
