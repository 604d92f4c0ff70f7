// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_FAULTS_WAYS_HPP
#define TROTLINE_TESTS_FAULTS_WAYS_HPP

#include <trotline/core/message.hpp>
#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/transport/curl/async_curl_transport.hpp>
#include <trotline/transport/curl/curl_transport.hpp>

#include <doctest/doctest.h>
#include <boost/describe.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "faults/server.hpp"

// Every fault with every way of calling, on a new transport and on one that has made calls before.
namespace faults {

inline constexpr std::string_view secret = "hunter2";
inline constexpr std::size_t content_limit = 64 << 10;

// What a server does (if `url` names another server, that one), and the result that every way of
// calling must have.
struct fault {
    std::string name;
    server::handler handle;
    trotline::stage stage;
    trotline::code code;
    bool may_have_been_processed = true;
    std::string url{};
    trotline::curl_settings settings{.connect_limit = times_slower * std::chrono::seconds(3),
                                     .content_limit = content_limit,
                                     .field_section_limit = 16 << 10};
    trotline::http::method method = trotline::http::method::get;
    std::string content{};
    bool read_content = true;
    std::optional<trotline::code> or_code{};  // if the result depends on timing in the kernel
};

// A timeout takes the whole deadline. Everything else ends earlier by itself.
inline std::chrono::milliseconds limit_for(fault const& fault) {
    return times_slower *
           std::chrono::milliseconds(fault.code == trotline::code::timeout ? 1500 : 8000);
}

template <class Transport> bool good(Transport&& transport, server const& from) {
    auto const answered =
        transport.send({.url = from.url("/good")},
                       std::chrono::steady_clock::now() + times_slower * std::chrono::seconds(5));
    return answered.has_value() && answered->status == 200 && answered->content == "good";
}

namespace detail {

struct numbered {
    long n = 7;
    std::string text = "as it was";
};
BOOST_DESCRIBE_STRUCT(numbered, (), (n, text))
using rows = trotline::mapping<numbered, trotline::optional_row<"n", &numbered::n>,
                               trotline::optional_row<"text", &numbered::text>>;
using kept =
    trotline::parameters_from<trotline::optional_row<"n", "N">, trotline::status_row<"STATUS">>;

// One call: its destination and its result.
struct attempt {
    faults::fault const& fault;
    std::string url;

    std::optional<trotline::failure> failed{};
    std::size_t memory = 0;  // of the partial answer
    bool nothing_mapped = true, good_before = true, good_after = false;
    std::chrono::steady_clock::duration took{};

    trotline::deadline until() const { return std::chrono::steady_clock::now() + limit_for(fault); }
    trotline::http::request request() const {
        return {.method = fault.method,
                .url = url,
                .fields = {{"Authorization", "Bearer " + std::string(secret)}},
                .content = fault.content,
                .secrets = {std::string(secret)}};
    }
    void take(trotline::result<trotline::http::response> const& outcome) {
        if (!outcome.has_value()) failed = outcome.error();
    }

    // The same through a node, which must not have changed anything.
    template <class Transport, class Call> void in_a_node(Transport& transport, Call call) {
        trotline::basic_webhook_node<Transport&, trotline::media_type_parser,
                                     trotline::memory_parameter_store>
            node(transport, {},
                 {{"URL", url},
                  {"TOKEN", trotline::secret{std::string(secret)}},
                  {"CONTENT", fault.content},
                  {"N", 7}});
        trotline::webhook hook{.method = fault.method,
                               .url = "$URL",
                               .fields = {{{"Authorization", "Bearer $TOKEN"}}},
                               .deadline = limit_for(fault)};
        if (!fault.content.empty()) hook.body = trotline::text_body("$CONTENT");
        numbered object;
        auto const begin = std::chrono::steady_clock::now();
        auto const outcome = call(node, object, hook);
        took = std::chrono::steady_clock::now() - begin;
        nothing_mapped = node.parameters().get("N") == trotline::value(7) &&
                         !node.parameters().get("STATUS") && object.n == 7 &&
                         object.text == "as it was";
        if (!outcome) failed = outcome.failure();
        if (outcome.response()) memory = outcome.response()->content.capacity();
    }
};

template <class Transport, class Call>
void run(attempt& one, server const& server, bool reused, Call call) {
    Transport transport{one.fault.settings};
    if (reused) one.good_before = good(transport, server);
    auto const begin = std::chrono::steady_clock::now();
    call(transport);
    if (one.took == one.took.zero()) one.took = std::chrono::steady_clock::now() - begin;
    one.good_after = good(transport, server);
}

}  // namespace detail

struct way {
    std::string name;
    void (*call)(detail::attempt&, server const&, bool reused);
};

inline way const ways[] = {
    {"waiting",
     [](detail::attempt& one, server const& server, bool reused) {
         detail::run<trotline::curl_transport>(one, server, reused, [&](auto& transport) {
             trotline::http::response into;
             one.failed = transport.send_into(one.request(), one.until(), {}, into);
             one.memory = into.content.capacity();
         });
     }},
    {"waiting in a node",
     [](detail::attempt& one, server const& server, bool reused) {
         detail::run<trotline::curl_transport>(one, server, reused, [&](auto& transport) {
             one.in_a_node(transport, [](auto& node, auto& object, auto const& hook) {
                 return node.template call_into<detail::rows, detail::kept>(object, hook);
             });
         });
     }},
    {"waiting for the engine",
     [](detail::attempt& one, server const& server, bool reused) {
         detail::run<trotline::async_curl_transport>(one, server, reused, [&](auto& transport) {
             one.take(transport.send(one.request(), one.until()));
         });
     }},
    {"future, good calls beside it",
     [](detail::attempt& one, server const& server, bool reused) {
         detail::run<trotline::async_curl_transport>(one, server, reused, [&](auto& transport) {
             auto future = trotline::send_async(transport, one.request(), one.until());
             one.good_before = good(transport, server) && one.good_before;
             one.take(future.get());
         });
     }},
    {"future of a node",
     [](detail::attempt& one, server const& server, bool reused) {
         detail::run<trotline::async_curl_transport>(one, server, reused, [&](auto& transport) {
             one.in_a_node(transport, [](auto& node, auto&, auto const& hook) {
                 return node.template async_call<detail::kept>(hook).future().get();
             });
         });
     }},
};

// Calls in all ways at once, and then examines each result: the right failure, in time, within
// bounds, nothing mapped, no secret in its text, and the transport works afterwards.
inline void in_every_way(fault const& fault) {
    server const there(fault.handle, fault.read_content);
    struct tried {
        std::string name;
        bool reused;
        detail::attempt one;
    };
    std::vector<tried> all;
    for (auto const& way : ways) {
        for (bool const reused : {false, true})
            all.push_back(
                {way.name, reused, {fault, fault.url.empty() ? there.url("/fault") : fault.url}});
    }
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < all.size(); ++i)
            threads.emplace_back([&, i] { ways[i / 2].call(all[i].one, there, all[i].reused); });
    }
    auto const limit = limit_for(fault);
    for (auto const& each : all) {
        CAPTURE(fault.name);
        CAPTURE(each.name);
        CAPTURE(each.reused);
        auto const& one = each.one;
        CHECK(one.good_before);
        CHECK(one.good_after);
        CHECK(one.nothing_mapped);
        CHECK(one.memory <= 2 * fault.settings.content_limit);
        CHECK(in_time(one.took, limit));
        if (fault.code == trotline::code::timeout && fault.settings.connect_limit > limit)
            CHECK(one.took >= limit - std::chrono::milliseconds(2));
        REQUIRE(one.failed.has_value());
        auto const& failed = *one.failed;
        CHECK(trotline::name(failed.stage) == trotline::name(fault.stage));
        if (failed.code != fault.or_code)
            CHECK(trotline::name(failed.code) == trotline::name(fault.code));
        CHECK(failed.may_have_been_processed == fault.may_have_been_processed);
        CHECK(!failed.detail.empty());
        CHECK(to_string(failed).find(secret) == std::string::npos);
    }
}

}  // namespace faults
#endif
