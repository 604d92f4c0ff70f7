// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_DIAGNOSE_HPP
#define TROTLINE_EXAMPLE_DIAGNOSE_HPP

#include <trotline/json/format.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/select.hpp>
#include <trotline/path/object_path.hpp>
#include <trotline/path/object_query.hpp>
#include <trotline/path/parse.hpp>
#include <trotline/xml/format.hpp>

#include "line.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace tool {

enum class document_kind : unsigned char { json, json_on_demand, xml };

namespace detail {

// What a path finds, as its text in the document. False if it did not find one thing; then that has
// been written.
template <class Format>
bool find(answer& to, std::string_view document, trotline::object_path const& path,
          Format const& format, std::string_view& raw) {
    auto const found = trotline::get<trotline::raw_view>(document, path, format);
    if (found) {
        raw = found->text;
        return true;
    }
    if (auto const& why = found.error(); why.document()) {
        to.text("outcome", "invalid_document")
            .number("position", why.document().offset)
            .text("message", to_string(why.document()));
    } else {
        bool const ambiguous = why.rows().front().code == trotline::code::ambiguous;
        to.text("outcome", ambiguous ? "ambiguous" : "missing")
            .text("message", to_string(why.rows().front()));
    }
    return false;
}

inline bool invalid_path(answer& to, auto const& why) {
    to.text("outcome", "invalid_path")
        .number("position", why.position)
        .text("message", to_string(why));
    return false;
}

// Why a query told nothing.
inline bool fail(answer& to, trotline::document_failure const& why) {
    bool const expensive = why.code == trotline::code::too_expensive;
    to.text("outcome", expensive ? "too_expensive" : "invalid_document")
        .number("position", why.offset)
        .text("message", to_string(why));
    return false;
}

// Every node that a query selects, with its place.
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
            if constexpr (std::is_same_v<Format, trotline::xml::checked_format>)
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

// The one node that a query selects.
template <class Format>
bool find_only(answer& to, std::string_view document, trotline::object_query const& query,
               Format const& format) {
    std::size_t found = 0, again = trotline::npos;
    std::string value, raw;
    auto const count = trotline::select(
        document, query,
        [&](auto const& node) {
            if (++found > 1) return again = node.offset(), false;
            raw = node.raw();
            if constexpr (std::is_same_v<Format, trotline::xml::checked_format>)
                value = node.template get<std::string>().value();
            return true;
        },
        format);
    if (!count) return fail(to, count.error());
    if (found == 0) {
        to.text("outcome", "missing").text("message", "the query selects nothing");
    } else if (found > 1) {
        to.text("outcome", "ambiguous")
            .text("message",
                  "the query selects several values, the second at byte " + std::to_string(again));
    } else if constexpr (std::is_same_v<Format, trotline::xml::checked_format>) {
        to.text("outcome", "found").text("value", value).text("raw", raw);
    } else {
        to.text("outcome", "found").json("value", raw).text("raw", raw);
    }
    return found == 1;
}

// A query, over a document of any kind, by one of the two above.
bool with_query(answer& to, std::string_view text, document_kind kind, auto&& f) {
    auto const query = trotline::object_query::parse(text);
    if (!query) return invalid_path(to, query.error());
    return kind == document_kind::json  ? f(*query, trotline::json::checked)
           : kind == document_kind::xml ? f(*query, trotline::xml::checked)
                                        : f(*query, trotline::json::on_demand);
}

}  // namespace detail

// Writes what all nodes are that a query selects in one document: outcome, values and paths, or
// position and message. Whether that could be told.
inline bool diagnose_all(answer& to, document_kind kind, std::string_view document,
                         std::string_view query_text) {
    return detail::with_query(to, query_text, kind, [&](auto const& query, auto const& format) {
        return detail::find_all(to, document, query, format);
    });
}

// Writes what one path finds in one document: outcome, value and raw, or position and message.
// Whether it found one thing. A query that selects one thing is as good as a path; one that selects
// several is ambiguous.
inline bool diagnose(answer& to, document_kind kind, std::string_view document,
                     std::string_view path_text) {
    auto const path = trotline::object_path::parse(path_text);
    if (!path) {
        bool const several = trotline::path::selects_several(path.error().reason);
        if (several || trotline::object_query::parse(path_text))
            return detail::with_query(to, path_text, kind,
                                      [&](auto const& query, auto const& format) {
                                          return detail::find_only(to, document, query, format);
                                      });
        return detail::invalid_path(to, path.error());
    }
    std::string_view raw;
    bool const found = kind == document_kind::json
                           ? detail::find(to, document, *path, trotline::json::checked, raw)
                       : kind == document_kind::xml
                           ? detail::find(to, document, *path, trotline::xml::checked, raw)
                           : detail::find(to, document, *path, trotline::json::on_demand, raw);
    if (!found) return false;
    to.text("outcome", "found");
    if (kind == document_kind::xml) {
        auto const text = trotline::get<std::string>(document, *path, trotline::xml::checked);
        to.text("value", text ? *text : std::string());
    } else {
        to.json("value", raw);
    }
    to.text("raw", raw);
    return true;
}

}  // namespace tool
#endif
