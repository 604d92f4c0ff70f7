// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_GET_HPP
#define TROTLINE_MAPPING_GET_HPP

// Keep this include first: it shortens the compiler's errors about path literals.
#include <trotline/path/literal.hpp>

#include <trotline/core/open.hpp>
#include <trotline/core/result.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/engine/instances.hpp>
#include <trotline/mapping/engine/literal_table.hpp>
#include <trotline/mapping/engine/path_table.hpp>
#include <trotline/mapping/engine/run.hpp>
#include <trotline/mapping/failure.hpp>
#include <trotline/mapping/readable.hpp>

#include <array>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

// A row whose destination is the value itself.
template <class T, class Form, fixed_string Path> struct value_row {
    using type = T;
    using form = Form;
    static constexpr row_option options = row_option::none;
    static constexpr row_fallback const* otherwise = nullptr;
    static constexpr bool has_fallback = false, has_default = false;
    static constexpr row_source source = row_source::document;
    static constexpr bool is_member = true, is_condition = false;
    static constexpr literal_path<Path> path{};
    static constexpr std::string_view source_name() { return text_of<Path>; }
    static constexpr std::string_view destination_name() { return {}; }
};

template <class T, class Format>
result<T, mapping_failure<1>> get(table const& rows, sibling_state* siblings, std::string_view text,
                                  Format const& format) {
    result<T, mapping_failure<1>> got{initial_value<T>(text)};
    row_state state{&*got};
    mapping_failure<1> why;
    row_log log(why.storage());
    if (!read_text<singular_rows>(rows, text, format, {&state, siblings}, log)) [[unlikely]]
        got.emplace_error(why.take(log));
    return got;
}

}  // namespace detail

// Reads one value of a text; the path is the accessor. Conversions, formats and failures are those
// of a row.
//
//   auto id = tl::get<long>(text, "data.userId"_path);
//   auto due = tl::get<std::chrono::sys_seconds>(text, "data.due"_path, tl::json::checked,
//                                                tl::as<tl::epoch_seconds>);
template <class T, fixed_string Path, class Format = json::checked_format, class Form = void>
auto get(std::string_view text, literal_path<Path>, Format const& format = {}, as_form<Form> = {}) {
    static_assert(
        readability<T, Form>::is_readable,
        "a value cannot have this type: use a number, bool, std::string, std::string_view, a "
        "described enumeration or class, a type with a trotline::conversion, or an optional, "
        "vector, array or map of these; here is the member that is the reason");
    static_assert(
        !readable<T, Form> || !detail::repeats_by_name<Format>() ||
            detail::is_readable_from_siblings<T, Form>(),
        "XML has no list of lists: a class between them has a name for each, and a map of "
        "lists collects its children by name");
    if constexpr (readable<T, Form>) {
        using rows = detail::literal_table<detail::value_row<T, Form, Path>>;
        std::array<detail::sibling_state, rows::has_indexes ? rows::value.node_count : 0> siblings;
        return detail::get<T>(rows::value, siblings.data(), text, format);
    } else {
        return result<T, mapping_failure<1>>(std::in_place);
    }
}

// The same for a path that was compiled at run time. The path must outlive a failure that is kept.
template <class T, class Format = json::checked_format, class Form = void>
auto get(std::string_view text, object_path const& path, Format const& format = {},
         as_form<Form> = {}) {
    // (As above: in a function of their own, they would be errors of eleven lines with clang.)
    static_assert(
        readability<T, Form>::is_readable,
        "a value cannot have this type: use a number, bool, std::string, std::string_view, a "
        "described enumeration or class, a type with a trotline::conversion, or an optional, "
        "vector, array or map of these; here is the member that is the reason");
    static_assert(
        !readable<T, Form> || !detail::repeats_by_name<Format>() ||
            detail::is_readable_from_siblings<T, Form>(),
        "XML has no list of lists: a class between them has a name for each, and a map of "
        "lists collects its children by name");
    if constexpr (readable<T, Form>) {
        detail::path_table const rows(path, detail::bound<T, Form>::value);
        std::array<detail::sibling_state, path::max_segments + 1> siblings;
        return detail::get<T>(rows.view(), siblings.data(), text, format);
    } else {
        return result<T, mapping_failure<1>>(std::in_place);
    }
}

}  // namespace trotline
#endif
