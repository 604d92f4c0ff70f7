// SPDX-License-Identifier: BSL-1.0
// Webhooks that are signed when they are sent, and verified by the receiver, following the Standard
// Webhooks specification.
#include <trotline/transport/signing.hpp>
#include <trotline/trotline.hpp>

#include <boost/describe.hpp>
#include <chrono>
#include <iostream>
#include <string>
#include <vector>

namespace tl = trotline;

struct received {
    std::string id, timestamp, signature, content;
};
BOOST_DESCRIBE_STRUCT(received, (), (id, timestamp, signature, content))
using received_rows = tl::mapping<received, tl::row<"['webhook-id']", &received::id>,
                                  tl::row<"webhook-timestamp", &received::timestamp>,
                                  tl::row<"webhook-signature", &received::signature>,
                                  tl::row<"content", &received::content>>;

constexpr tl::webhook notify{.method = tl::method::post,
                             .url = "$SERVER/signed",
                             .body = tl::json_body(R"({"paid": $ORDER})")};

int main(int argc, char** argv) {
    if (argc != 2) return std::cerr << "usage: signing_transport URL-OF-THE-EXAMPLE-SERVER\n", 2;
    // While a key is being replaced: the new and the old one.
    auto const keys = tl::webhook_keys::parse({"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"});
    if (!keys) return std::cerr << "a key is written whsec_BASE64\n", 1;

    using transport = tl::signing<tl::curl_transport>;
    tl::basic_webhook_node<transport, tl::media_type_parser, tl::memory_parameter_store> node{
        transport(*keys), {}, {{"SERVER", argv[1]}, {"ORDER", 7}}};
    auto const answer = node.call<received_rows>(notify);
    if (!answer) return std::cerr << answer.failure() << '\n', 1;
    std::cout << "sent " << answer->content << "\n  webhook-id: " << answer->id
              << "\n  webhook-timestamp: " << answer->timestamp
              << "\n  webhook-signature: " << answer->signature << '\n';

    // The receiver's part, with the fields and the content as they were received.
    std::vector<tl::http::field> const fields{{"webhook-id", answer->id},
                                              {"webhook-timestamp", answer->timestamp},
                                              {"webhook-signature", answer->signature}};
    auto const verdict =
        keys->verdict_of(fields, answer->content, std::chrono::system_clock::now());
    std::cout << "the signature is: " << name(verdict) << '\n';
    return verdict == tl::signature_verdict::valid ? 0 : 1;
}
