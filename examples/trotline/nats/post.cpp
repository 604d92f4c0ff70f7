// SPDX-License-Identifier: BSL-1.0
// trotline post: puts a webhook into the outbox.
#include <trotline/outbox/post.hpp>

#include "../request_arguments.hpp"
#include "command.hpp"

#include <chrono>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace tool {

namespace tl = trotline;

int post(post_command const& options) {
    if (options.what.target.empty() == options.name.empty())
        throw usage_error("expected a TARGET, or --webhook NAME");
    tl::configuration what;
    if (options.name.empty()) what = configuration_from(options.what);
    auto const given = parameters_from(options.what.parameters, options.what.secrets);
    std::vector<tl::assignment> parameters;
    for (auto const& [name, value] : given) parameters.push_back({name, value});
    tl::post_options how{.key = options.key,
                         .destination = options.destination,
                         .order = options.order,
                         .topic = options.topic};
    for (std::string const& each : options.secrets) {
        auto const equals = each.find('=');
        how.secrets[each.substr(0, equals)] = equals == each.npos ? each : each.substr(equals + 1);
    }
    if (!options.expires.empty())
        how.expires = std::chrono::system_clock::now() +
                      std::chrono::milliseconds(
                          static_cast<long>(seconds_of(options.expires, "--expires") * 1000));
    auto box = open_outbox(options.where);
    for (unsigned i = 0; i < options.count; ++i) {
        if (options.count > 1 && !options.key.empty())
            how.key = options.key + "-" + std::to_string(i);
        auto const posted =
            options.name.empty()
                ? tl::post(box, what, parameters, how)
                : tl::post(box, tl::registered_webhook{options.name}, parameters, how);
        if (!posted) {
            std::cerr << "trotline post: " << posted.error() << '\n';
            return failed;
        }
        if (options.count == 1)
            std::cout << "posted as " << posted->sequence
                      << (posted->duplicate ? ", as before\n" : "\n");
    }
    if (options.count > 1) std::cout << "posted " << options.count << '\n';
    return mapped;
}

}  // namespace tool
