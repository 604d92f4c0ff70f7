// SPDX-License-Identifier: BSL-1.0
// The n-th allocation fails, and the n-th call of libcurl fails, for every n of a whole call: an error or std::bad_alloc, nothing
// leaked (under a sanitizer), nothing half-written, and the transport works afterwards. And in the steady state nothing is
// allocated.
#define CURL_DISABLE_TYPECHECK
#include "server.hpp"

#include <trotline/transport/curl/curl_transport.hpp>

#include <doctest/doctest.h>

#include <dlfcn.h>

#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <new>

namespace tl = trotline;
using namespace std::chrono_literals;

namespace {

// Counts what happens in this thread, and makes one of it fail.
struct countdown {
    long until_failure = -1;  // negative: nothing fails
    long seen = 0;
    bool strikes() {
        ++seen;
        return until_failure >= 0 && until_failure-- == 0;
    }
};
thread_local countdown ours, libcurls, calls;

void* allocate_or_null(std::size_t size, std::size_t alignment = 1) {
    if (ours.strikes()) return nullptr;
    if (alignment <= alignof(std::max_align_t)) return std::malloc(size == 0 ? 1 : size);
    return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}
void* allocate(std::size_t size, std::size_t alignment = 1) {
    if (void* const memory = allocate_or_null(size, alignment)) return memory;
    throw std::bad_alloc();
}

void* library_malloc(std::size_t size) { return libcurls.strikes() ? nullptr : std::malloc(size); }
void library_free(void* memory) { std::free(memory); }
void* library_realloc(void* memory, std::size_t size) { return libcurls.strikes() ? nullptr : std::realloc(memory, size); }
char* library_strdup(char const* text) { return libcurls.strikes() ? nullptr : ::strdup(text); }
void* library_calloc(std::size_t count, std::size_t size) { return libcurls.strikes() ? nullptr : std::calloc(count, size); }

// Before anybody else initializes libcurl: the first decides.
CURLcode const with_our_memory =
    curl_global_init_mem(CURL_GLOBAL_ALL, library_malloc, library_free, library_realloc, library_strdup, library_calloc);

template <class Function> Function* real(char const* name) { return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name)); }

// CURLU*, in newer releases CURLU const*
template <class Result, class Url, class... Others> Url first_argument(Result (*)(Url, Others...));
using url_to_get = decltype(first_argument(&curl_url_get));

bool oom = true;  // what a failing call says: that memory ran out, or something else

}  // namespace

// Every form, so that no other test's are linked in.
void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void* operator new(std::size_t size, std::align_val_t alignment) { return allocate(size, static_cast<std::size_t>(alignment)); }
void* operator new[](std::size_t size, std::align_val_t alignment) { return allocate(size, static_cast<std::size_t>(alignment)); }
void* operator new(std::size_t size, std::nothrow_t const&) noexcept { return allocate_or_null(size); }
void* operator new[](std::size_t size, std::nothrow_t const&) noexcept { return allocate_or_null(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::nothrow_t const&) noexcept { std::free(memory); }
void operator delete[](void* memory, std::nothrow_t const&) noexcept { std::free(memory); }

#ifdef __clang__
#pragma clang diagnostic ignored "-Wvarargs"  // an enumeration before the ellipsis: the signature is libcurl's
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
    static auto* const function = real<decltype(curl_multi_remove_handle)>("curl_multi_remove_handle");
    auto const result = function(multi, handle);
    return calls.strikes() ? CURLM_INTERNAL_ERROR : result;
}
CURLMcode curl_multi_perform(CURLM* multi, int* running) {
    static auto* const function = real<decltype(curl_multi_perform)>("curl_multi_perform");
    if (calls.strikes()) return oom ? CURLM_OUT_OF_MEMORY : CURLM_INTERNAL_ERROR;
    return function(multi, running);
}
CURLMcode curl_multi_poll(CURLM* multi, curl_waitfd* extra, unsigned count, int timeout, int* events) {
    static auto* const function = real<decltype(curl_multi_poll)>("curl_multi_poll");
    if (calls.strikes()) return oom ? CURLM_OUT_OF_MEMORY : CURLM_INTERNAL_ERROR;
    return function(multi, extra, count, timeout, events);
}
CURLMsg* curl_multi_info_read(CURLM* multi, int* left) {
    static auto* const function = real<decltype(curl_multi_info_read)>("curl_multi_info_read");
    return calls.strikes() ? nullptr : function(multi, left);
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

// A call with everything in it: fields, content, a redirect, a coded answer.
tl::http::request full_request(faults::server const& server) {
    return {.method = tl::http::method::post,
            .url = server.url("/begin"),
            .fields = {{"Authorization", "Bearer of a longer token than fits in place"}, {"X-Empty", ""}},
            .content = std::string(5000, 'x'),
            .secrets = {"a longer token than fits in place"}};
}

void serve(faults::peer& client, faults::received const& request) {
    if (request.target == "/begin") {
        client.send(faults::answer("moved", "Location: /end\r\n", "303 See Other"));
    } else {
        client.send(faults::answer("the end, in full", "X-Field: a value that does not fit in place, for sure\r\n"));
    }
}

tl::deadline soon() { return std::chrono::steady_clock::now() + 5s; }

void each_fails(countdown& what, bool reused) {
    faults::server const server(serve);
    auto const request = full_request(server);
    bool completed = false;
    long failures = 0;
    for (long n = 0; !completed && n < 5000; ++n) {
        tl::curl_transport const transport{{.redirects = 2}};
        if (reused) REQUIRE(transport.send({.url = server.url("/good")}, soon()).has_value());
        bool survived = false;
        what.until_failure = n;
        try {
            auto const answered = transport.send(request, soon());
            completed = what.until_failure >= 0;
            what.until_failure = -1;
            survived = answered.has_value();
            if (survived) CHECK(answered->content == "the end, in full");
            if (!survived) CHECK(answered.error().code != tl::code::none);
        } catch (std::bad_alloc const&) {
            what.until_failure = -1;
        }
        if (!survived) ++failures;
        CHECK(survived >= completed);
        auto const after = transport.send({.url = server.url("/good")}, soon());
        CAPTURE(n);
        CHECK((after.has_value() && after->content == "good"));
    }
    CHECK(completed);
    CHECK(failures > 0);
}

}  // namespace

TEST_CASE("every allocation of ours fails once") {
    for (bool const reused : {false, true}) each_fails(ours, reused);
}

TEST_CASE("every allocation of libcurl's fails once") {
    REQUIRE(with_our_memory == CURLE_OK);
    for (bool const reused : {false, true}) each_fails(libcurls, reused);
}

TEST_CASE("every call of libcurl fails once") {
    for (bool const memory : {false, true}) {
        oom = memory;
        for (bool const reused : {false, true}) each_fails(calls, reused);
    }
}

TEST_CASE("in the steady state nothing of ours is allocated") {
    faults::server const server(serve);
    tl::curl_transport const transport;
    tl::http::request request = full_request(server);
    request.url = server.url("/end");
    tl::http::response into;
    for (int i = 0; i < 3; ++i) REQUIRE_FALSE(transport.send_into(request, soon(), {}, into).has_value());
    ours.seen = 0;
    for (int i = 0; i < 10; ++i) REQUIRE_FALSE(transport.send_into(request, soon(), {}, into).has_value());
    CHECK(ours.seen == 0);
    CHECK(into.content == "the end, in full");
    CHECK(into.fields.size() == 2);
}
