// SPDX-License-Identifier: BSL-1.0
#include <trotline/parameter_store/value_json.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <string>

namespace parameter_store_value_json_test {

namespace tl = trotline;

TEST_CASE("values as JSON") {
    struct {
        tl::value value;
        char const* json;
    } const cases[] = {
        {nullptr, "null"},
        {true, "true"},
        {-7, "-7"},
        {18446744073709551615u, "18446744073709551615"},
        {0.5, "0.5"},
        {tl::number{"12.50"}, "12.50"},
        {tl::number{"-1E+400"}, "-1E+400"},
        {tl::number{""}, R"("")"},
        {tl::number{"1,2"}, R"("1,2")"},
        {tl::number{"NaN"}, R"("NaN")"},
        {tl::number{"true"}, R"("true")"},
        {"a \"quoted\"\n\xC3\xA9", R"("a \"quoted\"\n)"
                                   "\xC3\xA9\""},
        {"not \xFF UTF-8", "\"not \xEF\xBF\xBD UTF-8\""},
        {tl::json_text{"[1,\n2]"}, "[1,\n2]"},
        {tl::json_text{"<a b=\"c\">\x07</a>"}, R"("<a b=\"c\">\u0007</a>")"},
        {tl::json_text{"[1"}, R"("[1")"},
        {tl::json_text{""}, R"("")"},
        {std::numeric_limits<double>::infinity(), "null"},
        {tl::secret{"s3cret"}, "\"[secret]\""},
    };
    for (auto const& [value, json] : cases) {
        std::string out;
        tl::json::writer to(out);
        write(to, value);
        CHECK(out == json);
        CHECK_FALSE(tl::json::validate(out));
    }
}

}  // namespace parameter_store_value_json_test
