// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CONFIGURATION_WRONG_PARTS_HPP
#define TROTLINE_CONFIGURATION_WRONG_PARTS_HPP
// What is wrong in a webhook's texts, part by part, and words that stand for enumerators in them.

#include <trotline/core/error.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/near_miss.hpp>
#include <trotline/rendering/template/slot.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

// What is wrong in a webhook's parts.
class wrong_parts {
  public:
    struct wrong_part {
        std::string part;     // `fields[1].value`
        std::string message;  // what was expected
        std::size_t offset;   // the first wrong byte of the part's text; npos: the whole part
    };
    // More than most_named_errors are not kept.
    void add(std::string part, std::string_view message, std::size_t offset = npos) {
        if (list_.size() < most_named_errors)
            list_.push_back({std::move(part), std::string(message), offset});
    }
    // Adds the error, if there is one. True: there is.
    bool add(std::string part, template_error error) {
        if (error.offset == 0 && error.found.empty()) error.found = {};  // of an empty text
        if (error) add(std::move(part), to_string(error), error.offset);
        return static_cast<bool>(error);
    }
    bool empty() const { return list_.empty(); }
    wrong_part const& operator[](std::size_t i) const { return list_[i]; }
    auto begin() const { return list_.begin(); }
    auto end() const { return list_.end(); }

  private:
    std::vector<wrong_part> list_;
};

// The first of them as a failure: stage render, code malformed_template, subject the part.
inline failure as_failure(wrong_parts const& wrong) {
    return {.stage = stage::render,
            .code = code::malformed_template,
            .subject = wrong[0].part,
            .detail = wrong[0].message,
            .offset = wrong[0].offset};
}
inline std::string element(std::string_view list, std::size_t i, std::string_view member) {
    return std::string(list).append("[").append(std::to_string(i)).append("].").append(member);
}

// `expected a word: did you mean b?`
inline std::string with_meant(std::string text, near_miss const& meant) {
    return meant.name().empty() ? text
                                : text.append(": did you mean ").append(meant.name()).append("?");
}
// `expected a, b or c: did you mean b?`
inline std::string expected_one_of(std::span<std::string_view const> names,
                                   std::string_view instead_of) {
    std::string text = "expected ";
    near_miss meant(instead_of);
    for (std::size_t i = 0; i != names.size(); ++i) {
        text.append(i == 0 ? "" : i + 1 == names.size() ? " or " : ", ").append(names[i]);
        meant.offer(names[i]);
    }
    return with_meant(std::move(text), meant);
}
// The enumerator with that name. The names are in the order of the values, which begin at 0.
template <class E, std::size_t N>
constexpr std::optional<E> called(std::string_view name, std::string_view const (&names)[N]) {
    for (std::size_t i = 0; i < N; ++i)
        if (names[i] == name) return static_cast<E>(i);
    return std::nullopt;
}
// The same; the first one, if there is none, which is an error.
template <class E, std::size_t N>
E one_of(std::string_view const (&names)[N], std::string_view name, std::string part,
         wrong_parts& wrong) {
    auto const found = called<E>(name, names);
    if (!found) wrong.add(std::move(part), expected_one_of(names, name));
    return found.value_or(E{});
}

}  // namespace trotline::detail
#endif
