// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_NATS_COMMAND_HPP
#define TROTLINE_EXAMPLE_NATS_COMMAND_HPP
// The commands that need a NATS server: post, work, dead, queue.
#include <CLI/CLI.hpp>
#include <trotline/outbox/nats/outbox.hpp>
#include <trotline/outbox/nats/settings.hpp>

#include "../command.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tool {

void add_delivery(CLI::App& app, int& status);

struct post_command {
    trotline::nats_outbox_settings where;
    request_options what;
    std::string name;  // of a webhook that the workers know, instead of a target
    std::vector<std::string> secrets;
    std::string key, destination, order, topic, expires;
    unsigned count = 1;
};
int post(post_command const& options);

struct work_command {
    trotline::nats_outbox_settings where;
    std::vector<std::string> webhooks, secrets;
    std::size_t in_flight = 256, per_destination = 32;
    unsigned attempts = 12;
    std::string age = "3d", first_pause = "5s", grace = "10s";
    bool until_empty = false, quiet = false;
};
int work(work_command const& options);

struct dead_command {
    // who only looks at an outbox may have misspelled its name
    trotline::nats_outbox_settings where{.create = false};
    std::vector<std::uint64_t> sequences;
    bool all = false;
};
int dead_list(dead_command const& options);
int dead_show(dead_command const& options);
int dead_resend(dead_command const& options);

struct queue_command {
    trotline::nats_outbox_settings where{.create = false};
    bool json = false;
};
int queue(queue_command const& options);

// Throws std::runtime_error if it cannot be opened.
trotline::nats_outbox open_outbox(trotline::nats_outbox_settings const& where);

}  // namespace tool
#endif
