// SPDX-License-Identifier: BSL-1.0
// The options of the command line about how requests are sent.
#include "transport_arguments.hpp"

#include <trotline/transport/retrying.hpp>

#include "request_arguments.hpp"

#include <memory>
#include <string>

namespace tool {

namespace {

namespace tl = trotline;

tl::curl_settings settings_from(transport_options const& options) {
    tl::curl_settings settings;
    settings.redirects = options.redirects;
    settings.proxy = options.proxy;
    settings.ca_file = options.ca_file;
    settings.client_certificate = options.client_certificate;
    settings.client_key = options.client_key;
    if (options.content_limit != 0) settings.content_limit = options.content_limit;
    settings.resolve = options.resolve;
    if (options.guard || !options.allowed.empty()) {
        settings.guard.emplace();
        for (std::string const& each : options.allowed) {
            auto const network = tl::parse_network(each);
            if (!network)
                throw usage_error("--allow " + each + ": expected a network like 10.1.0.0/16");
            settings.guard->allowed.push_back(*network);
        }
    }
    return settings;
}

template <class T> chosen_transport chosen(T made) {
    auto const kept = std::make_shared<T>(std::move(made));
    return {[kept](auto const&... all) { return kept->send(all...); }};
}

}  // namespace

chosen_transport transport_from(transport_options const& options) {
    tl::curl_transport calling(settings_from(options));
    if (options.retries == 0) return chosen(std::move(calling));
    return chosen(
        tl::retrying<tl::curl_transport>(std::move(calling), {.attempts = options.retries + 1}));
}

}  // namespace tool
