// SPDX-License-Identifier: BSL-1.0
#include <fmt/format.h>

#include "contest.hpp"

#include <iterator>

namespace {

using namespace benchmarks::rendering;

// The values are at hand; no lookup, no escaping. Braces of the body are doubled, format strings
// are checked at compile time.
void fill(filled& into) {
    into.url.clear();
    fmt::format_to(std::back_inserter(into.url), "https://{}.api.example/v2/todos/{}?lang={}",
                   parameters[0].second, parameters[1].second, parameters[3].second);
    for (auto& field : into.fields) field.clear();
    fmt::format_to(std::back_inserter(into.fields[0]), "Bearer {}", parameters[2].second);
    fmt::format_to(std::back_inserter(into.fields[1]), "{}, *;q=0.5", parameters[3].second);
    into.fields[2] = parameters[9].second;
    into.fields[3] = "application/vnd.example.v2+json";
    into.content.clear();
    fmt::format_to(std::back_inserter(into.content),
                   "{{\"user\": {{\"name\": \"{}\", \"age\": {}, \"address\": {{\"city\": \"{}\", "
                   "\"country\": \"United Kingdom\", "
                   "\"verified\": "
                   "true}}}},\n \"todo\": {{\"title\": \"{}\", \"note\": \"{}\", \"completed\": "
                   "false, \"tags\": [\"mathematics\", "
                   "\"engine\", "
                   "\"translation\", \"first program\"], \"history\": [{{\"at\": "
                   "\"1843-07-10T09:00:00Z\", \"what\": \"created\"}}, {{\"at\": "
                   "\"1843-07-21T17:30:00Z\", \"what\": \"changed\"}}], \"priority\": 3, "
                   "\"estimate\": 12.5}},\n \"metadata\": {{\"source\": "
                   "\"webhook\", \"version\": 2, \"trace\": \"{}\"}}}}",
                   parameters[4].second, 36, parameters[7].second, parameters[5].second,
                   parameters[8].second, parameters[9].second);
}

[[maybe_unused]] int const entered = enter("fmt", fill);

}  // namespace
