// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_VALIDATE_BY_TOKENS_HPP
#define TROTLINE_JSON_KERNEL_VALIDATE_BY_TOKENS_HPP
// Validates token by token: the whole grammar of RFC 8259 and UTF-8 in one loop, which only says
// whether the text is valid. If it is not, exact_validator finds out why.
//
// An array or object ends with a bracket, and no earlier token continues over a closing bracket. So
// one byte can always be read after each token, and the text's end is checked only where many bytes
// are read at once, and after closing brackets.

#include <trotline/json/kernel/after_token.hpp>
#include <trotline/json/long_containers.hpp>
#include <trotline/json/member_index.hpp>
#include <trotline/json/string.hpp>
#include <trotline/json/string_stops.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace trotline::inline TROTLINE_ABI::json::detail {

// Notes the members of a text for an index. If no index is wanted, or the text does not fit, all
// notes go to one unused place, which avoids a branch.
class member_notes {
  public:
    member_notes(member_index* index, member_marks& unused, char const* begin, char const* end)
        : begin_(begin) {
        bool const is_wanted =
            index != nullptr && end - begin <= static_cast<std::ptrdiff_t>(member_index::stretch);
        index_ = is_wanted ? index : nullptr;
        to_ = is_wanted ? index : &unused;
        step_ = is_wanted ? 1 : 0;
    }
    [[gnu::always_inline]] void member(char const* name, std::size_t size, char const* colon) {
        note(colon, name_print(name, size));
    }
    [[gnu::always_inline]] void open(char const* at) {
        note(at, member_marks::print_of_open);
        ++depth_;
    }
    [[gnu::always_inline]] void close(char const* at) {
        note(at, member_marks::print_of_close);
        --depth_;
    }
    [[gnu::always_inline]] void long_name(char const* name, std::size_t size) {
        escaped_ |= std::memchr(name, '\\', size) != nullptr;
    }
    [[gnu::always_inline]] void finish(char const* end) {
        if (index_ == nullptr) return;
        index_->set(begin_, end, index_->places + count_, escaped_);
        index_->has_prints = !escaped_;
        // A search reads sixteen depths at once.
        std::memset(index_->depths + count_, 0, 16);
    }

  private:
    [[gnu::always_inline]] void note(char const* at, std::uint8_t print) {
        to_->places[count_] = static_cast<std::uint16_t>(at - begin_);
        to_->depths[count_] = depth_;
        to_->prints[count_] = print;
        count_ += step_;
    }

    char const* begin_;
    member_index* index_;
    member_marks* to_;
    std::size_t count_ = 0, step_;
    std::uint8_t depth_ = 0;
    bool escaped_ = false;
};
// Notes the long containers of a text.
class container_notes {
  public:
    container_notes(long_containers& to, char const* begin) : to_(&to) { to.start(begin); }
    [[gnu::always_inline]] void member(char const*, std::size_t, char const*) {}
    [[gnu::always_inline]] void open(char const* at) { to_->open(at); }
    [[gnu::always_inline]] void close(char const* at) { to_->close(at); }
    [[gnu::always_inline]] void long_name(char const*, std::size_t) {}
    [[gnu::always_inline]] void finish(char const*) {}

  private:
    long_containers* to_;
};

// true: the text is valid. false: it is not valid, or exact_validator must decide: scalars, very
// short texts, and more than 62 levels. The notes are correct only if the text is valid.
//
// The ends of strings come from windows of stops, so that no string waits for the one before it.
template <class Stops, class Notes>
[[gnu::always_inline]] inline bool is_valid_by_tokens(char const* const begin, char const* end,
                                                      std::size_t depth_limit, Notes notes) {
    char const* at = after_blanks(begin, end);
    if (at == end || (*at != '{' && *at != '[')) return false;
    while (is_blank(end[-1])) --end;
    if ((end[-1] != '}' && end[-1] != ']') || end - begin < 16) return false;
    char const* const last_word = end - 9;  // after these eight bytes there is one more
    // one bit for each container, the innermost lowest: 1 if it is an object; above the outermost
    // is one bit that is set
    std::uint64_t kinds = 1;
    std::uint64_t const too_deep = std::uint64_t{2} << (depth_limit < 62 ? depth_limit : 62);
    stop_finder<Stops> finder(begin, end);
    finder.skip_to(at);
    auto const skip_blanks = [&]() __attribute__((always_inline)) {
        at = after_indentation(at, end);
        finder.skip_to(at);
    };
    char next;
    goto value;

name:  // at its opening quote
    ++at;
    finder.pass();
    if (finder.is_empty()) [[unlikely]]
        finder.read(at);
    if (!finder.is_empty()) [[likely]] {
        char const* const quote = finder.first();
        if (two_bytes(quote) == ('"' | ':' << 8)) [[likely]] {
            finder.pass();
            notes.member(at, static_cast<std::size_t>(quote - at), quote + 1);
            at = quote + 2;
            goto value;
        }
    }
    {
        char const* const name = at;
        at = to_far_quote(at, end);
        if (at == nullptr) return false;
        auto const size = static_cast<std::size_t>(at - name);
        notes.long_name(name, size);
        ++at;
        while (*at != ':') {
            if (!is_blank(*at)) return false;
            ++at;
        }
        notes.member(name, size, at);
        ++at;
        finder.skip_to(at);
    }

value:
    next = *at;
value_or_blank:
    if (next == '"') {
        ++at;
        finder.pass();
        if (!finder.is_empty()) [[likely]] {
            char const* const quote = finder.first();
            if (two_bytes(quote) == ('"' | ',' << 8)) [[likely]] {
                finder.pass();
                at = quote + 1;
                goto comma;
            }
        }
        for (;; finder.skip_to(at)) {
            while (finder.is_empty()) {
                if (finder.is_last()) return false;
                finder.read(at);
            }
            at = finder.first();
            if (*at == '"') break;
            if (*at == '\\' && two_character_escape(at[1]) != '\0') [[likely]] {
                at += 2;
            } else {
                at = after_stop(at, end);
                if (at == nullptr) return false;
            }
        }
        finder.pass();
        ++at;
        goto after_value;
    }
    if (static_cast<unsigned char>(next - '1') <= 8 && at <= last_word) {
        std::ptrdiff_t const digits = digits_of_eight(at);
        next = at[digits];
        if (next == ',') [[likely]] {
            at += digits;
            goto comma;
        }
        if (digits == 8 || next == '.' || (next | 0x20) == 'e') goto number;
        at += digits;
        goto after_value;
    }
    switch (next) {
        case '-':
        case '0':
        case '1':
        case '2':
        case '3':
        case '4':
        case '5':
        case '6':
        case '7':
        case '8':
        case '9':
        number:
            at = after_any_number(at, end);
            break;
        case 't':
        case 'f':
            at = after_boolean(at, last_word, end);
            break;
        case 'n':
            at = after_null(at, end);
            break;
        case '{':
            notes.open(at);
            kinds = 2 * kinds + 1;
            if (kinds >= too_deep) return false;
            ++at;
            if (*at == '"') goto name;
            skip_blanks();
            if (*at == '"') goto name;
            if (*at == '}') goto close;
            return false;
        case '[':
            notes.open(at);
            kinds = 2 * kinds;
            if (kinds >= too_deep) return false;
            ++at;
            if (*at <= ' ') skip_blanks();
            if (*at == ']') goto close;
            goto value;
        case ' ':
            next = *++at;
            if (next > ' ') [[likely]]
                goto value_or_blank;
            [[fallthrough]];
        case '\n':
        case '\r':
        case '\t':
            skip_blanks();
            goto value;
        default:
            return false;
    }
    if (at == nullptr) return false;

after_value:
    if (*at == ',') [[likely]] {
    comma:
        ++at;
        if ((kinds & 1) == 0) goto value;
        if (*at == '"') [[likely]]
            goto name;
        skip_blanks();
        if (*at == '"') goto name;
        return false;
    }
    if (*at == '}') {
        if ((kinds & 1) == 0) return false;
    } else if (*at == ']') {
        if ((kinds & 1) != 0) return false;
    } else {
        if (!is_blank(*at)) return false;
        skip_blanks();
        goto after_value;
    }
close:
    notes.close(at);
    ++at;
    kinds >>= 1;
    if (at == end) {
        notes.finish(end);
        return kinds == 1;
    }
    if (kinds == 1) return false;
    goto after_value;
}

// For a text that fits in an index of members, or for which no notes are wanted.
template <class Stops>
[[gnu::always_inline]] inline bool is_valid_with_members(char const* begin, char const* end,
                                                         std::size_t depth_limit,
                                                         member_index* index) {
    member_marks unused;
    return is_valid_by_tokens<Stops>(begin, end, depth_limit,
                                     member_notes(index, unused, begin, end));
}
// For a longer text: notes its long containers. There is always room for them.
template <class Stops>
[[gnu::always_inline]] inline bool is_valid_with_containers(char const* begin, char const* end,
                                                            std::size_t depth_limit,
                                                            member_index* index) {
    long_containers unread;
    long_containers& notes = index != nullptr ? index->containers : unread;
    bool const valid =
        is_valid_by_tokens<Stops>(begin, end, depth_limit, container_notes(notes, begin));
    if (!valid) notes.clear();
    return valid;
}
[[gnu::always_inline]] inline bool is_long(char const* begin, char const* end) {
    auto const size = static_cast<std::size_t>(end - begin);
    return size > member_index::stretch && size <= long_containers::longest_text;
}

}  // namespace trotline::json::detail
#endif
