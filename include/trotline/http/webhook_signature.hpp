// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_WEBHOOK_SIGNATURE_HPP
#define TROTLINE_HTTP_WEBHOOK_SIGNATURE_HPP
// Signatures by which the receiver of a webhook knows who sent it: made for those that are sent, and
// verified for those that are received, as the Standard Webhooks specification has it. Needs OpenSSL
// (libcrypto).

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

// Why a signature is not one, or that it is.
enum class signature_verdict : unsigned char {
    valid,
    missing_field,    // webhook-id, webhook-timestamp or webhook-signature, or one of them twice
    malformed_field,  // a timestamp that is not in seconds, an empty id
    too_old,          // the timestamp is further from now than tolerated
    too_new,
    mismatch  // no signature is one of any of the keys
};

constexpr std::string_view name(signature_verdict verdict) {
    constexpr std::string_view names[] = {"valid",   "missing field", "malformed field",
                                          "too old", "too new",       "mismatch"};
    return names[static_cast<unsigned char>(verdict)];
}

// The keys by which webhooks are signed and verified, shared by both sides. While they are replaced there are several: all sign, and the
// signature of any of them is valid. Never printed. Safe for several threads.
//   auto const keys = tl::webhook_keys::parse({"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}).value();
//   if (keys.verify(fields, content, now) == tl::signature_verdict::valid) ...
class webhook_keys {
  public:
    // Each is written `whsec_` and the key's Base64; the key has 24 to 64 bytes. Nothing if there is
    // none, or if one is written in another way.
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

    // The value of webhook-signature: `v1,` and the Base64 of the HMAC-SHA256 of
    // `id.timestamp.content`, for each key. Throws std::runtime_error if OpenSSL cannot.
    std::string sign(std::string_view id, std::string_view timestamp,
                     std::string_view content) const {
        std::string signatures;
        for (std::string const& key : keys_)
            signatures.append(signatures.empty() ? "v1," : " v1,")
                .append(http::encode_base64(digest(key, id, timestamp, content)));
        return signatures;
    }

    // Of a webhook as it was received: `fields` is any range of http::field, the content as it came,
    // before anything was made of it. Signatures are compared in constant time. Whether the id has
    // been seen before is the caller's to know.
    signature_verdict verify(auto const& fields, std::string_view content,
                             std::chrono::sys_seconds now,
                             std::chrono::seconds tolerance = std::chrono::minutes(5)) const {
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
                rest.remove_prefix(std::min(blank + 1, rest.size()));
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
