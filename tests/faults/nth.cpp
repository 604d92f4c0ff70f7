// SPDX-License-Identifier: BSL-1.0
// Compiled alone.
// Lets the n-th allocation fail, and the n-th call of libcurl, for every n of a whole call. The
// result must be an error or std::bad_alloc, with nothing leaked (checked by a sanitizer) and
// nothing half-written, and the transport must work afterwards. And in the steady state nothing is
// allocated.
#define CURL_DISABLE_TYPECHECK
#include "faults/server.hpp"

#include <trotline/transport/curl/async_curl_transport.hpp>
#include <trotline/transport/curl/curl_transport.hpp>
#include <trotline/transport/curl/library.hpp>

#include <doctest/doctest.h>

#include <dlfcn.h>

#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>

#include "support/allocation_count.hpp"

namespace tl = trotline;
using namespace std::chrono_literals;
using trotline_tests::countdown;

namespace {

countdown libcurls, calls;

void* library_malloc(std::size_t size) { return libcurls.strikes() ? nullptr : std::malloc(size); }
void library_free(void* memory) { std::free(memory); }
void* library_realloc(void* memory, std::size_t size) {
    return libcurls.strikes() ? nullptr : std::realloc(memory, size);
}
char* library_strdup(char const* text) { return libcurls.strikes() ? nullptr : ::strdup(text); }
void* library_calloc(std::size_t count, std::size_t size) {
    return libcurls.strikes() ? nullptr : std::calloc(count, size);
}

// Before anything else initializes libcurl, because the first initialization counts.
CURLcode const with_our_memory = curl_global_init_mem(
    CURL_GLOBAL_ALL, library_malloc, library_free, library_realloc, library_strdup, library_calloc);

template <class Function> Function* real(char const* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

// CURLU*, in newer releases CURLU const*
template <class Result, class Url, class... Others> Url first_argument(Result (*)(Url, Others...));
using url_to_get = decltype(first_argument(&curl_url_get));

bool oom = true;  // whether a failing call reports out of memory, or another error
bool messages_fail = true;

}  // namespace

#ifdef __clang__
#pragma clang diagnostic ignored \
    "-Wvarargs"  // an enumeration before the ellipsis: the signature is libcurl's
#endif
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt
extern "C" {

CURL* curl_easy_init(void) {
    static auto* const function = real<decltype(curl_easy_init)>("curl_easy_init");
    return calls.strikes() ? nullptr : function();
}
CURLcode curl_easy_setopt(CURL* handle, CURLoption option, ...) {
    static auto* const function = real<CURLcode(CURL*, CURLoption, ...)>("curl_easy_setopt");
    va_list arguments;
    va_start(arguments, option);
    auto* const argument = va_arg(arguments, void*);
    va_end(arguments);
    if (calls.strikes()) return oom ? CURLE_OUT_OF_MEMORY : CURLE_UNKNOWN_OPTION;
    return function(handle, option, argument);
}
CURLcode curl_easy_getinfo(CURL* handle, CURLINFO info, ...) {
    static auto* const function = real<CURLcode(CURL*, CURLINFO, ...)>("curl_easy_getinfo");
    va_list arguments;
    va_start(arguments, info);
    auto* const argument = va_arg(arguments, void*);
    va_end(arguments);
    return calls.strikes() ? CURLE_UNKNOWN_OPTION : function(handle, info, argument);
}
CURLM* curl_multi_init(void) {
    static auto* const function = real<decltype(curl_multi_init)>("curl_multi_init");
    return calls.strikes() ? nullptr : function();
}
CURLMcode curl_multi_setopt(CURLM* multi, CURLMoption option, ...) {
    static auto* const function = real<CURLMcode(CURLM*, CURLMoption, ...)>("curl_multi_setopt");
    va_list arguments;
    va_start(arguments, option);
    auto* const argument = va_arg(arguments, void*);
    va_end(arguments);
    if (calls.strikes()) return oom ? CURLM_OUT_OF_MEMORY : CURLM_UNKNOWN_OPTION;
    return function(multi, option, argument);
}
CURLMcode curl_multi_add_handle(CURLM* multi, CURL* handle) {
    static auto* const function = real<decltype(curl_multi_add_handle)>("curl_multi_add_handle");
    if (calls.strikes()) return oom ? CURLM_OUT_OF_MEMORY : CURLM_INTERNAL_ERROR;
    return function(multi, handle);
}
CURLMcode curl_multi_remove_handle(CURLM* multi, CURL* handle) {
    static auto* const function =
        real<decltype(curl_multi_remove_handle)>("curl_multi_remove_handle");
    auto const result = function(multi, handle);
    return calls.strikes() ? CURLM_INTERNAL_ERROR : result;
}
CURLMcode curl_multi_perform(CURLM* multi, int* running) {
    static auto* const function = real<decltype(curl_multi_perform)>("curl_multi_perform");
    if (calls.strikes()) return oom ? CURLM_OUT_OF_MEMORY : CURLM_INTERNAL_ERROR;
    return function(multi, running);
}
CURLMcode curl_multi_poll(CURLM* multi, curl_waitfd* extra, unsigned count, int timeout,
                          int* events) {
    static auto* const function = real<decltype(curl_multi_poll)>("curl_multi_poll");
    if (calls.strikes()) return oom ? CURLM_OUT_OF_MEMORY : CURLM_INTERNAL_ERROR;
    return function(multi, extra, count, timeout, events);
}
CURLMsg* curl_multi_info_read(CURLM* multi, int* left) {
    static auto* const function = real<decltype(curl_multi_info_read)>("curl_multi_info_read");
    return messages_fail && calls.strikes() ? nullptr : function(multi, left);
}
CURLU* curl_url(void) {
    static auto* const function = real<decltype(curl_url)>("curl_url");
    return calls.strikes() ? nullptr : function();
}
CURLUcode curl_url_set(CURLU* url, CURLUPart part, char const* text, unsigned flags) {
    static auto* const function = real<decltype(curl_url_set)>("curl_url_set");
    return calls.strikes() ? CURLUE_OUT_OF_MEMORY : function(url, part, text, flags);
}
CURLUcode curl_url_get(url_to_get url, CURLUPart part, char** text, unsigned flags) {
    static auto* const function = real<decltype(curl_url_get)>("curl_url_get");
    return calls.strikes() ? CURLUE_OUT_OF_MEMORY : function(url, part, text, flags);
}

}  // extern "C"

namespace {

// A call with everything: fields, content, a redirect, a coded answer.
tl::http::request full_request(faults::server const& server) {
    return {.method = tl::http::method::post,
            .url = server.url("/begin"),
            .fields = {{"Authorization", "Bearer of a longer token than fits in place"},
                       {"X-Empty", ""}},
            .content = std::string(5000, 'x'),
            .secrets = {"a longer token than fits in place"}};
}

void serve(faults::peer& client, faults::received const& request) {
    if (request.target == "/begin") {
        client.send(faults::answer("moved", "Location: /end\r\n", "303 See Other"));
    } else {
        client.send(faults::answer("the end, in full",
                                   "X-Field: a value that does not fit in place, for sure\r\n"));
    }
}

tl::deadline soon() { return std::chrono::steady_clock::now() + 5s; }

struct waiting {
    tl::curl_transport transport{{.redirects = 2}};
    tl::result<tl::http::response> send(tl::http::request const& request) {
        return transport.send(request, soon());
    }
    void take_part() {}
};

struct future {
    tl::async_curl_transport transport{{.redirects = 2}};
    tl::result<tl::http::response> send(tl::http::request const& request) {
        return tl::send_async(transport, request, soon()).get();
    }
    // A completion runs in the loop's thread.
    void take_part() {
        std::promise<void> done;
        transport.start({.url = "none"}, soon(), {}, [&](auto const&) {
            countdown::take_part();
            done.set_value();
        });
        done.get_future().wait();
    }
};

template <class Way> void each_fails(countdown& what) {
    countdown::take_part();
    // A missing message is not a failure: a lane knows that there must be one, and the loop asks
    // again when something happens.
    messages_fail = std::is_same_v<Way, waiting>;
    for (bool const reused : {false, true}) {
        CAPTURE(reused);
        faults::server const server(serve);
        auto const request = full_request(server);
        bool completed = false;
        long failures = 0;
        for (long n = 0; !completed && n < 5000; ++n) {
            CAPTURE(n);
            Way way;
            way.take_part();
            if (reused) REQUIRE(way.send({.url = server.url("/good")}).has_value());
            bool survived = false;
            what.begin(n);
            try {
                auto const answered = way.send(request);
                completed = what.end();
                survived = answered.has_value();
                if (survived) CHECK(answered->content == "the end, in full");
                if (!survived) CHECK(answered.error().code != tl::code::none);
            } catch (std::bad_alloc const&) {
                what.end();
            }
            if (!survived) ++failures;
            CHECK(survived >= completed);
            auto const after = way.send({.url = server.url("/good")});
            CHECK((after.has_value() && after->content == "good"));
        }
        CHECK(completed);
        CHECK(completed);
        CHECK(failures > 0);
    }
}

}  // namespace

TEST_CASE_TEMPLATE("every allocation of ours fails once", Way, waiting, future) {
    each_fails<Way>(trotline_tests::failing_allocation());
}

TEST_CASE_TEMPLATE("every allocation of libcurl's fails once", Way, waiting, future) {
    REQUIRE(with_our_memory == CURLE_OK);
    each_fails<Way>(libcurls);
}

TEST_CASE_TEMPLATE("every call of libcurl fails once", Way, waiting, future) {
    for (bool const memory : {false, true}) {
        oom = memory;
        each_fails<Way>(calls);
    }
}

TEST_CASE("an engine that cannot be made") {
    countdown::take_part();
    REQUIRE(tl::curl::initialize() == CURLE_OK);
    for (auto* const what : {&trotline_tests::failing_allocation(), &libcurls, &calls}) {
        long failures = 0;
        for (bool completed = false; !completed;) {
            what->begin(failures);
            try {
                tl::async_curl_transport const made;
                completed = what->end();
            } catch (std::bad_alloc const&) {
                what->end();
            }
            if (!completed) ++failures;
            REQUIRE(failures < 1000);
        }
        CHECK(failures > 0);
    }
}

TEST_CASE("in the steady state nothing of ours is allocated") {
    faults::server const server(serve);
    tl::curl_transport const transport;
    tl::http::request request = full_request(server);
    request.url = server.url("/end");
    tl::http::response into;
    for (int i = 0; i < 3; ++i)
        REQUIRE_FALSE(transport.send_into(request, soon(), {}, into).has_value());
    CHECK(trotline_tests::allocations([&] {
              for (int i = 0; i < 10; ++i)
                  REQUIRE_FALSE(transport.send_into(request, soon(), {}, into).has_value());
          }) == 0);
    CHECK(into.content == "the end, in full");
    CHECK(into.fields.size() == 2);
}
