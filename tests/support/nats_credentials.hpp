// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_NATS_CREDENTIALS_HPP
#define TROTLINE_TESTS_SUPPORT_NATS_CREDENTIALS_HPP
// Keys and tokens (JWT) for a NATS server that knows its users by them: an operator vouches for
// accounts, and an account for its users.

#include <openssl/evp.h>
#include <trotline/http/base64.hpp>

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace trotline_tests {

// An Ed25519 key in the text form of NATS: a prefix that says whose it is, the key, and a checksum,
// in Base32.
class nats_key {
  public:
    enum class holder : unsigned char { account = 0, operator_ = 14 << 3, user = 20 << 3 };

    explicit nats_key(holder of)
        : of_(static_cast<unsigned char>(of)),
          key_(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")) {
        if (!key_) throw std::runtime_error("no Ed25519 key");
    }

    std::string name() const {
        return in_base32(static_cast<char>(of_) + raw(EVP_PKEY_get_raw_public_key));
    }
    // The secret half.
    std::string seed() const {
        constexpr unsigned mark = 18 << 3;
        std::string prefix{static_cast<char>(mark | of_ >> 5), static_cast<char>((of_ & 31) << 3)};
        return in_base32(prefix + raw(EVP_PKEY_get_raw_private_key));
    }

    // A token in which this key says something about another one. `claims` are members of a JSON
    // object, `more` those of its member "nats".
    std::string vouch(nats_key const& whom, std::string const& claims,
                      std::string const& more) const {
        std::string const name_of = whom.name();
        std::string token = in_base64url(R"({"typ":"JWT","alg":"ed25519-nkey"})") + "." +
                            in_base64url(R"({"jti":"1","iat":1,"iss":")" + name() + R"(","sub":")" +
                                         name_of + R"(","name":"test")" + claims + R"(,"nats":{)" +
                                         more + R"(,"version":2}})");
        return token + "." + in_base64url(signature_of(token));
    }

  private:
    struct freed {
        void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };

    std::string raw(auto get) const {
        std::string bytes(32, '\0');
        std::size_t size = bytes.size();
        if (get(key_.get(), reinterpret_cast<unsigned char*>(bytes.data()), &size) != 1)
            throw std::runtime_error("the key has no raw form");
        return bytes;
    }

    std::string signature_of(std::string_view text) const {
        std::unique_ptr<EVP_MD_CTX, freed> const context(EVP_MD_CTX_new());
        std::string made(64, '\0');
        std::size_t size = made.size();
        if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
            EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(made.data()), &size,
                           reinterpret_cast<unsigned char const*>(text.data()), text.size()) != 1)
            throw std::runtime_error("the key does not sign");
        return made;
    }

    // With the checksum CRC-16/XMODEM, its lower byte first.
    static std::string in_base32(std::string bytes) {
        unsigned sum = 0;
        for (char const c : bytes) {
            sum ^= static_cast<unsigned>(static_cast<unsigned char>(c)) << 8;
            for (int bit = 0; bit < 8; ++bit)
                sum = (sum << 1 ^ ((sum & 0x8000) != 0 ? 0x1021u : 0u)) & 0xFFFF;
        }
        bytes += static_cast<char>(sum & 0xFF);
        bytes += static_cast<char>(sum >> 8);
        std::string text;
        unsigned held = 0, bits = 0;
        auto const put = [&](unsigned digit) {
            text += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[digit & 31];
        };
        for (char const c : bytes) {
            held = held << 8 | static_cast<unsigned char>(c);
            for (bits += 8; bits >= 5; bits -= 5) put(held >> (bits - 5));
        }
        if (bits > 0) put(held << (5 - bits));
        return text;
    }

    static std::string in_base64url(std::string_view bytes) {
        std::string text = trotline::http::encode_base64(bytes);
        while (text.ends_with('=')) text.pop_back();
        for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
        return text;
    }

    unsigned of_;
    std::unique_ptr<EVP_PKEY, freed> key_;
};

// An operator with one account, which may use JetStream, and with the account that the server uses
// itself.
class nats_operator {
  public:
    // For the server's configuration.
    std::string server_lines() const {
        std::string const
            limits =
                R"("limits":{"subs":-1,"data":-1,"payload":-1,"imports":-1,"exports":-1,"wildcards":true,)"
                R"("conn":-1,"leaf":-1,"mem_storage":)",
            account = R"(},"type":"account")";
        std::string const none = limits + R"(0,"disk_storage":0)" + account,
                          all = limits + R"(-1,"disk_storage":-1,"streams":-1,"consumer":-1)" +
                                account;
        return "operator: " + operator_.vouch(operator_, "", R"("type":"operator")") +
               "\nsystem_account: " + system_.name() + "\nresolver: MEMORY\nresolver_preload: {\n" +
               system_.name() + ": " + operator_.vouch(system_, "", none) + "\n" + account_.name() +
               ": " + operator_.vouch(account_, "", all) + "\n}\n";
    }

    // The content of a file like that of `nsc generate creds`. `claims` as in nats_key::vouch;
    // `key` signs for the server.
    std::string credentials(nats_key const& user, nats_key const& key,
                            std::string const& claims = "") const {
        std::string const token = account_.vouch(
            user, claims, R"("pub":{},"sub":{},"subs":-1,"data":-1,"payload":-1,"type":"user")");
        return "-----BEGIN NATS USER JWT-----\n" + token +
               "\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n" + key.seed() +
               "\n------END USER NKEY SEED------\n";
    }

  private:
    nats_key operator_{nats_key::holder::operator_}, system_{nats_key::holder::account},
        account_{nats_key::holder::account};
};

}  // namespace trotline_tests
#endif
