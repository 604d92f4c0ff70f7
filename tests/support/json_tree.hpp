// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_JSON_TREE_HPP
#define TROTLINE_TESTS_SUPPORT_JSON_TREE_HPP

#include <trotline/core/utf8.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// A JSON text as a tree, as plainly as possible. It may allocate and recurse.
namespace trotline_tests {

struct tree {
    enum class kind { null, boolean, number, text, array, object };

    kind is = kind::null;
    bool truth = false;  // boolean
    std::string text;    // text, decoded; number, as it is written
    std::string name;    // of a member, decoded
    // The elements of an array or the members of an object, in the document's order; a name that
    // occurs twice is there twice.
    std::vector<tree> children;
};

namespace detail {

// RFC 8259.
class json_reader {
  public:
    explicit json_reader(std::string_view text) : rest_(text) {}

    tree document() {
        tree t = value();
        blanks();
        if (!rest_.empty()) wrong("the end");
        return t;
    }

  private:
    [[noreturn]] static void wrong(char const* expected) {
        throw std::runtime_error(std::string("not JSON: expected ") + expected);
    }
    void blanks() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
    }
    bool take(std::string_view word) {
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    tree value() {
        blanks();
        tree t;
        if (take("null")) return t;
        if (take("true") || take("false")) {
            t.is = tree::kind::boolean;
            t.truth = rest_.data()[-2] == 'u';
        } else if (take("\"")) {
            t.is = tree::kind::text;
            t.text = text();
        } else if (take("[")) {
            t.is = tree::kind::array;
            children(t, "]");
        } else if (take("{")) {
            t.is = tree::kind::object;
            children(t, "}");
        } else {
            t.is = tree::kind::number;
            t.text = number();
        }
        return t;
    }
    void children(tree& t, std::string_view end) {
        blanks();
        if (take(end)) return;
        do {
            std::string name;
            if (t.is == tree::kind::object) {
                blanks();
                if (!take("\"")) wrong("a name");
                name = text();
                blanks();
                if (!take(":")) wrong("a colon");
            }
            t.children.push_back(value());
            t.children.back().name = name;
            blanks();
        } while (take(","));
        if (!take(end)) wrong("the end of a container");
    }
    std::string number() {
        auto const size = std::min(rest_.find_first_not_of("+-.0123456789Ee"), rest_.size());
        if (size == 0) wrong("a value");
        std::string const digits(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return digits;
    }
    std::string text() {
        std::string to;
        for (;;) {
            if (rest_.empty()) wrong("a quote");
            char const c = rest_[0];
            rest_.remove_prefix(1);
            if (c == '"') return to;
            if (c != '\\')
                to += c;
            else
                to += escaped();
        }
    }
    std::string escaped() {
        constexpr std::string_view names = "\"\\/bfnrt", characters = "\"\\/\b\f\n\r\t";
        if (rest_.empty()) wrong("an escape");
        if (auto const i = names.find(rest_[0]); i != std::string_view::npos) {
            rest_.remove_prefix(1);
            return {characters[i]};
        }
        char32_t c = unit();
        if (c >= 0xD800 && c < 0xDC00 && rest_.starts_with("\\u")) {
            auto const before = rest_;
            rest_.remove_prefix(1);
            char32_t const low = unit();
            if (low >= 0xDC00 && low < 0xE000)
                c = 0x10000 + ((c & 0x3FF) << 10 | (low & 0x3FF));
            else
                rest_ = before;
        }
        if (c >= 0xD800 && c < 0xE000) c = 0xFFFD;
        return std::string(trotline::encode_utf8(c).view());
    }
    char32_t unit() {
        if (rest_.size() < 5 || rest_[0] != 'u') wrong("four digits");
        std::string const digits(rest_.substr(1, 4));
        rest_.remove_prefix(5);
        return static_cast<char32_t>(std::strtoul(digits.c_str(), nullptr, 16));
    }

    std::string_view rest_;
};

// A number as 0.DIGITS times ten to the exponent, without zeros at either end.
struct decimal {
    bool negative = false;
    std::string digits;
    long exponent = 0;

    explicit decimal(std::string_view number) {
        negative = number.starts_with('-');
        auto const mark = std::min(number.find_first_of("eE"), number.size());
        // far beyond every number that has a value
        constexpr long most = 1'000'000'000;
        if (mark != number.size())
            exponent =
                std::clamp(std::strtol(std::string(number.substr(mark + 1)).c_str(), nullptr, 10),
                           -most, most);
        bool fraction = false;
        for (char const c : number.substr(0, mark)) {
            if (c == '.') fraction = true;
            if (c < '0' || c > '9') continue;
            digits += c;
            exponent += !fraction;
        }
        while (digits.starts_with('0')) digits.erase(0, 1), --exponent;
        while (digits.ends_with('0')) digits.pop_back();
        if (digits.empty()) negative = false, exponent = 0;
    }
};

// Negative, zero or positive.
inline int compare_numbers(std::string_view left, std::string_view right) {
    decimal const a(left), b(right);
    if (a.negative != b.negative) return a.negative ? -1 : 1;
    int const sign = a.negative ? -1 : 1;
    if (a.digits.empty() || b.digits.empty())
        return sign * (static_cast<int>(!a.digits.empty()) - static_cast<int>(!b.digits.empty()));
    if (a.exponent != b.exponent) return a.exponent < b.exponent ? -sign : sign;
    return sign * a.digits.compare(b.digits);
}

inline std::string quoted(std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    std::string to = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') to += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            to += {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
        else
            to += c;
    }
    return to + '"';
}

}  // namespace detail

// Throws std::runtime_error if the text is not RFC 8259. A lone surrogate becomes U+FFFD.
inline tree parse_tree(std::string_view json) { return detail::json_reader(json).document(); }

// Deep: objects are equal in any order, numbers by their exact decimal values.
inline bool equal(tree const& a, tree const& b) {
    if (a.is != b.is || a.children.size() != b.children.size()) return false;
    switch (a.is) {
        case tree::kind::null:
            return true;
        case tree::kind::boolean:
            return a.truth == b.truth;
        case tree::kind::number:
            return detail::compare_numbers(a.text, b.text) == 0;
        case tree::kind::text:
            return a.text == b.text;
        case tree::kind::array:
            return std::equal(a.children.begin(), a.children.end(), b.children.begin(),
                              [](auto const& x, auto const& y) { return equal(x, y); });
        case tree::kind::object:
            return std::all_of(a.children.begin(), a.children.end(), [&](auto const& x) {
                return std::any_of(b.children.begin(), b.children.end(),
                                   [&](auto const& y) { return x.name == y.name && equal(x, y); });
            });
    }
    return false;
}

// As JSON text, without blanks.
inline std::string to_json(tree const& node) {
    switch (node.is) {
        case tree::kind::null:
            return "null";
        case tree::kind::boolean:
            return node.truth ? "true" : "false";
        case tree::kind::number:
            return node.text;
        case tree::kind::text:
            return detail::quoted(node.text);
        default:
            break;
    }
    bool const object = node.is == tree::kind::object;
    std::string to(object ? "{" : "[");
    for (tree const& child : node.children) {
        if (to.size() > 1) to += ',';
        if (object) to += detail::quoted(child.name) + ':';
        to += to_json(child);
    }
    return to + (object ? '}' : ']');
}

}  // namespace trotline_tests
#endif
