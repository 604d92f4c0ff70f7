// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/method.hpp>

#include <doctest/doctest.h>
#include <trotline/http/field.hpp>

#include <string_view>

namespace http = trotline::http;
using http::method;

static_assert(name(method::get) == "GET" && name(method::post) == "POST" &&
              name(method::put) == "PUT" && name(method::delete_) == "DELETE" &&
              name(method::patch) == "PATCH");
static_assert(http::method_called("DELETE") == method::delete_ && !http::method_called("delete") &&
              !http::method_called(""));
static_assert(idempotent(method::get) && idempotent(method::put) && idempotent(method::delete_));
static_assert(!idempotent(method::post) && !idempotent(method::patch));

TEST_CASE("names of methods at run time") {
    for (int m = 0; m < 5; ++m) CHECK(http::is_token(name(static_cast<method>(m))));
}
