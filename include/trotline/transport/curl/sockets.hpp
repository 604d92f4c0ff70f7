// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_SOCKETS_HPP
#define TROTLINE_TRANSPORT_CURL_SOCKETS_HPP

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <trotline/transport/address_guard.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
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
        openers_.reserve(openers_.size() + 1);
        int const opened = ::socket(family, type | SOCK_CLOEXEC, protocol);
        if (opened < 0) return opened;
        open_.push_back({opened, POLLIN, 0});
        openers_.push_back(&opener);
        opener.socket = opened;
        return opened;
    }

    int close(int socket) noexcept {
        auto const found = std::find_if(open_.begin(), open_.end(), [&](pollfd const& entry) { return entry.fd == socket; });
        if (found != open_.end()) {
            auto const opener = openers_.begin() + (found - open_.begin());
            if ((*opener)->socket == socket) {
                (*opener)->look();
                (*opener)->socket = -1;
            }
            open_.erase(found);
            openers_.erase(opener);
        }
        return ::close(socket);
    }

    // With no request under way: bytes (or an end) that nobody asked for wait on a kept connection. libcurl 7.88 would take them
    // for the answer to the next request.
    bool unsolicited() noexcept { return !open_.empty() && ::poll(open_.data(), static_cast<nfds_t>(open_.size()), 0) > 0; }

  private:
    std::vector<pollfd> open_;
    std::vector<dialled*> openers_;
};

}  // namespace trotline::curl
#endif
