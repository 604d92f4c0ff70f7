// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_ENCODING_HPP
#define TROTLINE_XML_ENCODING_HPP
// Converts XML in other encodings to UTF-8: UTF-16, ISO-8859-1 and -15, windows-1250 to -1252. The
// byte order mark decides, then the media type's charset, then the XML declaration (RFC 7303
// section 3; XML 1.0 appendix F). The answer of a call is converted without being asked.

#include <trotline/core/ascii.hpp>
#include <trotline/core/cursor.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/xml/code_pages.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::xml {

// The encodings that can be converted.
enum class encoding : unsigned char {
    utf_8,  // and US-ASCII
    utf_16,
    utf_16_big_endian,
    utf_16_little_endian,
    iso_8859_1,
    iso_8859_15,
    windows_1250,
    windows_1251,
    windows_1252,
    unknown
};

// Finds the encoding with that IANA name, in any case of letters.
constexpr encoding encoding_called(std::string_view name) {
    struct called {
        std::string_view name;
        encoding is;
    };
    constexpr called all[] = {{"utf-8", encoding::utf_8},
                              {"utf8", encoding::utf_8},
                              {"us-ascii", encoding::utf_8},
                              {"ascii", encoding::utf_8},
                              {"utf-16", encoding::utf_16},
                              {"utf-16be", encoding::utf_16_big_endian},
                              {"utf-16le", encoding::utf_16_little_endian},
                              {"iso-8859-1", encoding::iso_8859_1},
                              {"latin1", encoding::iso_8859_1},
                              {"iso-8859-15", encoding::iso_8859_15},
                              {"windows-1250", encoding::windows_1250},
                              {"windows-1251", encoding::windows_1251},
                              {"windows-1252", encoding::windows_1252}};
    for (called const& one : all)
        if (trotline::detail::same_letters(one.name, name)) return one.is;
    return encoding::unknown;
}

namespace detail {

// The encoding named in the XML declaration of a text with single-byte characters; empty: none.
constexpr std::string_view declared_encoding(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (!text.starts_with("<?xml")) return {};
    text = text.substr(0, text.find("?>"));
    std::size_t at = text.find("encoding");
    if (at == text.npos) return {};
    at = text.find_first_of("'\"", at);
    if (at == text.npos) return {};
    std::size_t const end = text.find(text[at], at + 1);
    return end == text.npos ? std::string_view() : text.substr(at + 1, end - at - 1);
}

struct found_encoding {
    encoding is = encoding::utf_8;
    std::size_t mark = 0;  // bytes of the byte order mark
};
constexpr found_encoding find_encoding(std::string_view text, std::string_view charset) {
    using namespace std::string_view_literals;
    if (text.starts_with("\xEF\xBB\xBF")) return {encoding::utf_8, 3};
    if (text.starts_with("\xFE\xFF")) return {encoding::utf_16_big_endian, 2};
    if (text.starts_with("\xFF\xFE")) return {encoding::utf_16_little_endian, 2};
    bool const big = text.starts_with("\0<"sv), little = text.starts_with("<\0"sv);
    encoding is = encoding::utf_8;
    if (!charset.empty())
        is = encoding_called(charset);
    else if (big || little)
        is = encoding::utf_16;
    else if (std::string_view const name = declared_encoding(text); !name.empty())
        is = encoding_called(name);
    if (is == encoding::utf_16)
        is = little ? encoding::utf_16_little_endian : encoding::utf_16_big_endian;
    return {is, 0};
}

constexpr char16_t const* characters_of(encoding is) {
    switch (is) {
        case encoding::iso_8859_15:
            return iso_8859_15_characters;
        case encoding::windows_1250:
            return windows_1250_characters;
        case encoding::windows_1251:
            return windows_1251_characters;
        case encoding::windows_1252:
            return windows_1252_characters;
        default:
            return nullptr;
    }
}

// Appends the text in UTF-8. False: the bytes at `at` are not a character.
inline bool append_from_bytes(std::string& to, std::string_view text, encoding is,
                              std::size_t& at) {
    char16_t const* const characters = characters_of(is);
    for (at = 0; at != text.size(); ++at) {
        auto const byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            to += text[at];
            continue;
        }
        char32_t const c = characters == nullptr ? byte : characters[byte - 0x80];
        if (c == 0) return false;
        to.append(encode_utf8(c).view());
    }
    return true;
}
inline bool append_from_utf16(std::string& to, std::string_view text, bool big, std::size_t& at) {
    auto const unit = [&](std::size_t i) {
        auto const high = static_cast<unsigned char>(text[big ? i : i + 1]);
        auto const low = static_cast<unsigned char>(text[big ? i + 1 : i]);
        return static_cast<char32_t>(high << 8 | low);
    };
    for (at = 0; at != text.size(); at += 2) {
        if (text.size() - at < 2) return false;
        char32_t c = unit(at);
        if (c >= 0xDC00 && c <= 0xDFFF) return false;
        if (c >= 0xD800 && c <= 0xDBFF) {
            if (text.size() - at < 4) return false;
            char32_t const low = unit(at + 2);
            if (low < 0xDC00 || low > 0xDFFF) return false;
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            at += 2;
        }
        to.append(encode_utf8(c).view());
    }
    return true;
}

// Removes the encoding from the declaration.
inline void blank_declared_encoding(std::string& text) {
    std::string_view const name = declared_encoding(text);
    if (name.empty()) return;
    std::size_t const from = text.find("encoding");
    auto const end = static_cast<std::size_t>(name.data() - text.data()) + name.size() + 1;
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(from),
              text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
}

}  // namespace detail

// True if the text must be converted to UTF-8 first. An unknown encoding is left to the validator,
// which refuses it by name.
constexpr bool needs_transcoding(std::string_view text, std::string_view charset = {}) {
    encoding const is = detail::find_encoding(text, charset).is;
    if (is == encoding::unknown) return false;
    std::string_view const declared = detail::declared_encoding(text);
    return is != encoding::utf_8 ||
           (!declared.empty() && encoding_called(declared) != encoding::utf_8);
}

// Converts a text to UTF-8, without a byte order mark; `charset` is the media type's. Fails at the
// first bytes that are not a character in their encoding. Allocates the text.
inline result<std::string, document_failure> to_utf8(std::string_view text,
                                                     std::string_view charset = {}) {
    auto const [is, mark] = detail::find_encoding(text, charset);
    std::string_view const inside = text.substr(mark);
    std::string made;
    std::size_t at = 0;
    bool good = true;
    if (is == encoding::utf_8) {
        made = inside;
    } else if (is == encoding::unknown) {
        return document_failure{code::malformed, 0,
                                "UTF-8, UTF-16, ISO-8859-1, ISO-8859-15, US-ASCII or windows-1250 "
                                "to -1252: no other encoding is read"};
    } else if (is == encoding::utf_16_big_endian || is == encoding::utf_16_little_endian) {
        made.reserve(inside.size());
        good = detail::append_from_utf16(made, inside, is == encoding::utf_16_big_endian, at);
    } else {
        made.reserve(inside.size() + inside.size() / 8);
        good = detail::append_from_bytes(made, inside, is, at);
    }
    if (!good)
        return document_failure{code::malformed, mark + at, "a character of the text's encoding"};
    detail::blank_declared_encoding(made);
    return made;
}

}  // namespace trotline::xml
#pragma GCC diagnostic pop
#endif
