// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/base64.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace http_base64_test {

namespace http = trotline::http;

TEST_CASE("the test vectors of RFC 4648 section 10") {
    static constexpr std::string_view vectors[][2] = {{"", ""},
                                                      {"f", "Zg=="},
                                                      {"fo", "Zm8="},
                                                      {"foo", "Zm9v"},
                                                      {"foob", "Zm9vYg=="},
                                                      {"fooba", "Zm9vYmE="},
                                                      {"foobar", "Zm9vYmFy"}};
    for (auto const& [plain, encoded] : vectors) {
        std::string text("kept");
        text += plain;
        http::encode_base64_in_place(text, 4);
        CHECK(text == "kept" + std::string(encoded));
    }
    std::string every;
    for (int i = 0; i < 6; ++i) every += static_cast<char>(0xFB - i * 41);
    http::encode_base64_in_place(every, 0);
    CHECK(every == "+9KpgFcu");
}

TEST_CASE("the example of RFC 7617 section 2") {
    CHECK(http::basic_credentials("Aladdin", "open sesame") ==
          "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
}

TEST_CASE("Base64 and back") {
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        auto const read = http::decode_base64(http::encode_base64(bytes));
        REQUIRE(read.has_value());
        CHECK(*read == bytes);
        bytes += static_cast<char>(i * 7);
    }
    for (std::string_view const text :
         {"A", "AA", "AAA", "=", "====", "A===", "AA=A", "AAAA====", "AA==AAAA", "A-AA", "A_AA",
          "AA A", "AAAA\n", "AB==", "AAB="})
        CHECK_FALSE(http::decode_base64(text).has_value());
}

}  // namespace http_base64_test
