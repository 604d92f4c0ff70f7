// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/cassette.hpp>

#include <doctest/doctest.h>

namespace transport_cassette_test {

namespace tl = trotline;

TEST_CASE("a cassette that a person has written") {
    auto const tape = tl::cassette::from_json(R"({
        "comment": ["by hand", {"fields": 1}],
        "exchanges": [
            {"method": "GET", "url": "http:\/\/a\/", "status": 200, "fields": [["A", "b"]], "content": "caf\u00e9", "note": null},
            {"method": "GET", "url": "http://a/", "failed_stage": "connect", "failed_code": "refused"}
        ]})");
    REQUIRE(tape.has_value());
    CHECK(tape->find({.url = "http://a/"}) == 0);
    CHECK(tape->find({.url = "http://a/"}, 1) == 1);
    CHECK(tape->find({.method = tl::http::method::post, .url = "http://a/"}) == 2);
    auto const answer = tl::cassette::outcome_of(tape->exchanges()[0]);
    CHECK(answer->content == "caf\xc3\xa9");
    CHECK(answer->fields[0].value == "b");
    CHECK(tl::cassette::outcome_of(tape->exchanges()[1]).error().code == tl::code::refused);
}

TEST_CASE("a directory is not a cassette") {
    auto const tape = tl::cassette::load(".");
    REQUIRE_FALSE(tape);
    CHECK(tape.error().code == tl::code::configuration);
    CHECK(tape.error().detail == "cannot be read");
}

TEST_CASE("a multipart content is found whatever its boundary is, a file by name and size") {
    auto const request = [](std::string const& boundary, std::uint64_t size) {
        tl::http::content_source source;
        source.offset = boundary.size();
        source.name = "cat.png";
        source.path = "/somewhere/cat.png";
        source.size = size;
        return tl::http::request{.url = "http://a/",
                                 .content = boundary + "--" + boundary,
                                 .sources = {source},
                                 .boundary = boundary};
    };
    tl::cassette tape;
    tape.record(request("one", 5), tl::http::response{.status = 200});
    CHECK(tape.exchanges()[0].request_content == "boundary[cat.png, 5 bytes]--boundary");
    CHECK(tape.find(request("another", 5)) == 0);
    CHECK(tape.find(request("another", 6)) == 1);
    CHECK(tape.to_json().find("/somewhere") == std::string::npos);
}

TEST_CASE("no secret is recorded, wherever it stood") {
    std::string const secret = "hunter2\"\\";  // which JSON must escape
    tl::http::request const plain{
        .method = tl::http::method::post, .url = "http://a/", .secrets = {secret, "caf\xe9"}};
    auto const request = [&](auto change) {
        auto changed = plain;
        change(changed);
        return changed;
    };
    auto const answer = [](tl::http::response said) {
        return tl::result<tl::http::response>(std::move(said));
    };
    auto const good = answer({.status = 200});
    struct {
        char const* name;
        tl::http::request request;
        tl::result<tl::http::response> outcome;
        std::string shown;  // the recorded text; empty: not recorded at all
    } const rows[] = {
        {"URL path", request([&](auto& r) { r.url = "http://a/p-" + secret; }), good,
         "http://a/p-[secret]"},
        {"URL user", request([&](auto& r) { r.url = "http://u:" + secret + "@a/"; }), good,
         "http://u:[secret]@a/"},
        {"query", request([&](auto& r) { r.url = "http://a/?q=" + secret + "&r=1"; }), good,
         "http://a/?q=[secret]&r=1"},
        {"request field", request([&](auto& r) {
             r.fields = {{"Authorization", "Bearer " + secret}};
         }),
         good, ""},
        {"request field's name", request([&](auto& r) {
             r.fields = {{secret, "x"}};
         }),
         good, ""},
        {"body", request([&](auto& r) { r.content = "a" + secret + "b"; }), good, "a[secret]b"},
        {"body that is not text", request([&](auto& r) { r.content = "\xff" + secret; }), good,
         "\xc3\xbf[secret]"},
        {"body that is only a secret", request([&](auto& r) { r.content = "caf\xe9"; }), good,
         "[secret]"},
        {"answer's field", plain, answer({.status = 200, .fields = {{"X", "y" + secret}}}),
         "y[secret]"},
        {"answer's field's name", plain, answer({.status = 200, .fields = {{"X-" + secret, "y"}}}),
         "X-[secret]"},
        {"answer's content", plain, answer({.status = 200, .content = "z" + secret + secret}),
         "z[secret][secret]"},
        {"answer that is not text", plain, answer({.status = 200, .content = "\xff" + secret}),
         "\xc3\xbf[secret]"},
        {"failure", plain, tl::failure{.code = tl::code::reset, .detail = "at " + secret},
         "at [secret]"},
        {"failure's subject", plain, tl::failure{.code = tl::code::reset, .subject = secret}, ""},
    };
    for (auto const& row : rows) {
        CAPTURE(row.name);
        tl::cassette tape;
        tape.record(row.request, row.outcome);
        auto const text = tape.to_json();
        CHECK(text.find("hunter2") == std::string::npos);
        CHECK(text.find("caf") == std::string::npos);
        if (!row.shown.empty()) CHECK(text.find('"' + row.shown + '"') != std::string::npos);
        auto const loaded = tl::cassette::from_json(text);
        REQUIRE(loaded.has_value());
        CHECK(loaded->find(row.request) == 0);
    }
}

TEST_CASE("texts that are no cassettes") {
    for (std::string const text :
         {"", "{", "[]", "7", "{}", R"({"exchanges": 7})", R"({"exchanges": [7]})",
          R"({"exchanges": [{"status": "200"}]})", R"({"exchanges": [{"status": 1e2}]})",
          R"({"exchanges": [{"fields": [["a", 1]]}]})", R"({"exchanges": []} x)"}) {
        CAPTURE(text);
        CHECK(tl::cassette::from_json(text).has_error());
    }
}

}  // namespace transport_cassette_test
