// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_SIGNING_HPP
#define TROTLINE_TRANSPORT_SIGNING_HPP
// A transport that signs every request as the Standard Webhooks specification describes it, so that
// the receiver knows who sent it. Needs OpenSSL (libcrypto).

#include <trotline/core/abi.hpp>
#include <trotline/core/random.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/webhook_signature.hpp>
#include <trotline/transport/async.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/timer.hpp>

#include <string>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// Signs requests: adds the fields webhook-id, webhook-timestamp and webhook-signature of the
// Standard Webhooks specification. The id is the request's webhook-id if it has one, else its
// Idempotency-Key, else random. signing<retrying<T>> uses one id and one signature for all
// attempts; retrying<signing<T>> signs every attempt. Content from files and streams is refused.
// Safe for several threads if T is. Asynchronous if T is; a T that cannot be moved is used by
// reference: signing<async_curl_transport&>.
//   tl::signing<tl::curl_transport> transport(*tl::webhook_keys::parse({secret}));
template <transport T, timer Timer = steady_timer> class signing {
  public:
    explicit signing(webhook_keys keys, T wrapped = T(), Timer timer = {})
        : keys_(std::move(keys)), wrapped_(std::forward<T>(wrapped)), timer_(std::move(timer)) {}

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        if (!request.sources.empty()) return not_signed();
        return wrapped_.send(signed_one(request), until, std::move(stop));
    }
    void start(http::request request, deadline until, stop_token stop,
               completion done) requires async_transport<T> {
        if (!request.sources.empty()) {
            if (done) done(not_signed());
            return;
        }
        wrapped_.start(signed_one(std::move(request)), until, std::move(stop), std::move(done));
    }

    T& wrapped() { return wrapped_; }

  private:
    static failure not_signed() {
        return {.stage = stage::render,
                .code = code::malformed_request,
                .subject = "content",
                .detail = "a content that is not in memory cannot be signed"};
    }
    http::request signed_one(http::request request) const {
        auto const* id = http::find_field(request.fields, "webhook-id");
        auto const* const key = http::find_field(request.fields, "Idempotency-Key");
        std::string const known = id != nullptr    ? id->value
                                  : key != nullptr ? key->value
                                                   : "msg_" + detail::random_key();
        std::string const timestamp = std::to_string(timer_.date().time_since_epoch().count());
        if (id == nullptr) request.fields.push_back({"webhook-id", known});
        request.fields.push_back({"webhook-timestamp", timestamp});
        request.fields.push_back(
            {"webhook-signature", keys_.sign(known, timestamp, request.content)});
        return request;
    }

    webhook_keys keys_;
    typename detail::wrapping<T>::type wrapped_;
    Timer timer_;
};

}  // namespace trotline
#endif
