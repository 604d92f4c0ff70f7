// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_TEXT_CURSOR_HPP
#define TROTLINE_MAPPING_TEXT_CURSOR_HPP

#include <trotline/core/cursor.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// A cursor over one scalar outside of a document: a header field's value, a status code. The
// smallest model of the cursor concept.
class text_cursor {
  public:
    static constexpr bool repeats_by_name = false;
    static constexpr bool first_match_wins = false;

    constexpr text_cursor() = default;  // nothing
    constexpr text_cursor(trotline::kind kind, std::string_view text) : scalar_{kind, true, text} {}

    constexpr trotline::kind kind() const { return scalar_.kind; }
    constexpr void enter() {}
    constexpr trotline::scalar scalar() { return scalar_; }
    constexpr std::string_view raw() { return scalar_.text; }
    constexpr void skip() {}
    constexpr std::size_t find(wanted_names const&) { return npos; }
    constexpr bool member(trotline::scalar&) { return false; }
    constexpr bool element(std::size_t) { return false; }
    constexpr void leave(std::size_t) {}
    constexpr std::size_t offset() const { return npos; }
    constexpr document_failure failure() const { return {}; }
    template <class Sink> static constexpr void decode(trotline::scalar const& s, Sink&& sink) {
        sink(s.text);
    }

  private:
    trotline::scalar scalar_;
};

}  // namespace trotline
#endif
