// SPDX-License-Identifier: BSL-1.0
#include <trotline/parameter_store/memory.hpp>
#include <trotline/webhook.hpp>

#include "contest.hpp"

namespace tl = trotline;

namespace {

using namespace benchmarks::rendering;

constexpr tl::webhook hook{.url = "https://${TENANT}.api.example/v2/todos/$TODO_ID",
                           .fields = {{{"Authorization", "Bearer $TOKEN"},
                                       {"Accept-Language", "$LANGUAGE, *;q=0.5"},
                                       {"X-Trace", "$TRACE"},
                                       {"Accept", "application/vnd.example.v2+json"}}},
                           .query = {{{"lang", "$LANGUAGE"}}},
                           .body = tl::json_body(body_text)};

// Escaping, a store with a lock, typed values, all fields: everything that a call does.
void fill(filled& into) {
    static tl::memory_parameter_store const store = [] {
        tl::memory_parameter_store made;
        for (auto const& [name, value] : parameters) made.set(name, value);
        made.set("AGE", 36);
        return made;
    }();
    static tl::http::request request;
    if (!render(hook, store, request)) return;
    into.url.swap(request.url);
    for (std::size_t i = 0; i < into.fields.size(); ++i)
        into.fields[i].swap(request.fields[i].value);
    into.content.swap(request.content);
}

[[maybe_unused]] int const entered = enter("trotline", fill);

}  // namespace
