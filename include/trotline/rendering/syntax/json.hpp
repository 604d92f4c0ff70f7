// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_SYNTAX_JSON_HPP
#define TROTLINE_RENDERING_SYNTAX_JSON_HPP
// Finds the expressions of a JSON template (RFC 8259), inside strings and instead of values. The
// text around them must be JSON, so that the rendered text always is.

#include <trotline/core/utf8.hpp>
#include <trotline/json/container_stack.hpp>
#include <trotline/json/number.hpp>
#include <trotline/json/string.hpp>
#include <trotline/rendering/template/slot.hpp>

#include <cstddef>
#include <string_view>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

class json_scanner {
  public:
    constexpr json_scanner(std::string_view text, slot_sink& sink)
        : text_(text), end_(text.data() + text.size()), sink_(sink) {}

    constexpr bool scan() {
        enum class next { value, first_element, first_name, name, after_value };
        auto state = next::value;
        json::detail::container_stack open;
        for (;;) {
            blanks();
            char c = current();
            switch (state) {
                case next::first_element:
                    if (c == ']') {
                        ++at_;
                        open.pop();
                        state = next::after_value;
                        break;
                    }
                    [[fallthrough]];
                case next::value:
                    state = next::after_value;
                    if (open.depth() != 0 && !open.innermost_is_object()) {
                        if (at_repetition(text_, at_)) {
                            if (!scan_repetition(text_, at_, place::json_value, sink_))
                                return false;
                            blanks();
                            c = current();
                        }
                        sink_.unit(at_, true);
                    }
                    whole_ = open.depth() == 0 && c != '{' && c != '[';
                    if (c == '{' || c == '[') {
                        if (open.depth() == json::default_depth_limit)
                            return sink_.fail(at_, "expected fewer nested arrays and objects");
                        open.push(c == '{');
                        ++at_;
                        state = c == '{' ? next::first_name : next::first_element;
                    } else if (!scalar(c)) {
                        return false;
                    }
                    break;
                case next::first_name:
                    if (c == '}') {
                        ++at_;
                        open.pop();
                        state = next::after_value;
                        break;
                    }
                    [[fallthrough]];
                case next::name:
                    if (c != '"') return sink_.fail(at_, "expected a member's name in quotes");
                    sink_.unit(at_, true);
                    if (!string()) return false;
                    blanks();
                    if (at_ == text_.size() || text_[at_] != ':')
                        return sink_.fail(at_, "expected a colon");
                    ++at_;
                    state = next::value;
                    break;
                case next::after_value:
                    if (open.depth() == 0)
                        return at_ == text_.size() ||
                               sink_.fail(at_, "expected the end of the JSON text");
                    sink_.unit(at_, false);
                    if (c == ',') {
                        state = open.innermost_is_object() ? next::name : next::value;
                    } else if (c == (open.innermost_is_object() ? '}' : ']')) {
                        open.pop();
                    } else if (open.innermost_is_object()) {
                        return sink_.fail(at_, "expected , or }");
                    } else {
                        return sink_.fail(at_, "expected , or ]");
                    }
                    ++at_;
                    break;
            }
        }
    }

  private:
    constexpr char current() const { return at_ == text_.size() ? '\0' : text_[at_]; }
    constexpr bool dollar(trotline::place where) {
        if (whole_ && text_.substr(at_).starts_with("${?"))
            return sink_.fail(at_ + 2, "expected no ?: the whole JSON text cannot be left out");
        return scan_dollar(text_, at_, where, sink_);
    }
    constexpr void blanks() {
        while (at_ < text_.size() && json::is_blank(text_[at_])) ++at_;
    }
    constexpr bool take(json::lexed token, char const* expected) {
        at_ = static_cast<std::size_t>(token.at - text_.data());
        return token.expected == nullptr || sink_.fail(at_, expected);
    }

    constexpr bool scalar(char c) {
        char const* const at = text_.data() + at_;
        switch (at_ == text_.size() ? kind::nothing
                : c == '$'          ? kind::text
                                    : json::kind_of_value_starting_with(c)) {
            case kind::string:
                return string();
            case kind::number:
                return take(json::lex_number(at, end_), "expected a digit");
            case kind::boolean:
                return take(json::lex_literal_name(at, end_, c == 't' ? "true" : "false"),
                            "expected true or false");
            case kind::null:
                return take(json::lex_literal_name(at, end_, "null"), "expected null");
            case kind::text: {
                std::size_t const begin = at_;
                if (!dollar(place::json_value)) return false;
                return (at_ > begin + 1 && text_[begin + 1] != '$') ||
                       sink_.fail(begin + 1,
                                  "expected a parameter's name: a dollar can stand only inside of "
                                  "a string");
            }
            default:
                return sink_.fail(at_, "expected a value");
        }
    }

    constexpr bool string() {
        for (++at_;;) {
            if (at_ == text_.size()) return sink_.fail(at_, "expected a closing quote");
            char const c = text_[at_];
            char const* const at = text_.data() + at_;
            if (c == '"') {
                ++at_;
                return true;
            }
            if (c == '$') {
                if (!dollar(place::json_string)) return false;
            } else if (c == '\\') {
                if (!take(json::lex_escape(at, end_),
                          "expected an escape: one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"))
                    return false;
            } else if (static_cast<unsigned char>(c) < 0x20) {
                return sink_.fail(at_, "expected no control character in a string");
            } else {
                auto const sequence = utf8_sequence_at(at, end_);
                if (sequence.size == 0) return sink_.fail(at_ + sequence.wrong, "expected UTF-8");
                at_ += sequence.size;
            }
        }
    }

    std::string_view text_;
    char const* end_;
    slot_sink& sink_;
    std::size_t at_ = 0;
    bool whole_ = false;  // reads the outermost value
};

constexpr bool scan_json(std::string_view text, slot_sink& sink) {
    return json_scanner(text, sink).scan();
}

}  // namespace trotline::detail
#pragma GCC diagnostic pop
#endif
