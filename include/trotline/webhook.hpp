// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_WEBHOOK_HPP
#define TROTLINE_WEBHOOK_HPP

// Keep this include first: it shortens the compiler's errors about templates.
#include <trotline/rendering/template/literal_check.hpp>

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/http/method.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/status_set.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/rendering/authorization.hpp>
#include <trotline/rendering/body.hpp>
#include <trotline/rendering/parameter_source.hpp>
#include <trotline/rendering/template/field_template.hpp>
#include <trotline/rendering/template/query_template.hpp>
#include <trotline/rendering/template/stored_text.hpp>
#include <trotline/rendering/template/url_template.hpp>

#include <chrono>
#include <span>

namespace trotline::inline TROTLINE_ABI {

using http::method;

// The format in which an answer is read.
enum class response_format : unsigned char {
    by_media_type,  // the one that its Content-Type names
    json,
    xml
};

// How what an answer says of its own content is taken.
enum class answer_labels : unsigned char {
    strict,
    // For servers that are wrong about themselves: of a Content-Type the beginning that is a media
    // type counts (`application/json, application/json`, `application/json; charset=`), and names
    // in Content-Encoding that are no coding are passed over (`UTF-8`, `none`, `aws-chunked`).
    lenient
};

// One outgoing HTTP request, as a template. It says what is sent, not what happens with the answer.
// A webhook is a value: a constant whose templates the compiler checks, or made at run time from
// texts; error() and render() then report a wrong template.
//
//     constexpr trotline::webhook rename_todo{
//         .label  = "rename a todo",
//         .method = trotline::method::put,
//         .url    = "https://api.example/todos/$TODO_ID",
//         .fields = {{{"Authorization", "Bearer $TOKEN"}}},
//         .query  = {{{"lang", "$LANGUAGE"}}},
//         .body   = trotline::json_body(R"({"name": "$NAME", "age": $AGE})")};
struct webhook {
    stored_text label{};  // a name for people, in reports and messages; may be empty
    http::method method = http::method::get;
    url_template url{};
    trotline::authorization authorization{};
    field_list fields{};
    query_list query{};  // added to those of the URL
    trotline::body body{};
    http::status_set success = http::status_set::successful();  // every other status is a failure
    std::chrono::milliseconds deadline{5000};                   // for the whole call
    // not read by the library: for programs that store webhooks and choose between call() and
    // async_call()
    bool synchronous = true;
    response_format format = response_format::by_media_type;
    answer_labels labels = answer_labels::strict;
    unknown_parameters unknown = unknown_parameters::fail;
};

namespace detail {
result<void> render(webhook const& from, parameter_source const& source, http::request& into);
}  // namespace detail

// Fills in the parameters. `overrides` are used before the store, and for query parameters that
// were left empty. A store with hold() (memory_parameter_store) is read in one state, so a request
// never mixes two batches. Fails with stage render; `into` then has some valid content. Does not
// allocate if the same request was rendered into before and nothing has become longer.
template <parameter_store Store>
result<void> render(webhook const& from, Store const& store, http::request& into,
                    std::span<assignment const> overrides = {}) {
    return detail::with_source(store, overrides, [&](detail::parameter_source const& source) {
        return detail::render(from, source, into);
    });
}

}  // namespace trotline

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/webhook.ipp>
#endif
#endif
