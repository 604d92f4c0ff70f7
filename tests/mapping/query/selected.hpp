// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_MAPPING_QUERY_SELECTED_HPP
#define TROTLINE_TESTS_MAPPING_QUERY_SELECTED_HPP

#include <trotline/mapping/query/normalized_place.hpp>
#include <trotline/mapping/query/selection.hpp>
#include <trotline/path/parse.hpp>

#include <doctest/doctest.h>

#include "mapping/documents.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace trotline_tests {

// A node as it is written in the document, and its normalized path.
struct found_node {
    std::string raw, path;
};

// The first nodes that a query selects, up to a limit.
template <class Format>
std::vector<found_node> selected(Format format, std::string_view text,
                                 trotline::object_query const& query,
                                 std::size_t most = trotline::npos) {
    auto const root = opened(format, text);
    using cursor = std::remove_const_t<decltype(root)>;
    struct context {
        cursor root;
        std::vector<found_node> found;
        std::size_t most;
    } all{root, {}, most};
    trotline::detail::step_budget budget;
    trotline::detail::compiled_pattern pattern;
    trotline::detail::selection<cursor> nodes(query, root, budget, pattern);
    nodes.select(root, {[](void* what, cursor& at) {
                            auto& to = *static_cast<context*>(what);
                            found_node& node = to.found.emplace_back();
                            trotline::detail::normalized_place(
                                to.root, at.offset(),
                                [&](std::string_view piece) { node.path += piece; });
                            node.raw = at.raw();
                            return to.found.size() != to.most;
                        },
                        &all});
    return all.found;
}

template <class Format>
std::string selected_text(Format format, std::string_view text, std::string_view query) {
    auto const parsed = trotline::object_query::parse(query);
    REQUIRE_MESSAGE(parsed.has_value(), std::string(query));
    std::string all;
    for (found_node const& node : selected(format, text, *parsed))
        all.append(all.empty() ? "" : " | ").append(node.raw);
    return all;
}

}  // namespace trotline_tests
#endif
