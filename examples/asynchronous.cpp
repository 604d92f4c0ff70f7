// SPDX-License-Identifier: BSL-1.0
// Asynchronous calls, on a transport that can begin a request and come back at once: in a coroutine, as futures, with a callback,
// and cancelled.
#include <trotline/transport/curl/async_curl_transport.hpp>
#include <trotline/trotline.hpp>

#include <boost/describe.hpp>
#include <chrono>
#include <coroutine>
#include <exception>
#include <future>
#include <iostream>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace tl = trotline;
using namespace std::chrono_literals;

struct user {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(user, (), (name))
using first_user = tl::mapping<user, tl::row<"$[0].name", &user::name>>;
using title = tl::mapping<user, tl::row<"data.title", &user::name>>;

// The smallest coroutine that gives a future; yours comes from your own library.
template <class T> struct task {
    struct promise_type {
        std::promise<T> promised;
        task get_return_object() { return {promised.get_future()}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_value(T value) { promised.set_value(std::move(value)); }
        void unhandled_exception() { promised.set_exception(std::current_exception()); }
    };
    std::future<T> result;
};

// One request after the other, without a thread that waits.
task<std::string> rename_to_first_user(tl::async_curl_transport& transport, std::string server) {
    auto const until = std::chrono::steady_clock::now() + 5s;
    tl::http::request const ask{.url = server + "/users"};
    auto const users = co_await tl::sending(transport, ask, until);
    if (!users) co_return to_string(users.error());
    auto const first = tl::map<first_user>(users->content);
    if (!first) co_return "no first user";

    tl::http::request const put{
        .method = tl::method::put, .url = server + "/todos/7", .content = "{\"name\": \"" + first->name + "\"}"};
    auto const renamed = co_await tl::sending(transport, put, until);
    if (!renamed) co_return to_string(renamed.error());
    auto const todo = tl::map<title>(renamed->content);
    co_return todo ? todo->name : "no title";
}

int main(int, char** argv) {
    std::string const server = argv[1];
    tl::async_curl_transport transport;
    auto const until = std::chrono::steady_clock::now() + 5s;

    auto renamed = rename_to_first_user(transport, server);

    // Many at once.
    std::vector<std::future<tl::result<tl::http::response>>> answers;
    for (int i = 0; i < 10; ++i) answers.push_back(tl::send_async(transport, {.url = server + "/users"}, until));

    // Fire and forget, observed; and one that nobody will wait for any more.
    std::promise<tl::code> ended;
    std::stop_source stop;
    transport.start({.url = server + "/slow"}, until, stop.get_token(),
                    [&](auto answer) { ended.set_value(answer ? tl::code::none : answer.error().code); });
    stop.request_stop();

    int complete = 0;
    for (auto& answer : answers) {
        auto const users = answer.get();
        if (!users) return std::cerr << users.error() << '\n', 1;
        auto const first = tl::map<first_user>(users->content);
        complete += first && first->name == "Ada";
    }
    std::string const name = renamed.result.get();
    tl::code const slow = ended.get_future().get();
    std::cout << "renamed to " << name << "; " << complete << " of 10 at once; the slow one: " << tl::name(slow) << '\n';
    return name == "Ada" && complete == 10 && slow == tl::code::cancelled ? 0 : 1;
}
