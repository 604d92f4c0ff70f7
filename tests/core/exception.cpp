// SPDX-License-Identifier: BSL-1.0
// Without exceptions: tests/builds/.
#include <trotline/core/exception.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

namespace core_exception_test {

using namespace trotline::detail;

TEST_CASE("what is thrown is what was given") {
    CHECK_THROWS_WITH_AS(throw_exception(std::runtime_error("why")), "why", std::runtime_error);
    std::logic_error const kept("a constant");
    CHECK_THROWS_WITH_AS(throw_exception(kept), "a constant", std::logic_error);
}

TEST_CASE("catching one kind") {
    auto const handled = [](std::exception const& thrown) { return std::string(thrown.what()); };
    auto const told = [&](auto&& body) { return catching<std::exception>(body, handled); };
    CHECK(told([] { return std::string("well"); }) == "well");
    CHECK(told([]() -> std::string { throw std::runtime_error("ill"); }) == "ill");
    CHECK_THROWS_AS(told([]() -> std::string { throw 7; }), int);
}

TEST_CASE("one kind within it passes") {
    auto const told = [](auto&& body) {
        return catching<std::exception, std::bad_alloc>(body,
                                                        [](std::exception const&) { return 1; });
    };
    CHECK(told([] { return 0; }) == 0);
    CHECK(told([]() -> int { throw std::runtime_error("ill"); }) == 1);
    CHECK_THROWS_AS(told([]() -> int { throw std::bad_alloc(); }), std::bad_alloc);
}

TEST_CASE("catching the text of all but a lack of memory") {
    auto const told = [](auto&& body) {
        return catching_text(body, [](char const* what) { return std::string(what); });
    };
    CHECK(told([] { return std::string("well"); }) == "well");
    CHECK(told([]() -> std::string { throw std::runtime_error("ill"); }) == "ill");
    CHECK(told([]() -> std::string { throw 7; }) == "an exception");
    CHECK_THROWS_AS(told([]() -> std::string { throw std::bad_alloc(); }), std::bad_alloc);
}

TEST_CASE("catching all, with nothing to return or what can only be moved") {
    bool caught = false;
    catching_all([] { throw 7; }, [&] { caught = true; });
    CHECK(caught);
    auto const made = catching_all([] { return std::make_unique<int>(7); },
                                   [] { return std::unique_ptr<int>(); });
    CHECK(*made == 7);
}

}  // namespace core_exception_test
