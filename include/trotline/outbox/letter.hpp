// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_LETTER_HPP
#define TROTLINE_OUTBOX_LETTER_HPP
// Writes what a worker publishes about a delivery: its report and its dead letter, as JSON on one
// line each.
//
//   {"key": "order-17-paid", "sequence": 12, "destination": "api.example", "attempts": 2,
//    "outcome": "delivered", "status": 200, "parameters": {"USER_ID": 7}}
//
// A dead letter has `outcome` "dead", `reason`, `failure` (stage, code, message, rows) and the
// message itself, so that it can be sent again.

#include <trotline/core/failure.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/http/base64.hpp>
#include <trotline/json/validate.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/outbox/concept.hpp>
#include <trotline/outbox/message.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

inline void write_text(json::writer& to, std::string_view name, std::string_view any) {
    std::string utf8;
    append_as_utf8(utf8, any);
    to.name(name).string(utf8);
}
// A name with blanks becomes one word for programs: wrong_type.
inline void write_word(json::writer& to, std::string_view name, std::string_view words) {
    std::string identifier(words);
    std::ranges::replace(identifier, ' ', '_');
    to.name(name).string(identifier);
}

inline void write_failure(json::writer& to, failure const& why) {
    to.name("failure").begin_object();
    write_word(to, "stage", name(why.stage));
    write_word(to, "code", name(why.code));
    if (!why.subject.empty()) write_text(to, "subject", why.subject);
    if (!why.detail.empty()) write_text(to, "detail", why.detail);
    to.name("may_have_been_processed").boolean(why.may_have_been_processed);
    if (!why.rows.empty()) {
        to.name("rows").begin_array();
        for (row_failure const& row : why.rows) {
            to.begin_object();
            write_text(to, "path", row.description.path);
            write_text(to, "destination", row.description.destination);
            write_word(to, "code", name(row.code));
            to.end_object();
        }
        to.end_array();
    }
    write_text(to, "message", to_string(why));
    to.end_object();
}

}  // namespace detail

// How a delivery ended, as far as that is known.
struct delivery_end {
    std::string_view key{};
    std::string_view reason{};      // for a dead one
    int status = 0;                 // of the last answer; 0: no answer
    std::string_view parameters{};  // the stored parameters as a JSON object; empty: none
    failure const* why = nullptr;   // if it failed
};

// The report of a delivery, for programs that wait for it.
inline std::string delivery_report(outbox_lease const& lease, delivery_end const& how) {
    std::string out;
    json::writer to(out);
    to.begin_object();
    detail::write_text(to, "key", how.key);
    to.name("sequence").number(lease.sequence);
    detail::write_text(to, "destination", lease.destination);
    to.name("attempts").number(lease.attempt);
    to.name("outcome").string(how.reason.empty() ? "delivered" : "dead");
    if (how.status != 0) to.name("status").number(how.status);
    if (!how.parameters.empty()) to.name("parameters").raw(how.parameters);
    if (!how.reason.empty()) to.name("reason").string(how.reason);
    if (how.why != nullptr) detail::write_failure(to, *how.why);
    to.end_object();
    return out;
}

// The dead letter of a delivery. A message that is not JSON is kept in Base64, as `content_base64`.
inline std::string dead_letter(outbox_lease const& lease, delivery_end const& how,
                               std::int64_t now) {
    std::string out = delivery_report(lease, how);
    out.pop_back();
    out.append(",\"died\":").append(std::to_string(now));
    if (!json::validate(lease.content))
        out.append(",\"message\":").append(lease.content);
    else
        out.append(",\"content_base64\":\"")
            .append(http::encode_base64(lease.content))
            .append("\"");
    return out += '}';
}

// The message of a dead letter, to be posted again: with its key, without its expiry. Fails if the
// letter contains no message.
inline result<delivery_message> message_in(std::string_view letter) {
    auto const held = get<raw_view>(letter, literal_path<"message">{});
    if (!held) return to_failure(held.error());
    auto message = read_delivery_message(held->text);
    if (message) {
        message->posted = milliseconds_since_1970();
        message->expires.reset();
    }
    return message;
}

}  // namespace trotline
#endif
