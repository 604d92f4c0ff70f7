// SPDX-License-Identifier: BSL-1.0
#include <trotline/configuration/read_parts.hpp>

#include <doctest/doctest.h>

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace configuration_read_parts_test {

namespace tl = trotline;
namespace detail = trotline::detail;

namespace {
struct base {
    std::string name = "none";
};
BOOST_DESCRIBE_STRUCT(base, (), (name))
struct inner {
    int size = 1;
    std::optional<bool> flag;
};
BOOST_DESCRIBE_STRUCT(inner, (), (size, flag))
struct outer : base {
    inner one;
    std::optional<inner> perhaps;
    std::vector<inner> many;
    std::vector<int> numbers;
    std::map<std::string, std::string> texts;
};
BOOST_DESCRIBE_STRUCT(outer, (base), (one, perhaps, many, numbers, texts))
struct strict {
    int id = 0;
    std::optional<int> size;
};
BOOST_DESCRIBE_STRUCT(strict, (), (id, size))
}  // namespace
}  // namespace configuration_read_parts_test

template <>
inline constexpr bool trotline::members_have_defaults<configuration_read_parts_test::inner> = true;
template <>
inline constexpr bool trotline::members_have_defaults<configuration_read_parts_test::outer> = true;

namespace configuration_read_parts_test {
namespace {
// The errors; empty: it was read.
std::string errors_of(std::string_view text, auto& to) {
    detail::configuration_errors errors(text);
    detail::read_parts(to, errors);
    return errors.empty() ? std::string() : to_string(errors.take());
}
}  // namespace

TEST_CASE("members of every kind are read") {
    outer read;
    CHECK(errors_of("\xEF\xBB\xBF"
                    R"({"na\u006de": "x", "one": {"size": 2, "flag": true}, "perhaps": {},
                         "many": [{}, {"size": 3}], "numbers": [4, 5], "texts": {"a": "b"}})",
                    read)
              .empty());
    CHECK(read.name == "x");
    CHECK(read.one.size == 2);
    CHECK(read.one.flag == true);
    REQUIRE(read.perhaps);
    CHECK(read.perhaps->size == 1);
    REQUIRE(read.many.size() == 2);
    CHECK(read.many[1].size == 3);
    CHECK(read.numbers == std::vector{4, 5});
    CHECK(read.texts.at("a") == "b");
}

TEST_CASE("null and what is missing leave a member as it is") {
    outer read;
    CHECK(errors_of(R"({"name": null, "one": null, "perhaps": null, "many": null})", read).empty());
    CHECK(read.name == "none");
    CHECK(read.one.size == 1);
    CHECK_FALSE(read.perhaps);
    CHECK(errors_of("{}", read).empty());
}

TEST_CASE("everything that is wrong is found, and the rest is read") {
    outer read;
    CHECK(errors_of(R"({"name": ["x"], "nam": 1, "one": {"size": "2", "flag": true, "size": 5},
 "perhaps": 7, "many": [{"size": 3}, null, {"siz": 4}, [5]], "numbers": [4, "5"],
 "texts": {"a": true, "b": 1, "a": "c"}, "numbers": []})",
                    read) ==
          R"(1:10: name: found an array, expected a string
1:17: there is no member `nam`: did you mean `name`?
1:43: one.size: found a string, expected an integer from -2147483648 to 2147483647: write it without quotes
1:62: one.size: there more than once: remove one of them
2:13: perhaps: found a number, expected an object
2:38: many[1]: found null, expected an object
2:45: many[2]: there is no member `siz`: did you mean `size`?
2:56: many[3]: found an array, expected an object
2:77: numbers[1]: found a string, expected an integer from -2147483648 to 2147483647: write it without quotes
3:17: texts.a: found a boolean, expected a string
3:28: texts.b: found a number, expected a string: write it in quotes
3:36: texts.a: there more than once: remove one of them
3:42: numbers: there more than once: remove one of them)");
    CHECK(read.name == "none");
    CHECK(errors_of(R"({"name": 1})", read) ==
          "1:10: name: found a number, expected a string: write it in quotes");
    CHECK(read.one.flag == true);
    REQUIRE(read.many.size() == 4);
    CHECK(read.many[0].size == 3);
}

TEST_CASE("members that must be there") {
    struct {
        std::string_view text, error;
    } const table[] = {
        {R"({"id": 7})", ""},
        {R"({"id": 7, "size": null})", ""},
        {R"( {"size": 7})", "1:2: id: not there"},
        {R"({"id": null})",
         "1:8: id: found null, expected an integer from -2147483648 to 2147483647"},
        {R"({"ID": 7})", "1:2: there is no member `ID`: did you mean `id`?"},
    };
    for (auto const& [text, error] : table) {
        strict read;
        CHECK(errors_of(text, read) == error);
    }
}

TEST_CASE("what is not JSON, and a root of another type") {
    struct {
        std::string_view text, error;
    } const table[] = {
        {"", "1:1: malformed: found the end, expected a value"},
        {"{\"a\"\n 1}", "2:2: malformed: found `1`, expected ':'"},
        {"[]", "1:1: found an array, expected an object"},
        {"\"x\"", "1:1: found a string, expected an object"},
    };
    for (auto const& [text, error] : table) {
        outer read;
        CHECK(errors_of(text, read) == error);
    }
}

}  // namespace configuration_read_parts_test
