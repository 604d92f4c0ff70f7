// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/header_list.hpp>

#include <doctest/doctest.h>

#include <string>

namespace transport_curl_header_list_test {

TEST_CASE("fields as libcurl wants them") {
    trotline::curl::header_list list;
    CHECK(list.link() == nullptr);
    for (int round = 0; round < 2; ++round) {
        list.clear();
        list.add("Name", "value");
        list.add("Empty", "");
        list.add("Blank", " \t ");
        list.add_line("Expect:");
        std::string text;
        for (auto const* node = list.link(); node; node = node->next)
            text.append(node->data).append("|");
        CHECK(text == "Name: value|Empty;|Blank;|Expect:|");
    }
}

TEST_CASE("what libcurl is told not to add") {
    trotline::curl::header_list list;
    auto const text = [&](trotline::http::request const& request, bool codings, bool content) {
        list.list(request, codings, content);
        std::string all;
        for (auto const* node = list.link(); node; node = node->next)
            all.append(node->data).append("|");
        return all;
    };
    list.list({.fields = {{"cookie", "a=b"}, {"A", "b"}, {"Cookie", "c=d"}}}, false, false, true);
    CHECK(std::string(list.cookies()) == "a=b; c=d");
    CHECK(std::string(list.link()->data) == "A: b");
    std::string const codings = trotline::accept_encoding;
    CHECK(text({}, false, false) == "Expect:|");
    CHECK(text({.fields = {{"A", "b"}}}, true, true) ==
          "A: b|" + codings + "|Content-Type:|Expect:|");
    CHECK(text({.fields = {{"accept-encoding", "br"}, {"content-type", "a/b"}}}, true, true) ==
          "accept-encoding: br|content-type: a/b|Expect:|");
    CHECK(text({.fields = {{"Cookie", "a=b"}}}, false, false) == "Cookie: a=b|Expect:|");
    CHECK(list.cookies() == nullptr);
}

}  // namespace transport_curl_header_list_test
