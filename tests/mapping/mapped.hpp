// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_MAPPING_MAPPED_HPP
#define TROTLINE_TESTS_MAPPING_MAPPED_HPP

#include <trotline/mapping/map.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include "mapping/documents.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// For tables of documents and mappings. The structs are the mappings' classes: `five` for rows of
// any kind, `todo` for members of different types, `derived` for an inherited member. Their initial
// values show which members were written.
//
//   ok<rows>(R"({"a": 1})", five{1});                          // maps to this object
//   bad<rows>(R"({"a": "x"})", "0 wrong type: a string @6");   // row 0 fails; summary() in
//                                                              // documents.hpp has the notation
namespace trotline_tests {

namespace tl = trotline;

struct five {
    int a = -1, b = -1, c = -1, d = -1, e = -1;
    friend bool operator==(five const&, five const&) = default;
};
BOOST_DESCRIBE_STRUCT(five, (), (a, b, c, d, e))

struct todo {
    long user_id = -1;
    std::string title = "untitled";
    std::optional<std::string> first_tag = "none";
    int priority = 3;
    friend bool operator==(todo const&, todo const&) = default;
};
BOOST_DESCRIBE_STRUCT(todo, (), (user_id, title, first_tag, priority))

struct base {
    int id = 0;
    friend bool operator==(base const&, base const&) = default;
};
BOOST_DESCRIBE_STRUCT(base, (), (id))
struct derived : base {
    std::vector<int> more;
    friend bool operator==(derived const&, derived const&) = default;
};
BOOST_DESCRIBE_STRUCT(derived, (base), (more))

// One document and one mapping, with the same result in both modes.
template <class Rows, class T> void ok(std::string_view text, T const& expected) {
    INFO("text: " << std::string(text));
    in_both_modes([&](auto format) {
        auto const mapped = tl::map<Rows>(text, format);
        INFO(std::string(mapped ? "" : summary(mapped.error())));
        REQUIRE(mapped.has_value());
        CHECK(*mapped == expected);
        T into;
        CHECK(tl::map_into<Rows>(into, text, format).has_value());
        CHECK(into == expected);
    });
}
// One document and one mapping that fails for this reason, and leaves the object unchanged.
template <class Rows> void bad(std::string_view text, std::string const& why) {
    INFO("text: " << std::string(text));
    in_both_modes([&](auto format) {
        auto const mapped = tl::map<Rows>(text, format);
        REQUIRE(!mapped);
        CHECK(summary(mapped.error()) == why);
        using type = typename Rows::type;
        type into;
        auto const done = tl::map_into<Rows>(into, text, format);
        REQUIRE(!done);
        CHECK(summary(done.error()) == why);
        if constexpr (requires { into == type{}; }) CHECK(into == type{});
    });
}

}  // namespace trotline_tests
#endif
