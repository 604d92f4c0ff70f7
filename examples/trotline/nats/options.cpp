// SPDX-License-Identifier: BSL-1.0
// The command line's options for post, work, dead and queue.
#include "../options.hpp"
#include "../request_arguments.hpp"
#include "command.hpp"

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

namespace tool {

namespace {

constexpr char passwords[] =
    "The password of --user comes from the environment variable TROTLINE_NATS_PASSWORD, and a "
    "token from TROTLINE_NATS_TOKEN.\n"
    "Exit codes: 0 done, 1 failed, 2 wrong usage.";

void add_server_options(CLI::App& command, trotline::nats_outbox_settings& where) {
    auto const group = "The server";
    command
        .add_option("--nats", where.server.url,
                    "Its URL; for a cluster several, separated by commas")
        ->envname("TROTLINE_NATS")
        ->capture_default_str()
        ->group(group);
    command.add_option("--outbox", where.name, "The outbox's name")
        ->capture_default_str()
        ->group(group);
    command
        .add_option("--replicas", where.replicas,
                    "How many servers keep each entry, if the outbox is new")
        ->check(CLI::Range(1, 5))
        ->capture_default_str()
        ->group(group);
    command.add_option("--user", where.server.user, "Who asks")->group(group);
    command.add_option("--creds", where.server.credentials_file, "A file with a JWT and its key")
        ->type_name("FILE")
        ->group(group);
    command.add_option("--ca", where.server.ca_file, "The authority of its certificate (PEM)")
        ->type_name("FILE")
        ->group(group);
    command.add_option("--cert", where.server.certificate, "The client's certificate (PEM)")
        ->type_name("FILE")
        ->group(group);
    command.add_option("--key-file", where.server.key, "The client's key (PEM)")
        ->type_name("FILE")
        ->group(group);
    command.footer(passwords);
}

// A command with options of type T, which runs f(T).
template <class T, class F>
CLI::App& add(CLI::App& app, char const* name, char const* says, F f, int& status,
              std::shared_ptr<T> options) {
    auto* const command = app.add_subcommand(name, says);
    add_server_options(*command, options->where);
    command->callback([=, &status] {
        try {
            status = f(*options);
        } catch (usage_error const& wrong) {
            std::cerr << "trotline " << name << ": " << wrong.what() << '\n';
            status = wrong_usage;
        }
    });
    return *command;
}

void add_post(CLI::App& app, int& status) {
    auto const options = std::make_shared<post_command>();
    CLI::App& command = add(app, "post", "Post a webhook, which any running worker delivers", &post,
                            status, options);
    add_webhook_options(command, options->what);
    command.get_option("TARGET")->required(false);
    command.add_option("--webhook", options->name,
                       "The name of a webhook that the workers know, instead of TARGET");
    add_list(command, "--secret", options->secrets,
             "A parameter that the worker finds among its own secrets, under NAME or REFERENCE")
        ->type_name("NAME[=REFERENCE]");
    command.add_option(
        "--key", options->key,
        "The idempotency key: if posted twice, it is delivered once. Default: a random key");
    command.add_option(
        "--destination", options->destination,
        "Deliveries with the same text share limits and pauses; default: the URL's host");
    command.add_option("--order", options->order,
                       "Deliveries with the same text are delivered one at a time, in order");
    command.add_option("--topic", options->topic, "Where the outcome is published");
    command
        .add_option("--expires", options->expires,
                    "It is given up after this time: 30s, 10m, 2h, 1d")
        ->type_name("TIME");
    command.add_option("--count", options->count, "Post it this many times, each with its own key")
        ->check(CLI::Range(1, 1'000'000));
}

void add_work(CLI::App& app, int& status) {
    auto const options = std::make_shared<work_command>();
    CLI::App& command =
        add(app, "work", "Deliver posted webhooks until SIGINT or SIGTERM", &work, status, options);
    command.add_option("--in-flight", options->in_flight, "Calls at once")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    command
        .add_option("--per-destination", options->per_destination,
                    "Calls at once to each destination")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    command.add_option("--attempts", options->attempts, "It is given up after this many attempts")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command.add_option("--age", options->age, "Older ones are given up")
        ->type_name("TIME")
        ->capture_default_str();
    command
        .add_option("--first-pause", options->first_pause,
                    "Before the second attempt; four times as long before the third, and so on")
        ->type_name("TIME")
        ->capture_default_str();
    command.add_option("--grace", options->grace, "How long a stop waits for calls under way")
        ->type_name("TIME")
        ->capture_default_str();
    add_list(command, "--webhook", options->webhooks,
             "A webhook that messages may refer to by name")
        ->type_name("NAME=FILE");
    add_list(command, "--secret", options->secrets,
             "A secret that messages may refer to; its value is the environment variable with this "
             "name")
        ->type_name("NAME");
    command.add_flag("--until-empty", options->until_empty,
                     "End when there is nothing left to deliver");
    command.add_flag("--quiet", options->quiet, "No line for each delivery that has ended");
}

void add_dead(CLI::App& app, int& status) {
    auto* const dead =
        app.add_subcommand("dead", "List, show and resend deliveries that were given up");
    dead->require_subcommand(1);
    auto const sequences = [](CLI::App& command, dead_command& options) {
        return command.add_option("SEQUENCE", options.sequences, "Their numbers in the list");
    };
    auto options = std::make_shared<dead_command>();
    add(*dead, "list", "A line of JSON for each", &dead_list, status, options);
    options = std::make_shared<dead_command>();
    sequences(add(*dead, "show", "The whole letter", &dead_show, status, options), *options)
        ->required();
    options = std::make_shared<dead_command>();
    CLI::App& resend = add(*dead, "resend", "Deliver again, with the same key and new attempts",
                           &dead_resend, status, options);
    auto* const which = sequences(resend, *options);
    resend.add_flag("--all", options->all, "All of them")->excludes(which);
}

void add_queue(CLI::App& app, int& status) {
    auto const options = std::make_shared<queue_command>();
    add(app, "queue", "What waits: how much, since when, for whom", &queue, status, options)
        .add_flag("--json", options->json, "For programs");
}

}  // namespace

trotline::nats_outbox open_outbox(trotline::nats_outbox_settings const& where) {
    auto settings = where;
    if (char const* const password = std::getenv("TROTLINE_NATS_PASSWORD"))
        settings.server.password = password;
    if (char const* const token = std::getenv("TROTLINE_NATS_TOKEN")) settings.server.token = token;
    auto opened = trotline::nats_outbox::open(std::move(settings));
    if (!opened) throw std::runtime_error(to_string(opened.error()));
    return std::move(*opened);
}

void add_delivery(CLI::App& app, int& status) {
    add_post(app, status);
    add_work(app, status);
    add_dead(app, status);
    add_queue(app, status);
}

}  // namespace tool
