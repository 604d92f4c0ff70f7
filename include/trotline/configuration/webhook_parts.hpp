// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CONFIGURATION_WEBHOOK_PARTS_HPP
#define TROTLINE_CONFIGURATION_WEBHOOK_PARTS_HPP
// A webhook as plain texts, for configurations: converted to a webhook with every template checked,
// written as JSON, printed.

#include <trotline/http/redact.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/webhook.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI {

// A webhook's body. (Outside of webhook_parts, because clang 14 would not find its default
// constructor there.)
struct webhook_content_parts {
    struct part {
        std::string name;
        std::string value;
        std::string arrays = "as_text";  // as_text, repeated, joined, brackets, indexed
        bool secret = false;
        bool encoded = false;  // its own text is sent as it is
    };

    std::string type = "json";              // json, xml, html, text, form, verbatim
    std::string text;                       // the template
    std::optional<std::string> media_type;  // default: that of the type
    std::vector<part> parts{};              // a form's pairs, instead of the text
};

// A webhook as plain texts. Every member has the same name in the JSON of a webhook; all but url
// are optional.
struct webhook_parts {
    struct field {
        std::string name;
        std::string value;
        bool secret = false;  // unchanged, without expressions, and never shown
    };
    using pair = webhook_content_parts::part;
    struct credentials {
        std::string scheme;  // basic, bearer
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

// The enumerator with that name. The names are in the order of the values, which begin at 0.
template <class E, std::size_t N>
constexpr std::optional<E> called(std::string_view name, std::string_view const (&names)[N]) {
    for (std::size_t i = 0; i < N; ++i)
        if (names[i] == name) return static_cast<E>(i);
    return std::nullopt;
}
inline constexpr std::string_view arrays_names[] = {"as_text", "repeated", "joined", "brackets",
                                                    "indexed"};
inline constexpr std::string_view response_names[] = {"by_media_type", "json", "xml"};
inline constexpr std::string_view labels_names[] = {"strict", "lenient"};
inline constexpr std::string_view unknown_names[] = {"fail", "empty"};
inline constexpr std::string_view scheme_names[] = {"none", "basic", "bearer"};

constexpr std::optional<syntax> body_syntax_called(std::string_view type) {
    for (syntax const s :
         {syntax::json, syntax::xml, syntax::html, syntax::text, syntax::form, syntax::verbatim})
        if (name(s) == type) return s;
    return std::nullopt;
}

constexpr std::string_view media_type_of(syntax s) {
    switch (s) {
        case syntax::json:
            return json_media_type;
        case syntax::xml:
            return xml_media_type;
        case syntax::html:
            return html_media_type;
        case syntax::form:
            return form_media_type;
        default:
            return text_media_type;
    }
}

inline failure wrong_part(std::string part, std::string_view expected, std::size_t offset = npos) {
    failure why;
    why.stage = stage::render;
    why.code = code::malformed_template;
    why.subject = std::move(part);
    why.detail = expected;
    why.offset = offset;
    return why;
}
inline std::string element(std::string_view list, std::size_t i, std::string_view member) {
    return std::string(list).append("[").append(std::to_string(i)).append("].").append(member);
}

// A pair of a query or a form; `list` names where it stands.
inline result<query_template> make_pair(webhook_parts::pair const& from, std::string_view list,
                                        std::size_t i) {
    auto const policy = called<arrays>(from.arrays, arrays_names);
    if (!policy)
        return wrong_part(element(list, i, "arrays"),
                          "expected as_text, repeated, joined, brackets or indexed");
    if (from.secret && from.encoded)
        return wrong_part(element(list, i, "encoded"), "expected no secret to be encoded already");
    query_template made(from.secret    ? query_argument(from.name, secret{from.value}, *policy)
                        : from.encoded ? query_argument(from.name, encoded(from.value), *policy)
                                       : query_argument(from.name, from.value, *policy));
    if (auto const error = made.error()) {
        bool const in_value = !made.name().empty() && made.name().well_formed();
        return wrong_part(element(list, i, in_value ? "value" : "name"), error.reason,
                          error.offset);
    }
    return made;
}
inline webhook_parts::pair parts_of(query_template const& from) {
    return {std::string(from.name().text()),
            std::string(from.is_secret() ? http::redacted : from.value().text()),
            std::string(arrays_names[static_cast<std::size_t>(from.arrays())]), from.is_secret(),
            from.is_encoded()};
}
inline void write_pairs(json::writer& to, std::vector<webhook_parts::pair> const& pairs) {
    to.begin_array();
    for (auto const& [name, value, arrays_name, is_secret, is_encoded] : pairs) {
        to.begin_object().name("name").string(name).name("value").string(value);
        if (arrays_name != webhook_parts::pair().arrays) to.name("arrays").string(arrays_name);
        if (is_encoded) to.name("encoded").boolean(true);
        if (is_secret) to.name("secret").boolean(true);
        to.end_object();
    }
    to.end_array();
}

}  // namespace detail

// Makes a webhook of its parts and checks its templates. Fails with stage render, code
// malformed_template; subject is the part (`fields[1].value`), offset the first wrong byte in it.
inline result<webhook> make_webhook(webhook_parts const& from) {
    webhook made;
    made.label = from.label;
    auto const method = http::method_called(from.method);
    if (!method) return detail::wrong_part("method", http::expected_method);
    made.method = *method;
    made.url = from.url;
    if (auto const error = made.url.error())
        return detail::wrong_part("url", error.reason, error.offset);
    if (from.authorization) {
        auto const scheme =
            detail::called<authorization::scheme>(from.authorization->scheme, detail::scheme_names);
        if (!scheme) return detail::wrong_part("authorization.scheme", "expected basic or bearer");
        made.authorization = {*scheme, from.authorization->user, from.authorization->secret};
        if (auto const error = made.authorization.user().error())
            return detail::wrong_part("authorization.user", error.reason, error.offset);
        if (auto const error = made.authorization.secret_part().error())
            return detail::wrong_part("authorization.secret", error.reason, error.offset);
    }
    for (std::size_t i = 0; i < from.fields.size(); ++i) {
        auto const& [name, value, is_secret] = from.fields[i];
        field_template one(is_secret ? field_argument(name, secret{value})
                                     : field_argument(name, value));
        if (auto const error = one.error()) {
            bool const in_value = one.name().well_formed() && !one.value().well_formed();
            return detail::wrong_part(detail::element("fields", i, in_value ? "value" : "name"),
                                      error.reason, error.offset);
        }
        made.fields.push_back(std::move(one));
    }
    for (std::size_t i = 0; i < from.query.size(); ++i) {
        auto one = detail::make_pair(from.query[i], "query", i);
        if (!one) return std::move(one).error();
        made.query.push_back(*std::move(one));
    }
    if (from.body) {
        auto const type = detail::body_syntax_called(from.body->type);
        if (!type)
            return detail::wrong_part("body.type",
                                      "expected json, xml, html, text, form or verbatim");
        std::string_view const media_type =
            from.body->media_type ? *from.body->media_type : detail::media_type_of(*type);
        if (!http::is_field_value(media_type))
            return detail::wrong_part("body.media_type", "expected a field value");
        if (from.body->parts.empty()) {
            made.body = body(stored_text(from.body->text), *type, stored_text(media_type));
        } else {
            if (*type != syntax::form)
                return detail::wrong_part("body.parts", "expected none: only a form has parts");
            if (!from.body->text.empty())
                return detail::wrong_part("body.text", "expected none: this form has parts");
            form_list pairs;
            for (std::size_t i = 0; i < from.body->parts.size(); ++i) {
                auto one = detail::make_pair(from.body->parts[i], "body.parts", i);
                if (!one) return std::move(one).error();
                pairs.push_back(*std::move(one));
            }
            made.body = body(std::move(pairs), stored_text(media_type));
        }
        if (auto const error = made.body.error())
            return detail::wrong_part("body.text", error.reason, error.offset);
    }
    auto const success = http::status_set::parse(from.success);
    if (!success)
        return detail::wrong_part("success", success.error().detail, success.error().offset);
    made.success = *success;
    constexpr double longest = 7 * 24 * 3600;
    if (!(from.deadline > 0 && from.deadline <= longest))
        return detail::wrong_part("deadline", "expected seconds, more than 0 and at most 604800");
    made.deadline = std::chrono::milliseconds((std::max)(1L, std::lround(from.deadline * 1000)));
    made.synchronous = from.synchronous;
    auto const format = detail::called<response_format>(from.response, detail::response_names);
    if (!format) return detail::wrong_part("response", "expected by_media_type, json or xml");
    made.format = *format;
    auto const labels = detail::called<answer_labels>(from.labels, detail::labels_names);
    if (!labels) return detail::wrong_part("labels", "expected strict or lenient");
    made.labels = *labels;
    auto const unknown = detail::called<unknown_parameters>(from.unknown, detail::unknown_names);
    if (!unknown) return detail::wrong_part("unknown", "expected fail or empty");
    made.unknown = *unknown;
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
            std::string(from.authorization.user().text()),
            shown(from.authorization.is_secret(), from.authorization.secret_part().text())};
    for (field_template const& each : from.fields)
        parts.fields.push_back({std::string(each.name().text()),
                                shown(each.is_secret(), each.value().text()), each.is_secret()});
    for (query_template const& each : from.query) parts.query.push_back(detail::parts_of(each));
    if (from.body.is_present()) {
        parts.body = {std::string(name(from.body.content().syntax())),
                      std::string(from.body.content().text()),
                      std::nullopt,
                      {}};
        for (query_template const& each : from.body.pairs())
            parts.body->parts.push_back(detail::parts_of(each));
        if (from.body.media_type() != detail::media_type_of(from.body.content().syntax()))
            parts.body->media_type = from.body.media_type();
    }
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
    if (!parts.query.empty()) detail::write_pairs(to.name("query"), parts.query);
    if (parts.body) {
        to.name("body").begin_object().name("type").string(parts.body->type);
        if (parts.body->parts.empty())
            to.name("text").string(parts.body->text);
        else
            detail::write_pairs(to.name("parts"), parts.body->parts);
        if (parts.body->media_type) to.name("media_type").string(*parts.body->media_type);
        to.end_object();
    }
    if (parts.success != defaults.success) to.name("success").string(parts.success);
    if (parts.deadline != defaults.deadline) to.name("deadline").number(parts.deadline);
    if (!parts.synchronous) to.name("synchronous").boolean(false);
    if (parts.response != defaults.response) to.name("response").string(parts.response);
    if (parts.labels != defaults.labels) to.name("labels").string(parts.labels);
    if (parts.unknown != defaults.unknown) to.name("unknown").string(parts.unknown);
    to.end_object();
    return out;
}

// The webhook for people: what would be sent, with its expressions, one line for each part.
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
    if (parts.authorization)
        line("Authorization", ": ",
             parts.authorization->scheme == "basic"
                 ? "Basic " + parts.authorization->user + ":[secret]"
                 : "Bearer " + parts.authorization->secret);
    for (auto const& each : parts.fields) line(each.name, ": ", each.value);
    if (parts.body) line(from.body.media_type(), ": ", parts.body->text);
    if (parts.body)
        for (auto const& each : parts.body->parts) line("  " + each.name, "=", each.value);
    return out;
}

inline std::ostream& operator<<(std::ostream& out, webhook const& from) {
    return out << to_string(from);
}

}  // namespace trotline
#pragma GCC diagnostic pop
#endif
