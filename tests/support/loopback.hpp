// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_LOOPBACK_HPP
#define TROTLINE_TESTS_SUPPORT_LOOPBACK_HPP

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstdint>

namespace trotline_tests {

// A port on the loopback interface; 0: any free port.
inline sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

}  // namespace trotline_tests
#endif
