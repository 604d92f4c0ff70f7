// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_MESSAGE_HPP
#define TROTLINE_OUTBOX_MESSAGE_HPP
// The message of one delivery in the queue: JSON that people can read.
//
//   {
//     "key": "order-17-paid",
//     "posted": 1764403200000,
//     "destination": "api.example",
//     "webhook": {"method": "POST", "url": "https://api.example/$PATH", ...},
//     "parameters": {"PATH": "orders", "AMOUNT": 12},
//     "secrets": {"TOKEN": "api.example/token"}
//   }
//
// Times are milliseconds since 1970, UTC. Instead of `webhook`, a configuration, there may be
// `name`: the name of a webhook that workers know. The message contains no secret: `secrets` has
// the names of their values in the worker's own store.

#include <trotline/core/described.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/json/format.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/parameter_store/value_json.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// One delivery, as it was posted.
struct delivery_message {
    std::string key;
    std::int64_t posted = 0;              // milliseconds since 1970
    std::optional<std::int64_t> expires;  // not delivered after this time
    std::string destination;
    std::string order;                // empty: no order
    std::string topic;                // where the outcome is published; empty: nowhere
    std::string name;                 // of a webhook that the worker knows; or
    std::optional<raw_text> webhook;  // a configuration
    std::map<std::string, std::optional<value>> parameters;
    std::map<std::string, std::string>
        secrets;  // parameter: its name in the worker's store of secrets
};
BOOST_DESCRIBE_STRUCT(delivery_message, (),
                      (key, posted, expires, destination, order, topic, name, webhook, parameters,
                       secrets))
template <> inline constexpr bool members_have_defaults<delivery_message> = true;

// The time of a message.
inline std::int64_t milliseconds_since_1970(
    std::chrono::system_clock::time_point when = std::chrono::system_clock::now()) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(when.time_since_epoch()).count();
}

namespace detail {

// Why something cannot be posted, or a posted message cannot be made a request.
inline failure not_deliverable(code why, std::string subject, std::string what) {
    return {.stage = stage::render,
            .code = why,
            .subject = std::move(subject),
            .detail = std::move(what)};
}

}  // namespace detail

// The message as JSON on one line. Its texts must be UTF-8, and its parameters must not be secret.
inline std::string to_json(delivery_message const& from) {
    std::string out;
    json::writer to(out);
    to.begin_object().name("key").string(from.key).name("posted").number(from.posted);
    if (from.expires) to.name("expires").number(*from.expires);
    to.name("destination").string(from.destination);
    if (!from.order.empty()) to.name("order").string(from.order);
    if (!from.topic.empty()) to.name("topic").string(from.topic);
    if (!from.name.empty()) to.name("name").string(from.name);
    if (from.webhook) to.name("webhook").raw(from.webhook->text);
    if (!from.parameters.empty()) {
        to.name("parameters").begin_object();
        for (auto const& [name, held] : from.parameters)
            write(to.name(name), held ? *held : value());
        to.end_object();
    }
    if (!from.secrets.empty()) {
        to.name("secrets").begin_object();
        for (auto const& [parameter, name] : from.secrets) to.name(parameter).string(name);
        to.end_object();
    }
    to.end_object();
    return out;
}

// Reads a message from its JSON. Fails with stage parse or map. Unknown members are ignored, so
// that an older worker can read what a newer program has posted.
inline result<delivery_message> read_delivery_message(std::string_view json) {
    auto read = get<delivery_message>(json, literal_path<"$">{});
    if (!read) return to_failure(read.error());
    failure why;
    why.stage = stage::map;
    why.code = code::missing;
    if (read->key.empty())
        why.subject = "key";
    else if (read->name.empty() == !read->webhook.has_value())
        why.subject = "webhook", why.detail = "expected either `name` or `webhook`";
    else
        return std::move(*read);
    return why;
}

}  // namespace trotline
#endif
