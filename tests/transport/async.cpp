// SPDX-License-Identifier: BSL-1.0
// Compiled alone.
#include <trotline/transport/async.hpp>

#include <trotline/transport/scripted.hpp>
#include <trotline/transport/threaded.hpp>

#include <doctest/doctest.h>

namespace transport_async_test {

namespace tl = trotline;

namespace {

// The smallest coroutine that a test can wait for. (g++ 12 warns of coroutines with types of an
// unnamed namespace in an included file; clang 14's sanitizers cannot have them in a named one.)
struct task {
    struct promise_type {
        std::promise<int> status;
        task get_return_object() { return {status.get_future()}; }
        std::suspend_never initial_suspend() { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_value(int value) { status.set_value(value); }
        void unhandled_exception() { status.set_exception(std::current_exception()); }
    };
    std::future<int> status;
};

template <class T> task two_calls(T& transport) {
    tl::http::request const one{.url = "http://a/first"}, two{.url = "http://a/second"};
    auto const first = co_await tl::sending(transport, one, tl::deadline::max());
    auto const second = co_await tl::sending(transport, two, tl::deadline::max());
    co_return first->status + second->status;
}

// Answers inside start().
struct immediate {
    tl::result<tl::http::response> send(tl::http::request const&, tl::deadline, std::stop_token) {
        return tl::http::response{.status = 1};
    }
    void start(tl::http::request request, tl::deadline until, std::stop_token stop,
               tl::completion done) {
        done(send(request, until, std::move(stop)));
    }
};

tl::scripted_transport script() {
    return tl::scripted_transport{
        {{.url = "http://a/first", .answer = tl::http::response{.status = 200}},
         {.url = "http://a/second", .answer = tl::http::response{.status = 404}}}};
}

}  // namespace

TEST_CASE("coroutines") {
    tl::threaded<tl::scripted_transport> transport{script()};
    CHECK(two_calls(transport).status.get() == 604);
    immediate at_once;
    CHECK(two_calls(at_once).status.get() == 2);
}

TEST_CASE("futures") {
    tl::threaded<tl::scripted_transport> transport{script()};
    auto first = tl::send_async(transport, {.url = "http://a/first"}, tl::deadline::max());
    auto none = tl::send_async(transport, {.url = "http://a/none"}, tl::deadline::max());
    CHECK(first.get()->status == 200);
    CHECK(none.get().error().code == tl::code::refused);
}

}  // namespace transport_async_test
