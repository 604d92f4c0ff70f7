// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CONFIGURATION_ERROR_HPP
#define TROTLINE_CONFIGURATION_ERROR_HPP

#include <trotline/core/error.hpp>
#include <trotline/core/message.hpp>
#include <trotline/core/near_miss.hpp>
#include <trotline/core/text_position.hpp>
#include <trotline/json/string.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/path/object_path.hpp>
#include <trotline/path/parse.hpp>

#include <cstddef>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// Why a text is not a configuration, and where.
struct configuration_error {
    std::string part{};     // `fields[1].value`; empty: the whole text
    std::string message{};  // for people; never the text itself, which may be secret
    std::size_t offset = 0;
    text_position position{};  // of the offset
};

// `3:12: fields[1].value: expected ...`: line, column, part.
inline std::string to_string(configuration_error const& e) {
    std::string text = to_string(e.position) + ": ";
    if (!e.part.empty()) append_visible(text, e.part), text += ": ";
    return text.append(e.message);
}
inline std::ostream& operator<<(std::ostream& out, configuration_error const& e) {
    return out << to_string(e);
}

namespace detail {

inline configuration_error error_at(std::string part, std::string message, std::string_view text,
                                    std::size_t offset) {
    return {std::move(part), std::move(message), offset, position_in(text, offset)};
}

// The position in a JSON string that a byte of its value comes from.
inline std::size_t offset_in_string(std::string_view json, std::size_t offset) {
    if (offset == npos || !json.starts_with('"')) return 0;
    char const* from = json.data() + 1;
    char const* const end = json.data() + json.size() - 1;
    for (std::size_t decoded = 0; from != end;) {
        char const* next = from + 1;
        std::size_t size = 1;
        if (*from == '\\') {
            next = from;
            size = json::decode_escape(next, end).size;
        }
        if (decoded + size > offset) break;
        decoded += size;
        from = next;
    }
    return static_cast<std::size_t>(from - json.data());
}

// An error in a part of the JSON text; the offset is in the part's own text, or npos. A missing
// part is reported where it should be.
inline configuration_error error_in(std::string part, std::string message, std::size_t offset,
                                    std::string_view text) {
    auto const path = object_path::parse(part);
    std::size_t where = 0;
    if (path) {
        auto const found = get<raw_view>(text, *path);
        if (found)
            where = static_cast<std::size_t>(found->text.data() - text.data()) +
                    offset_in_string(found->text, offset);
        else if (!found.error().document())
            where = found.error().rows().front().offset;
    }
    return error_at(std::move(part), std::move(message), text, where);
}

// An error for a text that is not JSON, or a part with another type.
inline configuration_error error_of(document_failure const& document,
                                    std::span<row_failure const> rows, std::string_view text) {
    if (document) {
        std::string message(name(document.code));
        if (!document.expected.empty()) message.append(": expected ").append(document.expected);
        return error_at({}, std::move(message), text, document.offset);
    }
    row_failure const& row = rows.front();
    std::string_view const inner = row.inner.view();
    std::string message = row.code == code::missing     ? "not there"
                          : row.code == code::ambiguous ? "there more than once"
                                                        : "found " + std::string(name(row.found));
    if (row.code == code::out_of_range) message += " that is out of range";
    if (row.code != code::ambiguous && !row.expected.empty())
        message.append(", expected ").append(row.expected);
    return error_at(std::string(inner.substr(inner.starts_with('.') ? 1 : 0)), std::move(message),
                    text, row.offset);
}

inline std::string unknown_member_message(std::string_view name, auto const& names) {
    std::string message = "there is no member `";
    append_visible(message, name);
    near_miss meant(name);
    for (std::string_view const each : names) meant.offer(each);
    if (!meant.name().empty())
        return message.append("`: did you mean `").append(meant.name()).append("`?");
    message += "`, expected one of ";
    for (std::size_t i = 0; i < names.size(); ++i)
        message.append(i == 0 ? "" : ", ").append(names[i]);
    return message;
}
}  // namespace detail
}  // namespace trotline
#endif
