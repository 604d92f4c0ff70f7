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
#include <iterator>
#include <span>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::curl {

// The IP address in a socket address. For other families the result is an empty address, which no
// guard permits.
inline ip_address address_of(sockaddr const& address, unsigned size) {
    auto const bytes_at = [&](std::size_t offset, std::size_t count) {
        std::uint8_t bytes[16]{};
        std::memcpy(bytes, reinterpret_cast<unsigned char const*>(&address) + offset, count);
        return ip_address::from(std::span(bytes, count));
    };
    if (address.sa_family == AF_INET && size >= sizeof(sockaddr_in))
        return bytes_at(offsetof(sockaddr_in, sin_addr), 4);
    if (address.sa_family == AF_INET6 && size >= sizeof(sockaddr_in6))
        return bytes_at(offsetof(sockaddr_in6, sin6_addr), 16);
    return {};
}

// The connection that a transfer opened last. libcurl's own times do not tell a TCP connection that
// was never made from a TLS handshake that was never finished; this does.
struct dialled {
    int socket = -1;  // while it is open
    bool connected = false;

    void look() noexcept {
        sockaddr_storage peer;
        socklen_t size = sizeof peer;
        if (socket >= 0 && ::getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) == 0)
            connected = true;
    }
};

// The open sockets of one connection cache, found by local port. Use it in one thread at a time.
class socket_book {
  public:
    // `opener` must outlive the connection.
    int open(int family, int type, int protocol, dialled& opener) {
        open_.push_back({-1, &opener, unasked});
        int const opened = ::socket(family, type | SOCK_CLOEXEC, protocol);
        if (opened < 0) {
            open_.pop_back();
        } else {
            open_.back().socket = opener.socket = opened;
            // QUIC (HTTP/3) sends datagrams at any time
            open_.back().multiplexed = type == SOCK_DGRAM;
        }
        return opened;
    }

    int close(int socket) noexcept {
        auto const found = std::find_if(open_.begin(), open_.end(),
                                        [&](entry const& each) { return each.socket == socket; });
        if (found != open_.end()) {
            if (found->opener->socket == socket) {
                found->opener->look();
                found->opener->socket = -1;
            }
            open_.erase(found);
        }
        return ::close(socket);
    }

    // Call it before a request is sent on the connection with this local port. False: unexpected
    // bytes (or the connection's end) wait there, and libcurl 7.88 would take them for the answer.
    // Connections to different peers can share a local port; then all of them are checked. Unix
    // sockets all have port 0; if there are several, none is checked, because it is unknown which
    // one is meant.
    bool clean(int local_port) noexcept {
        auto const meant = find(local_port);
        bool const suspected = local_port != 0 || meant.size() == 1;
        bool clean = true;
        for (auto& each : meant) {
            bool const first = !std::exchange(each.used, true);
            if (first || each.multiplexed || !suspected) continue;
            pollfd waiting{each.socket, POLLIN, 0};
            clean = clean && ::poll(&waiting, 1, 0) == 0;
        }
        return clean;
    }

    // HTTP/2: the connection is never checked again, because bytes between two requests carry the
    // number of their stream.
    void multiplexed(int local_port) noexcept {
        if (auto const meant = find(local_port); meant.size() == 1)
            meant.front().multiplexed = true;
    }

  private:
    struct entry {
        int socket;
        dialled* opener;
        int port;
        bool used = false, multiplexed = false;
    };
    static constexpr int unasked =
        1 << 16;  // larger than every port; the port is not known when the socket is opened

    std::span<entry> find(int local_port) noexcept {
        auto const by_port = [](entry const& a, entry const& b) { return a.port < b.port; };
        while (!open_.empty() && open_.back().port == unasked) {
            auto const last = std::prev(open_.end());
            last->port = port_of(last->socket);
            std::rotate(std::upper_bound(open_.begin(), last, *last, by_port), last, open_.end());
        }
        auto const [first, end] =
            std::equal_range(open_.begin(), open_.end(), entry{-1, nullptr, local_port}, by_port);
        return {first, end};
    }

    static int port_of(int socket) noexcept {
        sockaddr_storage local{};
        socklen_t size = sizeof local;
        if (::getsockname(socket, reinterpret_cast<sockaddr*>(&local), &size) != 0) return -1;
        if (local.ss_family == AF_INET)
            return ntohs(reinterpret_cast<sockaddr_in const&>(local).sin_port);
        if (local.ss_family == AF_INET6)
            return ntohs(reinterpret_cast<sockaddr_in6 const&>(local).sin6_port);
        return 0;  // libcurl reports port 0 for a Unix socket
    }

    std::vector<entry> open_;  // sorted by port
};

}  // namespace trotline::curl
#endif
