// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_FAULTS_RELAY_HPP
#define TROTLINE_TESTS_FAULTS_RELAY_HPP

#include "support/loopback.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

namespace faults {

// Passes bytes between clients and a server, and closes each connection after a number of bytes to
// the client: like a TLS server that ends without a close notification.
class relay {
  public:
    relay(std::uint16_t server, std::size_t bytes) : server_(server), bytes_(bytes) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address = trotline_tests::loopback(0);
        socklen_t size = sizeof address;
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
            ::listen(listener_, 8) != 0 ||
            ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
            throw std::runtime_error("no port on the loopback");
        }
        port_ = ntohs(address.sin_port);
        stopped_ = ::eventfd(0, EFD_CLOEXEC);
        thread_ = std::thread([this] { serve(); });
    }
    relay(relay const&) = delete;
    relay& operator=(relay const&) = delete;
    ~relay() {
        std::uint64_t const one = 1;
        if (::write(stopped_, &one, sizeof one) != sizeof one) std::abort();
        thread_.join();
        for (auto& thread : threads_) thread.join();
        ::close(listener_);
        ::close(stopped_);
    }
    std::uint16_t port() const { return port_; }

  private:
    bool readable(int a, int b, bool& first) {
        pollfd entries[] = {{a, POLLIN, 0}, {b, POLLIN, 0}, {stopped_, POLLIN, 0}};
        ::poll(entries, 3, -1);
        first = entries[0].revents != 0;
        return entries[2].revents == 0;
    }

    void serve() {
        for (bool unused = false; readable(listener_, -1, unused);) {
            int const client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            int const server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            threads_.emplace_back([this, client, server] {
                sockaddr_in const address = trotline_tests::loopback(server_);
                if (::connect(server, reinterpret_cast<sockaddr const*>(&address),
                              sizeof address) == 0)
                    pass(client, server);
                ::close(client);
                ::close(server);
            });
        }
    }

    void pass(int client, int server) {
        std::size_t left = bytes_;
        for (bool from_client = false; readable(client, server, from_client);) {
            char buffer[4096];
            auto const count = ::recv(from_client ? client : server, buffer, sizeof buffer, 0);
            if (count <= 0) return;
            auto size = static_cast<std::size_t>(count);
            if (!from_client) size = size < left ? size : left;
            if (::send(from_client ? server : client, buffer, size, MSG_NOSIGNAL) < 0) return;
            if (!from_client && (left -= size) == 0) return;
        }
    }

    std::uint16_t server_, port_ = 0;
    std::size_t bytes_;
    int listener_ = -1, stopped_ = -1;
    std::vector<std::thread> threads_;
    std::thread thread_;
};

}  // namespace faults
#endif
