// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/abi.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <type_traits>

namespace core_abi_test {

#define SPELLED(name) SPELLED_OUT(name)
#define SPELLED_OUT(name) #name

namespace {

constexpr std::string_view name = SPELLED(TROTLINE_ABI);

}  // namespace

TEST_CASE("the name begins with the release") {
    std::string const release = "v" + std::to_string(TROTLINE_VERSION_MAJOR) + "_" +
                                std::to_string(TROTLINE_VERSION_MINOR) + "_" +
                                std::to_string(TROTLINE_VERSION_PATCH);
    CHECK(name.substr(0, release.size()) == release);
    CHECK(name.substr(release.size()).find_first_not_of("_0123456789") == std::string_view::npos);
}

TEST_CASE("nobody has to write it") {
    static_assert(std::is_same_v<trotline::failure, trotline::TROTLINE_ABI::failure>);
    static_assert(std::is_same_v<trotline::result<int>, trotline::TROTLINE_ABI::result<int>>);
}

}  // namespace core_abi_test
