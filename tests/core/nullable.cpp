// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/nullable.hpp>

#include <trotline/rendering/described_body.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include "mapping/whole.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace core_nullable_test {

namespace tl = trotline;
using trotline_tests::whole::bad;
using trotline_tests::whole::ok;

struct parcel {
    std::unique_ptr<std::string> note;
    std::shared_ptr<std::vector<int>> weights;
};
BOOST_DESCRIBE_STRUCT(parcel, (), (note, weights))

static_assert(tl::is_nullable<std::optional<int>> && tl::is_nullable<std::unique_ptr<int>> &&
              tl::is_nullable<std::shared_ptr<int>>);
static_assert(!tl::is_nullable<int> && !tl::is_nullable<int*> && !tl::is_nullable<std::string>);

TEST_CASE("emplace, inside and reset of every nullable type") {
    auto const check = []<class T>(T held) {
        CHECK(tl::nullable<T>::inside(held) == nullptr);
        tl::nullable<T>::emplace(held) = 7;
        REQUIRE(tl::nullable<T>::inside(held) != nullptr);
        CHECK(*tl::nullable<T>::inside(std::as_const(held)) == 7);
        tl::nullable<T>::emplace(held);
        CHECK(*tl::nullable<T>::inside(held) == 0);
        tl::nullable<T>::reset(held);
        CHECK(tl::nullable<T>::inside(held) == nullptr);
    };
    check(std::optional<int>());
    check(std::unique_ptr<int>());
    check(std::shared_ptr<int>());
}

TEST_CASE("owning pointers are read and written like optionals") {
    trotline_tests::in_both_modes([](auto format) {
        using namespace tl::literals;
        auto const some = tl::get<parcel>(R"({"note": "x", "weights": [1, 2]})", "$"_path, format);
        REQUIRE(some);
        CHECK(*some->note == "x");
        CHECK(*some->weights == std::vector<int>{1, 2});
        CHECK(tl::json_body(*some).content().text() == R"({"note":"x","weights":[1,2]})");
        auto const none = tl::get<parcel>(R"({"weights": null})", "$"_path, format);
        REQUIRE(none);
        CHECK(none->note == nullptr);
        CHECK(none->weights == nullptr);
        CHECK(tl::xml_body("p", *none).content().text() == "<p/>");
    });
    bad<std::shared_ptr<int>>("\"7\"", "0 wrong type: a string @0");
    bad<std::vector<std::shared_ptr<int>>>("[null, 1.5]", "0 wrong type: a number @7 [1]");
}

}  // namespace core_nullable_test
