// SPDX-License-Identifier: BSL-1.0
// Calls that do not wait: in a coroutine, as futures, with a callback, and cancelled.
#include <trotline/async_webhook_node.hpp>
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

struct user {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(user, (), (name))
using first_user = tl::mapping<user, tl::row<"$[0].name", &user::name>>;
using title = tl::mapping<user, tl::row<"data.title", &user::name>>;
using kept = tl::parameters_from<tl::row<"$[0].name", "NAME">>;

constexpr tl::webhook list_users{.url = "$SERVER/users"};
constexpr tl::webhook rename_todo{.method = tl::method::put,
                                  .url = "$SERVER/todos/7",
                                  .body = tl::json_body(R"({"name": "$NAME"})")};
constexpr tl::webhook slow{.url = "$SERVER/slow"};

// The smallest coroutine that returns a future; yours comes from your own library.
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

// One call after the other without a waiting thread: the second call uses the parameters that the
// first one stored.
task<std::string> rename_to_first_user(tl::async_webhook_node& node) {
    auto const users = co_await node.async_call<kept>(list_users);
    if (!users) co_return to_string(users.failure());
    auto const todo = co_await node.async_call<title>(rename_todo);
    co_return todo ? todo->name : to_string(todo.failure());
}

int main(int argc, char** argv) {
    if (argc != 2) return std::cerr << "usage: asynchronous URL-OF-THE-EXAMPLE-SERVER\n", 2;
    std::promise<tl::code>
        ended;  // declared before the node, because it is used until the node is destroyed
    tl::async_webhook_node node{{"SERVER", argv[1]}};
    auto renamed = rename_to_first_user(node);

    // Many at once.
    std::vector<std::future<tl::outcome<user>>> answers;
    for (int i = 0; i < 10; ++i)
        answers.push_back(node.async_call<first_user>(list_users).future());

    // A call that is cancelled. detach() instead of then() would not report the outcome.
    std::stop_source stop;
    node.async_call<>(slow, {.stop = stop.get_token()}).then([&](auto const& outcome) {
        ended.set_value(outcome ? tl::code::none : outcome.failure().code);
    });
    stop.request_stop();

    int complete = 0;
    for (auto& answer : answers) {
        auto const first = answer.get();
        if (!first) return std::cerr << first.failure() << '\n', 1;
        complete += first->name == "Ada";
    }
    std::string const name = renamed.result.get();
    tl::code const how = ended.get_future().get();
    std::cout << "renamed to " << name << "; " << complete
              << " of 10 at once; the slow one: " << tl::name(how) << '\n';
    return name == "Ada" && complete == 10 && how == tl::code::cancelled ? 0 : 1;
}
