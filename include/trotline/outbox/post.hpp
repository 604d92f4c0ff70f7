// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_POST_HPP
#define TROTLINE_OUTBOX_POST_HPP

#include <trotline/configuration.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/http/field.hpp>
#include <trotline/outbox/concept.hpp>
#include <trotline/outbox/key.hpp>
#include <trotline/outbox/message.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/webhook.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// A webhook that the workers know by its name: worker::add(name, ...).
struct registered_webhook {
    std::string_view name;
};

// What can be set for one delivery.
struct post_options {
    // the idempotency key, which is sent with every attempt; posting it twice makes one delivery.
    // Empty: a random key
    std::string key{};
    // what shares limits and pauses; empty: the URL's host and port, or the webhook's name
    std::string destination{};
    // deliveries to one destination with the same text here go out one at a time, in order
    std::string order{};
    // the topic under which the outcome is published, as JSON; empty: not published
    std::string topic{};
    // when the delivery is given up
    std::optional<std::chrono::system_clock::time_point> expires{};
    // parameters whose values are secret, and the names of the values in the worker's own store
    std::map<std::string, std::string> secrets{};
};

namespace detail {

inline constexpr char reference_instead[] =
    "a secret must not be written to the queue: name the parameter in post_options::secrets, and "
    "the "
    "worker takes its value from a store of its own";

// Secrets in the webhook itself.
inline std::optional<failure> secret_in(webhook const& hook) {
    if (hook.authorization.is_secret() || hook.authorization.is_user_secret())
        return not_deliverable(code::forbidden_value, "authorization", reference_instead);
    for (auto const& each : hook.fields)
        if (each.is_secret())
            return not_deliverable(code::forbidden_value, std::string(each.name().text()),
                                   reference_instead);
    for (auto const& each : hook.query)
        if (each.is_secret())
            return not_deliverable(code::forbidden_value, std::string(each.name().text()),
                                   reference_instead);
    for (auto const& each : hook.body.parts())
        if (each.pair().is_secret())
            return not_deliverable(code::forbidden_value, std::string(each.pair().name().text()),
                                   reference_instead);
    return std::nullopt;
}

// Host and port of a URL without user information, in lower case; empty if it has none.
inline std::string authority_of(std::string_view url) {
    auto const slashes = url.find("://");
    if (slashes == url.npos) return {};
    url.remove_prefix(slashes + 3);
    url = url.substr(0, url.find_first_of("/?#\\"));
    std::string lowered(url);
    std::ranges::transform(lowered, lowered.begin(), http::lower);
    return lowered;
}

// Where the webhook goes, as far as the given parameters tell.
inline result<std::string> destination_of(webhook const& hook,
                                          std::vector<assignment> const& parameters) {
    std::string authority = authority_of(hook.url.text());
    if (authority.empty() || authority.find('$') != authority.npos) {
        webhook only_url;
        only_url.url = hook.url;
        only_url.unknown = unknown_parameters::empty;
        http::request request;
        auto const rendered =
            render(only_url, memory_parameter_store(), request, std::span(parameters));
        authority = rendered ? authority_of(request.url) : std::string();
    }
    if (authority.empty())
        return not_deliverable(code::missing, "destination",
                               "the URL's host is not known yet: set post_options::destination");
    return authority;
}

inline result<delivery_message> message_of(std::vector<assignment> const& parameters,
                                           post_options const& options) {
    delivery_message made;
    made.key = options.key.empty() ? random_idempotency_key() : options.key;
    if (!is_idempotency_key(made.key))
        return not_deliverable(code::forbidden_value, "key",
                               "expected 1 to 200 visible ASCII characters");
    for (std::string const* const text : {&options.destination, &options.order, &options.topic})
        if (!is_utf8(*text))
            return not_deliverable(code::forbidden_value, "options", "a text that is not UTF-8");
    made.posted = milliseconds_since_1970();
    if (options.expires) made.expires = milliseconds_since_1970(*options.expires);
    made.destination = options.destination;
    made.order = options.order;
    made.topic = options.topic;
    made.secrets = options.secrets;
    for (assignment const& each : parameters) {
        std::string name(each.name);
        if (each.name == idempotency_key_parameter)
            return not_deliverable(
                code::forbidden_value, std::move(name),
                "this parameter contains the delivery's key: set post_options::key instead");
        if (each.value.is_secret())
            return not_deliverable(code::forbidden_value, std::move(name), reference_instead);
        if (auto const why = is_utf8(name) ? lost_in_json(each.value) : "a name that is not UTF-8";
            !why.empty())
            return not_deliverable(code::forbidden_value, std::move(name),
                                   "the queue cannot keep " + std::string(why));
        made.parameters.insert_or_assign(std::move(name), each.value);
    }
    for (auto const& [parameter, name] : made.secrets)
        if (made.parameters.contains(parameter) || !is_utf8(parameter) || !is_utf8(name))
            return not_deliverable(code::forbidden_value, parameter,
                                   "the name is both a parameter and a secret, or it is not UTF-8");
    return made;
}

// `again` is added to the key by which the queue knows the message.
template <outbox Outbox>
result<outbox_receipt> post_message(Outbox& box, delivery_message&& what,
                                    std::string_view again = {}) {
    outbox_entry entry;
    entry.content = to_json(what);
    entry.key = std::move(what.key).append(again);
    entry.destination = std::move(what.destination);
    entry.order = std::move(what.order);
    return box.post(entry);
}

// Why a worker could not read the configuration. The text that was good last in this thread is not
// read again, because most programs post the same one many times.
inline std::optional<failure> unreadable_configuration(std::string const& json) {
    thread_local std::string good;
    if (json == good) return std::nullopt;
    if (!is_utf8(json))
        return not_deliverable(code::forbidden_value, "webhook", "a text that is not UTF-8");
    if (auto const readable = read_configuration(json); !readable)
        return not_deliverable(code::malformed_template, readable.error().part,
                               readable.error().message);
    good = json;
    return std::nullopt;
}

// `json`: the configuration of which `what` is the webhook.
template <outbox Outbox>
result<outbox_receipt> post_webhook(Outbox& box, webhook const& what, std::string&& json,
                                    std::vector<assignment> const& parameters,
                                    post_options const& options) {
    if (auto refused = secret_in(what)) return std::move(*refused);
    auto made = message_of(parameters, options);
    if (!made) return std::move(made).error();
    if (made->destination.empty()) {
        auto destination = destination_of(what, parameters);
        if (!destination) return std::move(destination).error();
        made->destination = std::move(*destination);
    }
    if (auto refused = unreadable_configuration(json)) return std::move(*refused);
    made->webhook.emplace(raw_text{std::move(json)});
    return post_message(box, std::move(*made));
}

}  // namespace detail

// Posts a delivery, and returns when the queue has stored it safely. From then on some worker
// delivers it at least once, until it succeeds, is given up, or is withdrawn. `parameters` are
// those of the call; the worker's stores may have others. Everything in the webhook that can be
// checked is checked here: fails with stage render, and then nothing was posted, or with a failure
// of the queue.
//   auto posted = tl::post(box, rename_todo, {{"TODO_ID", 7}, {"NAME", "Ada"}},
//                          {.key = "todo-7-renamed", .secrets = {{"TOKEN", "api/token"}}});
//   if (!posted) std::cerr << posted.error() << '\n';
template <outbox Outbox>
result<outbox_receipt> post(Outbox& box, configuration const& what,
                            std::vector<assignment> const& parameters = {},
                            post_options const& options = {}) {
    return detail::post_webhook(box, what.webhook, to_json(what), parameters, options);
}
template <outbox Outbox>
result<outbox_receipt> post(Outbox& box, webhook const& what,
                            std::vector<assignment> const& parameters = {},
                            post_options const& options = {}) {
    return detail::post_webhook(box, what, to_json(what), parameters, options);
}

// The same for a webhook that the workers know. The queue stores only its name, so a change of the
// webhook also affects what was posted before.
template <outbox Outbox>
result<outbox_receipt> post(Outbox& box, registered_webhook what,
                            std::vector<assignment> const& parameters = {},
                            post_options const& options = {}) {
    auto made = detail::message_of(parameters, options);
    if (!made) return std::move(made).error();
    if (what.name.empty() || !is_utf8(what.name))
        return detail::not_deliverable(code::forbidden_value, "name", "expected a name in UTF-8");
    made->name = what.name;
    if (made->destination.empty()) made->destination = what.name;
    return detail::post_message(box, std::move(*made));
}

}  // namespace trotline
#endif
