// SPDX-License-Identifier: BSL-1.0
#include "contest.hpp"

namespace {

using namespace benchmarks::rendering;

// Replaces every parameter in turn wherever it is found, as it is often written by hand. No
// escaping, and parameters inside of values are replaced, too.
void replace_all(std::string& text) {
    for (auto const& [name, value] : parameters) {
        std::string const expression = "$" + std::string(name);
        for (std::size_t at = 0; (at = text.find(expression, at)) != std::string::npos;
             at += value.size())
            text.replace(at, expression.size(), value);
    }
}

void fill(filled& into) {
    into.url = "https://$TENANT.api.example/v2/todos/$TODO_ID?lang=$LANGUAGE";
    into.fields = {"Bearer $TOKEN", "$LANGUAGE, *;q=0.5", "$TRACE",
                   "application/vnd.example.v2+json"};
    into.content = body_text;
    replace_all(into.url);
    for (auto& field : into.fields) replace_all(field);
    replace_all(into.content);
}

[[maybe_unused]] int const entered = enter("replace all", fill);

}  // namespace
