// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_REQUEST_HPP
#define TROTLINE_HTTP_REQUEST_HPP

#include <trotline/http/field.hpp>
#include <trotline/http/method.hpp>

#include <string>
#include <vector>

namespace trotline::inline TROTLINE_ABI::http {

// A request that a transport sends: rendered, complete and checked. Rendering into the same object
// again reuses its storage.
struct request {
    http::method method = http::method::get;
    std::string url{};  // absolute, http or https, percent-encoded, without a fragment
    std::vector<field> fields{};
    std::string content{};  // empty: the request has no content
    // texts that must not appear in any output, in every form that they have in this request
    std::vector<std::string> secrets{};
};

}  // namespace trotline::http
#endif
