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

// The open sockets of one connection cache. Used by one thread at a time.
class socket_book {
  public:
    int open(int family, int type, int protocol) {
        open_.reserve(open_.size() + 1);
        int const opened = ::socket(family, type | SOCK_CLOEXEC, protocol);
        if (opened >= 0) open_.push_back({opened, POLLIN, 0});
        return opened;
    }

    int close(int socket) noexcept {
        std::erase_if(open_, [&](pollfd const& entry) { return entry.fd == socket; });
        return ::close(socket);
    }

    // With no request under way: bytes (or an end) that nobody asked for wait on a kept connection. libcurl 7.88 would take them
    // for the answer to the next request.
    bool unsolicited() noexcept { return !open_.empty() && ::poll(open_.data(), static_cast<nfds_t>(open_.size()), 0) > 0; }

  private:
    std::vector<pollfd> open_;
};

}  // namespace trotline::curl
#endif
