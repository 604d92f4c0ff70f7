// SPDX-License-Identifier: BSL-1.0
// A program whose webhooks outlive their process: libnats must be found and linked.
#include <nats/nats.h>
#include <trotline/nats.hpp>

int main() {
    auto const box = trotline::nats_outbox::open({.server = {.url = "nats://127.0.0.1:1"}});
    return !box && box.error().code == trotline::code::refused && nats_GetVersion() != nullptr ? 0
                                                                                               : 1;
}
