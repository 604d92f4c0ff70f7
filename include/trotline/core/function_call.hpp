// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_FUNCTION_CALL_HPP
#define TROTLINE_CORE_FUNCTION_CALL_HPP
// Reads the names of functions that change a value, as templates (`${NAME | trim | upper}`) and
// rows (`data.id | to_integer`) write them.
//   functions = *( *SP "|" *SP function )
//   function  = name [ "(" [ argument ] ")" ] [ "[" [ "-" ] 1*9DIGIT "]" ]
//   name      = ALPHA *( ALPHA / DIGIT / "_" )
//   argument  = word / "'" *any "'" / DQUOTE *any DQUOTE
//   word      = 1*( ALPHA / DIGIT / "_" )
// Between quotes stands any UTF-8 but control characters and the quote itself. There are no
// escapes: a text with one kind of quote is written between the other. Nothing here allocates.

#include <trotline/core/ascii.hpp>
#include <trotline/core/conversion.hpp>
#include <trotline/core/near_miss.hpp>
#include <trotline/core/utf8.hpp>

#include <cstddef>
#include <span>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// Where a row's text has its functions: the size of the path before them; npos: it has none. They
// begin with a `|` that follows a blank, outside of quotes and brackets.
constexpr std::size_t path_size_before_functions(std::string_view text) {
    std::size_t brackets = 0;
    char quote = '\0';
    for (std::size_t i = 0; i != text.size(); ++i) {
        char const c = text[i];
        if (quote != '\0') {
            if (c == '\\' && i + 1 != text.size()) ++i;
            if (c == quote) quote = '\0';
        } else if ((c == '\'' || c == '"') && brackets != 0) {
            quote = c;
        } else if (c == '[' || c == '(') {
            ++brackets;
        } else if (c == ']' || c == ')') {
            if (brackets != 0) --brackets;
        } else if (c == '|' && brackets == 0 && i != 0 && text[i - 1] == ' ') {
            while (i != 0 && text[i - 1] == ' ') --i;
            return i;
        }
    }
    return text.npos;
}

struct function_call {
    std::string_view name{}, argument{};
    std::size_t argument_at = 0;  // its offset in the text, or that of what follows the name
    bool has_argument = false, is_quoted = false, has_index = false;
    int index = 0;
};

// One of the functions that are allowed. `unless`: the error for a name that is almost this one.
struct known_function {
    std::string_view name;
    std::string_view unless;
    // Returns what is expected instead of the argument or index; empty: they are right.
    refusal (*refused)(function_call const&);
};

// Where a text is no function, and what is expected there.
struct function_error {
    std::size_t offset = 0;
    std::string_view expected{};
};

constexpr bool is_word_character(char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || is_digit(c) || c == '_';
}

class function_scanner {
  public:
    constexpr function_scanner(std::string_view text, std::size_t at) : text_(text), at_(at) {}

    // Reads `| function` if it is next. Returns false at anything else, and after an error.
    constexpr bool next(function_call& to) {
        std::size_t const bar = text_.find_first_not_of(' ', at_);
        if (bar == text_.npos || text_[bar] != '|') return false;
        at_ = text_.find_first_not_of(' ', bar + 1);
        if (at_ == text_.npos) at_ = text_.size();
        return call(to);
    }

    // Reads a function.
    constexpr bool call(function_call& to) {
        to = {};
        std::size_t const begin = at_;
        to.name = word();
        if (to.name.empty() || is_digit(to.name.front()))
            return fail(begin, "expected a function's name");
        to.argument_at = at_;
        if (takes('(')) {
            to.argument_at = at_;
            if (!argument(to)) return false;
            if (!takes(')')) return fail(at_, "expected ) after the function's argument");
        }
        return !takes('[') || index(to);
    }

    // The offset of what was not read.
    constexpr std::size_t at() const { return at_; }
    constexpr function_error error() const { return error_; }

    constexpr bool fail(std::size_t offset, std::string_view expected) {
        error_ = {offset, expected};
        return false;
    }

  private:
    constexpr bool takes(char c) {
        bool const there = at_ < text_.size() && text_[at_] == c;
        at_ += there;
        return there;
    }
    constexpr std::string_view word() {
        std::size_t const begin = at_;
        while (at_ < text_.size() && is_word_character(text_[at_])) ++at_;
        return text_.substr(begin, at_ - begin);
    }
    constexpr bool argument(function_call& to) {
        for (char const quote : {'\'', '"'}) {
            if (!takes(quote)) continue;
            std::size_t const begin = at_;
            while (at_ < text_.size() && text_[at_] != quote) {
                if (static_cast<unsigned char>(text_[at_]) < 0x20 || text_[at_] == 0x7f)
                    return fail(at_, "expected no control character in a function's argument");
                ++at_;
            }
            if (at_ == text_.size()) return fail(at_, "expected the argument's closing quote");
            to.argument = text_.substr(begin, at_ - begin);
            if (!is_utf8(to.argument))
                return fail(begin + utf8_error_offset(to.argument),
                            "expected UTF-8 in a function's argument");
            to.has_argument = to.is_quoted = true;
            ++at_;
            return true;
        }
        to.argument = word();
        to.has_argument = !to.argument.empty();
        if (!to.has_argument && (at_ == text_.size() || text_[at_] != ')'))
            return fail(at_, "expected a word, or a text in quotes");
        return true;
    }
    constexpr bool index(function_call& to) {
        bool const from_end = takes('-');
        std::size_t const begin = at_;
        while (at_ < text_.size() && is_digit(text_[at_]) && at_ - begin < 9)
            to.index = to.index * 10 + (text_[at_++] - '0');
        if (at_ == begin) return fail(at_, "expected a whole number");
        if (from_end) to.index = -to.index;
        to.has_index = true;
        return takes(']') || fail(at_, "expected ]");
    }

    std::string_view text_;
    std::size_t at_;
    function_error error_{};
};

// Finds the function with that name, and checks its argument. Returns its place among those known;
// otherwise their number, and the scanner has the error. `none`: what is expected if no name is
// similar.
constexpr std::size_t find_function(function_call const& call, std::string_view text,
                                    std::span<known_function const> known, std::string_view none,
                                    function_scanner& scanner) {
    near_miss meant(call.name);
    for (std::size_t i = 0; i != known.size(); ++i) {
        if (known[i].name != call.name) {
            meant.offer(known[i].name);
            continue;
        }
        std::string_view const expected = known[i].refused(call);
        if (expected.empty()) return i;
        scanner.fail(call.argument_at, expected);
        return known.size();
    }
    for (known_function const& each : known)
        if (each.name == meant.name()) none = each.unless;
    scanner.fail(static_cast<std::size_t>(call.name.data() - text.data()), none);
    return known.size();
}

// Checks of arguments, for known_function.
constexpr refusal takes_nothing(function_call const& call) {
    if (call.has_index) return "expected no index: only split takes one";
    return call.has_argument ? "expected no argument" : "";
}
constexpr refusal may_take_text(function_call const& call) {
    if (call.has_index) return "expected no index: only split takes one";
    return call.has_argument && !call.is_quoted ? "expected a text in quotes" : "";
}

}  // namespace trotline::detail
#endif
