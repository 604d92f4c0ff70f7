// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_DOCUMENT_HPP
#define TROTLINE_XML_DOCUMENT_HPP
// Reads a whole document production by production: the portable validator, which knows where and
// why a text is not well-formed.

#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/xml/character.hpp>
#include <trotline/xml/markup.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI::xml {

// How many attributes one element may have (more: code too_large), so that finding a duplicate is
// cheap without memory.
inline constexpr std::size_t attribute_limit = 512;

// How many elements may be nested by default, and at most (their names are kept on the stack).
inline constexpr std::size_t default_depth_limit = 1024;
inline constexpr std::size_t most_depth_limit = 1024;

namespace detail {

// A name in the document. Not initialized, so that arrays of it cost nothing until they are used.
struct name_at {
    char const* at;
    std::size_t size;

    constexpr std::string_view view() const { return {at, size}; }
};

// The names of one element's attributes so far. A set of 64 bits shows first which names may be
// there, so that a few attributes are hardly ever compared.
class attribute_names {
  public:
    constexpr attribute_names() {}

    constexpr bool empty() const { return size_ == 0; }
    constexpr bool full() const { return size_ == attribute_limit; }

    // False if the name is there already. Precondition: the name is not empty, and full() is false.
    [[gnu::always_inline]] constexpr bool insert(std::string_view name) {
        std::size_t const first = static_cast<unsigned char>(name.front());
        std::size_t const last = static_cast<unsigned char>(name.back());
        std::uint64_t const bit = std::uint64_t{1} << ((first + last * 5 + name.size() * 11) & 63);
        if ((seen_ & bit) != 0 && contains(name)) [[unlikely]]
            return false;
        seen_ |= bit;
        names_[size_++] = {name.data(), name.size()};
        return true;
    }

  private:
    [[gnu::noinline]] constexpr bool contains(std::string_view name) const {
        for (std::size_t i = 0; i < size_; ++i) {
            if (names_[i].view() == name) return true;
        }
        return false;
    }

    name_at names_[attribute_limit];
    std::size_t size_ = 0;
    std::uint64_t seen_ = 0;
};

// [1] document: a reader that stops at the first byte that no well-formed document could have
// there. The names of the open elements are in the caller's memory.
struct document_reader : reader {
    name_at* open;
    std::size_t limit;
    std::size_t depth = 0;
    char const* root = nullptr;  // the root element's `<`, as soon as it was reached

    constexpr document_reader(std::string_view text, name_at* open_elements,
                              std::size_t depth_limit)
        : reader(text), open(open_elements), limit(depth_limit) {}

    constexpr bool document() {
        return until_root() && start_tag() && (depth == 0 || content()) && epilog();
    }

    // Moves past the root element's `<`.
    constexpr bool until_root() {
        if (at != end && *at == '\xEF' && !literal("\xEF\xBB\xBF", root_expected)) return false;
        // the declaration that nearly all documents have
        constexpr char common[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
        constexpr std::size_t size = sizeof common - 1;
        if (!std::is_constant_evaluated() && remaining() > size) {
            // in halves, which compilers compare without a call
            constexpr std::size_t half = 16;
            if (std::memcmp(at, common, half) == 0 &&
                std::memcmp(at + half, common + half, half) == 0 &&
                std::memcmp(at + 2 * half, common + 2 * half, size - 2 * half) == 0) {
                at += size;
            }
        }
        if (!prolog()) return false;
        root = at - 1;
        return true;
    }

    static constexpr std::string_view root_expected =
        "expected the root element, as '<' and its name";

    // [22] prolog and the root element's `<`
    constexpr bool prolog() {
        for (bool has_type = false;;) {
            blanks();
            if (at == end || *at != '<') return fail(at, root_expected);
            if (++at == end) return fail(at, root_expected);
            if (*at == '?') {
                ++at;
                if (!processing_instruction()) return false;
            } else if (*at == '!') {
                if (is_html())
                    return fail(at - 1, "expected XML: this document says that it is HTML");
                ++at;
                bool const is_type = !has_type && at != end && *at == 'D';
                if (!(is_type ? document_type() : comment())) return false;
                has_type |= is_type;
            } else {
                return true;
            }
        }
    }

    // HTML pages usually begin like this, in letters that XML does not allow.
    constexpr bool is_html() const {
        return remaining() >= 8 && at[1] != 'D' && is_word(at + 1, at + 8, "doctype");
    }

    // [28] doctypedecl without an internal subset, after its `<!`. It is skipped: nothing is
    // loaded, nothing is declared.
    constexpr bool document_type() {
        if (!literal("DOCTYPE", "expected DOCTYPE or a comment")) return false;
        if (!blanks()) return fail(at, "expected a blank after DOCTYPE");
        if (!name("expected the name of the root element")) return false;
        bool const apart = blanks();
        bool const is_public = at != end && *at == 'P';
        if (apart && at != end && (is_public || *at == 'S')) {
            if (!literal(is_public ? "PUBLIC" : "SYSTEM", "expected SYSTEM, PUBLIC or '>'"))
                return false;
            if (!blanks()) return fail(at, "expected a blank and an identifier in quotes");
            if (is_public && (!identifier(true) || !blanks()))
                return failure ? false : fail(at, "expected a blank and the system identifier");
            if (!identifier(false)) return false;
            blanks();
        }
        if (at != end && *at == '[')
            return fail(at, "expected no internal subset: a DOCTYPE with declarations is refused");
        return literal(">", "expected SYSTEM, PUBLIC or the DOCTYPE's end: '>'");
    }
    // [11] SystemLiteral or [12] PubidLiteral
    constexpr bool identifier(bool is_public) {
        if (at == end || (*at != '"' && *at != '\''))
            return fail(at, "expected an identifier in quotes");
        char const quote = *at++;
        while (at != end && *at != quote) {
            if (is_public && !is_in_public_identifier(*at))
                return fail(at, "expected a character of a public identifier");
            if (!character()) return false;
        }
        return at != end ? (++at, true) : fail(at, "expected the quote that ends the identifier");
    }
    // [13] PubidChar
    static constexpr bool is_in_public_identifier(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view(" \r\n-'()+,./:=?;!*#@$_%").find(c) != std::string_view::npos;
    }

    // [27] Misc
    constexpr bool epilog() {
        constexpr std::string_view expected =
            "expected nothing after the root element but comments, processing instructions and "
            "blanks";
        for (;;) {
            blanks();
            if (at == end) return true;
            if (*at != '<') return fail(at, expected);
            if (++at == end) return fail(at, expected);
            char const kind = *at;
            if (kind != '?' && kind != '!') return fail(at, expected);
            ++at;
            if (!(kind == '?' ? processing_instruction() : comment())) return false;
        }
    }

    // [43] content of the root element, and its end tag
    constexpr bool content() {
        do {
            at = after_plain(at, end, '<', '&', ']');
            if (!piece_of_content()) return false;
        } while (depth != 0);
        return true;
    }

    // Markup, a reference or a character.
    constexpr bool piece_of_content() {
        if (at == end) return fail(at, "expected the end tag of an element that is open");
        switch (*at) {
            case '<':
                ++at;
                return markup();
            case '&':
                return reference();
            case ']':
                if (starts_with("]]>"))
                    return fail(at + 2, "expected ']]&gt;': text must not contain ']]>'");
                return ++at, true;
            default:
                return character();
        }
    }

    // After a `<` in content.
    constexpr bool markup() {
        constexpr std::string_view expected =
            "expected a tag, a comment, a CDATA section or a processing instruction";
        if (at == end) return fail(at, expected);
        switch (*at) {
            case '/':
                ++at;
                return end_tag();
            case '?':
                ++at;
                return processing_instruction();
            case '!':
                ++at;
                if (at == end || (*at != '-' && *at != '['))
                    return fail(at, "expected a comment or a CDATA section");
                return *at == '-' ? comment() : cdata();
            default:
                return start_tag();
        }
    }

    // [40] STag or [44] EmptyElemTag, after its `<`
    constexpr bool start_tag() {
        char const* const from = at;
        if (!name("expected the name of an element, or '&lt;' for a less-than sign")) return false;
        if (depth == limit) return fail(from - 1, "expected fewer nested elements", code::too_deep);
        open[depth] = {from, static_cast<std::size_t>(at - from)};
        if (at != end && *at == '>') return ++at, ++depth, true;
        attribute_names names;
        for (;;) {
            bool const apart = blanks();
            if (at == end) return fail(at, "expected the tag's end: '>'");
            if (*at == '>') return ++at, ++depth, true;
            if (*at == '/') {
                ++at;
                return literal(">", "expected '>' after '/'");
            }
            if (!apart) return fail(at, "expected a blank, '/>' or '>'");
            if (!attribute(names)) return false;
        }
    }

    // [41] Attribute
    constexpr bool attribute(attribute_names& names) {
        char const* const from = at;
        if (!name("expected an attribute, '/>' or '>'")) return false;
        if (at == end) return fail(at, "expected '=' and a value in quotes");
        if (names.full())
            return fail(from, "expected fewer attributes in one element", code::too_large);
        if (!names.insert({from, static_cast<std::size_t>(at - from)}))
            return fail(at, "expected another name: the element has this attribute already");
        char quote{};
        return equals_quote(quote) && attribute_value(quote);
    }

    // [42] ETag, after its `</`
    constexpr bool end_tag() {
        if (!literal(open[depth - 1].view(), "expected the name of the element that is open here"))
            return false;
        blanks();
        if (!literal(">", "expected '>' after the name of the element that is open here"))
            return false;
        --depth;
        return true;
    }
};

}  // namespace detail

}  // namespace trotline::xml
#endif
