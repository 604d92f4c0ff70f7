// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_ERROR_HPP
#define TROTLINE_PATH_ERROR_HPP

#include <trotline/core/utf8.hpp>
#include <trotline/path/evaluation.hpp>
#include <trotline/path/explanation.hpp>
#include <trotline/path/reason.hpp>

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// Why a text is not an object path or object query: where, what was expected, and the likely fix.
// Does not allocate: it keeps up to 160 bytes of the text around the position.
class path_error {
  public:
    // bytes: the first byte that no valid text could have there; the text's length, if it ends too
    // early
    std::size_t position = 0;
    path::reason reason = path::reason::none;
    std::string_view expected;  // static text: what would be valid there
    std::string_view fix;       // static text: the likely fix; may be empty

    constexpr path_error() = default;
    constexpr path_error(std::string_view text, path::detail::verdict v) : position(v.position) {
        path::detail::found_byte const found{text, v.position};
        reason = path::detail::reason_for(v.wanted, found);
        expected = path::detail::expected_text(v.wanted);
        fix = path::detail::fix_for(reason, v.wanted, found);
        keep(text);
    }

    // The text, or the kept part of it, which starts at byte excerpt_begin().
    constexpr std::string_view excerpt() const { return {excerpt_, excerpt_size_}; }
    constexpr std::size_t excerpt_begin() const { return excerpt_begin_; }
    // True if the text goes on after the excerpt.
    constexpr bool cut() const { return cut_; }

    friend constexpr bool operator==(path_error const& a, path_error const& b) {
        return a.position == b.position && a.reason == b.reason && a.expected == b.expected &&
               a.fix == b.fix && a.excerpt_begin_ == b.excerpt_begin_ && a.cut_ == b.cut_ &&
               a.excerpt() == b.excerpt();
    }

  private:
    static constexpr std::size_t capacity = 160, before = 100;

    constexpr void keep(std::string_view text) {
        auto const inside_character = [text](std::size_t i) {
            return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
        };
        std::size_t begin = text.size() > capacity && position > before ? position - before : 0;
        for (int i = 0; i < 3 && begin != 0 && begin < position && inside_character(begin); ++i)
            ++begin;
        std::size_t end = text.size() - begin > capacity ? begin + capacity : text.size();
        for (int i = 0; i < 3 && end > position + 1 && inside_character(end); ++i) --end;
        for (std::size_t i = begin; i < end; ++i) excerpt_[i - begin] = text[i];
        excerpt_begin_ = begin;
        excerpt_size_ = static_cast<unsigned char>(end - begin);
        cut_ = end < text.size();
    }

    std::size_t excerpt_begin_ = 0;
    char excerpt_[capacity]{};
    unsigned char excerpt_size_ = 0;
    bool cut_ = false;
};

namespace path::detail {

// The size in bytes of the character at the start of a text; 0 if it is malformed. The text must
// not be empty.
constexpr std::size_t character_size(std::string_view text) {
    return utf8_sequence_at(text.data(), text.data() + text.size()).size;
}

constexpr std::uint32_t scalar_value(std::string_view character) {
    auto const lead = static_cast<unsigned char>(character[0]);
    if (character.size() == 1) return lead;
    std::uint32_t value = lead & (0x7Fu >> character.size());
    for (char const c : character.substr(1))
        value = value << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
    return value;
}

// Characters that must not reach a terminal unchanged: controls, line separators, and marks that
// change the direction of writing.
constexpr bool is_invisible(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

// Writes a character so that a person can see it, and returns how many columns that takes.
template <class Sink>
constexpr std::size_t show(std::string_view character, bool valid, Sink& sink) {
    constexpr char digits[] = "0123456789ABCDEF";
    if (!valid) {
        auto const byte = static_cast<unsigned char>(character[0]);
        char const shown[] = {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
        sink(std::string_view(shown, 4));
        return 4;
    }
    std::uint32_t const c = scalar_value(character);
    if (!is_invisible(c)) return sink(character), 1;
    if (c == '\n') return sink(std::string_view("\\n")), 2;
    if (c == '\r') return sink(std::string_view("\\r")), 2;
    if (c == '\t') return sink(std::string_view("\\t")), 2;
    char const shown[] = {
        '\\', 'u', digits[c >> 12 & 15], digits[c >> 8 & 15], digits[c >> 4 & 15], digits[c & 15]};
    sink(std::string_view(shown, 6));
    return 6;
}

template <class Sink> constexpr void write_number(std::uint64_t n, Sink& sink) {
    char digits[20]{};
    std::size_t i = sizeof digits;
    do digits[--i] = static_cast<char>('0' + n % 10);
    while ((n /= 10) != 0);
    sink(std::string_view(digits + i, sizeof digits - i));
}

}  // namespace path::detail

// Writes an error as three lines (the message, the path, and a caret below the position) in pieces
// to sink(std::string_view), without a line end after the last. Controls and bytes that are not
// UTF-8 are made visible. The caret counts one column for each character. Does not allocate.
template <class Sink> constexpr void write(path_error const& error, Sink&& sink) {
    std::string_view rest = error.excerpt();
    std::size_t at = error.excerpt_begin(), caret = 2;
    sink(std::string_view("object path: "));
    sink(path::message(error.reason));
    sink(std::string_view(" (byte "));
    path::detail::write_number(error.position, sink);
    sink(std::string_view("): expected "));
    sink(error.expected);
    sink(std::string_view(", found "));
    if (error.position >= at + rest.size()) {
        sink(std::string_view("the end"));
    } else {
        auto const found = rest.substr(error.position - at);
        auto const size = path::detail::character_size(found);
        sink(std::string_view("`"));
        path::detail::show(found.substr(0, size ? size : 1), size != 0, sink);
        sink(std::string_view("`"));
    }
    if (!error.fix.empty()) {
        sink(std::string_view("; "));
        sink(error.fix);
    }
    sink(std::string_view("\n  "));
    if (at != 0) sink(std::string_view("...")), caret += 3;
    while (!rest.empty()) {
        auto const size = path::detail::character_size(rest);
        auto const bytes = size ? size : 1;
        auto const columns = path::detail::show(rest.substr(0, bytes), size != 0, sink);
        if (at + bytes <= error.position) caret += columns;
        at += bytes;
        rest.remove_prefix(bytes);
    }
    if (error.cut()) sink(std::string_view("..."));
    sink(std::string_view("\n"));
    for (; caret != 0; --caret) sink(std::string_view(" "));
    sink(std::string_view("^"));
}

std::string to_string(path_error const& error);

template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                             path_error const& error) {
    write(error, [&out](std::string_view piece) { out << piece; });
    return out;
}

}  // namespace trotline

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/path/error.ipp>
#endif
#endif
