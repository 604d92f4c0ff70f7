// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/method.hpp>

#include <doctest/doctest.h>
#include <trotline/http/field.hpp>

#include <string>
#include <string_view>

namespace http_method_test {

namespace http = trotline::http;
using http::method;

static_assert(name(method::get) == "GET" && name(method::post) == "POST" &&
              name(method::put) == "PUT" && name(method::delete_) == "DELETE" &&
              name(method::patch) == "PATCH" && name(method::head) == "HEAD" &&
              name(method::options) == "OPTIONS");
static_assert(method() == method::get && method::other("PROPFIND") != method::get &&
              method::other("GET") == method::get);
static_assert(http::method_called("DELETE") == method::delete_);
static_assert(idempotent(method::get) && idempotent(method::put) && idempotent(method::delete_) &&
              idempotent(method::head) && idempotent(method::options) &&
              idempotent(method::other("PROPFIND")) && idempotent(method::other("MKCOL")));
static_assert(!idempotent(method::post) && !idempotent(method::patch) &&
              !idempotent(method::other("PURGE")));
static_assert(is_safe(method::head) && !is_safe(method::put) && !is_safe(method::other("MOVE")));

TEST_CASE("names of methods at run time") {
    for (std::string const called : {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS",
                                     "PROPFIND", "M-SEARCH", "purge", "ABCDEFGHIJKLMNOPQRSTUV"}) {
        CAPTURE(called);
        auto const found = http::method_called(called);
        REQUIRE(found);
        CHECK(found->name() == called);
        CHECK(found->name().data()[called.size()] == '\0');
    }
    for (std::string const called : {"", "get", "Delete", "A B", "A\r\n", "CONNECT", "TRACE",
                                     "trace", "ABCDEFGHIJKLMNOPQRSTUVW"}) {
        CAPTURE(called);
        CHECK_FALSE(http::method_called(called));
    }
}

}  // namespace http_method_test
