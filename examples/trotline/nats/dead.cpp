// SPDX-License-Identifier: BSL-1.0
// trotline dead: shows, resends and removes deliveries that were given up.
#include <trotline/outbox/nats/dead_letters.hpp>

#include "../line.hpp"
#include "../request_arguments.hpp"
#include "command.hpp"

#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

namespace tool {

namespace {

namespace tl = trotline;
using tl::operator""_path;

int report(tl::failure const& why) {
    std::cerr << "trotline dead: " << why << '\n';
    return failed;
}

// Calls f for each letter, a hundred at a time.
std::optional<tl::failure> for_each_letter(tl::nats_dead_letters const& dead, auto&& f) {
    std::uint64_t from = 0;
    for (;;) {
        auto const some = dead.list(100, from);
        if (!some) return some.error();
        for (auto const& each : *some) {
            f(each);
            from = each.sequence + 1;
        }
        if (some->empty()) return std::nullopt;
    }
}

}  // namespace

int dead_list(dead_command const& options) {
    auto box = open_outbox(options.where);
    auto const wrong =
        for_each_letter(tl::nats_dead_letters(box), [](tl::nats_dead_letter const& each) {
            std::string line;
            answer to(line);
            to.number("dead", each.sequence);
            for (auto const& [name, found] :
                 {std::pair{"key", tl::get<std::string>(each.letter, "key"_path)},
                  std::pair{"destination", tl::get<std::string>(each.letter, "destination"_path)},
                  std::pair{"reason", tl::get<std::string>(each.letter, "reason"_path)},
                  std::pair{"message", tl::get<std::string>(each.letter, "failure.message"_path)}})
                if (found) to.text(name, *found);
            to.end();
            std::cout << line << '\n';
        });
    return wrong ? report(*wrong) : mapped;
}

int dead_show(dead_command const& options) {
    auto box = open_outbox(options.where);
    tl::nats_dead_letters const dead(box);
    for (std::uint64_t const each : options.sequences) {
        auto const letter = dead.show(each);
        if (!letter) return report(letter.error());
        std::cout << on_one_line(letter->letter) << '\n';
    }
    return mapped;
}

int dead_resend(dead_command const& options) {
    if (options.all != options.sequences.empty())
        throw usage_error("expected the letters' numbers, or --all");
    auto box = open_outbox(options.where);
    tl::nats_dead_letters dead(box);
    auto sequences = options.sequences;
    if (options.all)
        if (auto const wrong = for_each_letter(
                dead, [&](auto const& each) { sequences.push_back(each.sequence); }))
            return report(*wrong);
    int status = mapped;
    for (std::uint64_t const each : sequences) {
        auto const posted = dead.resend(each);
        if (posted)
            std::cout << each << " posted as " << posted->sequence << '\n';
        else
            status = report(posted.error());
    }
    return status;
}

}  // namespace tool
