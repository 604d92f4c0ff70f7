// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_TRANSPORT_ARGUMENTS_HPP
#define TROTLINE_EXAMPLE_TRANSPORT_ARGUMENTS_HPP

#include <trotline/transport/concept.hpp>
#include <trotline/transport/curl/curl_transport.hpp>

#include "command.hpp"

#include <functional>
#include <stop_token>
#include <utility>

namespace tool {

// A transport whose type is chosen at run time.
struct chosen_transport {
    std::function<trotline::result<trotline::http::response>(trotline::http::request const&,
                                                             trotline::deadline, std::stop_token)>
        function;

    trotline::result<trotline::http::response> send(trotline::http::request const& request,
                                                    trotline::deadline until,
                                                    std::stop_token stop = {}) {
        return function(request, until, std::move(stop));
    }
};

// Returns libcurl's transport, wrapped as the options say. Throws usage_error.
chosen_transport transport_from(transport_options const& options);

}  // namespace tool
#endif
