// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_DIAGNOSE_HPP
#define TROTLINE_EXAMPLE_DIAGNOSE_HPP

#include <trotline/core/bound_prefix.hpp>
#include <trotline/json/format.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/mapping/select.hpp>
#include <trotline/parameter_store/value_json.hpp>
#include <trotline/path/object_path.hpp>
#include <trotline/path/object_query.hpp>
#include <trotline/path/parse.hpp>
#include <trotline/xml/format.hpp>
#include <trotline/xml/namespaces.hpp>

#include "line.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace tool {

enum class document_kind : unsigned char { json, json_on_demand, xml };

namespace detail {

// Calls f with the format of such documents.
auto with_format(document_kind kind, trotline::bound_prefixes prefixes, auto const& f) {
    if (kind == document_kind::json) return f(trotline::json::checked);
    if (kind == document_kind::json_on_demand) return f(trotline::json::on_demand);
    return prefixes.empty() ? f(trotline::xml::checked)
                            : f(trotline::xml::checked_namespaces(prefixes));
}
template <class Format>
inline constexpr bool is_xml = std::is_same_v<typename Format::cursor_type, trotline::xml::cursor>;

inline bool invalid_path(answer& to, auto const& why) {
    to.text("outcome", "invalid_path")
        .number("position", why.position)
        .text("message", to_string(why));
    return false;
}

// Why there are no results for a document.
inline bool fail(answer& to, trotline::document_failure const& why) {
    bool const expensive = why.code == trotline::code::too_expensive;
    to.text("outcome", expensive ? "too_expensive" : "invalid_document")
        .number("position", why.offset)
        .text("message", to_string(why));
    return false;
}

// One value. `text` is the text of an element or attribute.
template <class Format> bool found(answer& to, std::string_view text, std::string_view raw) {
    to.text("outcome", "found");
    is_xml<Format> ? to.text("value", text) : to.json("value", raw);
    to.text("raw", raw);
    return true;
}

// What a path finds.
template <class Format>
bool find(answer& to, std::string_view document, trotline::object_path const& path,
          Format const& format) {
    auto const raw = trotline::get<trotline::raw_view>(document, path, format);
    if (raw) {
        std::string text;
        if constexpr (is_xml<Format>)
            if (auto const said = trotline::get<std::string>(document, path, format)) text = *said;
        return found<Format>(to, text, raw->text);
    }
    if (auto const& why = raw.error().document()) return fail(to, why);
    auto const& why = raw.error().rows().front();
    to.text("outcome", why.code == trotline::code::ambiguous ? "ambiguous" : "missing")
        .text("message", to_string(why));
    return false;
}

// Every node that a query selects, with its path.
template <class Format>
bool find_all(answer& to, std::string_view document, trotline::object_query const& query,
              Format const& format) {
    std::string values, paths;
    trotline::json::writer value(values), path(paths);
    value.begin_array();
    path.begin_array();
    auto const count = trotline::select(
        document, query,
        [&](auto const& node) {
            path.string(node.path());
            if constexpr (is_xml<Format>)
                value.string(node.template get<std::string>().value());
            else
                value.raw(on_one_line(node.raw()));
            return true;
        },
        format);
    value.end_array();
    path.end_array();
    if (!count) return fail(to, count.error());
    to.text("outcome", "found").json("values", values).json("paths", paths);
    return true;
}

// The only node that a query selects.
template <class Format>
bool find_only(answer& to, std::string_view document, trotline::object_query const& query,
               Format const& format) {
    std::size_t count = 0, again = trotline::npos;
    std::string text, raw;
    auto const selected = trotline::select(
        document, query,
        [&](auto const& node) {
            if (++count > 1) return again = node.offset(), false;
            raw = node.raw();
            if constexpr (is_xml<Format>) text = node.template get<std::string>().value();
            return true;
        },
        format);
    if (!selected) return fail(to, selected.error());
    if (count == 1) return found<Format>(to, text, raw);
    if (count == 0)
        to.text("outcome", "missing").text("message", "the query selects nothing");
    else
        to.text("outcome", "ambiguous")
            .text("message",
                  "the query selects several values, the second at byte " + std::to_string(again));
    return false;
}

// What a path with functions after it finds.
template <class Format>
bool find_changed(answer& to, std::string_view document, trotline::run_time_mapping const& mapping,
                  Format const& format) {
    trotline::mapping_workspace space;
    if (space.read_text(mapping, document, format)) {
        std::string value;
        trotline::json::writer out(value);
        write(out, space.found(0));
        to.text("outcome", "found").json("value", value);
        return true;
    }
    if (space.document()) return fail(to, space.document());
    trotline::row_failure const& why = space.failures().front();
    to.text("outcome", why.code == trotline::code::ambiguous ? "ambiguous"
                       : why.code == trotline::code::missing ? "missing"
                                                             : "refused")
        .text("message", to_string(why));
    return false;
}

}  // namespace detail

// Writes all nodes that a query selects in one document: outcome, values and paths, or position and
// message. Returns true if the query could be run.
inline bool diagnose_all(answer& to, document_kind kind, std::string_view document,
                         std::string_view query_text, trotline::bound_prefixes prefixes = {}) {
    auto const query = trotline::object_query::parse(query_text);
    if (!query) return detail::invalid_path(to, query.error());
    return detail::with_format(kind, prefixes, [&](auto const& format) {
        return detail::find_all(to, document, *query, format);
    });
}

// Writes what one path finds in one document: outcome, value and raw, or position and message.
// Returns true if it found one value. A query that selects one node is like a path; if it selects
// several, the outcome is ambiguous.
inline bool diagnose(answer& to, document_kind kind, std::string_view document,
                     std::string_view path_text, trotline::bound_prefixes prefixes = {}) {
    if (auto const path = trotline::object_path::parse(path_text))
        return detail::with_format(kind, prefixes, [&](auto const& format) {
            return detail::find(to, document, *path, format);
        });
    else if (auto const query = trotline::object_query::parse(path_text))
        return detail::with_format(kind, prefixes, [&](auto const& format) {
            return detail::find_only(to, document, *query, format);
        });
    else if (trotline::path::selects_several(path.error().reason))
        return detail::invalid_path(to, query.error());
    else if (auto const row = trotline::run_time_mapping::build(
                 {{.path = std::string(path_text), .parameter = "value"}}))
        return detail::with_format(kind, prefixes, [&](auto const& format) {
            return detail::find_changed(to, document, *row, format);
        });
    else if (std::size_t const wrong = row.error().function; wrong != trotline::npos) {
        to.text("outcome", "invalid_path")
            .number("position", wrong)
            .text("message", to_string(row.error()));
        return false;
    } else
        return detail::invalid_path(to, path.error());
}

}  // namespace tool
#endif
