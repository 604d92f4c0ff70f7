// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CONFIGURATION_ERROR_HPP
#define TROTLINE_CONFIGURATION_ERROR_HPP

#include <trotline/core/ascii.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/message.hpp>
#include <trotline/core/near_miss.hpp>
#include <trotline/core/text_position.hpp>
#include <trotline/json/character.hpp>
#include <trotline/json/string.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/path/object_path.hpp>
#include <trotline/path/parse.hpp>
#include <trotline/rendering/template/template_text.hpp>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// Why a text is not a configuration, and where: the first error, and the others.
struct configuration_error {
    // of more errors only these are kept
    static constexpr std::size_t most_named = detail::most_named_errors;

    std::string part{};  // `fields[1].value`; empty: the whole text
    // for people; of the text it shows names of members and at most one other character, because a
    // value may be secret
    std::string message{};
    std::size_t offset = 0;
    text_position position{};  // of the offset
    // of the first: those after it in the text
    std::vector<configuration_error> further{};
};

// `3:12: fields[1].value: expected ...`: line, column, part. Each error begins a line, with the
// text `before` it, for example a file's name and a colon.
inline std::string to_string(configuration_error const& e, std::string_view before = {}) {
    std::string text(before);
    text.append(to_string(e.position)).append(": ");
    if (!e.part.empty()) append_visible(text, e.part), text += ": ";
    text += e.message;
    for (configuration_error const& each : e.further)
        text.append("\n").append(to_string(each, before));
    return text;
}
inline std::ostream& operator<<(std::ostream& out, configuration_error const& e) {
    return out << to_string(e);
}

namespace detail {

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

// What to write instead of what people write who take JSON for something else; `found` is a
// character that is wrong in `before` and itself.
inline std::string_view json_hint(std::string_view before, std::string_view found) {
    if (found.empty()) return {};
    while (!before.empty() && json::is_blank(before.back())) before.remove_suffix(1);
    char const c = found.front();
    if ((c == ']' || c == '}') && before.ends_with(','))
        return ": remove the comma before it, which is the last";
    if (c == '/' || c == '#') return ": remove the comment, JSON has none";
    if (c == '\'' || c == '`' || found == "\u201c" || found == "\u201d")
        return ": write the quotes as \"";
    if (c == '\n' || c == '\r') return ": write a line end in a text as \\n";
    if (c == '\t') return ": write a tabulator in a text as \\t";
    if (c == 'T' || c == 'F' || c == 'N')
        return ": write true, false and null in small letters; NaN is none of them";
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_')
        return ": write names and texts in quotes";
    if (c == '+') return ": write the number without +";
    if (is_digit(c) && before.ends_with('0')) return ": write the number without zeros before it";
    return static_cast<unsigned char>(c) >= 0x80 && found.size() == 1 ? ": save it as UTF-8" : "";
}

// Why the text is not JSON.
inline std::string not_json_message(document_failure const& why, std::string_view text) {
    std::string message(name(why.code));
    std::string_view const found = character_at(text, why.offset);
    bool const malformed = why.code == code::malformed;
    if (malformed) {
        message += ": found the end";
        if (!found.empty()) append_visible(message = "malformed: found `", found), message += '`';
    }
    message.append(why.expected.empty() ? "" : ", expected ").append(why.expected);
    if (malformed && why.expected.find(':') == npos)
        message += json_hint(text.substr(0, why.offset), found);
    return message;
}

// Why a part has not the type that is wanted.
inline std::string wrong_type_message(row_failure const& why) {
    std::string message = why.code == code::ambiguous ? "there more than once: remove one of them"
                                                      : "found " + std::string(name(why.found));
    if (why.code == code::out_of_range) message += " that is out of range";
    if (why.code != code::ambiguous && !why.expected.empty())
        message.append(", expected ").append(why.expected);
    bool const quoted = why.found == kind::string && (why.expected.starts_with("a number") ||
                                                      why.expected.starts_with("an integer") ||
                                                      why.expected.starts_with("true"));
    return quoted ? message + ": write it without quotes" : message;
}

// Names that other tools have for some of our members.
struct other_name {
    std::string_view theirs, ours;
};
inline constexpr other_name other_names[] = {{"headers", "fields"},
                                             {"header", "fields"},
                                             {"params", "query"},
                                             {"parameters", "query"},
                                             {"timeout", "deadline"},
                                             {"auth", "authorization"},
                                             {"content", "body"},
                                             {"data", "body"},
                                             {"payload", "body"},
                                             {"token", "secret"},
                                             {"password", "secret"},
                                             {"username", "user"},
                                             {"json", "text"},
                                             {"content_type", "media_type"},
                                             {"filename", "file_name"},
                                             {"param", "parameter"},
                                             {"variable", "parameter"},
                                             {"name", "parameter"},
                                             {"jsonpath", "path"},
                                             {"xpath", "path"},
                                             {"required", "optional"},
                                             {"values", "allowed"},
                                             {"namespaces", "prefixes"},
                                             {"type", "scheme"},
                                             {"key", "name"}};

// Collects what is wrong in a configuration's text. First what its structure is, then what is wrong
// in parts that have the right structure: an error there that a wrong structure may have caused is
// left out.
class configuration_errors {
  public:
    // The text must be JSON when its parts are looked for, and outlive this.
    explicit configuration_errors(std::string_view text) : text_(text) {}

    // A wrong structure at an offset of the text, in an object: a member that is unknown (then the
    // part is the object itself), has the wrong type, or is there twice. The object is not looked
    // at further, unless it is the whole text: there only the wrong member is not, and if one is
    // unknown, no other is asked for.
    void wrong_structure(std::string part, std::string message, std::size_t offset,
                         std::string object) {
        lacks_members_ |= part.empty();
        if (!part.empty()) doubtful_.push_back(part);
        if (!object.empty() && object != part) doubtful_.push_back(std::move(object));
        if (errors_.size() < configuration_error::most_named)
            errors_.push_back({std::move(part), std::move(message), offset});
    }

    // A wrong part; the offset is in its own text, or npos. A missing part is reported where it
    // should be.
    void wrong_part(std::string part, std::string message, std::size_t offset = npos) {
        auto const [where, is_there] = place_of(part, offset);
        if (is_doubtful(part) || (!is_there && lacks_members_ && part.find_first_of(".[") == npos))
            return;
        errors_.push_back({std::move(part), std::move(message), where});
    }

    std::string_view text() const { return text_; }
    bool empty() const { return errors_.empty(); }

    // All of them, in the order of the text. Not without any.
    configuration_error take() {
        std::stable_sort(errors_.begin(), errors_.end(),
                         [](auto const& a, auto const& b) { return a.offset < b.offset; });
        // (both lists of rows have the errors of the prefixes)
        auto const same = [](auto const& a, auto const& b) {
            return a.part == b.part && a.message == b.message;
        };
        errors_.erase(std::unique(errors_.begin(), errors_.end(), same), errors_.end());
        errors_.resize((std::min)(errors_.size(), configuration_error::most_named));
        for (auto& each : errors_) each.position = position_in(text_, each.offset);
        configuration_error first = std::move(errors_.front());
        errors_.erase(errors_.begin());
        first.further = std::move(errors_);
        return first;
    }

  private:
    std::pair<std::size_t, bool> place_of(std::string const& part, std::size_t offset) const {
        auto const path = object_path::parse(part);
        if (!path) return {0, false};
        auto const found = get<raw_view>(text_, *path);
        if (found)
            return {static_cast<std::size_t>(found->text.data() - text_.data()) +
                        offset_in_string(found->text, offset),
                    true};
        return {found.error().rows().front().offset, false};
    }
    bool is_doubtful(std::string_view part) const {
        for (std::string_view const each : doubtful_)
            if (part.starts_with(each) && (part.size() == each.size() || part[each.size()] == '.' ||
                                           part[each.size()] == '['))
                return true;
        return false;
    }

    std::string_view text_;
    std::vector<configuration_error> errors_;
    std::vector<std::string> doubtful_;
    bool lacks_members_ = false;
};

inline std::string unknown_member_message(std::string_view name, auto const& names) {
    std::string message = "there is no member `";
    append_visible(message, name);
    near_miss meant(name);
    std::string_view known;
    for (std::string_view const each : names) {
        meant.offer(each);
        for (auto const& [theirs, ours] : other_names)
            if (ours == each && edit_distance(theirs, name) == 0) known = each;
    }
    if (!meant.name().empty()) known = meant.name();
    if (!known.empty()) return message.append("`: did you mean `").append(known).append("`?");
    message += "`, expected one of ";
    for (std::size_t i = 0; i < names.size(); ++i)
        message.append(i == 0 ? "" : ", ").append(names[i]);
    return message;
}
}  // namespace detail
}  // namespace trotline
#endif
