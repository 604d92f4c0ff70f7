// SPDX-License-Identifier: BSL-1.0
// A transport that signs requests and wraps any other one, following the Standard Webhooks
// specification: the fields webhook-id, webhook-timestamp and webhook-signature, which is `v1,` and
// the Base64 of the HMAC-SHA256 of `id.timestamp.content`.
#include <trotline/http/base64.hpp>
#include <trotline/trotline.hpp>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <boost/describe.hpp>
#include <chrono>
#include <iostream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace tl = trotline;

// The secret: `whsec_` and the key in Base64. Throws std::invalid_argument for anything else.
class signer {
  public:
    explicit signer(std::string_view secret) {
        auto const key =
            secret.starts_with("whsec_") ? tl::http::decode_base64(secret.substr(6)) : std::nullopt;
        if (!key || key->empty()) throw std::invalid_argument("a secret is written whsec_BASE64");
        key_ = *key;
    }
    std::string sign(std::string_view id, std::string_view timestamp,
                     std::string_view content) const {
        std::string const text =
            std::string(id).append(".").append(timestamp).append(".").append(content);
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        if (!HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
                  reinterpret_cast<unsigned char const*>(text.data()), text.size(), digest, &size))
            throw std::runtime_error("HMAC-SHA256 failed");
        return "v1," + tl::http::encode_base64({reinterpret_cast<char const*>(digest), size});
    }

  private:
    std::string key_;
};

// signing<retrying<T>> has one id and one signature for all attempts; retrying<signing<T>> signs
// each attempt anew.
template <tl::transport T> class signing {
  public:
    signing(signer with, T wrapped = T())
        : signer_(std::move(with)), wrapped_(std::move(wrapped)) {}

    tl::result<tl::http::response> send(tl::http::request const& request, tl::deadline until,
                                        std::stop_token stop) {
        tl::http::request out = request;
        auto const* const given = tl::http::find_field(request.fields, "webhook-id");
        std::string const id = given != nullptr ? given->value : random_id();
        auto const now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        std::string const timestamp = std::to_string(now.time_since_epoch().count());
        if (given == nullptr) out.fields.push_back({"webhook-id", id});
        out.fields.push_back({"webhook-timestamp", timestamp});
        out.fields.push_back({"webhook-signature", signer_.sign(id, timestamp, out.content)});
        return wrapped_.send(out, until, stop);
    }

  private:
    static std::string random_id() {
        std::random_device source;
        std::string id = "msg_";
        for (int i = 0; i < 24; ++i) id += "0123456789abcdefghijklmnopqrstuvwxyz"[source() % 36];
        return id;
    }
    signer signer_;
    T wrapped_;
};

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
    // The test vector of the specification's libraries.
    signer const known("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    if (known.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", R"({"test": 2432232314})") !=
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
        return std::cerr << "the test vector is signed otherwise\n", 1;

    using node_type = tl::basic_webhook_node<signing<tl::curl_transport>, tl::media_type_parser,
                                             tl::memory_parameter_store>;
    node_type node{signing<tl::curl_transport>(known), {}, {{"SERVER", argv[1]}, {"ORDER", 7}}};
    auto const answer = node.call<received_rows>(notify);
    if (!answer) return std::cerr << answer.failure() << '\n', 1;
    std::cout << "sent " << answer->content << "\n  webhook-id: " << answer->id
              << "\n  webhook-timestamp: " << answer->timestamp
              << "\n  webhook-signature: " << answer->signature << '\n';
    bool const good =
        answer->content == R"({"paid": 7})" && answer->id.starts_with("msg_") &&
        answer->signature == known.sign(answer->id, answer->timestamp, answer->content);
    return good ? 0 : 1;
}
