// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_PREFIXED_ROWS_HPP
#define TROTLINE_MAPPING_ENGINE_PREFIXED_ROWS_HPP

#include <trotline/core/bound_prefix.hpp>
#include <trotline/core/cursor.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/path/object_path.hpp>
#include <trotline/path/object_query.hpp>
#include <trotline/xml/character.hpp>
#include <trotline/xml/namespaces.hpp>

#include <cstddef>
#include <string_view>

#if defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/json/cursor.hpp>
#include <trotline/xml/cursor.hpp>
#endif

// Reads the rows of a table that binds prefixes to namespaces.
namespace trotline::inline TROTLINE_ABI::detail {

// True if a cursor can compare names by their namespaces. Formats without namespaces ignore bound
// prefixes.
template <class C>
concept has_namespaces = cursor<C> && requires {
    typename C::namespaces;
};

// A Reader (singular_rows, all_rows) whose names have bound prefixes.
template <class Reader> struct prefixed_rows : Reader {
    template <cursor C>
    static bool read(table const& plan, C const& root, row_places to, row_log& log) {
        bool well = false;
        document_failure why;
        prepare(plan, root, why,
                [&](C const& prepared) { well = Reader::read(plan, prepared, to, log); });
        if (why) log.fail_document(why);
        return well;
    }
    template <cursor C>
    static void prepare(table const& plan, C const& root, document_failure& why, auto const& use) {
        if (plan.prefixes.empty()) return use(root);
        if constexpr (has_namespaces<C>) {
            typename C::namespaces names;
            C const bound = names.bind(root, plan.prefixes, why);
            if (!why) use(bound);
        } else if constexpr (C::repeats_by_name) {
            why = {code::malformed, 0, "XML by a parser that knows namespaces: xml_parser"};
        } else {
            use(root);
        }
    }
};

// Why a prefix cannot be bound; empty: it can.
constexpr std::string_view wrong_prefix(bound_prefixes all, std::size_t place) {
    bound_prefix const& one = all[place];
    if (!one.prefix.empty() &&
        (!xml::is_name(one.prefix) || one.prefix.find(':') != std::string_view::npos))
        return "a prefix is a name without a colon";
    if (one.prefix == "xml" || one.prefix == "xmlns")
        return "the prefixes xml and xmlns cannot be bound: they have a namespace";
    if (one.uri.empty()) return "a prefix needs the URI of its namespace";
    for (std::size_t i = 0; i != place; ++i)
        if (all[i].prefix == one.prefix) return "an earlier one is the same prefix";
    return {};
}

// The prefix of a name in a path, if it is not bound and needs a binding; otherwise empty. That of
// a path or a query is the first one.
constexpr std::string_view unbound_prefix(std::string_view name, bound_prefixes prefixes) {
    if (name.starts_with('@')) name.remove_prefix(1);
    std::string_view const prefix = xml::detail::qualified_name(name).prefix;
    if (prefix.empty() || prefix == "*" || prefix == "xml") return {};
    for (bound_prefix const& each : prefixes)
        if (each.prefix == prefix) return {};
    return prefix;
}
constexpr std::string_view unbound_prefix(object_path const& path, bound_prefixes prefixes) {
    for (path::segment const step : path)
        if (auto const found = unbound_prefix(step.name, prefixes); !found.empty()) return found;
    return {};
}
constexpr std::string_view unbound_prefix(path::query_chain<path::query_segment> const& segments,
                                          bound_prefixes prefixes) {
    for (path::query_segment const segment : segments)
        for (path::selector const by : segment.selectors)
            if (auto const found = unbound_prefix(by.name, prefixes); !found.empty()) return found;
    return {};
}
constexpr std::string_view unbound_prefix(object_query const& query, bound_prefixes prefixes) {
    for (std::size_t i = 0; i != query.filter_size(); ++i)
        if (path::filter_node const n = query.filter(i); n.kind == path::filter_kind::query)
            if (auto const found = unbound_prefix(query.segments_of(n), prefixes); !found.empty())
                return found;
    return unbound_prefix(query.segments(), prefixes);
}

}  // namespace trotline::detail
#endif
