// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_MARKUP_HPP
#define TROTLINE_XML_MARKUP_HPP
// Checks the productions of XML 1.0 below an element's content, each with a member of a reader:
// names, references, attributes, comments, processing instructions, CDATA sections, the XML
// declaration. A member returns true and has moved past what it read, or returns false with the
// failure set. Nothing allocates or recurses; everything can be used at compile time.

#include <trotline/core/ascii.hpp>
#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/xml/character.hpp>
#include <trotline/xml/entities.hpp>
#include <trotline/xml/kernel/skip.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml::detail {

struct reader {
    char const* begin;
    char const* at;
    char const* end;
    document_failure failure{};

    constexpr explicit reader(std::string_view text)
        : begin(text.data()), at(text.data()), end(text.data() + text.size()) {}

    constexpr std::size_t remaining() const { return static_cast<std::size_t>(end - at); }
    constexpr std::string_view rest() const { return {at, remaining()}; }
    constexpr bool starts_with(std::string_view text) const { return rest().starts_with(text); }

    // `reason` is a literal that begins with "expected ", so that one text serves for a template
    // that the compiler refuses, and for a failure, which has what follows that word.
    constexpr bool fail(char const* where, std::string_view reason,
                        trotline::code code = code::malformed) {
        failure = {code, static_cast<std::size_t>(where - begin), reason.substr(word.size())};
        return false;
    }
    static constexpr std::string_view word = "expected ";
    // The whole text of the failure.
    constexpr std::string_view reason() const {
        return {failure.expected.data() - word.size(), failure.expected.size() + word.size()};
    }

    constexpr bool literal(std::string_view wanted, std::string_view expected) {
        for (char const c : wanted) {
            if (at == end || *at != c) return fail(at, expected);
            ++at;
        }
        return true;
    }

    constexpr bool blanks() {
        char const* const from = at;
        while (at != end && is_blank(*at)) ++at;
        return at != from;
    }

    static constexpr std::string_view character_expected =
        "expected a character that XML allows, in UTF-8";

    // One character of any kind; not at the text's end.
    constexpr bool character() {
        if (static_cast<unsigned char>(*at) < 0x80 && !is(*at, forbidden)) return ++at, true;
        judged_character const judged = judge(any_character, at, end);
        if (judged.length == 0) return fail(at + judged.wrong, character_expected);
        at += judged.length;
        return true;
    }

    // [5] Name
    constexpr bool name(std::string_view expected) {
        if (at == end) return fail(at, expected);
        judged_character judged = judge(name_start, at, end);
        if (judged.length == 0) return fail(at + judged.wrong, expected);
        do {
            at += judged.length;
            while (at != end && is(*at, continues_name)) ++at;
            if (at == end || static_cast<unsigned char>(*at) < 0x80) return true;
            judged = judge(name_rest, at, end);
        } while (judged.length != 0);
        return fail(at + judged.wrong, "expected a character of a name, or its end");
    }

    // [67] Reference, at its `&`
    constexpr bool reference() {
        xml::reference const found = decode_reference(rest());
        if (found.length == 0) return fail(at + found.wrong, expected_at(rest(), found));
        at += found.length;
        return true;
    }

    // [15] Comment, after its `<!`
    constexpr bool comment() {
        if (!literal("--", "expected a comment: '<!--'")) return false;
        while ((at = after_plain(at, end, '-')) != end) {
            if (*at != '-') {
                if (!character()) return false;
                continue;
            }
            ++at;
            if (at != end && *at == '-') {
                ++at;
                if (at != end && *at == '>') return ++at, true;
                return fail(at, "expected '>' after '--': a comment must not contain '--'");
            }
        }
        return fail(at, "expected the comment's end: '-->'");
    }

    // [18] CDSect, after its `<!`
    constexpr bool cdata() {
        if (!literal("[CDATA[", "expected a CDATA section: '<![CDATA['")) return false;
        while ((at = after_plain(at, end, ']')) != end) {
            if (*at == ']' && starts_with("]]>")) return at += 3, true;
            if (!character()) return false;
        }
        return fail(at, "expected the CDATA section's end: ']]>'");
    }

    // [16] PI, after its `<?`. Its target is `xml` only where a declaration is allowed.
    constexpr bool processing_instruction() {
        char const* const target = at;
        if (!name("expected the target of a processing instruction")) return false;
        bool const reserved = at - target == 3 && (target[0] | 0x20) == 'x' &&
                              (target[1] | 0x20) == 'm' && (target[2] | 0x20) == 'l';
        if (reserved && at != end) {
            if (target == begin_of_text() + 2 && std::string_view(target, 3) == "xml")
                return declaration();
            return fail(
                at, "expected another target than xml: the XML declaration must be at the start");
        }
        if (at != end && *at != '?' && !is_blank(*at)) return fail(at, "expected a blank or '?>'");
        bool const has_data = blanks();
        while ((at = after_plain(at, end, '?')) != end) {
            if (*at == '?') {
                ++at;
                if (at != end && *at == '>') return ++at, true;
                if (!has_data) return fail(at, "expected '>' after '?'");
                continue;
            }
            if (!character()) return false;
        }
        return fail(at, "expected the processing instruction's end: '?>'");
    }

    // The text's start, after a byte order mark if there is one.
    constexpr char const* begin_of_text() const {
        return std::string_view(begin, static_cast<std::size_t>(end - begin))
                       .starts_with("\xEF\xBB\xBF")
                   ? begin + 3
                   : begin;
    }

    // [23] XMLDecl, after its `<?xml`
    constexpr bool declaration() {
        if (!blanks()) return fail(at, "expected a blank and the version of the XML declaration");
        if (!literal("version", "expected version in the XML declaration") || !version_number())
            return false;
        bool apart = blanks();
        if (apart && at != end && *at == 'e') {
            if (!literal("encoding", "expected encoding, standalone or '?>'") || !encoding_name())
                return false;
            apart = blanks();
        }
        if (apart && at != end && *at == 's') {
            if (!literal("standalone", "expected standalone or '?>'") || !yes_or_no()) return false;
            blanks();
        }
        return literal("?>", "expected the XML declaration's end: '?>'");
    }

    // [25] Eq, and the opening quote of the value
    constexpr bool equals_quote(char& quote) {
        blanks();
        if (!literal("=", "expected '=' and a value in quotes")) return false;
        blanks();
        if (at == end || (*at != '"' && *at != '\'')) return fail(at, "expected a value in quotes");
        quote = *at++;
        return true;
    }

    // [26] VersionNum: every 1.x is read as 1.0
    constexpr bool version_number() {
        char quote{};
        if (!equals_quote(quote) || !literal("1.", "expected version 1.0")) return false;
        char const* const digits = at;
        while (at != end && *at >= '0' && *at <= '9') ++at;
        if (at == digits) return fail(at, "expected version 1.0");
        return literal({&quote, 1}, "expected the version's closing quote");
    }

    // [81] EncName. The text is not converted, so it must be declared as what it is. The failure is
    // at the name's first byte.
    constexpr bool encoding_name() {
        char quote{};
        if (!equals_quote(quote)) return false;
        char const* const from = at;
        while (at != end && *at != quote) {
            char const c = *at;
            bool const letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            bool const other = (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
            if (!letter && (at == from || !other))
                return fail(at, "expected the name of an encoding");
            ++at;
        }
        if (at == end || at == from) return fail(at, "expected the name of an encoding");
        if (!is_word(from, at, "utf-8") && !is_word(from, at, "us-ascii")) {
            return fail(from, "expected UTF-8 or US-ASCII: xml::to_utf8 makes others UTF-8");
        }
        ++at;
        return true;
    }

    // True if the words are equal in any case of letters.
    static constexpr bool is_word(char const* from, char const* to, std::string_view other) {
        return trotline::detail::same_letters({from, static_cast<std::size_t>(to - from)}, other);
    }

    // [32] SDDecl: its value
    constexpr bool yes_or_no() {
        char quote{};
        if (!equals_quote(quote)) return false;
        if (!literal(at != end && *at == 'n' ? "no" : "yes", "expected 'yes' or 'no'"))
            return false;
        return literal({&quote, 1}, "expected the closing quote of standalone");
    }

    // [10] AttValue, after its opening quote
    constexpr bool attribute_value(char quote) {
        for (;;) {
            at = after_plain(at, end, '<', '&', quote);
            if (at == end) return fail(at, "expected the attribute's closing quote");
            char const c = *at;
            if (c == quote) return ++at, true;
            if (c == '<')
                return fail(at, "expected '&lt;' in an attribute's value, or its closing quote");
            if (!(c == '&' ? reference() : character())) return false;
        }
    }
};

}  // namespace trotline::xml::detail
#endif
