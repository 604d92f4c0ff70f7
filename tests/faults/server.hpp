// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_FAULTS_SERVER_HPP
#define TROTLINE_TESTS_FAULTS_SERVER_HPP

#include "support/loopback.hpp"

#include <trotline/core/abi.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

// A server on a free loopback port, or on a Unix socket, that behaves like real servers on bad
// days. It has one thread for each connection, joined when the server is destroyed.
namespace faults {

struct received {
    std::string method, target, head, content;
};

// The server's side of one connection. All waiting ends when the server is destroyed.
class peer {
  public:
    peer(int socket, int stopped) : socket_(socket), stopped_(stopped) {}
    peer(peer const&) = delete;
    peer& operator=(peer const&) = delete;
    ~peer() { close(); }

    // False: the client has closed, or the server is being destroyed.
    bool read_head(received& request) {
        std::size_t end;
        while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
            if (!fill()) return false;
        }
        request.head = buffer_.substr(0, end + 4);
        buffer_.erase(0, end + 4);
        auto const blank = request.head.find(' ');
        request.method = request.head.substr(0, blank);
        request.target =
            request.head.substr(blank + 1, request.head.find(' ', blank + 1) - blank - 1);
        return true;
    }
    bool read(received& request) {
        if (!read_head(request)) return false;
        if (request.head.find("\r\nTransfer-Encoding: chunked\r\n") != std::string::npos)
            return read_chunks(request.content);
        std::size_t length = 0;
        if (auto const at = request.head.find("\r\nContent-Length: "); at != std::string::npos) {
            length = std::strtoul(request.head.c_str() + at + 18, nullptr, 10);
        }
        while (buffer_.size() < length) {
            if (!fill()) return false;
        }
        request.content = buffer_.substr(0, length);
        buffer_.erase(0, length);
        return true;
    }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            if (!wait(POLLOUT, -1)) return false;
            auto const sent =
                ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // Sends the same piece every few milliseconds as long as the client listens.
    void drip(std::string_view piece) {
        while (send(piece) && !wait_for_stop(20)) {
        }
    }
    void repeat(std::string_view piece) {
        while (send(piece)) {
        }
    }

    // Waits until the client closes or the server is destroyed.
    void wait_for_close() {
        while (fill()) buffer_.clear();
    }
    // The same without reading anything.
    void hold() { wait_for_stop(-1); }

    void close() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }
    void reset() {
        linger const at_once{1, 0};
        setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        close();
    }

  private:
    bool read_chunks(std::string& content) {
        content.clear();
        for (;;) {
            std::size_t line;
            while ((line = buffer_.find("\r\n")) == std::string::npos)
                if (!fill()) return false;
            std::size_t const size = std::strtoul(buffer_.c_str(), nullptr, 16);
            std::size_t const begin = line + 2;
            while (buffer_.size() < begin + size + 2)
                if (!fill()) return false;
            content.append(buffer_, begin, size);
            buffer_.erase(0, begin + size + 2);
            if (size == 0) return true;
        }
    }
    bool wait(short events, int timeout) {
        pollfd entries[] = {{socket_, events, 0}, {stopped_, POLLIN, 0}};
        return ::poll(entries, 2, timeout) > 0 && entries[1].revents == 0 &&
               entries[0].revents != 0;
    }
    bool wait_for_stop(int timeout) {
        pollfd entry{stopped_, POLLIN, 0};
        return ::poll(&entry, 1, timeout) > 0;
    }
    bool fill() {
        if (socket_ < 0 || !wait(POLLIN, -1)) return false;
        char bytes[4096];
        auto const count = ::recv(socket_, bytes, sizeof bytes, 0);
        if (count <= 0) return false;
        buffer_.append(bytes, static_cast<std::size_t>(count));
        return true;
    }

    int socket_, stopped_;
    std::string buffer_;
};

inline std::chrono::steady_clock::time_point in(std::chrono::milliseconds time) {
    return std::chrono::steady_clock::now() + time;
}

// With the thread sanitizer a TLS handshake takes seconds when a dozen threads make one each.
inline constexpr int times_slower = TROTLINE_ABI_SANITIZER == 2 ? 4 : 1;

// Whether its deadline ended something, and nothing that comes later. A busy machine is late by any
// amount, so half of the limit is allowed.
inline bool in_time(std::chrono::steady_clock::duration took, std::chrono::milliseconds limit) {
    return took < limit + times_slower * limit / 2;
}

inline std::string answer(std::string_view content, std::string_view fields = "",
                          std::string_view status = "200 OK") {
    return "HTTP/1.1 " + std::string(status) +
           "\r\nContent-Length: " + std::to_string(content.size()) + "\r\n" + std::string(fields) +
           "\r\n" + std::string(content);
}

// The handler gets every request except those for /good, which are always answered well, on the
// same connection.
class server {
  public:
    using handler = std::function<void(peer&, received const&)>;

    explicit server(handler handle, bool read_content = true)
        : handle_(std::move(handle)), read_content_(read_content) {
        sockaddr_in address = trotline_tests::loopback(0);
        listen(address);
        socklen_t size = sizeof address;
        if (::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            throw std::runtime_error("no port");
        port_ = ntohs(address.sin_port);
        begin();
    }
    // On a Unix socket, which is removed together with the server.
    server(handler handle, std::string path)
        : handle_(std::move(handle)), read_content_(true), path_(std::move(path)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (path_.size() >= sizeof address.sun_path)
            throw std::runtime_error("a path that is too long");
        path_.copy(address.sun_path, path_.size());
        listen(address);
        begin();
    }
    server(server const&) = delete;
    server& operator=(server const&) = delete;
    ~server() {
        std::uint64_t const one = 1;
        if (::write(stopped_, &one, sizeof one) != sizeof one) std::abort();
        acceptor_.join();
        for (auto& thread : peers_) thread.join();
        ::close(listener_);
        ::close(stopped_);
        if (!path_.empty()) ::unlink(path_.c_str());
    }

    std::string url(std::string_view target) const {
        return "http://127.0.0.1:" + std::to_string(port_) + std::string(target);
    }
    std::uint16_t port() const { return port_; }
    int connections() const { return connections_; }
    std::vector<received> requests() const {
        std::lock_guard const lock(mutex_);
        return requests_;
    }

  private:
    template <class Address> void listen(Address const& address) {
        listener_ = ::socket(reinterpret_cast<sockaddr const&>(address).sa_family,
                             SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (listener_ < 0 ||
            ::bind(listener_, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0 ||
            ::listen(listener_, 64) != 0) {
            throw std::runtime_error("nowhere to listen");
        }
    }
    void begin() {
        stopped_ = ::eventfd(0, EFD_CLOEXEC);
        acceptor_ = std::thread([this] { accept(); });
    }

    void accept() {
        for (;;) {
            pollfd entries[] = {{listener_, POLLIN, 0}, {stopped_, POLLIN, 0}};
            ::poll(entries, 2, -1);
            if (entries[1].revents != 0) return;
            int const accepted = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (accepted < 0) continue;
            int const on = 1;
            setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            ++connections_;
            peers_.emplace_back([this, accepted] { serve(accepted); });
        }
    }

    void serve(int socket) {
        peer client(socket, stopped_);
        received request;
        while (read_content_ ? client.read(request) : client.read_head(request)) {
            {
                std::lock_guard const lock(mutex_);
                requests_.push_back(request);
            }
            if (request.target != "/good") {
                handle_(client, request);
            } else if (!client.send(answer("good"))) {
                return;
            }
        }
    }

    handler handle_;
    bool read_content_;
    std::string path_;
    int listener_ = -1, stopped_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_ = 0;
    mutable std::mutex mutex_;
    std::vector<received> requests_;
    std::vector<std::thread> peers_;
    std::thread acceptor_;
};

}  // namespace faults
#endif
