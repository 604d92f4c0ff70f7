// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/list_elements.hpp>

#include <doctest/doctest.h>
#include <trotline/parameter_store/memory.hpp>

#include <string>
#include <string_view>

namespace rendering_list_elements_test {

namespace tl = trotline;

TEST_CASE("elements hide parameters, and have members") {
    tl::memory_parameter_store const store{{"A", "parameter"}, {"A.b", "dotted"}, {"C", 1}};
    tl::detail::parameter_source const source(store);
    tl::detail::list_elements all;
    auto const read = [&](std::string_view name) {
        std::string out = "unknown";
        all.read(name, source, [&](tl::value const& held) { out = to_string(held); });
        return out;
    };
    CHECK(read("A") == "parameter");
    CHECK(read("A.b") == "dotted");
    CHECK_FALSE(all.has_object("A.b"));
    all.enter("A");
    all.set(tl::detail::value_of_json(R"({"b": {"c": [1, 2]}, "d.e": 1, "f": "x"})"));
    CHECK(read("A.b") == R"({"c": [1, 2]})");
    CHECK(read("A.b.c") == "[1, 2]");
    CHECK(read("A.b.c.d") == "unknown");
    CHECK(read("A.d.e") == "unknown");
    CHECK(read("A.f") == "x");
    CHECK(read("A.g") == "unknown");
    CHECK(read("C") == "1");
    CHECK(all.has_object("A.g"));
    all.enter("C");
    all.set("inner");
    CHECK(read("C") == "inner");
    CHECK(read("C.x") == "unknown");
    CHECK_FALSE(all.has_object("C.x"));
    all.leave();
    CHECK(read("C") == "1");
    all.leave();
    CHECK(read("A") == "parameter");
}

TEST_CASE("the value of a JSON text") {
    CHECK(tl::detail::value_of_json(R"("a\"")") == tl::value("a\""));
    CHECK(tl::detail::value_of_json("true") == tl::value(true));
    CHECK(tl::detail::value_of_json("false") == tl::value(false));
    CHECK(tl::detail::value_of_json("null") == tl::value());
    CHECK(tl::detail::value_of_json("1.50") == tl::value(tl::number{"1.50"}));
    CHECK(tl::detail::value_of_json("[1]") == tl::value(tl::json_text{"[1]"}));
}

}  // namespace rendering_list_elements_test
