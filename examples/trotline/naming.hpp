// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_NAMING_HPP
#define TROTLINE_EXAMPLE_NAMING_HPP

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

namespace tool {

bool is_letter_or_digit(char c);
// Of a parameter's name, and of names in most languages: a letter, a digit or `_`.
bool is_in_name(char c);

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words);

// The object path to a member: `data.id`, `data['first name']`. `path` may be empty.
std::string path_to_member(std::string_view path, std::string_view member);

// A parameter's name like this one: todoId and todo-id become TODO_ID.
std::string parameter_like(std::string_view name);

// The name, or if it is taken, with a number behind it; which is then taken.
std::string unique(std::string name, std::set<std::string>& taken);

// A text in which no dollar begins a parameter.
std::string without_parameters(std::string_view text);

}  // namespace tool
#endif
