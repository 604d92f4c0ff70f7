// SPDX-License-Identifier: BSL-1.0
#include <trotline/report/curl_command.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>

namespace report_curl_command_test {

namespace tl = trotline;
using std::string_literals::operator""s;

TEST_CASE("requests as curl command lines") {
    struct {
        tl::http::request request;
        std::string_view command;
    } const cases[] = {
        {{.url = "https://api.example/"}, "curl --path-as-is https://api.example/"},
        {{.url = "https://api.example/?a=1&b=$x"},
         "curl --path-as-is 'https://api.example/?a=1&b=$x'"},
        {{.url = "https://api.example/[1]"},
         "curl --path-as-is --globoff 'https://api.example/[1]'"},
        {{.method = tl::http::method::head, .url = "https://api.example/"},
         "curl --path-as-is --head https://api.example/"},
        {{.method = tl::http::method::delete_, .url = "https://api.example/"},
         "curl --path-as-is -X DELETE https://api.example/"},
        {{.url = "https://api.example/", .fields = {{"A", "it's"}, {"B", ""}}},
         "curl --path-as-is https://api.example/ \\\n  -H 'A: it'\\''s' \\\n  -H 'B;'"},
        {{.method = tl::http::method::post,
          .url = "https://api.example/",
          .fields = {{"content-type", "text/plain"}},
          .content = "@a\nb"},
         "curl --path-as-is https://api.example/ \\\n  -H 'content-type: text/plain' \\\n  "
         "--data-raw '@a\nb'"},
        {{.method = tl::http::method::put, .url = "https://api.example/", .content = "x"},
         "curl --path-as-is -X PUT https://api.example/ \\\n  -H 'Content-Type:' \\\n  --data-raw "
         "x"},
        {{.method = tl::http::method::post, .url = "https://api.example/", .content = "a\0'%\\\r"s},
         "printf 'a\\000\\047\\045\\134\\015' | curl --path-as-is https://api.example/ \\\n  -H "
         "'Content-Type:' \\\n"
         "  --data-binary @-"},
        {{.url = "https://api.example/s3cret",
          .fields = {{"A", "Bearer s3cret"}},
          .secrets = {"s3cret"}},
         "curl --path-as-is 'https://api.example/[secret]' \\\n  -H 'A: Bearer [secret]'"},
    };
    tl::http::content_source photo;
    photo.offset = 4;
    photo.path = "/up/a cat.png";
    CHECK(
        tl::curl_command({.method = tl::http::method::post,
                          .url = "https://api.example/",
                          .content = "a=\r\n\r\n",
                          .sources = {photo}}) ==
        "{ printf 'a=\\015\\012'; cat '/up/a cat.png'; printf '\\015\\012'; } | curl --path-as-is "
        "https://api.example/ \\\n  -H 'Content-Type:' \\\n  --data-binary @-");
    CHECK(tl::curl_command({.url = "https://api.example/",
                            .digest = tl::http::digest_credentials{"ada", "s3cret"},
                            .secrets = {"s3cret"}}) ==
          "curl --path-as-is https://api.example/ \\\n  --digest -u 'ada:[secret]'");
    for (auto const& [request, command] : cases) CHECK(tl::curl_command(request) == command);
    CHECK(tl::curl_command(cases[0].request, std::chrono::milliseconds(2050)) ==
          "curl --path-as-is --max-time 2.050 https://api.example/");
}

}  // namespace report_curl_command_test
