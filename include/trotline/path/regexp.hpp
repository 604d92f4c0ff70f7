// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_REGEXP_HPP
#define TROTLINE_PATH_REGEXP_HPP

#include <trotline/path/regexp_program.hpp>
#include <trotline/path/unicode_category.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::path {

// Matches a text against a pattern while the text arrives in pieces. Every character is read once,
// with all states that the pattern may be in. The time is therefore linear in the text for every
// pattern: at most size() steps for each character. Does not allocate or recurse. A byte that is
// not UTF-8 is a character that no pattern matches.
class regexp_matcher {
  public:
    // The program must be valid and outlive the matcher. anywhere: true for search, false for
    // match. at_begin: false if the text begins inside of another one, so that `^` does not match.
    constexpr regexp_matcher(regexp_program const& program, bool anywhere, bool at_begin = true)
        : program_(&program), anywhere_(anywhere), at_begin_(at_begin) {
        enter(0);
    }

    // Adds a piece of the text, which must consist of whole characters.
    constexpr void feed(std::string_view piece) {
        while (!piece.empty() && !decided()) {
            if (idle_) {
                // No match has begun: skip bytes that cannot begin one.
                std::size_t n = 0;
                while (n != piece.size() &&
                       !program_->may_begin_with(static_cast<unsigned char>(piece[n])))
                    ++n;
                piece.remove_prefix(n);
                if (piece.empty()) return;
            }
            auto const sequence = utf8_sequence_at(piece.data(), piece.data() + piece.size());
            step(sequence.size ? detail::character_value(piece.substr(0, sequence.size))
                               : no_character);
            piece.remove_prefix(sequence.size ? sequence.size : 1);
        }
    }
    // True if the text so far, taken as the whole text, matches.
    constexpr bool matched() const {
        if (matched_ || !waits_for_end_) return matched_;
        regexp_matcher at_end = *this;
        at_end.finish();
        return at_end.matched_;
    }
    // The same if the text goes on.
    constexpr bool matched_before_end() const { return matched_; }
    // True if more text cannot change the result.
    constexpr bool decided() const { return anywhere_ ? matched_ : size_ == 0 && !matched_; }

  private:
    using operation = regexp_program::operation;
    static constexpr std::size_t capacity = regexp_program::max_instructions;
    static constexpr char32_t no_character = 0xFFFFFFFF;

    // Continues with what the pattern has at the text's end.
    constexpr void finish() {
        at_end_ = true;
        std::size_t const size = size_;
        for (std::size_t i = 0; i < size; ++i) {
            auto const state = states_[now_][i];
            if ((*program_)[state].what == operation::end) enter(state + 1u);
        }
    }
    constexpr void step(char32_t c) {
        std::uint16_t const* const from = states_[now_];
        std::size_t const size = size_;
        now_ = !now_;
        size_ = 0;
        matched_ = at_begin_ = waits_for_end_ = false;
        for (auto& word : seen_) word = 0;
        for (std::size_t i = 0; i < size; ++i)
            if (takes((*program_)[from[i]], c)) enter(from[i] + 1u);
        idle_ = anywhere_ && size_ == 0 && !matched_;
        if (anywhere_) enter(0);
    }
    // Enters a state, and all states that follow it without a character.
    constexpr void enter(std::size_t state) {
        std::uint16_t waiting[capacity + 1];
        std::size_t count = 0;
        auto const wait = [&](std::size_t s) {
            auto& word = seen_[s / 64];
            auto const bit = std::uint64_t{1} << s % 64;
            if ((word & bit) == 0) waiting[count++] = static_cast<std::uint16_t>(s);
            word |= bit;
        };
        auto const target = [](std::size_t s, std::int16_t by) {
            return static_cast<std::size_t>(static_cast<std::ptrdiff_t>(s) + by);
        };
        for (wait(state); count != 0;) {
            std::size_t const s = waiting[--count];
            auto const i = (*program_)[s];
            switch (i.what) {
                case operation::match:
                    matched_ = true;
                    break;
                case operation::split:
                    wait(target(s, i.b));
                    [[fallthrough]];
                case operation::jump:
                    wait(target(s, i.a));
                    break;
                case operation::begin:
                    if (at_begin_) wait(s + 1);
                    break;
                case operation::end:
                    waits_for_end_ = true;
                    if (at_end_) wait(s + 1);
                    [[fallthrough]];
                default:
                    states_[now_][size_++] = static_cast<std::uint16_t>(s);
            }
        }
    }
    constexpr bool takes(regexp_program::instruction i, char32_t c) const {
        if (c == no_character) return false;
        switch (i.what) {
            case operation::character:
                return c == i.value;
            case operation::any:
                return c != '\n' && c != '\r';
            case operation::one_of:
                return has(i, c);
            case operation::none_of:
                return !has(i, c);
            default:
                return false;
        }
    }
    constexpr bool has(regexp_program::instruction i, char32_t c) const {
        for (std::size_t k = 0; k < i.items(); ++k) {
            auto const item = program_->item_at(i.first_item() + k);
            if (item.low < regexp_item::in_category) {
                if (c >= item.low && c <= item.high) return true;
                continue;
            }
            bool const in = (item.high >> unicode_category(c) & 1) != 0;
            if (in == (item.low == regexp_item::in_category)) return true;
        }
        return false;
    }

    regexp_program const* program_;
    bool anywhere_, matched_ = false, now_ = false;
    bool at_begin_, at_end_ = false, waits_for_end_ = false, idle_ = false;
    std::size_t size_ = 0;
    std::uint16_t states_[2][capacity]{};
    std::uint64_t seen_[capacity / 64]{};
};

// RFC 9535 match: true if the pattern matches the whole text; false for an invalid pattern.
constexpr bool matches(regexp_program const& pattern, std::string_view text) {
    if (pattern.verdict().outcome != regexp_outcome::valid) return false;
    regexp_matcher matcher(pattern, false);
    matcher.feed(text);
    return matcher.matched();
}
// RFC 9535 search: true if the pattern matches some part of the text; false for an invalid pattern.
constexpr bool found_in(regexp_program const& pattern, std::string_view text) {
    if (pattern.verdict().outcome != regexp_outcome::valid) return false;
    regexp_matcher matcher(pattern, true);
    matcher.feed(text);
    return matcher.matched();
}

}  // namespace trotline::path
#pragma GCC diagnostic pop
#endif
