// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_WEBHOOK_SIGNATURE_HPP
#define TROTLINE_HTTP_WEBHOOK_SIGNATURE_HPP
// Signs and verifies webhooks as the Standard Webhooks specification describes it, so that a
// receiver knows who has sent a webhook. Needs OpenSSL (libcrypto).

#include <trotline/core/abi.hpp>
#include <trotline/core/exception.hpp>
#include <trotline/http/base64.hpp>
#include <trotline/http/field.hpp>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// The result of verifying a signature.
enum class signature_verdict : unsigned char {
    valid,
    missing_field,    // webhook-id, webhook-timestamp or webhook-signature, or one of them twice
    malformed_field,  // a timestamp that is not in seconds, an empty id
    too_old,          // the timestamp is further in the past than tolerated
    too_new,
    mismatch  // no signature was made with one of the keys
};

constexpr std::string_view name(signature_verdict verdict) {
    constexpr std::string_view names[] = {"valid",   "missing field", "malformed field",
                                          "too old", "too new",       "mismatch"};
    return names[static_cast<unsigned char>(verdict)];
}

// The keys that sender and receiver of webhooks share. While keys are being replaced there are
// several: the sender signs with all of them, and the receiver accepts a signature by any of them.
// They are never printed. Safe for several threads.
//   auto const keys = tl::webhook_keys::parse({"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}).value();
//   auto const now = std::chrono::system_clock::now();
//   if (keys.verdict_of(fields, content, now) == tl::signature_verdict::valid) ...
class webhook_keys {
  public:
    // Each text is `whsec_` followed by the key's Base64; a key has 24 to 64 bytes. Returns nothing
    // if there are no texts, or if one of them is written in another way.
    static std::optional<webhook_keys> parse(std::vector<std::string_view> const& texts) {
        constexpr std::string_view prefix = "whsec_";
        webhook_keys made;
        for (std::string_view const text : texts) {
            if (!text.starts_with(prefix)) return std::nullopt;
            auto key = http::decode_base64(text.substr(prefix.size()));
            if (!key || key->size() < 24 || key->size() > 64) return std::nullopt;
            made.keys_.push_back(*std::move(key));
        }
        if (made.keys_.empty()) return std::nullopt;
        return made;
    }

    // Returns the value of webhook-signature: for each key `v1,` and the Base64 of the HMAC-SHA256
    // of `id.timestamp.content`. Throws std::runtime_error if OpenSSL fails.
    std::string sign(std::string_view id, std::string_view timestamp,
                     std::string_view content) const {
        std::string signatures;
        for (std::string const& key : keys_)
            signatures.append(signatures.empty() ? "v1," : " v1,")
                .append(http::encode_base64(digest(key, id, timestamp, content)));
        return signatures;
    }

    // Verifies a webhook as it was received: `fields` is any range of http::field, and the content
    // must be unchanged, byte for byte. Signatures are compared in constant time. The caller has to
    // check that it has not seen the id before.
    template <class Duration>
    signature_verdict verdict_of(auto const& fields, std::string_view content,
                                 std::chrono::sys_time<Duration> precise_now,
                                 std::chrono::seconds tolerance = std::chrono::minutes(5)) const {
        auto const now = std::chrono::floor<std::chrono::seconds>(precise_now);
        auto const id = only(fields, "webhook-id"), timestamp = only(fields, "webhook-timestamp"),
                   signature = only(fields, "webhook-signature");
        if (!id || !timestamp || !signature) return signature_verdict::missing_field;
        long long sent = 0;
        char const* const end = timestamp->data() + timestamp->size();
        auto const read = std::from_chars(timestamp->data(), end, sent);
        constexpr long long bound = 1'000'000'000'000;
        if (read.ec != std::errc() || read.ptr != end || sent < 0 || sent > bound || id->empty())
            return signature_verdict::malformed_field;
        std::chrono::sys_seconds const then{std::chrono::seconds(sent)};
        if (now - then > tolerance) return signature_verdict::too_old;
        if (then - now > tolerance) return signature_verdict::too_new;
        bool valid = false;
        for (std::string const& key : keys_) {
            std::string const expected = digest(key, *id, *timestamp, content);
            for (std::string_view rest = *signature; !rest.empty();) {
                std::size_t const blank = (std::min)(rest.find(' '), rest.size());
                std::string_view const one = rest.substr(0, blank);
                rest.remove_prefix((std::min)(blank + 1, rest.size()));
                if (!one.starts_with("v1,")) continue;  // of another version
                auto const found = http::decode_base64(one.substr(3));
                valid =
                    valid || (found && found->size() == expected.size() &&
                              CRYPTO_memcmp(found->data(), expected.data(), expected.size()) == 0);
            }
        }
        return valid ? signature_verdict::valid : signature_verdict::mismatch;
    }

  private:
    webhook_keys() = default;

    static std::string digest(std::string const& key, std::string_view id,
                              std::string_view timestamp, std::string_view content) {
        std::string const text =
            std::string(id).append(".").append(timestamp).append(".").append(content);
        unsigned char made[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
                 reinterpret_cast<unsigned char const*>(text.data()), text.size(), made,
                 &size) == nullptr)
            trotline::detail::throw_exception(std::runtime_error("OpenSSL's HMAC-SHA256 failed"));
        return {reinterpret_cast<char const*>(made), size};
    }

    static std::optional<std::string_view> only(auto const& fields, std::string_view name) {
        std::optional<std::string_view> found;
        for (http::field const& each : fields) {
            if (!http::same_name(each.name, name)) continue;
            if (found) return std::nullopt;
            found = each.value;
        }
        return found;
    }

    std::vector<std::string> keys_;
};

}  // namespace trotline
#endif
