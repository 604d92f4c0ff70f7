// SPDX-License-Identifier: BSL-1.0
#include <trotline/webhook_node.hpp>

#include <trotline/core/message.hpp>

#include <doctest/doctest.h>
#include <httplib.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>

#include "support/todo.hpp"

namespace top_webhook_node_test {

namespace tl = trotline;

namespace {

using trotline_tests::todo;
using todo_rows =
    tl::mapping<todo, tl::row<"data.userId", &todo::user_id>, tl::row<"data.title", &todo::title>>;
using kept = tl::parameters_from<tl::row<"data.userId", "USER_ID">>;

// A server on a free loopback port, for as long as it lives.
class loopback {
  public:
    loopback() {
        server_.Put("/todos/7", [](httplib::Request const& request, httplib::Response& response) {
            response.set_content(
                R"({"data": {"userId": 5, "title": ")" + request.get_param_value("lang") + R"("}})",
                "application/json");
        });
        server_.Get("/slow",
                    [this](httplib::Request const&, httplib::Response&) { released_.wait(); });
        server_.Get("/broken", [](httplib::Request const&, httplib::Response& response) {
            response.status = 500;
        });
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        while (!server_.is_running()) std::this_thread::yield();
    }
    ~loopback() {
        release_.set_value();
        server_.stop();
        thread_.join();
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  private:
    httplib::Server server_;
    std::promise<void> release_;
    std::shared_future<void> released_ = release_.get_future().share();
    std::thread thread_;
    int port_ = 0;
};

tl::failure failing(tl::webhook_node& node, char const* url) {
    todo object{1, "kept"};
    auto const before = node.parameters().snapshot();
    auto const called = node.call_into<todo_rows, kept>(
        object, {.url = url, .deadline = std::chrono::milliseconds(300)});
    REQUIRE_FALSE(called);
    CHECK(object.user_id == 1);
    CHECK(object.title == "kept");
    CHECK(node.parameters().snapshot() == before);
    return called.failure();
}

}  // namespace

TEST_CASE("over real HTTP: from a webhook to a struct and a parameter") {
    loopback const server;
    tl::webhook_node node{{"SERVER", server.url()}, {"LANGUAGE", "a b&c"}};
    auto const answer = node.call<todo_rows, kept>(
        {.method = tl::method::put, .url = "$SERVER/todos/7", .query = {{{"lang", "$LANGUAGE"}}}});
    if (!answer) FAIL(to_string(answer.failure()));
    CHECK(answer->user_id == 5);
    CHECK(answer->title == "a b&c");
    CHECK(node.parameters().get("USER_ID") == tl::value(5));
}

TEST_CASE("over real HTTP: what goes wrong is a typed failure, and nothing is written") {
    loopback const server;
    tl::webhook_node node{
        {"SERVER", server.url()}, {"NOWHERE", "http://127.0.0.1:1"}, {"NO_URL", "ftp:x"}};
    struct {
        char const* url;
        tl::stage stage;
        tl::code code;
    } const cases[] = {
        {"$SERVER/slow", tl::stage::receive, tl::code::timeout},
        {"$SERVER/broken", tl::stage::status, tl::code::unexpected_status},
        {"$SERVER/nothing", tl::stage::status, tl::code::unexpected_status},
        {"$NOWHERE/", tl::stage::connect, tl::code::refused},
        {"http://no-such-host.invalid/", tl::stage::resolve, tl::code::unresolved},
        {"$NOT_THERE/", tl::stage::render, tl::code::unknown_parameter},
        {"$NO_URL/", tl::stage::render, tl::code::forbidden_value},
    };
    for (auto const& c : cases) {
        CAPTURE(c.url);
        auto const why = failing(node, c.url);
        CHECK(why.stage == c.stage);
        CHECK(why.code == c.code);
        CHECK(to_string(why).size() > 20);
    }
}

}  // namespace top_webhook_node_test
