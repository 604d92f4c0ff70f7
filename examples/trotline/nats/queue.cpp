// SPDX-License-Identifier: BSL-1.0
// trotline queue: what waits.
#include <trotline/json/writer.hpp>
#include <trotline/outbox/nats/queue.hpp>
#include <trotline/report/table.hpp>

#include "command.hpp"

#include <unistd.h>

#include <chrono>
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
    tl::report_table table(4);
    for (char const* const heading : {"destination", "waiting", "unsettled", "redelivered"})
        table.cell(heading, tl::paint::dim);
    table.end_row();
    for (auto const& each : seen->destinations) {
        table.cell(each.destination);
        table.cell(std::to_string(each.depth));
        table.cell(std::to_string(each.unsettled));
        table.cell(std::to_string(each.redelivered));
        table.end_row();
    }
    table.write(out, tl::style_for(STDOUT_FILENO));
    std::cout << out;
    return mapped;
}

}  // namespace tool
