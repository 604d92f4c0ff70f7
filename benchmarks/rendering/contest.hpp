// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_RENDERING_CONTEST_HPP
#define TROTLINE_BENCHMARKS_RENDERING_CONTEST_HPP

#include <array>
#include <string>
#include <string_view>
#include <utility>

// One request: a URL with two parameters, four fields, and a JSON body of about 500 bytes with six.
// Only Trotline escapes; the values need no escaping, so that every contender has the same result.
namespace benchmarks::rendering {

using parameter = std::pair<std::string_view, std::string_view>;
inline constexpr parameter parameters[] = {
    {"TENANT", "acme"},   {"TODO_ID", "4711"},      {"TOKEN", "0123456789abcdef0123456789abcdef"},
    {"LANGUAGE", "en"},   {"NAME", "Ada Lovelace"}, {"TITLE", "Notes on the Analytical Engine"},
    {"AGE", "36"},        {"CITY", "London"},       {"NOTE", "to be continued tomorrow"},
    {"TRACE", "7f3a9c21"}};

inline constexpr char body_text[] =
    "{\"user\": {\"name\": \"$NAME\", \"age\": $AGE, \"address\": {\"city\": \"$CITY\", "
    "\"country\": \"United Kingdom\", "
    "\"verified\": true}},\n"
    " \"todo\": {\"title\": \"$TITLE\", \"note\": \"$NOTE\", \"completed\": false,"
    " \"tags\": [\"mathematics\", \"engine\", \"translation\", \"first program\"],"
    " \"history\": [{\"at\": \"1843-07-10T09:00:00Z\", \"what\": \"created\"}, {\"at\": "
    "\"1843-07-21T17:30:00Z\", \"what\": "
    "\"changed\"}],"
    " \"priority\": 3, \"estimate\": 12.5},\n"
    " \"metadata\": {\"source\": \"webhook\", \"version\": 2, \"trace\": \"$TRACE\"}}";

// What is filled, again and again.
struct filled {
    std::string url;
    std::array<std::string, 4> fields;
    std::string content;
    friend bool operator==(filled const&, filled const&) = default;
};

// The result that every contender must have.
filled const& reference();

// Registers a contender; `fill` is called with the same object every time.
int enter(char const* name, void (*fill)(filled&));

}  // namespace benchmarks::rendering
#endif
