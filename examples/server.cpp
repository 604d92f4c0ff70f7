// SPDX-License-Identifier: BSL-1.0
// The server that the examples call, on a free loopback port. It prints its base URL, and ends when
// its input ends.
//   PUT /todos/7   answers what it was sent: the name and age of the JSON body, and the query parameter lang
//   GET /users     an array
//   GET /slow      answers after 30 seconds, or never if the server ends before
//   GET /broken    status 500
//   GET /empty     a JSON object without anything in it
//   POST /retry    status 503 with Retry-After: 0 for the first request with an Idempotency-Key, then 200
//   GET /note.xml  the XML twin of an answer
//   GET /order.json, /order.xml   one order in both formats
//   POST /signed   answers the fields of Standard Webhooks that it was sent, and the content as a text
#include <httplib.h>

#include <chrono>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <set>
#include <string>
#include <thread>

namespace {

// The value after "name": in a JSON text, as it is written. Enough for what the examples send.
std::string value_of(std::string const& json, std::string const& name) {
    std::size_t at = json.find('"' + name + '"');
    if (at == std::string::npos) return "null";
    at = json.find_first_not_of(" :", at + name.size() + 2);
    if (json[at] == '"') {
        std::size_t end = at + 1;
        while (json[end] != '"') end += json[end] == '\\' ? 2 : 1;
        return json.substr(at, end + 1 - at);
    }
    return json.substr(at, json.find_first_of(" ,}", at) - at);
}

// A text as a JSON string; enough for texts without control characters.
std::string quoted(std::string const& text) {
    std::string json = "\"";
    for (char const c : text) (c == '"' || c == '\\' ? json += '\\' : json) += c;
    return json + '"';
}

// Lets a slow answer wait without delaying the server's end.
class ending {
  public:
    void now() {
        std::lock_guard const lock(mutex_);
        ended_ = true;
        changed_.notify_all();
    }
    void wait_for(std::chrono::seconds longest) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, longest, [&] { return ended_; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool ended_ = false;
};

}  // namespace

int main() {
    httplib::Server server;
    // A connection that is kept open holds its thread.
    server.new_task_queue = [] { return new httplib::ThreadPool(32); };
    ending end;
    std::mutex seen_mutex;
    std::set<std::string> seen;

    server.Put(R"(/todos/(\d+))", [](httplib::Request const& request, httplib::Response& response) {
        response.set_content(
            R"({"data": {"userId": )" + request.matches[1].str() + R"(, "title": )" +
                value_of(request.body, "name") + R"(, "age": )" + value_of(request.body, "age") +
                R"(, "tags": [")" + request.get_param_value("lang") + R"("], "authorized": )" +
                (request.has_header("Authorization") ? "true" : "false") + "}}",
            "application/json");
    });
    server.Get("/users", [](httplib::Request const&, httplib::Response& response) {
        response.set_content(R"([{"userId": 11, "name": "Ada"}, {"userId": 12, "name": "Grace"}])",
                             "application/json");
    });
    server.Get("/slow", [&](httplib::Request const&, httplib::Response& response) {
        end.wait_for(std::chrono::seconds(30));
        response.set_content("{}", "application/json");
    });
    server.Get("/broken", [](httplib::Request const&, httplib::Response& response) {
        response.status = 500;
        response.set_content(R"({"error": "out of order"})", "application/json");
    });
    server.Get("/empty", [](httplib::Request const&, httplib::Response& response) {
        response.set_content("{}", "application/json");
    });
    server.Post("/retry", [&](httplib::Request const& request, httplib::Response& response) {
        std::lock_guard const lock(seen_mutex);
        if (seen.insert(request.get_header_value("Idempotency-Key")).second) {
            response.status = 503;
            response.set_header("Retry-After", "0");
        } else {
            response.set_content(R"({"accepted": true})", "application/json");
        }
    });
    server.Get("/note.xml", [](httplib::Request const&, httplib::Response& response) {
        response.set_content(
            R"(<?xml version="1.0"?><data id="7"><userId>7</userId><title>Ada &amp; co.</title></data>)",
            "application/xml");
    });
    server.Get("/order.json", [](httplib::Request const&, httplib::Response& response) {
        response.set_content(
            R"({"order": {"id": 7, "paid": true, "customer": {"name": "Ada & co."},)"
            R"( "line": [{"sku": "A-1", "count": 1}, {"sku": "B-2", "count": 3}]}})",
            "application/json");
    });
    server.Get("/order.xml", [](httplib::Request const&, httplib::Response& response) {
        response.set_content(
            R"(<?xml version="1.0"?><order><id>7</id><paid>true</paid><customer><name>Ada &amp; co.</name></customer>)"
            R"(<line><sku>A-1</sku><count>1</count></line><line><sku>B-2</sku><count>3</count></line>)"
            R"(<total currency="EUR">12.50</total></order>)",
            "application/xml");
    });
    server.Post("/signed", [](httplib::Request const& request, httplib::Response& response) {
        std::string answer = "{";
        for (char const* name : {"webhook-id", "webhook-timestamp", "webhook-signature"})
            answer.append(quoted(name))
                .append(": ")
                .append(quoted(request.get_header_value(name)))
                .append(", ");
        response.set_content(
            answer.append("\"content\": ").append(quoted(request.body)).append("}"),
            "application/json");
    });

    int const port = server.bind_to_any_port("127.0.0.1");
    if (port <= 0) {
        std::cerr << "no free port on 127.0.0.1\n";
        return 1;
    }
    std::thread listening([&] { server.listen_after_bind(); });
    while (!server.is_running()) std::this_thread::yield();  // stop() before that has no effect
    std::cout << "http://127.0.0.1:" << port << std::endl;

    while (std::cin.get() != std::char_traits<char>::eof()) {
    }
    end.now();
    server.stop();
    listening.join();
}
