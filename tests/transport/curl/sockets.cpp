// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/sockets.hpp>

#include <doctest/doctest.h>

#include "support/loopback.hpp"

namespace transport_curl_sockets_test {

namespace tl = trotline;
using trotline_tests::loopback;

TEST_CASE("the address in a socket address") {
    auto const v4 = loopback(0);
    auto const& any = reinterpret_cast<sockaddr const&>(v4);
    CHECK(tl::curl::address_of(any, sizeof v4) == tl::ip_address::v4(127, 0, 0, 1));
    CHECK(tl::curl::address_of(any, 4) == tl::ip_address{});
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_addr = in6addr_loopback;
    CHECK(tl::classify(tl::curl::address_of(reinterpret_cast<sockaddr const&>(v6), sizeof v6)) ==
          tl::address_class::loopback);
    sockaddr other{};
    other.sa_family = AF_UNIX;
    CHECK(tl::curl::address_of(other, sizeof other) == tl::ip_address{});
}

TEST_CASE("a kept connection is clean until something waits on it") {
    int const listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(0);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listener, 1) == 0);
    REQUIRE(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);

    tl::curl::dialled opener;
    tl::curl::socket_book book;
    int const client = book.open(AF_INET, SOCK_STREAM, 0, opener);
    REQUIRE(client >= 0);
    opener.look();
    CHECK_FALSE(opener.connected);
    REQUIRE(::connect(client, reinterpret_cast<sockaddr*>(&address), size) == 0);
    int const server = ::accept(listener, nullptr, nullptr);
    sockaddr_in local{};
    REQUIRE(::getsockname(client, reinterpret_cast<sockaddr*>(&local), &size) == 0);
    int const port = ntohs(local.sin_port);

    CHECK(book.clean(port));
    CHECK(book.clean(port));
    REQUIRE(::send(server, "evil", 4, 0) == 4);
    pollfd readable{client, POLLIN, 0};
    REQUIRE(::poll(&readable, 1, 5000) == 1);
    CHECK_FALSE(book.clean(port));
    CHECK(book.clean(1));  // not one of its own
    book.multiplexed(port);
    CHECK(book.clean(port));

    CHECK(book.close(client) == 0);
    CHECK(opener.connected);
    CHECK(opener.socket == -1);
    CHECK(book.clean(port));
    ::close(server);
    ::close(listener);
}

TEST_CASE("of several Unix sockets none is suspected for what another has received") {
    tl::curl::dialled opener;
    tl::curl::socket_book book;
    // never connected, which poll() reports as an end
    int const first = book.open(AF_UNIX, SOCK_STREAM, 0, opener);
    CHECK(book.clean(0));
    CHECK_FALSE(book.clean(0));
    int const second = book.open(AF_UNIX, SOCK_STREAM, 0, opener);
    CHECK(book.clean(0));
    CHECK(book.close(first) == 0);
    CHECK_FALSE(book.clean(0));
    CHECK(book.close(second) == 0);
    CHECK(book.clean(0));
}

TEST_CASE("of connections with one port, to different peers, each is suspected") {
    tl::curl::dialled opener;
    tl::curl::socket_book book;
    int listeners[2], clients[2], servers[2];
    auto local = loopback(0);
    socklen_t size = sizeof local;
    for (int i = 0; i < 2; ++i) {
        listeners[i] = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        auto address = loopback(0);
        REQUIRE(::bind(listeners[i], reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(listeners[i], 1) == 0);
        REQUIRE(::getsockname(listeners[i], reinterpret_cast<sockaddr*>(&address), &size) == 0);
        clients[i] = book.open(AF_INET, SOCK_STREAM, 0, opener);
        int const shared = 1;
        REQUIRE(::setsockopt(clients[i], SOL_SOCKET, SO_REUSEADDR, &shared, sizeof shared) == 0);
        REQUIRE(::bind(clients[i], reinterpret_cast<sockaddr*>(&local), size) == 0);
        REQUIRE(::getsockname(clients[i], reinterpret_cast<sockaddr*>(&local), &size) == 0);
        REQUIRE(::connect(clients[i], reinterpret_cast<sockaddr*>(&address), size) == 0);
        servers[i] = ::accept(listeners[i], nullptr, nullptr);
    }
    int const port = ntohs(local.sin_port);
    CHECK(book.clean(port));
    CHECK(book.clean(port));
    REQUIRE(::send(servers[1], "evil", 4, 0) == 4);
    pollfd readable{clients[1], POLLIN, 0};
    REQUIRE(::poll(&readable, 1, 5000) == 1);
    CHECK_FALSE(book.clean(port));
    book.multiplexed(port);  // one of them, but it is unknown which
    CHECK_FALSE(book.clean(port));
    CHECK(book.close(clients[1]) == 0);
    CHECK(book.clean(port));
    CHECK(book.close(clients[0]) == 0);
    for (int const each : {listeners[0], listeners[1], servers[0], servers[1]}) ::close(each);
}

}  // namespace transport_curl_sockets_test
