// SPDX-License-Identifier: BSL-1.0
// Deliveries that outlive their process: a hundred webhooks are posted to NATS JetStream, the
// worker that delivers them is killed in the middle, and another one delivers the rest. Needs the
// program nats-server, which it starts itself.
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <trotline/nats.hpp>
#include <trotline/transport/curl/async_curl_transport.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace tl = trotline;
using namespace std::chrono_literals;

extern char** environ;

namespace {

// A program that is killed at the end.
class child {
  public:
    explicit child(std::vector<std::string> arguments) {
        std::vector<char*> pointers;
        for (auto& each : arguments) pointers.push_back(each.data());
        pointers.push_back(nullptr);
        if (posix_spawnp(&id_, pointers[0], nullptr, nullptr, pointers.data(), environ) != 0)
            throw std::runtime_error("cannot start " + arguments[0]);
    }
    child(child const&) = delete;
    child& operator=(child const&) = delete;
    ~child() { kill(); }
    void kill() {
        if (id_ <= 0) return;
        ::kill(id_, SIGKILL);
        ::waitpid(id_, nullptr, 0);
        id_ = -1;
    }

  private:
    pid_t id_ = -1;
};

tl::nats_outbox_settings settings_for(std::string const& url) {
    tl::nats_outbox_settings made;
    made.server.url = url;
    made.hold = 2s;  // entries of a dead worker come back after that
    return made;
}

// The outbox, as soon as the server is ready.
tl::nats_outbox opened(std::string const& url) {
    for (auto const until = std::chrono::steady_clock::now() + 20s;;) {
        auto box = tl::nats_outbox::open(settings_for(url));
        if (box) return std::move(*box);
        if (std::chrono::steady_clock::now() > until)
            throw std::runtime_error(to_string(box.error()));
        std::this_thread::sleep_for(20ms);
    }
}

std::uint64_t waiting(tl::nats_outbox const& box) {
    auto const seen = tl::look_at_queue(box);
    return seen ? seen->depth : 0;
}

// `delivery --work URL`: a worker, until it is killed. It has the secrets that messages refer to.
int work(std::string const& url) {
    auto box = opened(url);
    tl::async_curl_transport transport;
    tl::memory_parameter_store parameters,
        secrets{{"todos/token", tl::secret{"not for the queue"}}};
    tl::worker_settings settings;
    settings.limits.per_destination = 4;
    // Slow enough to be killed in the middle.
    settings.observer = [](tl::delivery_event const& event) {
        if (event.step == tl::delivery_step::settled) std::this_thread::sleep_for(5ms);
    };
    tl::worker worker(box, transport, parameters, secrets, settings);
    worker.run({});
    return 0;
}

}  // namespace

int main(int argc, char** argv) try {
    std::string const server = argc > 1 ? argv[1] : "http://127.0.0.1:8080";
    if (server == "--work") return work(argv[2]);

    // A nats-server on a free port, with a directory of its own.
    auto const directory = std::filesystem::temp_directory_path() /
                           ("trotline-delivery-" + std::to_string(::getpid()));
    std::filesystem::create_directories(directory);
    child const nats({"nats-server", "-js", "-a", "127.0.0.1", "-p", "-1", "-sd",
                      directory / "data", "--ports_file_dir", directory, "-l", directory / "log"});
    std::optional<std::string> url;
    for (auto const until = std::chrono::steady_clock::now() + 20s;
         !url && std::chrono::steady_clock::now() < until; std::this_thread::sleep_for(20ms))
        for (auto const& each : std::filesystem::directory_iterator(directory)) {
            if (each.path().extension() != ".ports") continue;
            std::ifstream in(each.path());
            std::string const text(std::istreambuf_iterator<char>(in), {});
            if (auto const found = tl::get<std::string>(text, tl::literal_path<"nats[0]">{}))
                url = *found;
        }
    if (!url) throw std::runtime_error("the nats-server does not start");

    auto box = opened(*url);
    tl::webhook rename_todo;
    rename_todo.method = tl::method::put;
    rename_todo.url = server + "/todos/$TODO_ID";
    rename_todo.authorization = tl::bearer("$TOKEN");
    rename_todo.body = tl::json_body(R"({"name": "$NAME", "age": $AGE})");
    tl::configuration what{rename_todo, *tl::run_time_mapping::build({{"data.userId", "USER_ID"}})};
    constexpr int count = 100;
    for (int i = 0; i < count; ++i) {
        auto const posted = tl::post(box, what, {{"TODO_ID", i}, {"NAME", "Ada"}, {"AGE", 36}},
                                     {.key = "todo-" + std::to_string(i),
                                      .topic = "renamed",
                                      .secrets = {{"TOKEN", "todos/token"}}});
        if (!posted) throw std::runtime_error(to_string(posted.error()));
    }
    std::cout << "posted " << count << '\n';

    child first({argv[0], "--work", *url});
    while (waiting(box) > count / 2) std::this_thread::sleep_for(2ms);
    first.kill();
    std::cout << "the worker is killed, and " << waiting(box) << " wait\n";

    child const second({argv[0], "--work", *url});
    while (waiting(box) > 0) std::this_thread::sleep_for(2ms);

    // Every delivery has published its outcome, once.
    jsStreamInfo* raw = nullptr;
    if (js_GetStreamInfo(&raw, box.through().context(), box.names().outcome_stream().c_str(),
                         nullptr, nullptr) != NATS_OK)
        throw std::runtime_error("no outcomes");
    tl::nats::stream_info const outcomes(raw);
    std::cout << "another one has delivered the rest: " << outcomes->State.Msgs << " of " << count
              << " arrived, " << tl::look_at_queue(box)->dead << " were given up\n";
    bool const all = outcomes->State.Msgs == count && tl::look_at_queue(box)->dead == 0;
    std::error_code ignored;
    std::filesystem::remove_all(directory, ignored);
    return all ? 0 : 1;
} catch (std::exception const& thrown) {
    std::cerr << "delivery: " << thrown.what() << '\n';
    return 1;
}
