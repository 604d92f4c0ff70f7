// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_RUN_TIME_MAPPING_HPP
#define TROTLINE_MAPPING_RUN_TIME_MAPPING_HPP

#include <trotline/core/result.hpp>
#include <trotline/mapping/engine/prefix_tree.hpp>
#include <trotline/mapping/engine/run_time_prefix_tree.hpp>
#include <trotline/mapping/row.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/path/object_path.hpp>
#include <trotline/path/parse.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// Mappings from configuration: rows that are known at run time only and land in parameters. Built
// once, used for ever.
namespace trotline {

// A row as a configuration has it: what row<>, condition<>, status_row<>, field_row<> and
// elapsed_row<> say in a program.
struct run_time_row {
    // the object path; of a field row the field's name; else empty
    std::string path{};
    // where the value goes; may be empty where `allowed` is not
    std::string parameter{};
    // of a value without a type, as a parameter takes it, coerce changes nothing
    row_option options = row_option::none;
    // a condition: the scalars of which the value must be one; empty: any value
    std::vector<value> allowed{};
    row_source source = row_source::document;
};

// Why rows are no mapping: the first of them that is wrong.
struct run_time_row_error {
    std::size_t row = 0;               // its place, from 0
    std::string_view reason{};         // static text
    std::optional<path_error> path{};  // where the path is what is wrong
};

inline std::string to_string(run_time_row_error const& e) {
    std::string text = "row ";
    text.append(std::to_string(e.row)).append(": ");
    return text.append(e.path ? to_string(*e.path) : std::string(e.reason));
}
inline std::ostream& operator<<(std::ostream& out, run_time_row_error const& e) {
    return out << to_string(e);
}

class mapping_workspace;

// Rows that were found to be right, and their prefix tree. A handle: copies are cheap and share one
// mapping, which never changes, so that any number of threads may use it. Failures keep views into
// it.
//
//   auto mapping = tl::run_time_mapping::build({{{"data.userId", "USER_ID"}, {"ok", "", {}, {true}}}});
//   if (!mapping) std::cerr << mapping.error() << '\n';
//   else tl::map_into(store, *mapping, text);
class run_time_mapping {
  public:
    using workspace_type = mapping_workspace;  // of <trotline/mapping/mapping_workspace.hpp>

    // No rows: whatever is read, nothing is wanted.
    run_time_mapping() : rows_(std::make_shared<rows const>()) {}

    // At most 65535 rows whose prefix tree has at most 65535 nodes.
    static result<run_time_mapping, run_time_row_error> build(std::vector<run_time_row> from) {
        if (from.size() > most_rows)
            return run_time_row_error{most_rows, "more than 65535 rows", {}};
        auto made = std::make_shared<rows>();
        made->given = std::move(from);
        made->paths.reserve(made->given.size());
        for (std::size_t r = 0; r < made->given.size(); ++r)
            if (auto const wrong = made->add(r)) return *wrong;
        made->tree = run_time_prefix_tree(made->paths);
        if (!made->tree.fits())
            return run_time_row_error{
                made->given.size() - 1, "the rows have more than 65535 steps in all", {}};
        run_time_mapping mapping;
        mapping.rows_ = std::move(made);
        return mapping;
    }

    std::size_t size() const { return rows_->given.size(); }
    run_time_row const& row(std::size_t r) const { return rows_->given[r]; }
    row_description const& description(std::size_t r) const { return rows_->descriptions[r]; }
    // What the row's condition allows, for people; empty without one.
    std::string_view expected(std::size_t r) const { return rows_->expected[r]; }
    // Of a row that takes its value from the document; else null.
    object_path const* path(std::size_t r) const {
        return rows_->places[r] == no_place ? nullptr : &rows_->paths[rows_->places[r]];
    }

    // The rows from the document are counted apart in the tree: document_row() says which row of
    // the mapping each is.
    prefix_tree_view tree() const { return rows_->tree.view(); }
    std::size_t document_row(std::size_t place) const { return rows_->document_rows[place]; }
    std::size_t document_rows() const { return rows_->document_rows.size(); }

  private:
    static constexpr std::size_t no_place = static_cast<std::size_t>(-1);

    struct rows {
        std::vector<run_time_row> given;
        std::vector<row_description> descriptions;
        std::vector<std::string> expected;
        std::vector<object_path> paths;
        std::vector<std::size_t> places, document_rows;
        run_time_prefix_tree tree;

        std::optional<run_time_row_error> add(std::size_t r) {
            run_time_row const& row = given[r];
            auto const wrong = [r](std::string_view reason) {
                return run_time_row_error{r, reason, {}};
            };
            if (row.parameter.empty() && row.allowed.empty())
                return wrong(
                    "a row needs the name of a parameter, or values that a condition allows");
            for (std::size_t other = 0; !row.parameter.empty() && other < r; ++other)
                if (given[other].parameter == row.parameter)
                    return wrong("an earlier row lands in the same parameter");
            for (value const& allowed : row.allowed)
                if (std::holds_alternative<json_text>(allowed.get()))
                    return wrong("a condition compares with scalars only");
            places.push_back(no_place);
            std::string_view source = row.path;
            switch (row.source) {
                case row_source::document: {
                    auto path = object_path::parse(row.path);
                    if (!path)
                        return run_time_row_error{r, "the path is not an object path",
                                                  path.error()};
                    places.back() = paths.size();
                    document_rows.push_back(r);
                    paths.push_back(*path);
                    break;
                }
                case row_source::field:
                    if (row.path.empty()) return wrong("a field row needs the field's name");
                    break;
                case row_source::status:
                    source = "(status)";
                    break;
                case row_source::elapsed:
                    source = "(elapsed)";
                    break;
            }
            descriptions.push_back(
                {source, row.parameter, !has(row.options, row_option::optional)});
            expected.push_back(text_of(row.allowed));
            return {};
        }

        static std::string text_of(std::vector<value> const& allowed) {
            std::string text;
            for (value const& v : allowed) {
                if (!text.empty()) text += " or ";
                if (v.is_secret()) {
                    text += "a secret";
                    continue;
                }
                std::visit(
                    [&]<class T>(T const& alternative) {
                        if constexpr (std::is_same_v<T, std::nullptr_t>)
                            text += "null";
                        else if constexpr (std::is_same_v<T, bool>)
                            text += alternative ? "true" : "false";
                        else if constexpr (std::is_same_v<T, std::string>)
                            text.append(1, '"').append(alternative).append(1, '"');
                        else if constexpr (!std::is_same_v<T, json_text>)
                            text += std::to_string(alternative);
                    },
                    v.get());
            }
            return text;
        }
    };

    std::shared_ptr<rows const> rows_;
};

}  // namespace trotline
#endif
