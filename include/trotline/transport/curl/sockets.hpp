// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_SOCKETS_HPP
#define TROTLINE_TRANSPORT_CURL_SOCKETS_HPP

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <trotline/transport/address_guard.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

namespace trotline::curl {

// The address in a socket address; none (which no guard permits) where it is neither IPv4 nor IPv6.
inline ip_address address_of(sockaddr const& address, unsigned size) {
    auto const bytes_at = [&](std::size_t offset, std::size_t count) {
        std::uint8_t bytes[16]{};
        std::memcpy(bytes, reinterpret_cast<unsigned char const*>(&address) + offset, count);
        return ip_address::from(std::span(bytes, count));
    };
    if (address.sa_family == AF_INET && size >= sizeof(sockaddr_in)) return bytes_at(offsetof(sockaddr_in, sin_addr), 4);
    if (address.sa_family == AF_INET6 && size >= sizeof(sockaddr_in6)) return bytes_at(offsetof(sockaddr_in6, sin6_addr), 16);
    return {};
}

// What an exchange knows of the connection that it has opened last: libcurl's own times do not tell a TCP connection that was never
// made from a TLS handshake that was never finished.
struct dialled {
    int socket = -1;  // while it is open
    bool connected = false;

    void look() noexcept {
        sockaddr_storage peer;
        socklen_t size = sizeof peer;
        if (socket >= 0 && ::getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) == 0) connected = true;
    }
};

// The open sockets of one connection cache. Used by one thread at a time.
class socket_book {
  public:
    // `opener` must outlive the connection.
    int open(int family, int type, int protocol, dialled& opener) {
        open_.reserve(open_.size() + 1);
        int const opened = ::socket(family, type | SOCK_CLOEXEC, protocol);
        if (opened < 0) return opened;
        open_.push_back({opened, &opener});
        opener.socket = opened;
        return opened;
    }

    int close(int socket) noexcept {
        auto const found = std::find_if(open_.begin(), open_.end(), [&](entry const& each) { return each.socket == socket; });
        if (found != open_.end()) {
            if (found->opener->socket == socket) {
                found->opener->look();
                found->opener->socket = -1;
            }
            *found = open_.back();
            open_.pop_back();
        }
        return ::close(socket);
    }

    // Before a request goes out on the connection with this local port. False: bytes (or an end) that nobody asked for wait there;
    // libcurl 7.88 would take them for the answer. Unix sockets all have port 0: of several it is unknown which one is meant, and
    // none is suspected.
    bool clean(int local_port) noexcept {
        auto* const connection = find(local_port);
        if (!connection) return true;
        if (local_port == 0 && several_without_port()) return true;
        bool const first = !std::exchange(connection->used, true);
        if (first || connection->multiplexed) return true;
        pollfd waiting{connection->socket, POLLIN, 0};
        return ::poll(&waiting, 1, 0) == 0;
    }

    // HTTP/2: what arrives between two requests carries the number of its stream.
    void multiplexed(int local_port) noexcept {
        if (auto* const connection = find(local_port)) connection->multiplexed = true;
    }

  private:
    struct entry {
        int socket;
        dialled* opener;
        int port = -1;  // not asked yet
        bool used = false, multiplexed = false;
    };

    entry* find(int local_port) noexcept {
        for (auto& each : open_) {
            if (each.port < 0) each.port = port_of(each.socket);
            if (each.port == local_port) return &each;
        }
        return nullptr;
    }

    // Each of them may have been used by now.
    bool several_without_port() noexcept {
        auto const without = [](entry const& each) { return each.port == 0; };
        for (auto& each : open_) each.port = each.port < 0 ? port_of(each.socket) : each.port;
        if (std::count_if(open_.begin(), open_.end(), without) < 2) return false;
        for (auto& each : open_) each.used = each.used || without(each);
        return true;
    }

    static int port_of(int socket) noexcept {
        sockaddr_storage local{};
        socklen_t size = sizeof local;
        if (::getsockname(socket, reinterpret_cast<sockaddr*>(&local), &size) != 0) return -1;
        if (local.ss_family == AF_INET) return ntohs(reinterpret_cast<sockaddr_in const&>(local).sin_port);
        if (local.ss_family == AF_INET6) return ntohs(reinterpret_cast<sockaddr_in6 const&>(local).sin6_port);
        return 0;  // as libcurl counts a Unix socket
    }

    std::vector<entry> open_;
};

}  // namespace trotline::curl
#endif
