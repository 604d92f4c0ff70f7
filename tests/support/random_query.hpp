// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_RANDOM_QUERY_HPP
#define TROTLINE_TESTS_SUPPORT_RANDOM_QUERY_HPP

#include <initializer_list>
#include <random>
#include <string>

// Makes random JSON texts, and random queries that select something in many of them, because both
// use the same few names and values. With the same compiler, the same seed gives the same texts.
namespace trotline_tests {

class random_query_source {
  public:
    explicit random_query_source(unsigned seed) : random_(seed) {}

    // A JSON text with nested objects and arrays up to that depth; no object has a name twice.
    std::string document(int depth = 4) { return blanks() + value(depth) + blanks(); }

    // A valid query.
    std::string query() {
        std::string text = one_of({"$", "$", "a", "*", "..b", "[0]", "[?@.a]"});
        for (int n = below(4); n > 0; --n) text += segment(2);
        return text;
    }

  private:
    int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
    std::string one_of(std::initializer_list<char const*> texts) {
        return texts.begin()[below(static_cast<int>(texts.size()))];
    }
    std::string blanks() { return one_of({"", "", "", " ", "\n\t"}); }

    std::string scalar() {
        return one_of({"null", "true", "false", "0", "-1", "1", "1.0", "10e-1", "2.5", "\"\"",
                       "\"a\"", "\"b\"", "\"ab\"", "\"1\"", "\"\\u0061b\"", "\"\xC3\xA9\\n\"",
                       "12345678901234567890"});
    }
    std::string value(int depth) {
        if (depth == 0 || below(4) == 0) return scalar();
        bool const object = below(2) == 0;
        std::string text(object ? "{" : "[");
        bool first = true;
        for (char const name : {'a', 'b', 'c', 'd'}) {
            if (below(3) == 0) continue;
            text += (first ? "" : ",") + blanks();
            first = false;
            if (object) text += std::string("\"") + name + "\":" + blanks();
            text += value(depth - 1) + blanks();
        }
        return text + (object ? '}' : ']');
    }

    std::string integer() { return one_of({"0", "1", "2", "3", "-1", "-2", "-3"}); }
    std::string slice() {
        std::string text = below(2) ? integer() : "";
        text += ":" + (below(2) ? integer() : "");
        if (below(2)) text += ":" + (below(3) ? one_of({"1", "2", "-1", "-2", "0"}) : "");
        return text;
    }
    std::string selector(int depth) {
        switch (below(depth > 0 ? 6 : 5)) {
            case 0:
                return one_of({"'a'", "\"b\"", "c", "'d'", "'x'"});
            case 1:
                return integer();
            case 2:
                return "*";
            case 3:
                return slice();
            case 4:
                return one_of({"a", "b"});
            default:
                return "?" + blanks() + expression(depth - 1);
        }
    }
    std::string bracketed(int depth) {
        std::string text = "[" + selector(depth);
        while (below(4) == 0) text += blanks() + "," + blanks() + selector(depth);
        return text + "]";
    }
    std::string segment(int depth) {
        switch (below(7)) {
            case 0:
                return ".*";
            case 1:
                return one_of({"..a", "..b", "..*", "..c"});
            case 2:
                return ".." + bracketed(depth);
            case 3:
            case 4:
                return one_of({".a", ".b", ".c", ".d"});
            default:
                return bracketed(depth);
        }
    }
    std::string singular() {
        std::string text = one_of({"@", "@", "@", "$"});
        for (int n = below(3); n > 0; --n)
            text += one_of({".a", ".b", "['c']", "[0]", "[-1]", "[1]", ".d"});
        return text;
    }
    std::string nodes(int depth) {
        std::string text = one_of({"@", "@", "$"});
        for (int n = below(3); n > 0; --n) text += segment(depth);
        return text;
    }
    std::string operand(int depth) {
        switch (below(6)) {
            case 0:
                return "length(" + singular() + ")";
            case 1:
                return "count(" + nodes(depth) + ")";
            case 2:
                return "value(" + nodes(depth) + ")";
            case 3:
                return one_of({"null", "true", "false", "0", "1", "1e0", "2", "-1", "'a'", "\"b\"",
                               "'\\u0061b'", "12345678901234567890"});
            default:
                return singular();
        }
    }
    std::string basic(int depth) {
        switch (below(7)) {
            case 0:
                return "(" + blanks() + expression(depth - 1) + ")";
            case 1:
                return "!(" + expression(depth - 1) + blanks() + ")";
            case 2:
                return one_of({"", "!"}) + nodes(depth);
            case 3:
                return one_of({"match(", "!search(", "search("}) + singular() + ", " +
                       one_of({"'a.*'", "'[ab]+'", "'\\\\p{L}'", "'b$'", "@.a", "'a|b'"}) + ")";
            default:
                return operand(depth) + blanks() + one_of({"==", "!=", "<", "<=", ">", ">="}) +
                       blanks() + operand(depth);
        }
    }
    std::string expression(int depth) {
        if (depth < 0) return "@.a";
        std::string text = basic(depth);
        while (below(4) == 0) text += blanks() + one_of({"&&", "||"}) + blanks() + basic(depth);
        return text;
    }

    std::mt19937 random_;
};

}  // namespace trotline_tests
#endif
