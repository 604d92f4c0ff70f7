// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_JSON_REFERENCE_HPP
#define TROTLINE_TESTS_JSON_REFERENCE_HPP
// JSON a second time, written only to be obviously correct: an automaton that reads one byte after
// the other and refuses the first one that no valid text could have there. It shares no code with
// the library.

#include <cstddef>
#include <string>
#include <string_view>

namespace reference {

class automaton {
  public:
    // false: no valid text begins with the bytes so far
    bool feed(unsigned char c) {
        switch (state_) {
            case in_string:
                return string(c);
            case escape:
                if (c == 'u') return digits_ = 0, unit_ = 0, state_ = hexadecimal, true;
                if (std::string_view("\"\\/bfnrt").find(static_cast<char>(c)) ==
                    std::string_view::npos)
                    return false;
                return state_ = in_string, true;
            case hexadecimal:
                return digit(c);
            case second_backslash:
                return c == '\\' && (state_ = second_u, true);
            case second_u:
                return c == 'u' && (digits_ = 0, unit_ = 0, state_ = hexadecimal, true);
            case utf8:
                if (c < low_ || c > high_) return false;
                low_ = 0x80, high_ = 0xBF;
                if (--continuation_ == 0) state_ = in_string;
                return true;
            case literal:
                if (c != static_cast<unsigned char>(rest_.front())) return false;
                rest_.remove_prefix(1);
                if (rest_.empty()) after_value();
                return true;
            case minus:
                if (c == '0') return state_ = zero, true;
                if (c >= '1' && c <= '9') return state_ = whole, true;
                return false;
            case zero:
            case whole:
                if (state_ == whole && is_digit(c)) return true;
                if (c == '.') return state_ = point, true;
                [[fallthrough]];
            case fraction:
                if (state_ == fraction && is_digit(c)) return true;
                if (c == 'e' || c == 'E') return state_ = exponent_mark, true;
                [[fallthrough]];
            case exponent:
                if (state_ == exponent && is_digit(c)) return true;
                after_value();
                return structure(c);
            case point:
                return is_digit(c) && (state_ = fraction, true);
            case exponent_mark:
                if (c == '+' || c == '-') return state_ = exponent_sign, true;
                [[fallthrough]];
            case exponent_sign:
                return is_digit(c) && (state_ = exponent, true);
            default:
                return structure(c);
        }
    }
    bool complete() const {
        return stack_.empty() && (state_ == after || state_ == zero || state_ == whole ||
                                  state_ == fraction || state_ == exponent);
    }
    std::size_t depth() const { return stack_.size(); }

  private:
    enum state {
        value,
        first_element,
        first_name,
        name,
        colon,
        after,  // between tokens
        in_string,
        escape,
        hexadecimal,
        second_backslash,
        second_u,
        utf8,  // in a string
        literal,
        minus,
        zero,
        whole,
        point,
        fraction,
        exponent_mark,
        exponent_sign,
        exponent  // in a literal name or a number
    };

    static bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
    void after_value() { state_ = after; }

    bool structure(unsigned char c) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return true;
        switch (state_) {
            case first_element:
                if (c == ']') return stack_.pop_back(), after_value(), true;
                [[fallthrough]];
            case value:
                is_name_ = false;
                if (c == '{') return stack_ += '}', state_ = first_name, true;
                if (c == '[') return stack_ += ']', state_ = first_element, true;
                if (c == '"') return state_ = in_string, true;
                if (c == '-') return state_ = minus, true;
                if (c == '0') return state_ = zero, true;
                if (is_digit(c)) return state_ = whole, true;
                if (c == 't') return rest_ = "rue", state_ = literal, true;
                if (c == 'f') return rest_ = "alse", state_ = literal, true;
                if (c == 'n') return rest_ = "ull", state_ = literal, true;
                return false;
            case first_name:
                if (c == '}') return stack_.pop_back(), after_value(), true;
                [[fallthrough]];
            case name:
                if (c != '"') return false;
                return is_name_ = true, state_ = in_string, true;
            case colon:
                return c == ':' && (state_ = value, true);
            default:
                if (stack_.empty()) return false;
                if (c == ',') return state_ = stack_.back() == '}' ? name : value, true;
                if (c != static_cast<unsigned char>(stack_.back())) return false;
                return stack_.pop_back(), after_value(), true;
        }
    }
    bool string(unsigned char c) {
        if (c == '"') return state_ = is_name_ ? colon : after, true;
        if (c == '\\') return high_surrogate_ = false, state_ = escape, true;
        if (c < 0x20) return false;
        if (c < 0x80) return true;
        if (c < 0xC2 || c > 0xF4) return false;
        continuation_ = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
        low_ = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
        high_ = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
        return state_ = utf8, true;
    }
    bool digit(unsigned char c) {
        unsigned const value_of = is_digit(c)            ? c - '0'
                                  : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                         : 16;
        if (value_of == 16) return false;
        unit_ = unit_ * 16 + value_of;
        ++digits_;
        if (high_surrogate_) {
            if (digits_ == 1 && unit_ != 0xD) return false;
            if (digits_ == 2 && unit_ < 0xDC) return false;
        } else if (digits_ == 2 && unit_ >= 0xDC && unit_ <= 0xDF) {
            return false;
        }
        if (digits_ < 4) return true;
        bool const high = !high_surrogate_ && unit_ >= 0xD800 && unit_ <= 0xDBFF;
        high_surrogate_ = high;
        return state_ = high ? second_backslash : in_string, true;
    }

    state state_ = value;
    std::string stack_;  // the brackets that will close what is open
    bool is_name_ = false;
    bool high_surrogate_ = false;
    unsigned digits_ = 0, unit_ = 0;
    unsigned continuation_ = 0;
    unsigned char low_ = 0x80, high_ = 0xBF;
    std::string_view rest_;
};

struct verdict {
    bool valid;
    std::size_t offset;  // the first byte that no valid text could have there
    std::size_t depth;   // the deepest nesting of containers
};

inline verdict judge(std::string_view text) {
    automaton a;
    std::size_t depth = 0;
    for (std::size_t i = 0; i != text.size(); ++i) {
        if (!a.feed(static_cast<unsigned char>(text[i]))) return {false, i, depth};
        if (a.depth() > depth) depth = a.depth();
    }
    return {a.complete(), text.size(), depth};
}

}  // namespace reference
#endif
