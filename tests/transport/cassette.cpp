// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/cassette.hpp>

#include <doctest/doctest.h>

namespace tl = trotline;

TEST_CASE("bytes as characters, and back") {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    CHECK(tl::is_utf8(tl::detail::widened(bytes)));
    CHECK(tl::detail::narrowed(tl::detail::widened(bytes)) == bytes);
}

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

TEST_CASE("texts that are no cassettes") {
    for (std::string const text :
         {"", "{", "[]", "7", "{}", R"({"exchanges": 7})", R"({"exchanges": [7]})", R"({"exchanges": [{"status": "200"}]})",
          R"({"exchanges": [{"status": 1e2}]})", R"({"exchanges": [{"fields": [["a", 1]]}]})", R"({"exchanges": []} x)"}) {
        CAPTURE(text);
        CHECK(tl::cassette::from_json(text).has_error());
    }
}
