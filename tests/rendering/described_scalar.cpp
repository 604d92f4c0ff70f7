// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/described_scalar.hpp>

#include <doctest/doctest.h>
#include <boost/describe/enum.hpp>

#include <array>
#include <limits>
#include <string>
#include <string_view>

namespace rendering_described_scalar_test {

namespace tl = trotline;

namespace {
BOOST_DEFINE_ENUM_CLASS(color, red, green)

template <class T> std::string text_of(T const& from) {
    std::array<char, 64> buffer;
    std::string_view text;
    tl::refusal const refused = tl::detail::scalar_text(from, buffer, text);
    return std::string(refused.empty() ? text : std::string_view(refused));
}
}  // namespace

TEST_CASE("the text of a scalar") {
    CHECK(text_of(true) == "true");
    CHECK(text_of('a') == "97");
    CHECK(text_of(-7) == "-7");
    CHECK(text_of(0.1f) == "0.1");
    CHECK(text_of(std::numeric_limits<double>::infinity()) == "a number must be finite");
    CHECK(text_of(std::string("a")) == "a");
    CHECK(text_of(color::green) == "green");
    CHECK(text_of(static_cast<color>(7)) == "an enum's value must be one of its enumerators");
    CHECK(text_of(tl::number{"12.50"}) == "12.50");
    CHECK(text_of(tl::number{"12,50"}) == "a number has to be written as JSON writes it");
}

TEST_CASE("the name of a map's key") {
    auto const name_of = [](auto const& key) {
        std::string name;
        tl::refusal const refused = tl::detail::write_key(key, [&](std::string_view text) {
            name = text;
            return tl::refusal();
        });
        return refused.empty() ? name : std::string(std::string_view(refused));
    };
    CHECK(name_of(std::string("a")) == "a");
    CHECK(name_of(7) == "7");
    CHECK(name_of(color::red) == "red");
}

}  // namespace rendering_described_scalar_test
