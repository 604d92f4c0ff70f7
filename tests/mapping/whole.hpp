// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_MAPPING_WHOLE_HPP
#define TROTLINE_TESTS_MAPPING_WHOLE_HPP

#include <trotline/mapping/get.hpp>

#include <doctest/doctest.h>

#include "mapping/documents.hpp"

#include <string>
#include <string_view>

// For tables of documents that are a single value of a type; summary() in documents.hpp has the
// notation of the expected failures.
namespace trotline_tests::whole {

// The same in both modes.
template <class T> void ok(std::string_view text, T const& expected) {
    INFO("text: " << std::string(text));
    in_both_modes([&](auto format) {
        auto const got = trotline::get<T>(text, trotline::literal_path<"$">{}, format);
        INFO(std::string(got ? "" : summary(got.error())));
        REQUIRE(got.has_value());
        CHECK(*got == expected);
    });
}
template <class T> void bad(std::string_view text, std::string const& why) {
    INFO("text: " << std::string(text));
    in_both_modes([&](auto format) {
        auto const got = trotline::get<T>(text, trotline::literal_path<"$">{}, format);
        REQUIRE(!got);
        CHECK(summary(got.error()) == why);
    });
}

}  // namespace trotline_tests::whole
#endif
