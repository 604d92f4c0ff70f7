// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_RUN_TIME_MAPPING_IPP
#define TROTLINE_MAPPING_RUN_TIME_MAPPING_IPP
// Builds the table of a run-time mapping: run_time_mapping.hpp.

#include <trotline/http/field.hpp>
#include <trotline/mapping/engine/tree.hpp>
#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/path/parse.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

// The rows whose parameter an earlier row has, too, in order.
TROTLINE_INLINE std::vector<std::size_t> repeated_parameters(
    std::vector<run_time_row> const& rows) {
    std::vector<std::size_t> by_name;
    for (std::size_t r = 0; r != rows.size(); ++r)
        if (!rows[r].parameter.empty()) by_name.push_back(r);
    std::stable_sort(by_name.begin(), by_name.end(), [&](std::size_t a, std::size_t b) {
        return rows[a].parameter < rows[b].parameter;
    });
    std::vector<std::size_t> repeated;
    for (std::size_t i = 1; i < by_name.size(); ++i)
        if (rows[by_name[i - 1]].parameter == rows[by_name[i]].parameter)
            repeated.push_back(by_name[i]);
    std::sort(repeated.begin(), repeated.end());
    return repeated;
}

// The row's path and its other paths, as in the messages of row<>.
TROTLINE_INLINE std::string joined_paths(run_time_row const& row) {
    std::string text = row.path;
    for (std::string const& each : row.alternatives) text.append(" or ").append(each);
    return text;
}

}  // namespace detail

TROTLINE_INLINE run_time_mapping::run_time_mapping() {
    static std::shared_ptr<rows const> const none = [] {
        auto made = std::make_shared<rows>();
        made->finish();
        return made;
    }();
    rows_ = none;
}

TROTLINE_INLINE result<run_time_mapping, run_time_row_error> run_time_mapping::build(
    std::vector<run_time_row> from, std::vector<run_time_prefix> prefixes) {
    if (from.empty() && prefixes.empty()) return run_time_mapping();
    if (from.size() > most_rows) return run_time_row_error{most_rows, "more than 65535 rows", {}};
    auto made = std::make_shared<rows>();
    made->given = std::move(from);
    auto wrong = made->bind(std::move(prefixes));
    made->paths.reserve(made->given.size());
    auto const repeated = detail::repeated_parameters(made->given);
    for (std::size_t r = 0; r < made->given.size() && wrong.size() < run_time_row_error::most_named;
         ++r) {
        if (std::binary_search(repeated.begin(), repeated.end(), r))
            wrong.push_back({.row = r,
                             .reason = "an earlier row has the same parameter",
                             .member = "parameter"});
        if (auto why = made->add(r)) wrong.push_back(std::move(*why));
    }
    if (!wrong.empty()) {
        run_time_row_error first = std::move(wrong.front());
        wrong.erase(wrong.begin());
        wrong.resize((std::min)(wrong.size(), run_time_row_error::most_named - 1));
        first.further = std::move(wrong);
        return first;
    }
    if (!made->finish())
        return run_time_row_error{
            made->given.size() - 1, "the rows have more than 65535 segments in total", {}};
    run_time_mapping mapping;
    mapping.rows_ = std::move(made);
    return mapping;
}

TROTLINE_INLINE std::vector<run_time_row_error> run_time_mapping::rows::bind(
    std::vector<run_time_prefix> from) {
    given_prefixes = std::move(from);
    for (run_time_prefix const& each : given_prefixes) prefixes.push_back({each.prefix, each.uri});
    std::vector<run_time_row_error> wrong;
    for (std::size_t i = 0; i != prefixes.size(); ++i)
        if (auto const why = detail::wrong_prefix(prefixes, i); !why.empty())
            wrong.push_back({i, why, {}, npos, true});
    // Whether the prefixes of the rows are bound is then not known.
    if (!wrong.empty()) prefixes.clear();
    return wrong;
}

TROTLINE_INLINE std::optional<run_time_row_error> run_time_mapping::rows::add(std::size_t r) {
    run_time_row const& row = given[r];
    auto const wrong = [r](std::string_view reason, std::string_view member = {}) {
        return run_time_row_error{.row = r, .reason = reason, .member = member};
    };
    auto const wrong_path = [r](std::string_view reason, path_error const& why) {
        return run_time_row_error{.row = r, .reason = reason, .path = why, .member = "path"};
    };
    if (row.parameter.empty() && row.allowed.empty())
        return wrong("a row needs the name of a parameter, or values that a condition allows");
    for (value const& each : row.allowed)
        if (std::holds_alternative<json_text>(each.get()))
            return wrong("a condition can only compare with scalars", "allowed");
    places.push_back(no_place);
    query_rows.push_back(nullptr);
    fallback_rows.push_back(nullptr);
    if (auto const why = add_fallback(r)) return why;
    std::string_view source = row.path, path_text = row.path;
    types.push_back(&detail::bound<value>::value);
    row_steps.push_back(nullptr);
    if (std::size_t const size = detail::path_size_before_functions(row.path); size != npos) {
        path_text = path_text.substr(0, size);
        auto const why = functions.emplace_back().read(row.path, size);
        if (!why.expected.empty())
            return run_time_row_error{
                .row = r, .reason = why.expected, .function = why.offset, .member = "path"};
        types.back() = &functions.back().type;
        row_steps.back() = &functions.back();
    }
    switch (row.source) {
        case row_source::document:
        case row_source::query: {
            auto path = object_path::parse(path_text);
            if (!path) {
                auto query = object_query::parse(path_text);
                if (!query && path::selects_several(path.error().reason))
                    return wrong_path("the path is not a query", query.error());
                // (a path that is too long for an object path can be a query's text)
                if (!query || query->is_singular())
                    return wrong_path("the path is not an object path", path.error());
                if (auto const why = unbound(r, *query)) return why;
                if (!row.allowed.empty())
                    return wrong("a condition compares one value: its path must not be a query",
                                 "path");
                if (!row.alternatives.empty())
                    return wrong(
                        "a query has no other paths: it is a union of several, such as "
                        "['a', 'b']",
                        "alternatives");
                detail::row_query& made =
                    row_queries.emplace_back(detail::row_query{&queries.emplace_back(*query)});
                query_rows.back() = &made;
                if (path_text.size() != row.path.size())
                    made.changed = std::exchange(types.back(), &detail::bound<value>::value);
                break;
            }
            if (auto const why = unbound(r, *path)) return why;
            places.back() = paths.size();
            document_rows.push_back(r);
            paths.push_back(*path);
            break;
        }
        case row_source::field:
            if (path_text.empty()) return wrong("a field row needs the field's name");
            if (!http::is_token(path_text))
                return wrong("a field's name has only letters, digits and !#$%&'*+-.^_`|~", "path");
            source = path_text;
            break;
        case row_source::status:
            if (!row.path.empty()) return wrong("a row of the status has no path", "path");
            source = "(status)";
            break;
        case row_source::elapsed:
            if (!row.path.empty()) return wrong("a row of the elapsed time has no path", "path");
            source = "(elapsed)";
            break;
    }
    if (!row.alternatives.empty()) source = joined_paths.emplace_back(detail::joined_paths(row));
    descriptions.push_back({source, row.parameter, !has(row.options, row_option::optional)});
    expected.push_back(detail::text_of_allowed(row.allowed));
    allowed.push_back(detail::allowed_of(row.allowed));
    return {};
}

TROTLINE_INLINE std::optional<run_time_row_error> run_time_mapping::rows::add_fallback(
    std::size_t r) {
    run_time_row const& row = given[r];
    if (row.alternatives.empty() && !row.otherwise) return {};
    if (row.parameter.empty())
        return run_time_row_error{
            r, "a row without a parameter has no other paths and no default", {}};
    if (!row.alternatives.empty() && row.source != row_source::document)
        return run_time_row_error{.row = r,
                                  .reason = "only a row of the document can have other paths",
                                  .member = "alternatives"};
    auto& others = alternatives.emplace_back();
    for (std::size_t i = 0; i != row.alternatives.size(); ++i) {
        auto path = object_path::parse(row.alternatives[i]);
        if (!path)
            return run_time_row_error{
                r, "another path is not an object path", path.error(), npos, false, i};
        if (auto why = unbound(r, *path)) {
            why->alternative = i;
            why->member = {};
            return why;
        }
        others.push_back(&other_paths.emplace_back(*path));
    }
    detail::row_fallback& made = fallbacks.emplace_back();
    made.paths = others.data();
    made.count = others.size();
    if (row.otherwise) {
        made.value = &*row.otherwise;
        made.set = [](void* to, void const* held) {
            *static_cast<value*>(to) = *static_cast<value const*>(held);
        };
    }
    fallback_rows.back() = &made;
    return {};
}

TROTLINE_INLINE bool run_time_mapping::rows::finish() {
    std::size_t room = 1;
    for (object_path const& path : paths) room += path.size();
    nodes.resize((std::min)(room, most_nodes));
    std::vector<path::segment> steps(nodes.size());
    std::vector<std::uint16_t> order(paths.size()), waiting(paths.size());
    std::size_t const size =
        detail::build_tree([&](std::size_t i) -> object_path const& { return paths[i]; }, nodes,
                           steps, order, waiting);
    if (size == 0) return false;
    nodes.resize(size);
    names.resize(size);
    for (std::size_t n = 1; n != size; ++n) {
        if (steps[n].is_index) continue;
        names[n] = wanted_name(steps[n].name);
        tails.add(n - 1, steps[n].name);
    }
    conditions.reserve(given.size());
    for (std::size_t r = 0; r != given.size(); ++r) {
        auto& made = conditions.emplace_back(
            detail::row_condition{allowed[r].data(), allowed[r].size(), expected[r]});
        if (row_steps[r] != nullptr && !allowed[r].empty())
            made.changed = &changed_conditions.emplace_back(*row_steps[r], made).type;
    }
    table_places.resize(given.size());
    for (std::uint16_t const i : order) add_to_table(document_rows[i]);
    for (std::size_t r = 0; r != given.size(); ++r)
        if (places[r] == no_place) add_to_table(r);
    for (detail::node& each : nodes) each.set_form(table_rows.data());
    detail::tree_facts const facts(nodes);
    table = {nodes.data(),
             names.data(),
             table_rows.data(),
             descriptions.data(),
             facts.has_indexes ? nullptr : &tails,
             static_cast<std::uint16_t>(size),
             static_cast<std::uint16_t>(given.size()),
             static_cast<std::uint16_t>(paths.size()),
             facts.leaves,
             !queries.empty(),
             facts.has_indexes,
             prefixes};
    return true;
}

TROTLINE_INLINE void run_time_mapping::rows::add_to_table(std::size_t r) {
    run_time_row const& row = given[r];
    table_places[r] = table_rows.size();
    detail::table_row& made = table_rows.emplace_back();
    made.is_parameter = !row.parameter.empty();
    if (made.is_parameter) made.type = types[r];
    made.has_condition = !row.allowed.empty();
    if (made.has_condition) made.required = &conditions[r];
    made.options = row.options;
    made.source = row.source;
    made.otherwise = fallback_rows[r];
    if (query_rows[r] != nullptr) {
        made.query = query_rows[r];
        made.source = row_source::query;
    }
    made.number = static_cast<std::uint16_t>(r);
    made.null_is_left_out = leaves_null_out(row.options);
}

}  // namespace trotline
#endif
