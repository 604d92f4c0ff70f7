// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NATS_HPP
#define TROTLINE_NATS_HPP
// Webhooks that outlive their process: they are posted to NATS JetStream and delivered by workers,
// with the parameters of a flow in its key-value store. Needs libnats: the CMake target
// trotline::nats.

#include <trotline/outbox/nats/dead_letters.hpp>
#include <trotline/outbox/nats/outbox.hpp>
#include <trotline/outbox/nats/queue.hpp>
#include <trotline/outbox/post.hpp>
#include <trotline/outbox/worker.hpp>
#include <trotline/parameter_store/nats.hpp>

#endif
