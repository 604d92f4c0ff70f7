// SPDX-License-Identifier: BSL-1.0
// A program with a transport of its own.
#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/json.hpp>
#include <trotline/version.hpp>

namespace tl = trotline;

struct echo {
    tl::result<tl::http::response> send(tl::http::request const& request, tl::deadline,
                                        trotline::stop_token) {
        return tl::http::response{.status = 200, .content = request.content};
    }
};
using version_row = tl::parameters_from<tl::row<"version", "RECEIVED">>;

int main() {
    tl::basic_webhook_node<echo, tl::json_parser, tl::memory_parameter_store> node{
        {"VERSION", TROTLINE_VERSION}};
    auto const sent =
        node.call<version_row>(tl::webhook{.method = tl::method::post,
                                           .url = "http://localhost/",
                                           .body = tl::json_body(R"({"version": $VERSION})")});
    return sent && node.parameters().get("RECEIVED") == tl::value(TROTLINE_VERSION) ? 0 : 1;
}
