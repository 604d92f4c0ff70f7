// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CONFIGURATION_WEBHOOK_PARTS_HPP
#define TROTLINE_CONFIGURATION_WEBHOOK_PARTS_HPP
// A webhook as plain texts, for configurations: converted to a webhook with every template checked,
// written as JSON, printed.

#include <trotline/configuration/body_parts.hpp>
#include <trotline/core/near_miss.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/webhook.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI {

// A webhook as plain texts. Every member has the same name in the JSON of a webhook; all but url
// are optional.
struct webhook_parts {
    struct field {
        std::string name;
        std::string value;
        bool secret = false;  // unchanged, without expressions, and never shown
    };
    using pair = webhook_pair_parts;
    struct credentials {
        std::string scheme;  // basic, bearer, digest
        std::string user;
        std::string secret;  // the password or the token
    };
    using content = webhook_content_parts;

    std::string label;
    std::string method = "GET";
    std::string url;
    std::optional<credentials> authorization;
    std::vector<field> fields;
    std::vector<pair> query;
    std::optional<content> body;
    std::string success = "2xx";  // http::status_set
    double deadline = 5;          // seconds
    bool synchronous = true;
    std::string response = "by_media_type";  // by_media_type, json, xml
    std::string labels = "strict";           // strict, lenient
    std::string unknown = "fail";            // fail, empty
};

namespace detail {

inline constexpr std::string_view response_names[] = {"by_media_type", "json", "xml"};
inline constexpr std::string_view labels_names[] = {"strict", "lenient"};
inline constexpr std::string_view unknown_names[] = {"fail", "empty"};
inline constexpr std::string_view scheme_names[] = {"none", "basic", "bearer", "digest"};

inline std::string expected_method_instead_of(std::string_view name) {
    near_miss meant(name);
    // (not copies of them: the name that was meant would be a view into one)
    for (http::method const* const each :
         {&http::method::get, &http::method::head, &http::method::post, &http::method::put,
          &http::method::delete_, &http::method::patch, &http::method::options})
        meant.offer(each->name());
    return with_meant(std::string(http::expected_method), meant);
}

inline authorization make_authorization(webhook_parts::credentials const& from,
                                        wrong_parts& wrong) {
    auto const scheme = called<authorization::scheme>(from.scheme, scheme_names);
    if (!scheme)
        wrong.add("authorization.scheme",
                  expected_one_of(std::span(scheme_names).subspan(1), from.scheme));
    authorization made(scheme.value_or(authorization::scheme::basic), from.user, from.secret);
    wrong.add("authorization.user", made.user().error());
    template_error error = made.secret_part().error();
    error.found = {};  // nothing of it is shown
    wrong.add("authorization.secret", error);
    return made;
}

inline field_template make_field(webhook_parts::field const& from, std::size_t i,
                                 wrong_parts& wrong) {
    field_template made(from.secret ? field_argument(from.name, secret{from.value})
                                    : field_argument(from.name, from.value));
    bool const wrong_name = wrong.add(element("fields", i, "name"), made.name().error());
    bool const wrong_value = wrong.add(element("fields", i, "value"), made.value().error());
    if (!wrong_name && !wrong_value) wrong.add(element("fields", i, "name"), made.error());
    return made;
}

inline webhook make_webhook(webhook_parts const& from, configuration_rights const& rights,
                            wrong_parts& wrong) {
    webhook made;
    made.label = from.label;
    if (auto const method = http::method_called(from.method))
        made.method = *method;
    else
        wrong.add("method", expected_method_instead_of(from.method));
    made.url = from.url;
    wrong.add("url", made.url.error());
    if (from.authorization) made.authorization = make_authorization(*from.authorization, wrong);
    for (std::size_t i = 0; i < from.fields.size(); ++i)
        made.fields.push_back(make_field(from.fields[i], i, wrong));
    for (std::size_t i = 0; i < from.query.size(); ++i)
        made.query.push_back(make_pair(from.query[i], "query", i, wrong));
    if (from.body) made.body = make_body(*from.body, rights, wrong);
    if (auto const success = http::status_set::parse(from.success))
        made.success = *success;
    else
        wrong.add("success", template_error{success.error().offset, success.error().detail,
                                            character_at(from.success, success.error().offset)});
    constexpr double longest = 7 * 24 * 3600;
    if (from.deadline > 0 && from.deadline <= longest)
        made.deadline =
            std::chrono::milliseconds((std::max)(1L, std::lround(from.deadline * 1000)));
    else
        wrong.add("deadline", "expected seconds, more than 0 and at most 604800");
    made.synchronous = from.synchronous;
    made.format = one_of<response_format>(response_names, from.response, "response", wrong);
    made.labels = one_of<answer_labels>(labels_names, from.labels, "labels", wrong);
    made.unknown = one_of<unknown_parameters>(unknown_names, from.unknown, "unknown", wrong);
    return made;
}

}  // namespace detail

// Makes a webhook of its parts and checks its templates. Fails with stage render, code
// malformed_template, and of the first wrong part: subject is the part (`fields[1].value`), offset
// the first wrong byte in it.
inline result<webhook> make_webhook(webhook_parts const& from,
                                    configuration_rights const& rights = {}) {
    detail::wrong_parts wrong;
    webhook made = detail::make_webhook(from, rights, wrong);
    if (!wrong.empty()) return detail::as_failure(wrong);
    return made;
}

// The texts of a webhook. A secret is replaced by `[secret]`: it cannot be read out this way.
inline webhook_parts parts_of(webhook const& from) {
    auto const shown = [](bool is_secret, std::string_view text) {
        return std::string(is_secret ? http::redacted : text);
    };
    webhook_parts parts;
    parts.label = from.label.view();
    parts.method = name(from.method);
    parts.url = from.url.text();
    if (auto const how = from.authorization.how(); how != authorization::scheme::none)
        parts.authorization = {
            std::string(detail::scheme_names[static_cast<std::size_t>(how)]),
            shown(from.authorization.is_user_secret(), from.authorization.user().text()),
            shown(from.authorization.is_secret(), from.authorization.secret_part().text())};
    for (field_template const& each : from.fields)
        parts.fields.push_back({std::string(each.name().text()),
                                shown(each.is_secret(), each.value().text()), each.is_secret()});
    for (query_template const& each : from.query) parts.query.push_back(detail::parts_of(each));
    if (from.body.is_present()) parts.body = detail::parts_of(from.body);
    parts.success = to_string(from.success);
    parts.deadline = static_cast<double>(from.deadline.count()) / 1000;
    parts.synchronous = from.synchronous;
    parts.response = detail::response_names[static_cast<std::size_t>(from.format)];
    parts.labels = detail::labels_names[static_cast<std::size_t>(from.labels)];
    parts.unknown = detail::unknown_names[static_cast<std::size_t>(from.unknown)];
    return parts;
}

// The JSON from which make_webhook's parts can be read; members with their default value are left
// out. Texts that are not UTF-8 cannot be written as JSON.
inline std::string to_json(webhook const& from) {
    webhook_parts const parts = parts_of(from);
    webhook_parts const defaults;
    std::string out;
    json::writer to(out);
    to.begin_object();
    if (!parts.label.empty()) to.name("label").string(parts.label);
    to.name("method").string(parts.method);
    to.name("url").string(parts.url);
    if (parts.authorization) {
        to.name("authorization").begin_object().name("scheme").string(parts.authorization->scheme);
        if (!parts.authorization->user.empty()) to.name("user").string(parts.authorization->user);
        to.name("secret").string(parts.authorization->secret).end_object();
    }
    if (!parts.fields.empty()) {
        to.name("fields").begin_array();
        for (auto const& [name, value, is_secret] : parts.fields) {
            to.begin_object().name("name").string(name).name("value").string(value);
            if (is_secret) to.name("secret").boolean(true);
            to.end_object();
        }
        to.end_array();
    }
    if (!parts.query.empty()) {
        to.name("query").begin_array();
        for (auto const& each : parts.query) {
            detail::write_pair(to.begin_object(), each);
            to.end_object();
        }
        to.end_array();
    }
    if (parts.body) detail::write_body(to.name("body"), *parts.body);
    if (parts.success != defaults.success) to.name("success").string(parts.success);
    if (parts.deadline != defaults.deadline) to.name("deadline").number(parts.deadline);
    if (!parts.synchronous) to.name("synchronous").boolean(false);
    if (parts.response != defaults.response) to.name("response").string(parts.response);
    if (parts.labels != defaults.labels) to.name("labels").string(parts.labels);
    if (parts.unknown != defaults.unknown) to.name("unknown").string(parts.unknown);
    to.end_object();
    return out;
}

// The webhook for people: what would be sent, with its expressions, one line for each part. A token
// without an expression is not shown, nor is a password, nor a key: a user without a password.
inline std::string to_string(webhook const& from) {
    webhook_parts const parts = parts_of(from);
    std::string out;
    if (!parts.label.empty()) append_visible(out, parts.label), out += ": ";
    append_visible(out.append(parts.method).append(" "), parts.url);
    auto const line = [&](std::string_view name, std::string_view between, std::string_view value) {
        append_visible(out += "\n  ", name);
        append_visible(out.append(between), value);
    };
    for (auto const& each : parts.query) line("?" + each.name, "=", each.value);
    if (parts.authorization) {
        auto const& [scheme, user, password] = *parts.authorization;
        // what is written out, and not a parameter
        auto const hidden = [](std::string const& text, template_text<2> const& of) {
            return of.slot_count() == 0 ? std::string(http::redacted) : text;
        };
        line("Authorization", ": ",
             scheme == "bearer"
                 ? "Bearer " + hidden(password, from.authorization.secret_part())
                 : (scheme == "basic" ? "Basic " : "Digest ") +
                       (password.empty() ? hidden(user, from.authorization.user()) : user) +
                       ":[secret]");
    }
    for (auto const& each : parts.fields) line(each.name, ": ", each.value);
    if (!parts.body) return out;
    line(from.body.media_type(), ": ",
         parts.body->file.empty() ? parts.body->text : "file " + parts.body->file);
    for (auto const& each : parts.body->parts)
        line("  " + each.name, "=", each.file.empty() ? each.value : "file " + each.file);
    return out;
}

inline std::ostream& operator<<(std::ostream& out, webhook const& from) {
    return out << to_string(from);
}

}  // namespace trotline
#pragma GCC diagnostic pop
#endif
