// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/webhook_signature.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

namespace http_webhook_signature_test {

namespace tl = trotline;
using tl::signature_verdict;
using namespace std::chrono_literals;

namespace {

// The test vector that all libraries for the specification use.
constexpr std::string_view secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr std::string_view other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
constexpr std::string_view content = R"({"test": 2432232314})";
std::string const id = "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp = "1614265330",
                  signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
constexpr std::chrono::sys_seconds then{1614265330s};

tl::webhook_keys keys(std::vector<std::string_view> const& texts) {
    return tl::webhook_keys::parse(texts).value();
}
std::vector<tl::http::field> received() {
    return {{"Content-Type", "application/json"},
            {"Webhook-Id", id},
            {"webhook-timestamp", timestamp},
            {"webhook-signature", signature}};
}

}  // namespace

TEST_CASE("the specification's example is signed and verified") {
    CHECK(keys({secret}).sign(id, timestamp, content) == signature);
    CHECK(keys({secret}).verdict_of(received(), content, then) == signature_verdict::valid);
    // the present time as a clock gives it, within the same second
    std::chrono::system_clock::time_point const now = then + 5min + 999ms;
    CHECK(keys({secret}).verdict_of(received(), content, now) == signature_verdict::valid);
    CHECK(keys({secret}).verdict_of(received(), content, now + 1ms) == signature_verdict::too_old);
}

TEST_CASE("the text of a key") {
    for (std::string const bad : {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                                  "whsec_MfKQ9r8G", "whsec_#fKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}) {
        CAPTURE(bad);
        CHECK_FALSE(tl::webhook_keys::parse({bad}));
        CHECK_FALSE(tl::webhook_keys::parse({secret, bad}));
    }
    CHECK_FALSE(tl::webhook_keys::parse({}));
    for (std::size_t const size : {23U, 24U, 64U, 65U}) {  // 24 to 64 bytes
        CAPTURE(size);
        std::string const text = "whsec_" + tl::http::encode_base64(std::string(size, 'k'));
        CHECK(tl::webhook_keys::parse({text}).has_value() == (size >= 24 && size <= 64));
    }
}

TEST_CASE("several keys while one replaces the other") {
    std::string const both = keys({other, secret}).sign(id, timestamp, content);
    CHECK(both.ends_with(" " + signature));
    auto fields = received();
    fields[3].value = both;
    for (auto const& of : {keys({secret}), keys({other}), keys({other, secret})})
        CHECK(of.verdict_of(fields, content, then) == signature_verdict::valid);
    CHECK(keys({other, secret}).verdict_of(received(), content, then) == signature_verdict::valid);
    CHECK(keys({other}).verdict_of(received(), content, then) == signature_verdict::mismatch);
}

TEST_CASE("invalid signatures, and why") {
    struct {
        char const* name;
        signature_verdict verdict;
        void (*spoil)(std::vector<tl::http::field>&, std::string&, std::chrono::sys_seconds&);
    } const cases[] = {
        {"another content", signature_verdict::mismatch, [](auto&, auto& c, auto&) { c += ' '; }},
        {"another id", signature_verdict::mismatch,
         [](auto& f, auto&, auto&) { f[1].value += 'x'; }},
        {"another time", signature_verdict::mismatch,
         [](auto& f, auto&, auto&) { f[2].value = "1614265331"; }},
        {"another version", signature_verdict::mismatch,
         [](auto& f, auto&, auto&) { f[3].value[1] = '2'; }},
        {"a signature cut", signature_verdict::mismatch,
         [](auto& f, auto&, auto&) { f[3].value.resize(40); }},
        {"no signature", signature_verdict::mismatch,
         [](auto& f, auto&, auto&) { f[3].value.clear(); }},
        {"others around it", signature_verdict::valid,
         [](auto& f, auto&, auto&) { f[3].value = "v1a,x  v1,AAAA " + f[3].value + " "; }},
        {"no id", signature_verdict::missing_field,
         [](auto& f, auto&, auto&) { f.erase(f.begin() + 1); }},
        {"no time", signature_verdict::missing_field,
         [](auto& f, auto&, auto&) { f.erase(f.begin() + 2); }},
        {"no field for the signature", signature_verdict::missing_field,
         [](auto& f, auto&, auto&) { f.pop_back(); }},
        {"a time that is not a number", signature_verdict::malformed_field,
         [](auto& f, auto&, auto&) { f[2].value = "soon"; }},
        {"a time before 1970", signature_verdict::malformed_field,
         [](auto& f, auto&, auto&) { f[2].value = "-1"; }},
        {"a time of more than 64 bits", signature_verdict::malformed_field,
         [](auto& f, auto&, auto&) { f[2].value = "99999999999999999999"; }},
        {"two times", signature_verdict::missing_field,
         [](auto& f, auto&, auto&) { f.push_back(f[2]); }},
        {"an empty id", signature_verdict::malformed_field,
         [](auto& f, auto&, auto&) { f[1].value.clear(); }},
        {"a time that is none", signature_verdict::malformed_field,
         [](auto& f, auto&, auto&) { f[2].value += ".5"; }},
        {"a time too large", signature_verdict::malformed_field,
         [](auto& f, auto&, auto&) { f[2].value = "9223372036854775807"; }},
        {"at the bound", signature_verdict::valid, [](auto&, auto&, auto& now) { now += 300s; }},
        {"late", signature_verdict::too_old, [](auto&, auto&, auto& now) { now += 301s; }},
        {"early", signature_verdict::too_new, [](auto&, auto&, auto& now) { now -= 301s; }},
    };
    for (auto const& c : cases) {
        CAPTURE(c.name);
        auto fields = received();
        std::string text(content);
        auto now = then;
        c.spoil(fields, text, now);
        CHECK(name(keys({secret}).verdict_of(fields, text, now)) == name(c.verdict));
    }
    CHECK(keys({secret}).verdict_of(received(), content, then + 1h, 2h) ==
          signature_verdict::valid);
}

}  // namespace http_webhook_signature_test
