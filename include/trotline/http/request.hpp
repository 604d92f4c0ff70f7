// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_REQUEST_HPP
#define TROTLINE_HTTP_REQUEST_HPP

#include <trotline/http/content_sink.hpp>
#include <trotline/http/content_source.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/method.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace trotline::inline TROTLINE_ABI::http {

// The credentials of Digest authentication (RFC 7616), with which a transport answers a server's
// challenge.
struct digest_credentials {
    std::string user{};
    std::string password{};  // also one of the request's secrets
};

// A request that a transport sends: rendered, complete and checked. Rendering into the same object
// again reuses its storage.
struct request {
    http::method method = http::method::get;
    // absolute, http or https, percent-encoded, without a fragment. The host is in ASCII, or in
    // another alphabet as UTF-8; then a transport connects to its form in ASCII
    std::string url{};
    std::vector<field> fields{};
    std::string content{};  // what of the content is in memory
    // what is read while it is sent, by offset; a transport that cannot do that refuses the request
    std::vector<content_source> sources{};
    // of a multipart content: random, so recordings do not compare it
    std::string boundary{};
    // a transport that cannot answer a challenge refuses the request
    std::optional<digest_credentials> digest{};
    // texts that must not appear in any output, in every form that they have in this request
    std::vector<std::string> secrets{};
    // a good answer is itself secret, as a token is: nothing may show or record its texts
    bool secret_answer = false;
    // ignore names in the answer's Content-Encoding that are not codings
    bool lenient_codings = false;
    // takes the content of a good answer; a transport that cannot do that leaves it in the response
    std::shared_ptr<content_sink const> sink{};
    std::string label{};   // the webhook's, for observers; never sent
    unsigned attempt = 1;  // counted by retrying<T>
};

}  // namespace trotline::http
#endif
