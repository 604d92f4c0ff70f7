// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/revalidating.hpp>

#include <doctest/doctest.h>
#include <trotline/transport/threaded.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace transport_revalidating_test {

namespace tl = trotline;

namespace {

// A server with one answer, which knows conditions.
class small_server {
  public:
    using handler = std::function<tl::result<tl::http::response>(tl::http::request const&)>;
    explicit small_server(handler handle) : state_(std::make_shared<state>()) {
        state_->handle = std::move(handle);
    }
    tl::result<tl::http::response> send(tl::http::request const& request, tl::deadline,
                                        tl::stop_token) {
        std::lock_guard const lock(state_->mutex);
        state_->sent.push_back(request);
        return state_->handle(request);
    }
    std::vector<tl::http::request> const& sent() const { return state_->sent; }

  private:
    struct state {
        std::mutex mutex;
        handler handle;
        std::vector<tl::http::request> sent;
    };
    std::shared_ptr<state> state_;
};

std::string_view field(auto const& message, std::string_view name) {
    auto const* const found = tl::http::find_field(message.fields, name);
    return found != nullptr ? std::string_view(found->value) : std::string_view();
}
tl::http::response tagged(std::string tag, std::string content) {
    return {.status = 200,
            .fields = {{"ETag", std::move(tag)}, {"Content-Type", "text/plain"}, {"Age", "1"}},
            .content = std::move(content)};
}
tl::result<tl::http::response> get(auto& transport, std::string url = "http://a/",
                                   std::vector<tl::http::field> fields = {}) {
    return transport.send({.url = std::move(url), .fields = std::move(fields)}, tl::deadline::max(),
                          {});
}

}  // namespace

TEST_CASE("an answer that has not changed is the kept one, with newer fields") {
    tl::revalidating<small_server> transport(
        small_server([](tl::http::request const& request) -> tl::result<tl::http::response> {
            if (field(request, "If-None-Match") != "\"1\"") return tagged("\"1\"", "content");
            return tl::http::response{
                .status = 304,
                .fields = {{"ETag", "\"1\""}, {"Age", "2"}, {"Content-Type", "a/b"}, {"X", "new"}}};
        }));
    for (int i = 0; i < 3; ++i) {
        auto const answer = get(transport);
        REQUIRE(answer);
        CHECK(answer->status == 200);
        CHECK(answer->content == "content");
        CHECK(field(*answer, "Content-Type") == "text/plain");
        CHECK(field(*answer, "Age") == (i == 0 ? "1" : "2"));
        CHECK(answer->fields.size() == (i == 0 ? 3 : 4));
    }
    CHECK(transport.wrapped().sent().size() == 3);
    CHECK(transport.size() == 1);
}

TEST_CASE("what is kept, and for which requests") {
    struct {
        char const* name;
        tl::http::request request;
        tl::http::response answer;
        std::string_view condition;  // of the second request, and its field
        std::string_view value;
    } const table[] = {
        {"a tag", {.url = "http://a/"}, tagged("W/\"1\"", "x"), "If-None-Match", "W/\"1\""},
        {"a date",
         {.url = "http://a/"},
         {.status = 200, .fields = {{"last-modified", "yesterday"}}},
         "If-Modified-Since",
         "yesterday"},
        {"no validator", {.url = "http://a/"}, {.status = 200}, "If-None-Match", ""},
        {"another status",
         {.url = "http://a/"},
         {.status = 206, .fields = {{"ETag", "\"1\""}}},
         "If-None-Match",
         ""},
        {"not to be stored",
         {.url = "http://a/"},
         {.status = 200, .fields = {{"ETag", "\"1\""}, {"Cache-Control", "private, No-Store"}}},
         "If-None-Match",
         ""},
        {"not to be stored, says the request",
         {.url = "http://a/", .fields = {{"Cache-Control", "no-store"}}},
         tagged("\"1\"", "x"),
         "If-None-Match",
         ""},
        {"no other method",
         {.method = tl::http::method::put, .url = "http://a/"},
         tagged("\"1\"", "x"),
         "If-None-Match",
         ""},
        {"a condition of its own",
         {.url = "http://a/", .fields = {{"If-None-Match", "\"2\""}}},
         tagged("\"1\"", "x"),
         "If-None-Match",
         "\"2\""},
        {"a range",
         {.url = "http://a/", .fields = {{"Range", "bytes=0-1"}}},
         tagged("\"1\"", "x"),
         "If-None-Match",
         ""},
        {"a content",
         {.url = "http://a/", .content = "{}"},
         tagged("\"1\"", "x"),
         "If-None-Match",
         ""},
        {"a content that goes elsewhere",
         {.url = "http://a/", .sink = std::make_shared<tl::http::content_sink const>()},
         tagged("\"1\"", "x"),
         "If-None-Match",
         ""},
        {"every request is different",
         {.url = "http://a/"},
         {.status = 200, .fields = {{"ETag", "\"1\""}, {"Vary", "*"}}},
         "If-None-Match",
         ""},
    };
    for (auto const& each : table) {
        CAPTURE(each.name);
        tl::revalidating<small_server> transport(
            small_server([&](tl::http::request const&) -> tl::result<tl::http::response> {
                return each.answer;
            }));
        for (int i = 0; i < 2; ++i) CHECK(transport.send(each.request, tl::deadline::max()));
        CHECK(field(transport.wrapped().sent()[1], each.condition) == each.value);
    }
}

TEST_CASE("requests that differ are asked apart, those of two traces are not") {
    tl::revalidating<small_server> transport(
        small_server([](tl::http::request const&) -> tl::result<tl::http::response> {
            return tagged("\"1\"", "x");
        }));
    auto const condition = [&] {
        return field(transport.wrapped().sent().back(), "If-None-Match");
    };
    CHECK(get(transport, "http://a/", {{"Authorization", "Bearer one"}, {"Accept", "b"}}));
    CHECK(get(transport, "http://a/", {{"Authorization", "Bearer two"}, {"Accept", "b"}}));
    CHECK(condition().empty());
    CHECK(get(transport, "http://a/b", {{"Authorization", "Bearer one"}, {"Accept", "b"}}));
    CHECK(condition().empty());
    CHECK(get(transport, "http://a/",
              {{"traceparent", "00-a"},
               {"TraceState", "a=b"},
               {"accept", "b"},
               {"authorization", "Bearer one"}}));
    CHECK(condition() == "\"1\"");
    CHECK(transport.size() == 3);
}

TEST_CASE("a 304 for something else is asked again, without a condition") {
    tl::revalidating<small_server> transport(
        small_server([](tl::http::request const& request) -> tl::result<tl::http::response> {
            if (field(request, "If-None-Match").empty()) return tagged("\"1\"", "content");
            return tl::http::response{.status = 304, .fields = {{"ETag", "\"2\""}}};
        }));
    for (int i = 0; i < 3; ++i) CHECK(get(transport)->content == "content");
    CHECK(transport.wrapped().sent().size() == 5);
}

TEST_CASE("a weak tag is that of the same content as the strong one") {
    tl::revalidating<small_server> transport(
        small_server([](tl::http::request const& request) -> tl::result<tl::http::response> {
            if (field(request, "If-None-Match").empty()) return tagged("W/\"1\"", "content");
            return tl::http::response{
                .status = 304, .fields = {{"ETag", "\"1\""}, {"Transfer-Encoding", "chunked"}}};
        }));
    for (int i = 0; i < 2; ++i) CHECK(get(transport)->content == "content");
    CHECK(transport.wrapped().sent().size() == 2);
    // what frames the 304 says nothing about the kept answer
    CHECK(field(*get(transport), "Transfer-Encoding").empty());
    CHECK(field(*get(transport), "ETag") == "\"1\"");
}

TEST_CASE("failures and answers that fail") {
    std::vector<tl::result<tl::http::response>> const answers{
        tagged("\"1\"", "x"), tl::failure{.stage = tl::stage::connect, .code = tl::code::refused},
        tl::http::response{.status = 503}, tl::http::response{.status = 404},
        tl::http::response{.status = 304}};
    std::size_t next = 0;
    tl::revalidating<small_server> transport(
        small_server([&](tl::http::request const&) { return answers[next++]; }));
    CHECK(get(transport)->status == 200);
    CHECK(get(transport).error().code == tl::code::refused);
    CHECK(get(transport)->status == 503);
    CHECK(transport.size() == 1);  // it may be there again
    CHECK(get(transport)->status == 404);
    CHECK(transport.size() == 0);
    CHECK(get(transport)->status == 304);  // nobody asked for it
}

TEST_CASE("what is kept is bounded") {
    auto const server =
        small_server([](tl::http::request const&) -> tl::result<tl::http::response> {
            return tagged("\"1\"", std::string(1000, 'x'));
        });
    tl::revalidating<small_server> few(server, {.answers = 2});
    for (std::string const url : {"http://a/1", "http://a/2", "http://a/1", "http://a/3"})
        CHECK(get(few, url));
    CHECK(few.size() == 2);
    auto const known = [&](std::string const& url) {
        CHECK(get(few, url));
        return !field(few.wrapped().sent().back(), "If-None-Match").empty();
    };
    CHECK(known("http://a/1"));
    CHECK(known("http://a/3"));
    CHECK_FALSE(known("http://a/2"));
    tl::revalidating<small_server> small(server, {.bytes = 2500});
    for (int i = 0; i < 5; ++i) CHECK(get(small, "http://a/" + std::to_string(i)));
    CHECK(small.size() == 2);
    tl::revalidating<small_server> none(server, {.bytes = 500});
    CHECK(get(none));
    CHECK(none.size() == 0);
    tl::revalidating<small_server> no_answers(server, {.answers = 0});
    CHECK(get(no_answers));
    CHECK(no_answers.size() == 0);
}

TEST_CASE("several threads, and calls that do not wait") {
    using threads = tl::threaded<small_server>;
    threads wrapped(
        small_server([](tl::http::request const& request) -> tl::result<tl::http::response> {
            if (field(request, "If-None-Match").empty()) return tagged("\"1\"", "content");
            return tl::http::response{.status = 304};
        }));
    tl::revalidating<threads&> transport(wrapped, {.answers = 3});
    static_assert(tl::async_transport<decltype(transport)>);
    std::atomic<int> good = 0;
    std::vector<std::future<tl::result<tl::http::response>>> started;
    {
        std::vector<std::jthread> callers;
        for (int t = 0; t < 4; ++t)
            callers.emplace_back([&, t] {
                for (int i = 0; i < 100; ++i) {
                    auto const answer = get(transport, "http://a/" + std::to_string((t + i) % 5));
                    good += answer && answer->status == 200 && answer->content == "content";
                }
            });
        for (int i = 0; i < 100; ++i)
            started.push_back(
                tl::send_async(transport, {.url = "http://a/" + std::to_string(i % 5)},
                               std::chrono::steady_clock::now() + std::chrono::hours(1)));
    }
    for (auto& each : started) {
        auto const answer = each.get();
        good += answer && answer->status == 200 && answer->content == "content";
    }
    CHECK(good == 500);
    CHECK(transport.size() <= 3);
}

// Keeps its calls until the test answers them.
struct held {
    using calls = std::vector<std::pair<tl::http::request, tl::completion>>;
    std::shared_ptr<calls> all = std::make_shared<calls>();

    tl::result<tl::http::response> send(tl::http::request const&, tl::deadline, tl::stop_token) {
        return tl::http::response{.status = 500};
    }
    void start(tl::http::request request, tl::deadline, tl::stop_token, tl::completion done) {
        all->emplace_back(std::move(request), std::move(done));
    }
};

TEST_CASE("a started call whose answer is not kept is passed on; without a completion, too") {
    auto const calls = std::make_shared<held::calls>();
    tl::revalidating<held> transport(held{calls});
    tl::http::request const put{.method = tl::http::method::put, .url = "http://a/"};
    for (std::size_t i = 0; i < 2; ++i) {
        auto ended = tl::send_async(transport, put, tl::deadline::max());
        REQUIRE(calls->size() == i + 1);
        CHECK(field(calls->at(i).first, "If-None-Match").empty());
        calls->at(i).second(tagged("\"1\"", "content"));
        CHECK(ended.get()->content == "content");
    }
    CHECK(transport.size() == 0);

    transport.start({.url = "http://a/"}, tl::deadline::max(), {}, {});
    calls->at(2).second(tagged("\"1\"", "content"));
    CHECK(transport.size() == 1);
}

TEST_CASE("a started call that is to be asked again, and one whose transport is gone by then") {
    tl::http::response const other{.status = 304, .fields = {{"ETag", "\"2\""}}};
    auto const calls = std::make_shared<held::calls>();
    auto transport = std::make_unique<tl::revalidating<held>>(held{calls});
    auto const ask = [&] {
        return tl::send_async(*transport, {.url = "http://a/"}, tl::deadline::max());
    };
    auto first = ask();
    calls->at(0).second(tagged("\"1\"", "content"));
    CHECK(first.get()->content == "content");

    auto again = ask(), gone = ask();
    CHECK(field(calls->at(2).first, "If-None-Match") == "\"1\"");
    auto const answer_now = calls->at(1).second, answer_later = calls->at(2).second;
    // The alarm's thread asks again; what it does there is done when the transport has ended.
    answer_now(other);
    transport.reset();
    REQUIRE((calls->size() == 4) ==
            (again.wait_for(std::chrono::seconds(0)) != std::future_status::ready));
    if (calls->size() == 4) {
        CHECK(field(calls->at(3).first, "If-None-Match") == "");
        calls->at(3).second(tagged("\"2\"", "new"));
        CHECK(again.get()->content == "new");
    } else {
        CHECK(again.get().error().code == tl::code::cancelled);
    }
    answer_later(other);
    CHECK(gone.get().error().code == tl::code::cancelled);
}

}  // namespace transport_revalidating_test
