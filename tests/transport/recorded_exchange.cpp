// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/recorded_exchange.hpp>

#include <doctest/doctest.h>

namespace transport_recorded_exchange_test {

namespace tl = trotline;

TEST_CASE("bytes as characters, and back") {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    CHECK(tl::is_utf8(tl::detail::bytes_to_characters(bytes)));
    CHECK(tl::detail::characters_to_bytes(tl::detail::bytes_to_characters(bytes)) == bytes);
}

TEST_CASE("a JSON text without its texts") {
    struct {
        std::string_view text, shown;
    } const table[] = {
        {R"({"a": "b", "expires_in": "60", "n": 7})",
         R"({"a": "[secret]", "expires_in": "60", "n": 7})"},
        {R"(["", "\"]:", {"a\\" : ["b\\", null], "": "c"}])",
         R"(["[secret]", "[secret]", {"a\\" : ["[secret]", null], "": "[secret]"}])"},
        {R"("a")", R"("[secret]")"},
        {"12", "12"},
        {"a=b", "[secret]"},
        {"", "[secret]"},
    };
    for (auto const& [text, shown] : table) CHECK(tl::detail::without_texts(text) == shown);
}

TEST_CASE("an exchange as JSON, and back") {
    tl::recorded_exchange kept = tl::detail::exchange_key({.method = tl::http::method::post,
                                                           .url = "http://a/?s3cret",
                                                           .content = "caf\xe9 s3cret",
                                                           .secrets = {"s3cret"}});
    CHECK(kept.url == "http://a/?[secret]");
    CHECK(kept.request_binary);
    kept.status = 201;
    kept.fields = {{"A", "b"}};
    kept.content = "caf\u00e9";
    std::string text;
    tl::detail::write_exchange(text, kept);
    CHECK(text.find('\n') == std::string::npos);
    tl::document_failure why;
    tl::detail::cassette_reader in(tl::json::checked.open(text, why));
    auto const read = tl::detail::read_exchange(in);
    REQUIRE(in.good());
    CHECK(read.method == "POST");
    CHECK(read.request_content == kept.request_content);
    auto const answer = tl::detail::recorded_outcome(read);
    CHECK(answer->status == 201);
    CHECK(answer->fields[0].value == "b");
    CHECK(answer->content == kept.content);
}

TEST_CASE("an exchange that failed, and one of another type") {
    tl::recorded_exchange kept;
    kept.failed_stage = "tls", kept.failed_code = "timeout", kept.detail = "late";
    auto const failed = tl::detail::recorded_outcome(kept);
    CHECK(failed.error().stage == tl::stage::tls);
    CHECK(failed.error().code == tl::code::timeout);
    tl::document_failure why;
    tl::detail::cassette_reader in(
        tl::json::checked.open(R"({"method": 7, "url": "http://a/", "status": "200"})", why));
    CHECK(tl::detail::read_exchange(in).url == "http://a/");
    CHECK_FALSE(in.good());
}

}  // namespace transport_recorded_exchange_test
