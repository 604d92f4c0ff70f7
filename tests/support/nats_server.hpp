// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_NATS_SERVER_HPP
#define TROTLINE_TESTS_SUPPORT_NATS_SERVER_HPP

#include "faults/nginx.hpp"
#include "support/loopback.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

// Real NATS servers on free loopback ports, with directories of their own.
namespace trotline_tests {

using faults::temporary_directory;

// Waits until a condition is true; false if it is not in time. For what a server does without
// telling anybody.
inline bool eventually(auto condition, std::chrono::milliseconds limit = std::chrono::seconds(30)) {
    auto const until = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
        if (std::chrono::steady_clock::now() >= until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

// Ports that were free a moment ago.
template <std::size_t N> std::array<std::uint16_t, N> free_ports() {
    std::array<std::uint16_t, N> ports{};
    std::array<int, N> sockets{};
    for (std::size_t i = 0; i < N; ++i) {
        sockets[i] = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address = loopback(0);
        socklen_t size = sizeof address;
        if (::bind(sockets[i], reinterpret_cast<sockaddr*>(&address), size) != 0 ||
            ::getsockname(sockets[i], reinterpret_cast<sockaddr*>(&address), &size) != 0)
            throw std::runtime_error("no port on the loopback");
        ports[i] = ntohs(address.sin_port);
    }
    for (int const socket : sockets) ::close(socket);
    return ports;
}

// A program in its own process, which is killed when this object is destroyed.
class process {
  public:
    process() = default;
    process(std::vector<std::string> arguments, std::vector<std::string> more_environment = {},
            std::string const& output = "/dev/null") {
        std::vector<char*> pointers, variables;
        for (auto& each : arguments) pointers.push_back(each.data());
        pointers.push_back(nullptr);
        for (auto& each : more_environment) variables.push_back(each.data());
        for (char** each = environ; *each != nullptr; ++each) variables.push_back(*each);
        variables.push_back(nullptr);
        posix_spawn_file_actions_t to;
        posix_spawn_file_actions_init(&to);
        posix_spawn_file_actions_addopen(&to, 1, output.c_str(), O_WRONLY | O_CREAT | O_APPEND,
                                         0600);
        posix_spawn_file_actions_adddup2(&to, 1, 2);
        int const spawned =
            ::posix_spawnp(&id_, pointers[0], &to, nullptr, pointers.data(), variables.data());
        posix_spawn_file_actions_destroy(&to);
        if (spawned != 0) throw std::runtime_error("cannot start " + arguments[0]);
    }
    process(process&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
    process& operator=(process&& other) noexcept {
        std::swap(id_, other.id_);
        return *this;
    }
    ~process() { end(SIGKILL); }

    bool runs() const { return id_ > 0; }
    pid_t id() const { return id_; }
    void signal(int number) const {
        if (id_ > 0) ::kill(id_, number);
    }
    // The status from waitpid.
    int wait() {
        int status = -1;
        if (id_ > 0) ::waitpid(std::exchange(id_, -1), &status, 0);
        return status;
    }
    int end(int number) {
        signal(number);
        return wait();
    }

  private:
    pid_t id_ = -1;
};

class nats_server {
  public:
    // `configuration`: additional lines of the server's configuration file.
    explicit nats_server(std::string configuration = "")
        : port_(free_ports<1>()[0]), text_(std::move(configuration)) {
        start();
    }
    nats_server(std::uint16_t port, std::string configuration)
        : port_(port), text_(std::move(configuration)) {
        start();
    }

    std::string url() const { return "nats://127.0.0.1:" + std::to_string(port_); }
    std::uint16_t port() const { return port_; }
    temporary_directory const& directory() const { return directory_; }
    bool runs() const { return process_.runs(); }

    // For the next start().
    void configure(std::string configuration) { text_ = std::move(configuration); }
    void kill() { process_.end(SIGKILL); }
    // Lets it shut down.
    void end() { process_.end(SIGTERM); }
    void pause() { process_.signal(SIGSTOP); }
    void resume() { process_.signal(SIGCONT); }
    // Starts it again with its data on disk; returns when it listens.
    void start(bool with_jetstream = true) {
        std::string const jetstream =
            "jetstream { store_dir: \"" + directory_.file("data") + "\" }\n";
        directory_.write("server.conf", "listen: \"127.0.0.1:" + std::to_string(port_) + "\"\n" +
                                            (with_jetstream ? jetstream : "") + text_);
        auto const log = directory_.file("log");
        auto const before = std::filesystem::exists(log) ? std::filesystem::file_size(log) : 0;
        std::ofstream(log, std::ios::app).flush();
        int const changes = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
        ::inotify_add_watch(changes, log.c_str(), IN_MODIFY);
        process_ = process({TROTLINE_NATS_SERVER, "-c", directory_.file("server.conf")}, {}, log);
        bool const ready = says(log, before, "Server is ready", changes);
        ::close(changes);
        if (!ready) throw std::runtime_error("the nats-server does not listen");
    }

  private:
    // Whether a file has a text from a position on; waits until it is written.
    static bool says(std::string const& file, std::uintmax_t from, std::string_view what,
                     int changes) {
        auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (std::chrono::steady_clock::now() < until) {
            std::ifstream in(file);
            in.seekg(static_cast<std::streamoff>(from));
            std::string const text{std::istreambuf_iterator<char>(in), {}};
            if (text.find(what) != text.npos) return true;
            pollfd change{changes, POLLIN, 0};
            ::poll(&change, 1, 60'000);
            std::array<char, 4096> events;
            while (::read(changes, events.data(), events.size()) > 0) {
            }
        }
        return false;
    }

    temporary_directory directory_;
    std::uint16_t port_;
    std::string text_;
    process process_;
};

// Three servers that replicate.
class nats_cluster {
  public:
    nats_cluster() : ports_(free_ports<6>()) {
        for (std::size_t i = 0; i < 3; ++i) {
            std::string routes;
            for (std::size_t other = 3; other < 6; ++other)
                routes += "\"nats://127.0.0.1:" + std::to_string(ports_[other]) + "\"" +
                          (other == 5 ? "" : ", ");
            servers_[i] = std::make_unique<nats_server>(
                ports_[i], "server_name: s" + std::to_string(i) +
                               "\ncluster { name: c, listen: \"127.0.0.1:" +
                               std::to_string(ports_[i + 3]) + "\", routes: [" + routes + "] }\n");
        }
    }
    std::string url() const {
        std::string all;
        for (auto const& each : servers_) all.append(all.empty() ? "" : ",").append(each->url());
        return all;
    }
    // s0, s1, s2
    nats_server& operator[](std::size_t i) { return *servers_[i]; }
    nats_server& called(std::string const& name) {
        return *servers_[static_cast<std::size_t>(name[1] - '0')];
    }

  private:
    std::array<std::uint16_t, 6> ports_;
    std::array<std::unique_ptr<nats_server>, 3> servers_;
};

}  // namespace trotline_tests
#endif
