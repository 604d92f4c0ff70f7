// SPDX-License-Identifier: BSL-1.0
#include "naming.hpp"

#include <trotline/json/string.hpp>

#include <algorithm>
#include <cstddef>

namespace tool {

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_in_name(char c) { return c == '_' || is_letter_or_digit(c); }

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, text) != words.end();
}

std::string path_to_member(std::string_view path, std::string_view member) {
    std::string_view const letters = member.starts_with('@') ? member.substr(1) : member;
    bool const plain = !letters.empty() && !(letters[0] >= '0' && letters[0] <= '9') &&
                       letters[0] != '-' && letters[0] != ':' &&
                       std::ranges::all_of(letters, [](char c) {
                           return c == '_' || c == '-' || c == ':' || is_letter_or_digit(c);
                       });
    std::string made(path);
    if (plain) return made.append(path.empty() ? "" : ".").append(member);
    std::string quoted;
    trotline::json::append_escaped(quoted, member);
    char const quote = quoted == member && member.find('\'') == member.npos ? '\'' : '"';
    return made + "[" + quote + quoted + quote + "]";
}

std::string parameter_like(std::string_view name) {
    std::string made;
    for (std::size_t i = 0; i < name.size(); ++i) {
        char const c = name[i];
        bool const is_upper = c >= 'A' && c <= 'Z';
        bool const begins_word = is_upper && i != 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
        if ((begins_word || !is_letter_or_digit(c)) && !made.empty() && !made.ends_with('_'))
            made += '_';
        if (is_letter_or_digit(c)) made += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
    while (made.ends_with('_')) made.pop_back();
    if (made.empty()) return "VALUE";
    return made[0] >= '0' && made[0] <= '9' ? "_" + made : made;
}

std::string unique(std::string name, std::set<std::string>& taken) {
    std::string made = name;
    for (std::size_t number = 2; !taken.insert(made).second; ++number)
        made = name + (name.ends_with('_') ? "" : "_") + std::to_string(number);
    return made;
}

std::string without_parameters(std::string_view text) {
    std::string made;
    for (char const c : text) made.append(c == '$' ? 2 : 1, c);
    return made;
}

}  // namespace tool
