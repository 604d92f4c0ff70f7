// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_REGEXP_SEARCH_HPP
#define TROTLINE_PATH_REGEXP_SEARCH_HPP

#include <trotline/path/regexp.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::path {

// The first part of a text that a pattern matches; of those that begin there, the longest.
struct regexp_part {
    bool found = false;
    bool too_expensive = false;  // given up: the limit of characters was reached
    std::string_view text{};
};

// Tries the pattern at one character after the other, so the time can grow with the square of the
// text's size; therefore at most `limit` characters are looked at in total.
constexpr regexp_part find_part(regexp_program const& pattern, std::string_view text,
                                std::size_t limit = 1'000'000) {
    regexp_part found;
    if (pattern.verdict().outcome != regexp_outcome::valid) return found;
    auto const character_at = [&](std::size_t at) {
        auto const sequence = utf8_sequence_at(text.data() + at, text.data() + text.size());
        return text.substr(at, sequence.size != 0 ? sequence.size : 1);
    };
    for (std::size_t begin = 0;; begin += character_at(begin).size()) {
        regexp_matcher matcher(pattern, false, begin == 0);
        for (std::size_t at = begin;;) {
            bool const at_end = at == text.size();
            if (at_end ? matcher.matched() : matcher.matched_before_end()) {
                found.found = true;
                found.text = text.substr(begin, at - begin);
            }
            if (at_end || matcher.decided()) break;
            if (limit-- == 0) {
                found = {};
                found.too_expensive = true;
                return found;
            }
            std::string_view const next = character_at(at);
            matcher.feed(next);
            at += next.size();
        }
        if (found.found || begin == text.size()) return found;
    }
}

}  // namespace trotline::path
#endif
