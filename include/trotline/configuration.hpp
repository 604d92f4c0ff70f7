// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CONFIGURATION_HPP
#define TROTLINE_CONFIGURATION_HPP
// Reads and writes a webhook and its rows as JSON: for a service that keeps them in a database, and
// for people who keep them in a file.
//
//   {
//     "label": "rename a todo",
//     "method": "PUT",
//     "url": "https://api.example/todos/$TODO_ID",
//     "authorization": {"scheme": "bearer", "secret": "$TOKEN"},
//     "fields": [{"name": "X-Trace", "value": "$TRACE"}],
//     "query": [{"name": "lang", "value": "$LANGUAGE", "arrays": "repeated"}],
//     "body": {"type": "json", "text": "{\"name\": \"$NAME\"}"},
//     "success": "2xx,304",
//     "deadline": 5,
//     "rows": [
//       {"path": "data.userId", "parameter": "USER_ID"},
//       {"path": "data.tags[0]", "parameter": "TAG", "optional": true},
//       {"path": "data.price | split(' ')[0] | to_number", "parameter": "PRICE"},
//       {"path": "ok", "allowed": [true]},
//       {"source": "field", "path": "ETag", "parameter": "VERSION"},
//       {"source": "status", "parameter": "STATUS"}
//     ],
//     "failure_rows": [{"path": "error.code", "parameter": "ERROR"}],
//     "prefixes": {"soap": "http://schemas.xmlsoap.org/soap/envelope/"}
//   }
//
// The members are those of webhook_parts, and in `rows` and `failure_rows` those of row_parts. Only
// `url` is required. An unknown member is an error, so that a misspelled one is not ignored.

#include <trotline/configuration/error.hpp>
#include <trotline/configuration/read_parts.hpp>
#include <trotline/configuration/webhook_parts.hpp>
#include <trotline/core/described.hpp>
#include <trotline/core/result.hpp>
#include <trotline/json/format.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/parameter_store/value_json.hpp>

#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// A row in a configuration.
struct row_parts {
    std::string source = "document";  // document, status, field, elapsed
    // for document: an object path; for field: a field's name; otherwise empty. Functions may
    // follow: `data.id | to_integer` (mapping/row_functions.hpp)
    std::string path;
    // where the value goes; empty for a row that is only a condition
    std::string parameter;
    bool optional = false;  // a missing value or null is not a failure
    bool coerce = false;    // row_option::coerce; the next two likewise
    bool not_null = false;
    bool empty_is_null = false;
    // a condition: the value must be one of these scalars; empty: any value
    std::vector<std::optional<value>> allowed;
    // other object paths, used if `path` selects nothing; after them, and for null, `otherwise` is
    // the parameter's value (in JSON `default`)
    std::vector<std::string> alternatives;
    std::optional<value> otherwise;
};

// A configuration as plain texts: those of a webhook, and those of its rows.
struct configuration_parts : webhook_parts {
    std::vector<row_parts> rows;
    std::vector<row_parts> failure_rows;  // for an answer with a failed status
    // what the prefixes in the rows' paths stand for, if the answer is XML; each with its URI
    std::map<std::string, std::string> prefixes;
};

BOOST_DESCRIBE_STRUCT(webhook_parts::field, (), (name, value, secret))
BOOST_DESCRIBE_STRUCT(webhook_parts::pair, (), (name, value, arrays, secret, encoded))
BOOST_DESCRIBE_STRUCT(webhook_parts::credentials, (), (scheme, user, secret))
BOOST_DESCRIBE_STRUCT(webhook_content_parts::part, (),
                      (name, value, arrays, secret, encoded, file, file_name, media_type))
BOOST_DESCRIBE_STRUCT(webhook_content_parts, (), (type, text, media_type, parts, file))
BOOST_DESCRIBE_STRUCT(webhook_parts, (),
                      (label, method, url, authorization, fields, query, body, success, deadline,
                       synchronous, response, labels, unknown))
BOOST_DESCRIBE_STRUCT(row_parts, (),
                      (source, path, parameter, optional, coerce, not_null, empty_is_null, allowed,
                       alternatives, otherwise))
template <> struct member_names<row_parts> : names<named<&row_parts::otherwise, "default">> {};
BOOST_DESCRIBE_STRUCT(configuration_parts, (webhook_parts), (rows, failure_rows, prefixes))
template <> inline constexpr bool members_have_defaults<webhook_parts::field> = true;
template <> inline constexpr bool members_have_defaults<webhook_parts::pair> = true;
template <> inline constexpr bool members_have_defaults<webhook_parts::credentials> = true;
template <> inline constexpr bool members_have_defaults<webhook_content_parts> = true;
template <> inline constexpr bool members_have_defaults<webhook_content_parts::part> = true;
template <> inline constexpr bool members_have_defaults<row_parts> = true;
template <> inline constexpr bool members_have_defaults<configuration_parts> = true;

// A webhook and its rows.
struct configuration {
    trotline::webhook webhook{};
    run_time_mapping rows{};
    run_time_mapping failure_rows{};  // for failed_as()
};

namespace detail {

template <>
inline constexpr std::string_view example_of<webhook_parts::field> =
    R"({"name": "X-Trace", "value": "$TRACE"})";
template <>
inline constexpr std::string_view example_of<webhook_parts::pair> =
    R"({"name": "lang", "value": "$LANGUAGE"})";
template <>
inline constexpr std::string_view example_of<webhook_parts::credentials> =
    R"({"scheme": "bearer", "secret": "$TOKEN"})";
template <>
inline constexpr std::string_view example_of<webhook_content_parts> =
    R"({"type": "json", "text": "..."})";
template <>
inline constexpr std::string_view example_of<webhook_content_parts::part> =
    R"({"name": "note", "value": "$NOTE"})";
template <>
inline constexpr std::string_view example_of<row_parts> =
    R"({"path": "data.userId", "parameter": "USER_ID"})";

inline constexpr std::string_view source_names[] = {"document", "status", "field", "elapsed"};
struct named_row_option {
    std::string_view name;
    row_option option;
    bool row_parts::*member;
};
inline constexpr named_row_option row_options[] = {
    {"optional", row_option::optional, &row_parts::optional},
    {"coerce", row_option::coerce, &row_parts::coerce},
    {"not_null", row_option::not_null, &row_parts::not_null},
    {"empty_is_null", row_option::empty_is_null, &row_parts::empty_is_null}};

// The rows of a list that is called `list`.
inline run_time_mapping build_rows(std::vector<row_parts>& from,
                                   std::map<std::string, std::string> const& prefixes,
                                   std::string_view list, wrong_parts& wrong) {
    std::vector<run_time_row> rows;
    for (std::size_t i = 0; i < from.size(); ++i) {
        row_parts& each = from[i];
        run_time_row& row = rows.emplace_back();
        row.source =
            one_of<row_source>(source_names, each.source, element(list, i, "source"), wrong);
        row.path = std::move(each.path);
        row.parameter = std::move(each.parameter);
        if (row.parameter.starts_with('$'))
            wrong.add(element(list, i, "parameter"),
                      "found `$`, expected the parameter's name without it", 0);
        for (auto const& [name, option, member] : row_options)
            if (each.*member) row.options = row.options | option;
        for (auto& allowed : each.allowed)
            row.allowed.push_back(allowed ? std::move(*allowed) : value());
        row.alternatives = std::move(each.alternatives);
        row.otherwise = std::move(each.otherwise);
    }
    std::vector<run_time_prefix> bound;
    bound.reserve(prefixes.size());
    for (auto const& [prefix, uri] : prefixes) bound.push_back({prefix, uri});
    auto made = run_time_mapping::build(std::move(rows), std::move(bound));
    if (made) return std::move(*made);
    auto const add = [&](run_time_row_error const& why) {
        if (!why.is_prefix && !called<row_source>(from[why.row].source, source_names)) return;
        std::string part;
        if (why.is_prefix) {
            part = "prefixes";
            auto const prefix = std::next(prefixes.begin(), static_cast<std::ptrdiff_t>(why.row));
            auto const append = [&](std::string_view piece) { part += piece; };
            path::detail::write_normalized(path::segment{prefix->first, 0, false}, append);
        } else {
            part.append(list).append("[").append(std::to_string(why.row)).append("]");
            if (why.alternative != npos)
                part.append(".alternatives[").append(std::to_string(why.alternative)).append("]");
            else if (!why.member.empty())
                part.append(".").append(why.member);
        }
        wrong.add(std::move(part), why.message(), why.path ? why.path->position : why.function);
    };
    add(made.error());
    for (run_time_row_error const& each : made.error().further) add(each);
    return {};
}

}  // namespace detail

// Reads a configuration and checks everything in it: names, types, templates, object paths. A
// configuration that sends a file of this machine is refused unless the rights allow it. The error
// has all that is wrong, up to configuration_error::most_named, but not what may only follow from
// another error in the same object. Allocates.
//
//   auto read = tl::read_configuration(text);
//   if (!read) std::cerr << to_string(read.error(), "todo.json:");  // todo.json:3:12: fields[1].value: ...
//   else node.call(read->webhook, read->rows);
inline result<configuration, configuration_error> read_configuration(
    std::string_view json, configuration_rights const& rights = {}) {
    detail::configuration_errors errors(json);
    configuration_parts parts;
    if (!detail::read_parts(parts, errors)) return errors.take();
    configuration made;
    detail::wrong_parts of_webhook, of_rows, of_failure_rows;
    made.webhook = detail::make_webhook(parts, rights, of_webhook);
    made.rows = detail::build_rows(parts.rows, parts.prefixes, "rows", of_rows);
    made.failure_rows =
        detail::build_rows(parts.failure_rows, parts.prefixes, "failure_rows", of_failure_rows);
    for (auto const* const wrong : {&of_webhook, &of_rows, &of_failure_rows})
        for (auto const& [part, message, offset] : *wrong) errors.wrong_part(part, message, offset);
    if (!errors.empty()) return errors.take();
    return made;
}

namespace detail {
inline void write_rows(json::writer& to, run_time_mapping const& rows) {
    to.begin_array();
    for (std::size_t r = 0; r < rows.size(); ++r) {
        run_time_row const& row = rows.row(r);
        to.begin_object();
        if (row.source != row_source::document)
            to.name("source").string(source_names[static_cast<std::size_t>(row.source)]);
        if (!row.path.empty()) to.name("path").string(row.path);
        if (!row.parameter.empty()) to.name("parameter").string(row.parameter);
        for (auto const& [name, option, member] : row_options)
            if (has(row.options, option)) to.name(name).boolean(true);
        if (!row.allowed.empty()) {
            to.name("allowed").begin_array();
            for (value const& allowed : row.allowed) write(to, allowed);
            to.end_array();
        }
        if (!row.alternatives.empty()) {
            to.name("alternatives").begin_array();
            for (std::string const& path : row.alternatives) to.string(path);
            to.end_array();
        }
        if (row.otherwise) write(to.name("default"), *row.otherwise);
        to.end_object();
    }
    to.end_array();
}
}  // namespace detail

// The JSON from which it can be read again, without line ends: for storing, not for a log. What is
// marked as a secret becomes `[secret]`; a token that is written out without that mark stays.
inline std::string to_json(configuration const& from) {
    std::string out = to_json(from.webhook);
    for (auto const& [name, rows] :
         {std::pair("rows", &from.rows), std::pair("failure_rows", &from.failure_rows)}) {
        if (rows->size() == 0) continue;
        out.back() = ',';
        std::string list;
        json::writer to(list);
        detail::write_rows(to, *rows);
        out.append("\"").append(name).append("\":").append(list).append("}");
    }
    auto const prefixes = from.rows.prefixes();
    if (!prefixes.empty()) {
        out.back() = ',';
        std::string list;
        json::writer to(list);
        to.begin_object();
        for (bound_prefix const& each : prefixes) to.name(each.prefix).string(each.uri);
        to.end_object();
        out.append("\"prefixes\":").append(list).append("}");
    }
    return out;
}

inline std::ostream& operator<<(std::ostream& out, configuration const& from) {
    return out << to_json(from);
}

}  // namespace trotline
#endif
