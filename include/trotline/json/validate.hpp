// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_VALIDATE_HPP
#define TROTLINE_JSON_VALIDATE_HPP
// Validates a JSON text: the whole grammar of RFC 8259, UTF-8, nothing after the value, and a limit
// of depth.

#include <trotline/core/cursor.hpp>
#include <trotline/json/container_stack.hpp>
#include <trotline/json/kernel/dispatch.hpp>
#include <trotline/json/number.hpp>
#include <trotline/json/string.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::json {

namespace detail {

// The validator that says where the text is wrong, and why. It reads byte by byte. Its results
// define what the fast validators must decide.
class exact_validator {
  public:
    constexpr exact_validator(std::string_view text, std::size_t depth_limit)
        : begin_(text.data()),
          at_(begin_),
          end_(begin_ + text.size()),
          depth_limit_(depth_limit < most_depth_limit ? depth_limit : most_depth_limit) {}

    constexpr document_failure run() {
        char const* expected_value = "a value";
        for (;;) {
            // before a value, skip blanks
            skip_blanks();
            if (at_ == end_) return wrong(expected_value);
            char const first = *at_;
            if (first == '{' || first == '[') {
                bool const object = first == '{';
                if (containers_.depth() == depth_limit_)
                    return {code::too_deep, offset(), fewer_levels};
                containers_.push(object);
                ++at_;
                skip_blanks();
                if (at_ != end_ && *at_ == (object ? '}' : ']')) {
                    ++at_;
                    containers_.pop();
                } else if (!object) {
                    expected_value = "a value or ']'";
                    continue;
                } else {
                    if (auto const failure = name("a member name or '}'")) return failure;
                    expected_value = "a value";
                    continue;
                }
            } else if (auto const failure = scalar(first, expected_value)) {
                return failure;
            }
            // after a value: close the containers that end here, and go on to the next value
            for (;;) {
                skip_blanks();
                if (containers_.depth() == 0)
                    return at_ == end_ ? document_failure{} : wrong("the end of the text");
                bool const object = containers_.innermost_is_object();
                if (at_ == end_) return wrong(object ? "',' or '}'" : "',' or ']'");
                if (*at_ == ',') {
                    ++at_;
                    if (object)
                        if (auto const failure = name("a member name")) return failure;
                    expected_value = "a value";
                    break;
                }
                if (*at_ != (object ? '}' : ']'))
                    return wrong(object ? "',' or '}'" : "',' or ']'");
                ++at_;
                containers_.pop();
            }
        }
    }

  private:
    constexpr std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }
    constexpr document_failure wrong(char const* expected) const {
        return {code::malformed, offset(), expected};
    }
    constexpr void skip_blanks() { at_ = after_blanks(at_, end_); }

    constexpr document_failure take(lexed const& token) {
        at_ = token.at;
        return token.expected == nullptr ? document_failure{} : wrong(token.expected);
    }
    // a member's name and the colon after it
    constexpr document_failure name(char const* expected) {
        skip_blanks();
        if (at_ == end_ || *at_ != '"') return wrong(expected);
        if (auto const failure = take(lex_string(at_ + 1, end_))) return failure;
        ++at_;
        skip_blanks();
        if (at_ == end_ || *at_ != ':') return wrong("':'");
        ++at_;
        return {};
    }
    constexpr document_failure scalar(char first, char const* expected) {
        switch (kind_of_value_starting_with(first)) {
            case kind::string: {
                auto const failure = take(lex_string(at_ + 1, end_));
                if (!failure) ++at_;
                return failure;
            }
            case kind::number:
                return take(lex_number(at_, end_));
            case kind::boolean:
                return take(lex_literal_name(at_, end_, first == 't' ? "true" : "false"));
            case kind::null:
                return take(lex_literal_name(at_, end_, "null"));
            default:
                return wrong(expected);
        }
    }

    char const* begin_;
    char const* at_;
    char const* end_;
    std::size_t depth_limit_;
    container_stack containers_;
};

}  // namespace detail

// Validates a text. Returns no failure if it is valid. Otherwise the offset of the first byte that
// no valid text could have there (the text's size, if it ends too early), and what would be valid
// there. Does not allocate; the stack's size is constant.
constexpr document_failure validate(std::string_view text,
                                    std::size_t depth_limit = default_depth_limit,
                                    member_index* index = nullptr) {
    if (!std::is_constant_evaluated() &&
        detail::best_kernels().is_valid(text.data(), text.data() + text.size(), depth_limit, index))
        return {};
    return detail::exact_validator(text, depth_limit).run();
}

}  // namespace trotline::json
#pragma GCC diagnostic pop
#endif
