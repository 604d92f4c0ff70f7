// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_REDIRECT_CHAIN_HPP
#define TROTLINE_TRANSPORT_CURL_REDIRECT_CHAIN_HPP

#include <trotline/http/redact.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>
#include <trotline/transport/curl/redirect.hpp>
#include <trotline/transport/curl/settings.hpp>
#include <trotline/transport/request_check.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI::curl {

// Follows a request through the redirects that the settings allow, and adds up the times of all its
// transfers.
class redirect_chain {
  public:
    // `request` must live as long as the chain.
    explicit redirect_chain(http::request const& request) : current_(&request) {}

    http::request const& current() const { return *current_; }

    // Call it after each transfer with its result. True: send current() next, which is another
    // request now. False: the chain is over; `failed` and `into` are the result of the whole.
    bool goes_on(std::optional<failure>& failed, http::response& into,
                 curl_settings const& settings) {
        add(failed ? failed->elapsed : into.elapsed);
        bool again = false;
        if (!failed && settings.redirects > 0) again = redirected(failed, into, settings.redirects);
        if (again) {
            ++followed_;
            return true;
        }
        // The server that redirected has processed it.
        if (failed && followed_ > 0) failed->may_have_been_processed = true;
        if (failed) failed->elapsed = elapsed_;
        into.elapsed = elapsed_;
        return false;
    }

  private:
    bool redirected(std::optional<failure>& failed, http::response const& answer, unsigned limit) {
        http::request next;
        std::string_view text;
        auto const found = redirect(*current_, answer, next, text);
        if (found == redirection::none) return false;
        if (found == redirection::follow && followed_ < limit) {
            next_ = std::move(next);
            current_ = &next_;
            return true;
        }
        bool const forbidden = found == redirection::forbidden;
        failed = failure{
            .stage = stage::receive,
            .code = forbidden ? code::forbidden_redirect : code::too_many_redirects,
            .subject = http::redact(trotline::detail::host_of(current_->url), current_->secrets),
            .detail = std::string(
                forbidden ? text : "more redirects than curl_settings::redirects allows"),
            .may_have_been_processed = true,
            .bytes_received = answer.content.size()};
        return false;
    }

    void add(phase_times const& more) {
        elapsed_.resolve += more.resolve;
        elapsed_.connect += more.connect;
        elapsed_.tls += more.tls;
        elapsed_.send += more.send;
        elapsed_.first_byte += more.first_byte;
        elapsed_.receive += more.receive;
        elapsed_.total += more.total;
    }

    http::request const* current_;
    http::request next_;
    unsigned followed_ = 0;
    phase_times elapsed_;
};

}  // namespace trotline::curl
#endif
