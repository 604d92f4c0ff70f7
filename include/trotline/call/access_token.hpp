// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_ACCESS_TOKEN_HPP
#define TROTLINE_CALL_ACCESS_TOKEN_HPP
// Access tokens (OAuth 2.0, RFC 6749): the webhooks that get one, and how calls that need one share
// it and renew it once.

#include <trotline/core/described.hpp>
#include <trotline/core/exception.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/linked_stop.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/request_content.hpp>
#include <trotline/http/response.hpp>
#include <trotline/http/retry_after.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/timer.hpp>
#include <trotline/webhook.hpp>

#include <algorithm>
#include <chrono>
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

namespace detail::tokens {

inline failure about_token(failure why) {
    why.detail.insert(0, "no access token: ");
    for (row_failure& row : why.rows) row.excerpt = {};
    why.may_have_been_processed = false;  // the caller's request
    return why;
}
inline failure refusal(trotline::code why, std::string detail) {
    return {.stage = why == code::unexpected_status ? stage::status : stage::connect,
            .code = why,
            .subject = "access token",
            .detail = std::move(detail)};
}
// An exception becomes a failure, so that the other calls do not wait in vain.
template <class V> result<V> caught(auto&& body) {
    return catching_text<never_thrown>(
        body, [](char const* what) -> result<V> { return refusal(code::internal, what); });
}

// A token, and who waits for it.
template <timer Timer> struct shared_token {
    shared_token(token_settings with, Timer clock)
        : settings(std::move(with)), timer(std::move(clock)) {}

    token_settings settings;  // used by the call that renews the token
    Timer timer;
    std::mutex mutex;
    std::string token{};
    deadline expires{};
    bool renewing = false;
    unsigned renewals = 0;               // that have ended
    std::optional<failure> why{};        // why the last one failed
    std::vector<stop_source> waiting{};  // ends the waits for the renewal
};

// What a call does next.
struct step {
    enum class action : unsigned char { send, renew, wait, fail };

    action what = action::fail;
    std::string token{};
    stop_token early{};  // ends the wait, which ends by the call's deadline
    std::optional<failure> why{};
};

// One call on its way to a token, which one of the calls that need it requests for all of them. Not
// safe for several threads itself.
template <timer Timer> class course {
    using state = shared_token<Timer>;
    using action = step::action;

  public:
    course(std::shared_ptr<state> in, deadline until, stop_token stop)
        : in_(std::move(in)), until_(until), stop_(std::move(stop)) {}
    course(course const&) = delete;
    course& operator=(course const&) = delete;
    // If its token request was never sent, another call makes one.
    ~course() {
        if (!renews_) return;
        auto waiting = [&] {
            std::lock_guard const lock(in_->mutex);
            return ended();
        }();
        for (stop_source& each : waiting) each.request_stop();
    }

    step next() {
        std::lock_guard const lock(in_->mutex);
        return look();
    }
    // After a wait, which ended at its time or early.
    step after(bool on_time) {
        std::lock_guard const lock(in_->mutex);
        if (in_->renewals == seen_)
            return failed(about_token(refusal(on_time ? code::timeout : code::cancelled,
                                              "another call's request for it had not ended")));
        if (in_->why) return failed(*in_->why);
        return look();
    }

    // The request that gets a token, and its deadline: for the call that renews it.
    result<http::request> token_request() {
        token_settings const& settings = in_->settings;
        http::request request;
        if (auto rendered = render(settings.request, settings.parameters, request); !rendered)
            return std::move(rendered).error();
        secrets_ = request.secrets;
        request.secret_answer = true;
        return request;
    }
    deadline token_deadline() {
        auto const own = deadline_after(in_->timer.now(), in_->settings.request.deadline);
        shortened_ = until_ < own;
        return (std::min)(until_, own);
    }
    // Takes the answer to the token request, for all calls.
    step renewed(result<http::response> answer) {
        auto got = caught<token_answer>([&] { return read(std::move(answer)); });
        std::vector<stop_source> waiting;
        step next = [&] {
            std::lock_guard const lock(in_->mutex);
            waiting = ended();
            if (got) return keep(*got);
            // the others try themselves if only this call had no more time
            failure why = about_token(std::move(got).error());
            if (!is_own(why)) in_->why = why;
            return failed(std::move(why));
        }();
        for (stop_source& each : waiting) each.request_stop();
        return next;
    }

    // True if the outcome says that the token is no longer accepted, for the first time.
    bool again(http::request const& request, std::string const& token,
               result<http::response> const& outcome) {
        if (!outcome || outcome->status != 401 || !refused_.empty() ||
            !http::can_be_sent_again(request))
            return false;
        refused_ = token;
        return true;
    }

    static failure cancelled() {
        return about_token(refusal(code::cancelled, "the transport was destroyed"));
    }

  private:
    // Ends the renewal. Returns who waits for it. The lock must be held.
    std::vector<stop_source> ended() {
        in_->renewing = renews_ = false;
        ++in_->renewals;
        in_->why.reset();
        return std::exchange(in_->waiting, {});
    }
    static step failed(failure why) { return {.why = std::move(why)}; }

    // The lock must be held.
    step look() {
        state& s = *in_;
        if (!s.token.empty() && s.token != refused_ && s.timer.now() < s.expires)
            return {.what = action::send, .token = s.token};
        seen_ = s.renewals;
        if (!s.renewing) {
            s.renewing = renews_ = true;
            return {.what = action::renew};
        }
        woken_.emplace(stop_);
        s.waiting.push_back(woken_->source());
        return {.what = action::wait, .early = woken_->token()};
    }
    // The lock must be held.
    step keep(token_answer const& got) {
        state& s = *in_;
        // A service may say more seconds than a clock can count.
        constexpr std::chrono::seconds none{}, longest = longest_pause;
        auto const lives =
            std::clamp(std::chrono::seconds(got.expires_in.value_or(0)), none, longest);
        s.token = got.access_token;
        s.expires =
            s.timer.now() + (got.expires_in ? lives - (std::min)(s.settings.margin, lives / 2)
                                            : (std::min)(s.settings.lifetime, longest));
        return {.what = action::send, .token = s.token};
    }
    bool is_own(failure const& why) const {
        return why.code == code::cancelled ||
               (shortened_ && (why.code == code::timeout || why.code == code::overloaded));
    }
    result<token_answer> read(result<http::response> answer) {
        token_settings& with = in_->settings;
        if (!answer) return std::move(answer).error();
        if (!with.request.success.contains(answer->status))
            return refusal(code::unexpected_status,
                           std::to_string(answer->status) + ": " +
                               http::redact(answer->content, secrets_, 160));
        using rows = mapping<token_answer, row<"access_token", &token_answer::access_token>,
                             row<"expires_in", &token_answer::expires_in, row_option::coerce>,
                             row<"refresh_token", &token_answer::refresh_token>>;
        auto mapped = map<rows>(answer->content);
        if (!mapped) return to_failure(mapped.error());
        if (!http::is_field_value(mapped->access_token) || mapped->access_token.empty())
            return refusal(code::wrong_type,
                           "the answer's access_token cannot be written into a field");
        if (mapped->refresh_token)
            with.parameters.set("REFRESH_TOKEN", secret{*mapped->refresh_token});
        return *std::move(mapped);
    }

    std::shared_ptr<state> in_;
    deadline until_;
    stop_token stop_;
    std::string refused_{};               // the token that was answered with a 401
    bool renews_ = false;                 // this call requests the token
    unsigned seen_ = 0;                   // renewals when it began to wait or to renew
    bool shortened_ = false;              // the token request has this call's deadline, not its own
    std::vector<std::string> secrets_{};  // of the token request
    std::optional<linked_stop> woken_{};
};

}  // namespace detail::tokens
}  // namespace trotline
#endif
