// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_RUN_TIME_ROW_HPP
#define TROTLINE_MAPPING_RUN_TIME_ROW_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/message.hpp>
#include <trotline/mapping/row_option.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/path/error.hpp>

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

// What a run_time_mapping is built from, and why it cannot be.
namespace trotline::inline TROTLINE_ABI {

// A row of run time, with the meaning of row<>, condition<>, status_row<>, field_row<> or
// elapsed_row<>.
struct run_time_row {
    // the object path; for a field row the field's name; otherwise empty. Functions may follow:
    // `data.id | to_integer` (mapping/row_functions.hpp)
    std::string path{};
    // where the value goes; may be empty if `allowed` is not
    std::string parameter{};
    // coerce has no effect, because a parameter takes a value of any type
    row_option options = row_option::none;
    // a condition: the value must be one of these scalars; empty: any value
    std::vector<value> allowed{};
    row_source source = row_source::document;
    // other object paths, used if `path` selects nothing; after them, and for null, `otherwise` is
    // the parameter's value (mapping/fallback.hpp)
    std::vector<std::string> alternatives{};
    std::optional<value> otherwise{};
};

// A prefix of the rows' paths, and the XML namespace that it stands for: see bound_prefix.
struct run_time_prefix {
    std::string prefix{};
    std::string uri{};
};

// Why rows are not a mapping: the first wrong row or prefix, and the others.
struct run_time_row_error {
    // further ones are not looked for
    static constexpr std::size_t most_named = detail::most_named_errors;

    std::size_t row = 0;               // its index, from 0
    std::string_view reason{};         // static text
    std::optional<path_error> path{};  // set if the path is wrong
    std::size_t function = npos;       // offset in the path, if a function is wrong
    bool is_prefix = false;            // not a row is wrong, but the prefix with that index
    std::size_t alternative = npos;    // not the row's path is wrong, but that one of its others
    std::string_view member{};         // of the row, if one alone is wrong: `path`
    std::string prefix{};              // the one of the path's that is not bound
    // of the first: the other prefixes and rows that are wrong, in order
    std::vector<run_time_row_error> further{};

    // What is wrong, without the place: the path's error, or the reason and the prefix. Allocates.
    std::string message() const {
        if (path) return to_string(*path);
        std::string text(reason);
        if (prefix.empty()) return text;
        text.append(": `");
        append_visible(text, prefix);
        return text.append("`");
    }
};

// A line for each, in which a path's error has two more.
inline std::string to_string(run_time_row_error const& e) {
    std::string text = e.is_prefix ? "prefix " : "row ";
    text.append(std::to_string(e.row)).append(": ");
    if (e.alternative != npos)
        text.append("alternative ").append(std::to_string(e.alternative)).append(": ");
    text.append(e.message());
    if (e.function != npos) text.append(" at byte ").append(std::to_string(e.function));
    for (run_time_row_error const& each : e.further) text.append("\n").append(to_string(each));
    return text;
}
inline std::ostream& operator<<(std::ostream& out, run_time_row_error const& e) {
    return out << to_string(e);
}

}  // namespace trotline
#endif
