// SPDX-License-Identifier: BSL-1.0
// trotline queue: shows what waits.
#include <trotline/core/message.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/outbox/nats/queue.hpp>

#include "command.hpp"

#include <chrono>
#include <iomanip>
#include <iostream>
#include <string>

namespace tool {

namespace tl = trotline;

int queue(queue_command const& options) {
    auto const box = open_outbox(options.where);
    auto const seen = tl::look_at_queue(box);
    if (!seen) {
        std::cerr << "trotline queue: " << seen.error() << '\n';
        return failed;
    }
    auto const age = seen->oldest ? std::chrono::duration_cast<std::chrono::seconds>(
                                        std::chrono::system_clock::now() - *seen->oldest)
                                        .count()
                                  : 0;
    std::string out;
    if (options.json) {
        tl::json::writer to(out);
        to.begin_object().name("depth").number(seen->depth).name("bytes").number(seen->bytes);
        to.name("oldest_seconds").number(age).name("dead").number(seen->dead);
        to.name("destinations").begin_array();
        for (auto const& each : seen->destinations)
            to.begin_object()
                .name("destination")
                .string(each.destination)
                .name("depth")
                .number(each.depth)
                .name("unsettled")
                .number(each.unsettled)
                .name("redelivered")
                .number(each.redelivered)
                .end_object();
        to.end_array().end_object();
        std::cout << out << '\n';
        return mapped;
    }
    std::cout << seen->depth << " waiting (" << seen->bytes << " bytes), the oldest for " << age
              << " s; " << seen->dead << " dead\n";
    if (seen->destinations.empty()) return mapped;
    auto const line = [](auto const& destination, auto const&... numbers) {
        std::cout << "  " << std::left << std::setw(40) << destination << std::right;
        ((std::cout << std::setw(13) << numbers), ...);
        std::cout << '\n';
    };
    line("destination", "waiting", "unsettled", "redelivered");
    for (auto const& each : seen->destinations) {
        std::string name;
        tl::append_visible(name, each.destination);
        line(name, each.depth, each.unsettled, each.redelivered);
    }
    return mapped;
}

}  // namespace tool
