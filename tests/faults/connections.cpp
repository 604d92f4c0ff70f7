// SPDX-License-Identifier: BSL-1.0
// Takes long.
// What goes wrong before an answer, and between two requests on one connection.
#include "faults/ways.hpp"
#include "support/loopback.hpp"

#include <doctest/doctest.h>

#include <dlfcn.h>
#include <netdb.h>
#include <sys/wait.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <future>
#include <mutex>

namespace faults_connections_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using faults::answer;
using faults::good;
using faults::in;
using faults::in_every_way;
using faults::peer;
using faults::received;
using tl::code;
using tl::stage;
using tl::http::method;

namespace {

// Threads that pass wait while it is closed.
class gate {
  public:
    void close() {
        std::lock_guard const lock(mutex_);
        closed_ = true;
    }
    void open() {
        std::lock_guard const lock(mutex_);
        closed_ = false;
        changed_.notify_all();
    }
    void pass() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [&] { return !closed_; });
        --waiting_;
        changed_.notify_all();
    }
    int waiting() {
        std::lock_guard const lock(mutex_);
        return waiting_;
    }
    // Waits until that many threads wait; false: they never do.
    template <class Predicate> bool wait_for(Predicate wanted) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, 5s, [&] { return wanted(waiting_); });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool closed_ = false;
    int waiting_ = 0;
};

gate resolver, dialling;
std::atomic<int> gated_port = 0;  // calls to it pass the gate first
std::mutex rebound_mutex;
std::string rebound;  // the present address of rebind.test

template <class Function> Function* next_in_line(char const* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

// Replaces the C library's resolver: the host hang.test hangs as long as a test wants, and
// rebind.test has the address above.
extern "C" int getaddrinfo(char const* host, char const* service, addrinfo const* hints,
                           addrinfo** result) {
    if (host && std::string_view(host) == "hang.test") {
        resolver.pass();
        return EAI_AGAIN;
    }
    std::string now;
    if (host && std::string_view(host) == "rebind.test") {
        std::lock_guard const lock(rebound_mutex);
        now = rebound;
        host = now.c_str();
    }
    static auto* const real = next_in_line<decltype(getaddrinfo)>("getaddrinfo");
    return real(host, service, hints, result);
}

// Replaces the C library's connect.
extern "C" int connect(int socket, sockaddr const* address, socklen_t size) {
    static auto* const real = next_in_line<decltype(connect)>("connect");
    if (address->sa_family == AF_INET &&
        ntohs(reinterpret_cast<sockaddr_in const*>(address)->sin_port) == gated_port)
        dialling.pass();
    return real(socket, address, size);
}

namespace {

template <class Transport>
tl::failure failure_of(Transport&& transport, tl::http::request const& request,
                       std::chrono::milliseconds limit = 8s, std::stop_token stop = {}) {
    auto const begin = std::chrono::steady_clock::now();
    auto failed = transport.send(request, begin + limit, stop);
    CHECK(faults::in_time(std::chrono::steady_clock::now() - begin, limit));
    REQUIRE(!failed.has_value());
    return failed.error();
}

// A listener whose queue is full: the next connection waits.
class full_listener {
  public:
    full_listener() {
        sockaddr_in address = trotline_tests::loopback(0);
        socklen_t size = sizeof address;
        REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(socket_, 0) == 0);
        REQUIRE(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        port_ = ntohs(address.sin_port);
        for (int& filler : fillers_) {
            filler = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            static_cast<void>(::connect(filler, reinterpret_cast<sockaddr*>(&address), size));
        }
    }
    full_listener(full_listener const&) = delete;
    full_listener& operator=(full_listener const&) = delete;
    ~full_listener() {
        for (int const filler : fillers_) ::close(filler);
        ::close(socket_);
    }

    int port() const { return port_; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

  private:
    int socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int fillers_[4];
    int port_ = 0;
};

// Without the lines that begin with this text.
std::string head_without(received const& request,
                         std::initializer_list<std::string_view> left_out) {
    std::string result;
    std::string_view rest = request.head;
    while (!rest.empty()) {
        auto const line = rest.substr(0, rest.find("\r\n") + 2);
        bool const out = std::any_of(left_out.begin(), left_out.end(),
                                     [&](auto begin) { return line.starts_with(begin); });
        if (!out) result += line;
        rest.remove_prefix(line.size());
    }
    return result;
}

}  // namespace

TEST_CASE_TEMPLATE(
    "what each method sends, on one kept connection, without a trace of the request before",
    Transport, tl::curl_transport, tl::async_curl_transport) {
    struct {
        method m;
        std::string content;
        tl::http::field field;
        std::string expected;
    } const cases[] = {
        {method::post,
         "hello",
         {"Authorization", "Bearer x"},
         "POST /m HTTP/1.1\r\nAuthorization: Bearer x\r\nContent-Length: 5\r\n\r\n"},
        {method::get, "", {"X-Empty", ""}, "GET /m HTTP/1.1\r\nX-Empty:\r\n\r\n"},
        {method::put,
         "{}",
         {"Content-Type", "application/json"},
         "PUT /m HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n"},
        {method::delete_, "", {"X-Blank", "  "}, "DELETE /m HTTP/1.1\r\nX-Blank:\r\n\r\n"},
        {method::patch,
         "[]",
         {"Accept", "text/plain"},
         "PATCH /m HTTP/1.1\r\nAccept: text/plain\r\nContent-Length: 2\r\n\r\n"},
        {method::post, "", {"X", "1"}, "POST /m HTTP/1.1\r\nX: 1\r\nContent-Length: 0\r\n\r\n"},
        {method::get, "body", {"X", "2"}, "GET /m HTTP/1.1\r\nX: 2\r\nContent-Length: 4\r\n\r\n"},
        {method::delete_,
         "body",
         {"X", "3"},
         "DELETE /m HTTP/1.1\r\nX: 3\r\nContent-Length: 4\r\n\r\n"},
        {method::get, "", {"User-Agent", "mine"}, "GET /m HTTP/1.1\r\nUser-Agent: mine\r\n\r\n"},
        {method::post,
         std::string("a\0b", 3),
         {"X", "4"},
         "POST /m HTTP/1.1\r\nX: 4\r\nContent-Length: 3\r\n\r\n"},
    };
    faults::server const server([](peer& client, received const&) { client.send(answer("ok")); });
    Transport transport{{.accept_codings = false, .user_agent = ""}};
    for (auto const& c : cases) {
        auto const answered = transport.send(
            {.method = c.m, .url = server.url("/m"), .fields = {c.field}, .content = c.content},
            in(5s));
        REQUIRE(answered.has_value());
        auto const sent = server.requests().back();
        auto const head = head_without(sent, {"Host:", "Accept: */*"});
        CHECK(head == c.expected);
        CHECK(sent.content == c.content);
    }
    CHECK(server.connections() == 1);
}

TEST_CASE_TEMPLATE("a request that would mean two things is not sent", Transport,
                   tl::curl_transport, tl::async_curl_transport) {
    faults::server const server([](peer& client, received const&) { client.send(answer("ok")); });
    Transport transport;
    auto const refused = [&](tl::http::request request) {
        auto const failed = failure_of(transport, request);
        CHECK(failed.code == code::malformed_request);
        CHECK_FALSE(failed.may_have_been_processed);
    };
    for (std::string const bad : {"a\r\nEvil: x", "a\nEvil: x", "a\rb"})
        refused({.url = server.url("/"), .fields = {{"X", bad}}});
    refused({.url = server.url("/"), .fields = {{"X", std::string("a\0b", 3)}}});
    for (char const* const bad : {"", "X Y", "X:", "X;", "X\r\nY"})
        refused({.url = server.url("/"), .fields = {{bad, "x"}}});
    for (char const* const bad :
         {"Host", "content-length", "Transfer-Encoding", "Expect", "Connection", "TE", "Upgrade"}) {
        refused({.url = server.url("/"), .fields = {{bad, "1"}}});
    }
    for (char const* const bad : {"/a b", "/\r\nX: y", "/\x7f", "/\xc3\xa9"})
        refused({.url = server.url(bad)});
    for (char const* const bad : {"", "/", "127.0.0.1", "file:///etc/passwd", "ftp://127.0.0.1/",
                                  "http://", "http:///x", "gopher://127.0.0.1/"}) {
        refused({.url = bad});
    }
    refused({.url = server.url(std::string_view("/a\0b", 4))});
    CHECK(server.connections() == 0);
}

TEST_CASE("nobody there") {
    std::uint16_t closed = 0;
    {
        faults::server const server([](peer&, received const&) {});
        closed = server.port();
    }
    for (auto const& [name, url] :
         {std::pair<std::string, std::string>{"nobody listens",
                                              "http://127.0.0.1:" + std::to_string(closed) + "/"},
          {"a host without an address", "http://no-such-host.invalid/"}}) {
        bool const resolved = name == "nobody listens";
        in_every_way({.name = name,
                      .handle = {},
                      .stage = resolved ? stage::connect : stage::resolve,
                      .code = resolved ? code::refused : code::unresolved,
                      .may_have_been_processed = false,
                      .url = url});
    }
    auto const failed = failure_of(tl::curl_transport{{.unix_socket = "/nonexistent/socket"}},
                                   {.url = "http://a/"});
    CHECK(failed.code == code::refused);
    CHECK(failed.subject == "a");
}

TEST_CASE_TEMPLATE("a Unix socket is dialled instead of the URL's host", Transport,
                   tl::curl_transport, tl::async_curl_transport) {
    std::string directory = (std::filesystem::temp_directory_path() / "trotline-XXXXXX").string();
    REQUIRE(::mkdtemp(directory.data()));
    {
        auto const echo = [](peer& client, received const& request) {
            client.send(answer("unix " + request.content));
        };
        faults::server const server(echo, directory + "/socket");
        faults::server const elsewhere(
            [](peer& client, received const&) { client.send(answer("tcp")); });
        // an address guard checks addresses; the path belongs to the service
        Transport transport{{.unix_socket = directory + "/socket", .guard = tl::address_guard{}}};
        Transport ordinary;
        for (int i = 0; i < 2; ++i) {
            auto const answered = transport.send(
                {.method = method::post, .url = "http://nobody.invalid/a?b", .content = "hello"},
                in(5s));
            REQUIRE(answered.has_value());
            CHECK(answered->content == "unix hello");
            CHECK(server.requests().back().target == "/a?b");
            CHECK(server.requests().back().head.find("Host: nobody.invalid\r\n") !=
                  std::string::npos);
            CHECK(transport.send({.url = elsewhere.url("/")}, in(5s))->content == "unix ");
            CHECK(ordinary.send({.url = elsewhere.url("/")}, in(5s))->content == "tcp");
        }
        CHECK(server.connections() == 2);  // one for each host that a URL named
        CHECK(elsewhere.connections() == 1);
    }
    std::filesystem::remove_all(directory);
}

TEST_CASE("a connection that is never made ends by the deadline, or by the connect limit") {
    full_listener const full;
    for (auto const limit : {10000ms, 100ms}) {
        in_every_way({.name = "a full queue",
                      .handle = {},
                      .stage = stage::connect,
                      .code = code::timeout,
                      .may_have_been_processed = false,
                      .url = full.url(),
                      .settings = {.connect_limit = limit},
                      .method = method::post,
                      .content = "x"});
    }
}

TEST_CASE("a call ends in time even if its time runs out while the engine is busy with others") {
    // libcurl then forgets the first one's timer, and nothing else happens that would make it look
    full_listener const full, gated;
    faults::server const server([](peer&, received const&) {});
    gated_port = gated.port();
    for (bool const by_deadline : {true, false}) {
        CAPTURE(by_deadline);
        dialling.close();
        auto const begin = std::chrono::steady_clock::now();
        auto const limit = 1500ms;
        tl::async_curl_transport transport{{.connect_limit = by_deadline ? 10s : limit},
                                           {.grace = 0ms}};
        std::promise<tl::result<tl::http::response>> first;
        transport.start({.url = full.url()}, begin + (by_deadline ? limit : 10s), {},
                        [&](auto const& outcome) { first.set_value(outcome); });
        transport.start({.url = server.url("/good")}, begin + 10s, {}, [&](auto const&) {
            // both begin in the loop's next turn
            transport.start({.url = gated.url()}, begin + 10s, {}, nullptr);
            transport.start({.url = full.url()}, begin + 10s, {}, nullptr);
        });
        auto future = first.get_future();
        CHECK(dialling.wait_for([](int waiting) { return waiting == 1; }));
        // the loop is held at the gate
        CHECK(future.wait_until(begin + limit + 20ms) == std::future_status::timeout);
        dialling.open();
        auto const outcome = future.get();
        CHECK(faults::in_time(std::chrono::steady_clock::now() - begin, limit));
        CHECK(outcome.error().code == code::timeout);
        CHECK(outcome.error().stage == stage::connect);
    }
    gated_port = 0;
}

TEST_CASE("a resolver that hangs does not break the deadline") {
    resolver.close();
    in_every_way({.name = "hangs",
                  .handle = {},
                  .stage = stage::resolve,
                  .code = code::timeout,
                  .may_have_been_processed = false,
                  .url = "http://hang.test/",
                  .settings = {.connect_limit = 10s}});
    {
        int const before = resolver.waiting();
        std::stop_source stop;
        std::jthread const stopper([&] {
            resolver.wait_for([&](int waiting) { return waiting > before; });
            stop.request_stop();
        });
        auto const begin = std::chrono::steady_clock::now();
        auto const failed =
            failure_of(tl::curl_transport(), {.url = "http://hang.test/"}, 10s, stop.get_token());
        CHECK(failed.code == code::cancelled);
        CHECK(std::chrono::steady_clock::now() - begin < 6s);
    }
    {
        auto const begin = std::chrono::steady_clock::now();
        std::future<tl::result<tl::http::response>> cut_off;
        {
            tl::async_curl_transport transport{{}, {.grace = 50ms}};
            cut_off = tl::send_async(transport, {.url = "http://hang.test/"}, begin + 10s);
        }
        CHECK(cut_off.get().error().code == code::cancelled);
        CHECK(std::chrono::steady_clock::now() - begin < 5s);
    }
    resolver.open();
    CHECK(resolver.wait_for([](int waiting) { return waiting == 0; }));
}

TEST_CASE_TEMPLATE("a deadline that has passed, a stop that was requested: nothing is sent",
                   Transport, tl::curl_transport, tl::async_curl_transport) {
    faults::server const server([](peer&, received const&) {});
    Transport transport;
    auto const past =
        transport.send({.url = server.url("/good")}, std::chrono::steady_clock::now() - 1ms);
    CHECK(past.error().code == code::timeout);
    CHECK_FALSE(past.error().may_have_been_processed);
    std::stop_source stop;
    stop.request_stop();
    CHECK(transport.send({.url = server.url("/good")}, in(1s), stop.get_token()).error().code ==
          code::cancelled);
    CHECK(server.connections() == 0);
    CHECK(good(transport, server));
}

TEST_CASE_TEMPLATE("a stop ends a call that waits, at once", Transport, tl::curl_transport,
                   tl::async_curl_transport) {
    std::stop_source stop;
    faults::server const server([&](peer& client, received const&) {
        stop.request_stop();
        client.wait_for_close();
    });
    Transport transport;
    auto const begin = std::chrono::steady_clock::now();
    auto const failed = failure_of(transport, {.url = server.url("/")}, 10s, stop.get_token());
    CHECK(failed.code == code::cancelled);
    CHECK(failed.stage == stage::receive);
    CHECK(failed.may_have_been_processed);
    CHECK(std::chrono::steady_clock::now() - begin < 5s);
    CHECK(good(transport, server));
}

TEST_CASE("uploads that nobody reads") {
    std::string const much(4 << 20, 'x');
    in_every_way({.name = "never read",
                  .handle = [](peer& client, received const&) { client.hold(); },
                  .stage = stage::send,
                  .code = code::timeout,
                  .method = method::put,
                  .content = much,
                  .read_content = false});
    in_every_way({.name = "reset",
                  .handle = [](peer& client, received const&) { client.reset(); },
                  .stage = stage::send,
                  .code = code::reset,
                  .method = method::put,
                  .content = much,
                  .read_content = false});
    in_every_way({.name = "reset, and not to be sent again",
                  .handle = [](peer& client, received const&) { client.reset(); },
                  .stage = stage::send,
                  .code = code::reset,
                  .method = method::post,
                  .content = much,
                  .read_content = false});
}

TEST_CASE_TEMPLATE("an early answer to an upload is an answer", Transport, tl::curl_transport,
                   tl::async_curl_transport) {
    std::string const much(16 << 20, 'x');
    for (bool const reused : {false, true}) {
        CAPTURE(reused);
        faults::server const server(
            [](peer& client, received const&) {
                client.send(answer("too much", "Connection: close\r\n", "413 Content Too Large"));
                client.wait_for_close();
            },
            false);
        Transport transport;
        if (reused) CHECK(good(transport, server));
        auto const answered = transport.send(
            {.method = method::post, .url = server.url("/"), .content = much}, in(5s));
        REQUIRE(answered.has_value());
        CHECK(answered->status == 413);
        CHECK(answered->content == "too much");
        CHECK(good(transport, server));
    }
}

TEST_CASE_TEMPLATE("content that is sent after an unexpected interim answer", Transport,
                   tl::curl_transport, tl::async_curl_transport) {
    faults::server const server([](peer& client, received const&) {
        client.send("HTTP/1.1 100 Continue\r\n\r\n" + answer("ok"));
    });
    std::string const much(3 << 20, 'x');
    Transport transport;
    CHECK(transport.send({.method = method::post, .url = server.url("/"), .content = much}, in(5s))
              ->content == "ok");
    CHECK(server.requests()[0].head.find("Expect") == std::string::npos);  // and so no pause for it
    CHECK(server.requests()[0].content == much);
}

TEST_CASE_TEMPLATE(
    "a kept connection that died: idempotent requests go out again, others are not sent twice",
    Transport, tl::curl_transport, tl::async_curl_transport) {
    for (auto const m : {method::get, method::put, method::delete_, method::post, method::patch}) {
        for (bool const key : {false, true}) {
            CAPTURE(name(m));
            CAPTURE(key);
            // takes the request and closes without an answer, the first time
            std::atomic<int> taken = 0;
            faults::server const server([&](peer& client, received const&) {
                if (taken++ == 0) return client.close();
                client.send(answer("again"));
            });
            Transport transport;
            CHECK(good(transport, server));
            tl::http::request request{
                .method = m, .url = server.url("/"), .content = m == method::get ? "" : "x"};
            if (key) request.fields.push_back({"Idempotency-Key", "1"});
            auto const answered = transport.send(request, in(5s));
            bool const repeated = tl::http::idempotent(m) || key;
            CHECK(answered.has_value() == repeated);
            CHECK(taken == (repeated ? 2 : 1));
            if (!repeated) {
                CHECK(answered.error().stage == stage::receive);  // all of it had gone out
                CHECK(answered.error().code == code::reset);
                CHECK(answered.error().may_have_been_processed);
            }
        }
    }
}

TEST_CASE_TEMPLATE("an unexpected answer is not taken for the next one", Transport,
                   tl::curl_transport, tl::async_curl_transport) {
    for (std::string const& unsolicited : {answer("evil"), std::string("garbage"),
                                           std::string("HTTP/1.1 408 Request Timeout\r\n\r\n")}) {
        std::mutex mutex;
        std::condition_variable changed;
        int step = 0;
        auto const wait_for = [&](int wanted) {
            std::unique_lock lock(mutex);
            CHECK(changed.wait_for(lock, 5s, [&] { return step >= wanted; }));
        };
        auto const advance = [&] {
            std::lock_guard const lock(mutex);
            ++step;
            changed.notify_all();
        };
        faults::server const server([&](peer& client, received const&) {
            client.send(answer("asked"));
            wait_for(1);
            client.send(unsolicited);
            advance();
        });
        Transport transport;
        CHECK(transport.send({.url = server.url("/")}, in(5s))->content == "asked");
        advance();
        wait_for(2);
        CHECK(good(transport, server));
        CHECK(server.connections() == 2);
    }
}

TEST_CASE_TEMPLATE("the address guard looks at the address, however it is spelled", Transport,
                   tl::curl_transport, tl::async_curl_transport) {
    faults::server const server(
        [](peer& client, received const&) { client.send(answer("inside")); });
    auto const port = std::to_string(server.port());
    Transport guarded{{.resolve = {"inner.test:" + port + ":127.0.0.1",
                                   "both.test:" + port + ":169.254.169.254,127.0.0.1",
                                   "mapped.test:" + port + ":[::ffff:127.0.0.1]"},
                       .guard = tl::address_guard{}}};
    for (std::string const host : {"127.0.0.1",
                                   "127.1",
                                   "2130706433",
                                   "0x7f000001",
                                   "0177.0.0.1",
                                   "0x7f.1",
                                   "localhost",
                                   "LOCALHOST",
                                   "[::1]",
                                   "[::ffff:127.0.0.1]",
                                   "[::ffff:7f00:1]",
                                   "[::127.0.0.1]",
                                   "0.0.0.0",
                                   "0",
                                   "[::]",
                                   "inner.test",
                                   "both.test",
                                   "mapped.test",
                                   "169.254.169.254",
                                   "10.0.0.1",
                                   "192.168.0.1",
                                   "172.31.255.255",
                                   "100.64.0.1",
                                   "[fd00:ec2::254]",
                                   "[fe80::1]",
                                   "[64:ff9b::7f00:1]",
                                   "[2002:7f00:1::]",
                                   "224.0.0.1",
                                   "255.255.255.255"}) {
        CAPTURE(host);
        auto const failed = failure_of(guarded, {.url = "http://" + host + ":" + port + "/"}, 2s);
        // an address family that this machine does not have is not dialled either
        CHECK((failed.code == code::blocked ||
               (host.starts_with("[") && failed.code != code::timeout)));
        CHECK(failed.stage <= stage::connect);
    }
    CHECK(server.connections() == 0);

    Transport listed{{.guard = tl::address_guard{.allowed = {*tl::parse_network("127.0.0.0/8")}}}};
    CHECK(good(listed, server));
    CHECK(failure_of(listed, {.url = "http://10.0.0.1/"}).code == code::blocked);
}

TEST_CASE_TEMPLATE("a name that changes its address does not get around the guard", Transport,
                   tl::curl_transport, tl::async_curl_transport) {
    faults::server const server(
        [](peer& client, received const&) { client.send(answer("ok", "Connection: close\r\n")); });
    auto const url = "http://rebind.test:" + std::to_string(server.port()) + "/";
    for (std::string const address : {"127.0.0.1", "127.0.0.2", "127.0.0.1", "169.254.169.254"}) {
        CAPTURE(address);
        {
            std::lock_guard const lock(rebound_mutex);
            rebound = address;
        }
        Transport transport{
            {.guard = tl::address_guard{.allowed = {*tl::parse_network("127.0.0.1/32")}}}};
        auto const answered = transport.send({.url = url}, in(5s));
        CHECK(answered.has_value() == (address == "127.0.0.1"));
        if (!answered.has_value()) CHECK(name(answered.error().code) == name(code::blocked));
    }
}

TEST_CASE_TEMPLATE("settings that contradict each other are said so, every time", Transport,
                   tl::curl_transport, tl::async_curl_transport) {
    faults::server const server([](peer&, received const&) {});
    for (auto const& settings :
         {tl::curl_settings{.proxy = "http://127.0.0.1:1", .guard = tl::address_guard{}},
          tl::curl_settings{.proxy_from_environment = true, .guard = tl::address_guard{}},
          tl::curl_settings{.source_address = "127.0.0.1", .source_interface = "lo"}}) {
        Transport transport{settings};
        for (int i = 0; i < 2; ++i)
            CHECK(failure_of(transport, {.url = server.url("/good")}).code == code::configuration);
    }
    CHECK(server.connections() == 0);
}

TEST_CASE_TEMPLATE("where calls come from and go through", Transport, tl::curl_transport,
                   tl::async_curl_transport) {
    faults::server const server([](peer& client, received const&) { client.send(answer("ok")); });
    CHECK(good(Transport{{.source_address = "127.0.0.1"}}, server));
    CHECK(good(Transport{{.source_interface = "lo"}}, server));
    CHECK(
        failure_of(Transport{{.source_address = "192.0.2.1"}}, {.url = server.url("/good")}).code ==
        code::configuration);

    ::setenv("http_proxy", server.url("").c_str(), 1);
    auto const host = "elsewhere.test:" + std::to_string(server.port());
    tl::http::request const elsewhere{.url = "http://" + host + "/via"};
    tl::curl_settings settings{.resolve = {host + ":127.0.0.1"}};
    CHECK(Transport{settings}.send(elsewhere, in(5s))->content == "ok");
    CHECK(server.requests().back().target == "/via");
    settings.proxy_from_environment = true;
    CHECK(Transport{settings}.send(elsewhere, in(5s))->content == "ok");
    CHECK(server.requests().back().target == elsewhere.url);
    ::unsetenv("http_proxy");
    CHECK(Transport{{.proxy = server.url("")}}.send(elsewhere, in(5s))->content == "ok");
    CHECK(server.requests().back().target == elsewhere.url);
}

TEST_CASE_TEMPLATE("credentials in a URL are not left for the next request", Transport,
                   tl::curl_transport, tl::async_curl_transport) {
    faults::server const server([](peer& client, received const&) { client.send(answer("ok")); });
    Transport transport;
    auto const port = std::to_string(server.port());
    CHECK(transport.send({.url = "http://user:word@127.0.0.1:" + port + "/a"}, in(5s)).has_value());
    CHECK(server.requests()[0].head.find("Authorization: Basic") != std::string::npos);
    CHECK(transport.send({.url = server.url("/b")}, in(5s)).has_value());
    CHECK(server.requests()[1].head.find("Authorization") == std::string::npos);
}

TEST_CASE("one transport, many threads") {
    faults::server const server(
        [](peer& client, received const& request) { client.send(answer(request.content)); });
    tl::curl_transport const transport{{.pool_size = 2}};
    std::atomic<int> right = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 25; ++i) {
                    auto const content = std::to_string(t * 1000 + i);
                    auto const answered = transport.send(
                        {.method = method::post, .url = server.url("/"), .content = content},
                        in(5s));
                    if (answered && answered->content == content) ++right;
                }
            });
        }
    }
    CHECK(right == 100);
}

TEST_CASE("after fork a child opens connections of its own") {
    faults::server const server([](peer&, received const&) {});
    tl::curl_transport const transport;
    CHECK(good(transport, server));
    pid_t const child = ::fork();
    if (child == 0) ::_exit(good(transport, server) ? 0 : 1);
    int status = -1;
    ::waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(server.connections() == 2);
    CHECK(good(transport, server));
    CHECK(server.connections() == 2);
}

TEST_CASE("after fork a child has no engine: its copy refuses, and goes without a trace") {
    faults::server const server([](peer&, received const&) {});
    auto transport = std::make_unique<tl::async_curl_transport>();
    CHECK(good(*transport, server));
    pid_t const child = ::fork();
    if (child == 0) {
        auto const refused = transport->send({.url = server.url("/good")}, in(5s));
        transport.reset();
        ::_exit(!refused.has_value() && refused.error().code == code::configuration ? 0 : 1);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(good(*transport, server));
    CHECK(server.connections() == 1);
}

}  // namespace faults_connections_test
