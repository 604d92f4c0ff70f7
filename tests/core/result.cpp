// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/result.hpp>

#include <doctest/doctest.h>

namespace tl = trotline;

namespace mine {

struct error {
    int number = 0;
};
std::string to_string(error const& e) { return "error " + std::to_string(e.number); }
// As the library's own error types find it: by argument-dependent lookup.
using tl::throw_exception_from_error;

}  // namespace mine

TEST_CASE("a result is a value or the reason why there is none") {
    tl::result<int> const seven = 7;
    CHECK(seven.has_value());
    CHECK(*seven == 7);

    tl::result<int> const none = tl::failure{.stage = tl::stage::connect, .code = tl::code::refused};
    CHECK(none.has_error());
    CHECK(none.error().stage == tl::stage::connect);
    CHECK(none.error().code == tl::code::refused);

    tl::result<void> const done;
    CHECK(done.has_value());
}

TEST_CASE("value() on a failure throws bad_result with the failure's text") {
    tl::result<int, mine::error> const none = mine::error{7};
    CHECK_THROWS_WITH_AS(static_cast<void>(none.value()), "error 7", tl::bad_result);
}
