// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARSER_SIMDJSON_HPP
#define TROTLINE_PARSER_SIMDJSON_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/exception.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parser/concept.hpp>

#include <simdjson.h>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>

// Reads JSON with simdjson's DOM (simdjson 3.0 or newer; whoever includes this links simdjson). For
// programs that use simdjson anyway, and as an example for other trees. The tree does not keep the
// text, so it cannot do:
//   byte offsets              failures name the row and what was found, but no position
//   views                     a std::string_view is refused (needs_decoding), because the tree
//                             ends with the call; use a std::string
//   raw text                  raw_text, raw_view, and arrays or objects as parameters are refused
//   a number's own notation   1e2 becomes the text 100.0; a document with an integer beyond 64 bits
//                             is refused as a whole
// It allocates: simdjson copies the text and builds its tree.
namespace trotline::inline TROTLINE_ABI {

// A cursor over simdjson's tape, whose layout simdjson documents (doc/tape.md). Copying is cheap;
// the tape must outlive it.
class simdjson_cursor {
  public:
    static constexpr bool repeats_by_name = false;
    static constexpr bool first_match_wins = false;

    simdjson_cursor() = default;  // over nothing
    explicit simdjson_cursor(simdjson::dom::document const& document)
        : tape_(document.tape.get()), strings_(document.string_buf.get()), at_(1) {}

    trotline::kind kind() const {
        switch (type()) {
            case 'n':
                return trotline::kind::null;
            case 't':
            case 'f':
                return trotline::kind::boolean;
            case 'l':
            case 'u':
            case 'd':
                return trotline::kind::number;
            case '"':
                return trotline::kind::string;
            case '[':
                return trotline::kind::array;
            case '{':
                return trotline::kind::object;
            default:
                return trotline::kind::nothing;
        }
    }

    void enter() { ++at_; }

    // A number's text is in this cursor, until its next scalar. No text is plain, because none may
    // be kept as a view.
    trotline::scalar scalar() {
        trotline::scalar found{kind(), false, {}};
        if (found.kind == trotline::kind::string)
            found.text = string();
        else if (found.kind == trotline::kind::number)
            found.text = number();
        else if (found.kind == trotline::kind::boolean)
            found = {found.kind, true, type() == 't' ? "true" : "false"};
        else if (found.kind == trotline::kind::null)
            found = {found.kind, true, "null"};
        else
            found = {};
        skip();
        return found;
    }

    std::string_view raw() {
        skip();
        return {};
    }

    void skip() {
        switch (type()) {
            case '[':
            case '{':
                at_ = static_cast<std::uint32_t>(payload());  // the word after the closing bracket
                break;
            case 'l':
            case 'u':
            case 'd':
                at_ += 2;
                break;
            case 'n':
            case 't':
            case 'f':
            case '"':
                ++at_;
                break;
            default:
                break;
        }
    }

    std::size_t find(wanted_names const& names) {
        for (trotline::scalar name; member(name); skip())
            for (std::size_t i = 0; i != names.size(); ++i)
                if (std::string_view(names[i]) == name.text) return i;
        return npos;
    }

    bool member(trotline::scalar& name) {
        if (ended()) return false;
        name = {trotline::kind::string, true, string()};
        ++at_;
        return true;
    }

    bool element(std::size_t n) {
        while (!ended()) {
            if (n-- == 0) return true;
            skip();
        }
        return false;
    }

    void leave(std::size_t levels) {
        while (levels != 0)
            if (ended())
                --levels;
            else
                skip();
    }

    std::size_t offset() const { return npos; }
    document_failure failure() const { return {}; }
    template <class Sink> static void decode(trotline::scalar const& value, Sink&& sink) {
        sink(value.text);
    }

  private:
    char type() const { return static_cast<char>(tape_[at_] >> 56); }
    std::uint64_t payload() const { return tape_[at_] & 0x00FF'FFFF'FFFF'FFFF; }

    // At a container's end: moves past it.
    bool ended() {
        switch (type()) {
            case ']':
            case '}':
                ++at_;
                return true;
            case 'r':
                return true;
            default:
                return false;
        }
    }

    // The tape has four bytes of length, then the text.
    std::string_view string() const {
        std::uint8_t const* const from = strings_ + payload();
        std::uint32_t size;
        std::memcpy(&size, from, sizeof size);
        return {reinterpret_cast<char const*>(from) + sizeof size, size};
    }

    std::string_view number() {
        char* const begin = digits_.data();
        char* const end = begin + digits_.size();
        std::uint64_t const word = tape_[at_ + 1];
        std::int64_t as_signed;
        double as_double;
        std::memcpy(&as_signed, &word, sizeof word);
        std::memcpy(&as_double, &word, sizeof word);
        auto written = type() == 'l'   ? std::to_chars(begin, end, as_signed)
                       : type() == 'u' ? std::to_chars(begin, end, word)
                                       : std::to_chars(begin, end, as_double);
        std::string_view const text(begin, static_cast<std::size_t>(written.ptr - begin));
        if (type() != 'd' || text.find_first_of(".e") != text.npos) return text;
        *written.ptr++ = '.';
        *written.ptr++ = '0';
        return {begin, text.size() + 2};
    }

    static constexpr std::uint64_t nothing[] = {std::uint64_t{'r'} << 56, std::uint64_t{'r'} << 56};

    std::uint64_t const* tape_ = nothing;
    std::uint8_t const* strings_ = nullptr;
    std::size_t at_ = 1;
    std::array<char, 40> digits_{};
};

static_assert(cursor<simdjson_cursor>);

// A format for map() and get(). It keeps simdjson's memory from text to text, and the tree of the
// last one, over which the cursors go: use it for one text at a time, and in one thread at a time.
//
//   tl::simdjson_format const format;
//   auto todo = tl::map<todo_rows>(text, format);
class simdjson_format {
  public:
    using cursor_type = simdjson_cursor;

    // Checks what simdjson checks: RFC 8259 with UTF-8, at most 1024 levels. Throws std::bad_alloc.
    cursor_type open(std::string_view text, document_failure& why) const {
        if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        auto const failed = parser_.parse(text.data(), text.size()).error();
        why = {};
        if (failed == simdjson::SUCCESS) return cursor_type(parser_.doc);
        if (failed == simdjson::MEMALLOC) trotline::detail::throw_exception(std::bad_alloc());
        why.code = failed == simdjson::DEPTH_ERROR ? code::too_deep : code::malformed;
        why.offset = npos;
        why.expected = "what simdjson accepts as JSON";
        return {};
    }

  private:
    mutable simdjson::dom::parser parser_;
};

// A parser that reads every content as JSON, whatever its media type is. Every document gets a
// parser of its own, so several threads may call a node at once.
//
//   tl::basic_webhook_node<tl::curl_transport, tl::simdjson_parser, tl::memory_parameter_store> node;
class simdjson_parser {
  public:
    result<void> open(std::string_view, std::string_view content, auto&& visit) const {
        simdjson_format const format;
        document_failure why;
        auto const at_root = format.open(content, why);
        if (why) return to_failure(why, content);
        visit(at_root);
        return {};
    }
};

static_assert(parser<simdjson_parser>);

}  // namespace trotline
#endif
