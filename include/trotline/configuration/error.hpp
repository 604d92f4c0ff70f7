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
    static constexpr std::size_t most_named = 20;  // of more errors only these are kept

    std::string part{};  // `fields[1].value`; empty: the whole text
    std::string
        message{};  // for people; of the text it has at most a character, as it may be secret
    std::size_t offset = 0;
    text_position position{};  // of the offset
    // of the first: those after it in the text
    std::vector<configuration_error> further{};
};

// `3:12: fields[1].value: expected ...`: line, column, part. Each error begins a line, with the text
// `before` it, for example a file's name and a colon.
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

// Why the text is not JSON.
inline std::string not_json_message(document_failure const& why, std::string_view text) {
    std::string message(name(why.code));
    if (why.code == code::malformed) {
        std::string_view const found = character_at(text, why.offset);
        message += ": found the end";
        if (!found.empty()) append_visible(message = "malformed: found `", found), message += '`';
    }
    return message.append(why.expected.empty() ? "" : ", expected ").append(why.expected);
}

// Why a part has not the type that is wanted.
inline std::string wrong_type_message(row_failure const& why) {
    std::string message = why.code == code::missing     ? "not there"
                          : why.code == code::ambiguous ? "there more than once: remove one of them"
                                                        : "found " + std::string(name(why.found));
    if (why.code == code::out_of_range) message += " that is out of range";
    if (why.code != code::ambiguous && !why.expected.empty())
        message.append(", expected ").append(why.expected);
    return message;
}

// Collects what is wrong in a configuration's text. First what its structure is, then what is wrong
// in parts that have the right structure: an error there that a wrong structure may have caused is
// left out.
class configuration_errors {
  public:
    // The text must be JSON when its parts are looked for, and outlive this.
    explicit configuration_errors(std::string_view text) : text_(text) {}

    // A wrong structure at an offset of the text, in an object: a member that is unknown, has the
    // wrong type, or is there twice. The object is not looked at further, unless it is the whole
    // text, of which only missing members are not asked for any more.
    void wrong_structure(std::string part, std::string message, std::size_t offset,
                         std::string object) {
        if (object.empty())
            lacks_members_ = true;
        else
            doubtful_.push_back(std::move(object));
        doubtful_.push_back(part);
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
        return {found.error().document() ? 0 : found.error().rows().front().offset, false};
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
