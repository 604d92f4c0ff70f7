// SPDX-License-Identifier: BSL-1.0
#include <trotline/node/pending_call.hpp>

#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/transport/scripted.hpp>
#include <trotline/transport/threaded.hpp>

#include <doctest/doctest.h>
#include <boost/describe.hpp>

#include <atomic>
#include <chrono>
#include <coroutine>
#include <exception>
#include <future>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace node_pending_call_test {

namespace tl = trotline;

namespace {

struct todo {
    long user_id = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (user_id))
using rows = tl::mapping<todo, tl::row<"userId", &todo::user_id>>;
using kept = tl::parameters_from<tl::row<"userId", "USER_ID">>;
constexpr tl::webhook hook{.url = "https://api.example/$ID"};

// Keeps started requests until a test tells it to answer, so that nothing depends on time.
class held_transport {
  public:
    held_transport() = default;
    ~held_transport() {
        for (auto& each : held_)
            if (each.done) each.done(failing(tl::code::cancelled));
    }
    void start(tl::http::request request, tl::deadline, std::stop_token stop, tl::completion done) {
        if (full) return done(failing(tl::code::overloaded));
        held_.push_back({std::move(request), std::move(stop), std::move(done)});
    }
    tl::result<tl::http::response> send(tl::http::request const&, tl::deadline, std::stop_token) {
        return failing(tl::code::refused);
    }

    std::size_t size() const { return held_.size(); }
    tl::http::request const& request() const { return held_.back().request; }
    void answer(std::string content) {
        auto one = std::move(held_.back());
        held_.pop_back();
        if (one.stop.stop_requested()) return one.done(failing(tl::code::cancelled));
        tl::http::response said{.status = 200,
                                .fields = {{"Content-Type", "application/json"}},
                                .content = std::move(content)};
        one.done(std::move(said));
    }
    bool full = false;

  private:
    struct call {
        tl::http::request request;
        std::stop_token stop;
        tl::completion done;
    };
    static tl::failure failing(tl::code why) {
        tl::failure f;
        f.stage = tl::stage::connect;
        f.code = why;
        return f;
    }
    std::vector<call> held_;
};
static_assert(tl::async_transport<held_transport>);

using node_type =
    tl::basic_webhook_node<held_transport&, tl::media_type_parser, tl::memory_parameter_store>;

// A temporary would be destroyed before the answer comes.
template <class Node>
concept takes_temporary_mapping = requires(Node& node) {
    node.async_call(hook, tl::run_time_mapping());
};
static_assert(!takes_temporary_mapping<node_type>);

struct task {
    struct promise_type {
        task get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };
};

task call_twice(node_type& node, std::vector<long>& seen) {
    auto const one = co_await node.async_call<rows>(hook);
    seen.push_back(one ? one->user_id : -1);
    tl::call_options options{
        .parameters = {{"ID", "a parameter that is longer than a short string"}}};
    auto const two = co_await node.async_call<rows>(hook, std::move(options));
    seen.push_back(two ? two->user_id : -1);
}

}  // namespace

TEST_CASE("nothing is sent before the call is begun, and what begins it comes back at once") {
    held_transport transport;
    node_type node(transport, {}, {{"ID", 7}});
    auto pending = node.async_call<rows>(hook);
    CHECK(transport.size() == 0);
    auto ended = std::move(pending).future();
    REQUIRE(transport.size() == 1);
    CHECK(transport.request().url == "https://api.example/7");
    CHECK(ended.wait_for(std::chrono::seconds(0)) == std::future_status::timeout);
    transport.answer(R"({"userId": 5})");
    auto const answer = ended.get();
    REQUIRE(answer);
    CHECK(answer->user_id == 5);
}

TEST_CASE("rows of run time are read like those of a waiting call") {
    held_transport transport;
    node_type node(transport, {}, {{"ID", 7}});
    auto const mapping = *tl::run_time_mapping::build({{"userId", "USER_ID"}});
    struct row {
        std::string_view answer;
        bool mapped;
    };
    constexpr row rows_of_answers[] = {
        {R"({"userId": 5})", true}, {R"({"userId": null})", false}, {"{}", false}};
    for (row const& r : rows_of_answers) {
        CAPTURE(r.answer);
        node.parameters() = {{"ID", 7}};
        auto ended = node.async_call(hook, mapping).future();
        REQUIRE(transport.size() == 1);
        transport.answer(std::string(r.answer));
        auto const answer = ended.get();
        CHECK(answer.has_value() == r.mapped);
        CHECK(node.parameters().get("USER_ID").has_value() == r.mapped);
    }
}

TEST_CASE("a callback gets the outcome once, and parameters are written before") {
    held_transport transport;
    node_type node(transport, {}, {{"ID", 7}});
    int calls = 0;
    node.async_call<kept>(hook).then([&](tl::outcome<void> const& how) {
        ++calls;
        CHECK(how);
        CHECK(node.parameters().get("USER_ID") == tl::value(5));
    });
    transport.answer(R"({"userId": 5})");
    CHECK(calls == 1);
    node.async_call<kept>(hook).then([&](tl::outcome<void> const& how) {
        ++calls;
        REQUIRE_FALSE(how);
        CHECK(how.failure().code == tl::code::missing);
    });
    transport.answer("{}");
    CHECK(calls == 2);
    CHECK(node.parameters().get("USER_ID") == tl::value(5));
}

TEST_CASE("fire and forget: whatever happens, it comes back") {
    held_transport transport;
    node_type node(transport, {}, {{"ID", 7}});
    node.async_call<kept>(hook).detach();
    transport.answer(R"({"userId": 6})");
    CHECK(node.parameters().get("USER_ID") == tl::value(6));
    node.async_call<kept>(tl::webhook{.url = "https://api.example/$UNKNOWN"}).detach();
    CHECK(transport.size() == 0);
    transport.full = true;
    node.async_call<kept>(hook).detach();
    // and the observer is called before detach() returns
    std::optional<tl::code> told;
    node.async_call<kept>(hook).then(
        [&](tl::outcome<void> const& how) { told = how.failure().code; });
    CHECK(told == tl::code::overloaded);
}

TEST_CASE("an observer is told of every detached call that failed, and of no other") {
    held_transport transport;
    node_type node(transport, {}, {{"ID", 7}});
    std::vector<std::pair<std::string, tl::code>> told;
    node.observe_detached([&](std::string_view label, tl::failure const& why) {
        told.emplace_back(label, why.code);
    });
    {
        // and removed when the call ends
        std::string const label = "a label that is longer than a short string";
        node.async_call<kept>(tl::webhook{.label = label, .url = "https://api.example/$ID"})
            .detach();
    }
    node.async_call<kept>(hook).detach();
    CHECK(told.empty());
    transport.answer(R"({"userId": 6})");
    CHECK(told.empty());
    transport.answer("{}");
    node.async_call<kept>(tl::webhook{.label = "unknown", .url = "https://api.example/$UNKNOWN"})
        .detach();
    transport.full = true;
    node.async_call<kept>(tl::webhook{.label = "full", .url = "https://api.example/"}).detach();
    CHECK(told == std::vector<std::pair<std::string, tl::code>>{
                      {"a label that is longer than a short string", tl::code::missing},
                      {"unknown", tl::code::unknown_parameter},
                      {"full", tl::code::overloaded}});
    node.async_call<kept>(hook).then([](auto const&) {});
    CHECK(told.size() == 3);
}

TEST_CASE("what fails before anything is sent, and a full queue, are outcomes too") {
    held_transport transport;
    node_type node(transport, {}, {{"ID", 7}});
    auto const unknown =
        node.async_call<rows>(tl::webhook{.url = "https://api.example/$UNKNOWN"}).future().get();
    REQUIRE_FALSE(unknown);
    CHECK(unknown.failure().code == tl::code::unknown_parameter);
    transport.full = true;
    auto const full = node.async_call<rows>(hook).future().get();
    REQUIRE_FALSE(full);
    CHECK(full.failure().code == tl::code::overloaded);
}

TEST_CASE("a coroutine goes on with the outcome") {
    held_transport transport;
    node_type node(transport, {}, {{"ID", 7}});
    std::vector<long> seen;
    call_twice(node, seen);
    CHECK(seen.empty());
    transport.answer(R"({"userId": 1})");
    CHECK(seen == std::vector<long>{1});
    transport.answer(R"({"userId": true})");
    CHECK(seen == std::vector<long>{1, -1});
}

TEST_CASE("a requested stop cancels, and writes nothing") {
    held_transport transport;
    node_type node(transport, {}, {{"ID", 7}});
    std::stop_source source;
    auto ended = node.async_call<kept>(hook, {.stop = source.get_token()}).future();
    source.request_stop();
    transport.answer(R"({"userId": 5})");
    auto const answer = ended.get();
    REQUIRE_FALSE(answer);
    CHECK(answer.failure().code == tl::code::cancelled);
    CHECK_FALSE(node.parameters().get("USER_ID"));
}

TEST_CASE("a node that owns its transport tells every call how it ended when both are destroyed") {
    std::vector<tl::code> ends;
    {
        tl::basic_webhook_node<held_transport, tl::media_type_parser, tl::memory_parameter_store>
            node({{"ID", 7}});
        for (int i = 0; i < 3; ++i)
            node.async_call<rows>(hook).then(
                [&](tl::outcome<todo> const& how) { ends.push_back(how.failure().code); });
        CHECK(ends.empty());
    }
    CHECK(ends == std::vector<tl::code>(3, tl::code::cancelled));
}

TEST_CASE("a node on a shared transport waits for its own calls") {
    tl::http::response const said{.status = 200,
                                  .fields = {{"Content-Type", "application/json"}},
                                  .content = R"({"userId": 5})"};
    tl::threaded<tl::scripted_transport> transport(tl::scripted_transport({{.answer = said}}),
                                                   {.threads = 2});
    std::atomic<int> mapped = 0;
    {
        tl::basic_webhook_node<tl::threaded<tl::scripted_transport>&, tl::media_type_parser,
                               tl::memory_parameter_store>
            node(transport, {}, {{"ID", 7}});
        for (int i = 0; i < 200; ++i)
            node.async_call<rows, kept>(hook).then(
                [&](auto const& how) { mapped += how.has_value(); });
    }
    CHECK(mapped == 200);
}

}  // namespace node_pending_call_test
