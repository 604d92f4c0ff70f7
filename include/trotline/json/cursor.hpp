// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_CURSOR_HPP
#define TROTLINE_JSON_CURSOR_HPP
// JSON as trotline::cursor sees it.

#include <trotline/core/cursor.hpp>
#include <trotline/json/number.hpp>
#include <trotline/json/scanner.hpp>
#include <trotline/json/skip.hpp>
#include <trotline/json/string.hpp>
#include <trotline/json/validate.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace trotline::json {

// checked    the text has been validated before: the cursor believes it, and never fails
// on_demand  the text may be anything. What is skipped is judged by its quotes and brackets only; what the cursor hands out
// (numbers,
//            literals, the strings of scalar() and member(), raw() text) is judged by the whole grammar.
enum class mode : unsigned char { checked, on_demand };

// Moves over one JSON text of exact length, a byte order mark and blanks in front aside. Copying is cheap; the text must outlive
// it. find() and member() are for objects, element() is for arrays.
template <mode Mode> class basic_cursor {
  public:
    static constexpr bool repeats_by_name = false;
    static constexpr bool first_match_wins = Mode == mode::on_demand;

    constexpr basic_cursor() : basic_cursor(std::string_view("null")) {}
    constexpr explicit basic_cursor(std::string_view text) : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {
        if (text.starts_with("\xEF\xBB\xBF")) at_ += 3;
        at_ = behind_blanks(at_, end_);
        if constexpr (believes) return;
        if (at_ == end_ || kind() == trotline::kind::nothing) fail(at_, "a value");
    }

    constexpr trotline::kind kind() const { return at_ == end_ ? trotline::kind::nothing : kind_of_value_starting_with(*at_); }

    constexpr void enter() {
        if (at_ != end_) ++at_;
    }

    // A string's text is what stands between its quotes.
    constexpr trotline::scalar scalar() {
        auto const found = kind();
        char const* const begin = at_;
        switch (found) {
            case trotline::kind::string:
                return string();
            case trotline::kind::number:
                number();
                break;
            case trotline::kind::boolean:
                literal_name(*at_ == 't' ? "true" : "false");
                break;
            case trotline::kind::null:
                literal_name("null");
                break;
            default:
                skip();
                return {};
        }
        if (failed()) return {};
        return {found, true, text_since(begin)};
    }

    constexpr std::string_view raw() {
        char const* const begin = at_;
        auto const found = kind();
        if (believes || (found != trotline::kind::array && found != trotline::kind::object)) {
            believes ? skip() : static_cast<void>(scalar());
            return failed() ? std::string_view{} : text_since(begin);
        }
        char const* const end = behind_containers(at_ + 1, 1);
        auto const wrong = validate({begin, static_cast<std::size_t>((end == nullptr ? end_ : end) - begin)}, most_depth_limit);
        if (wrong) {
            fail(begin + wrong.offset, wrong.expected.data(), wrong.code);
            return {};
        }
        at_ = end;
        return text_since(begin);
    }

    constexpr void skip() {
        switch (kind()) {
            case trotline::kind::string:
                go_to(behind_string(at_ + 1), "a closing quote");
                break;
            case trotline::kind::array:
            case trotline::kind::object:
                go_to(behind_containers(at_ + 1, 1), "a closing bracket");
                break;
            default:
                at_ = detail::behind_plain_token(at_, end_);
                break;
        }
    }

    // Member names with escapes count for what they decode to; a name that occurs twice is found twice.
    template <name_set N> constexpr std::size_t find(N const& names) {
        if (!next_member()) return npos;
        std::size_t place = match(names);
        if (place == npos) place = look_on(names);
        return place != npos && behind_colon() ? place : npos;
    }

    constexpr bool member(trotline::scalar& name) {
        if (!next_member()) return false;
        name = string();
        return behind_colon();
    }

    constexpr bool element(std::size_t n) {
        if (n == 0) return next(']', "',' or ']'") && value_stands_here();
        if (at_ == end_) return false;
        auto const next = behind_commas(at_, at_[-1] == '[' ? n : n + 1);
        go_to(next.at, "',' or ']'");
        if (next.place == npos) return false;
        at_ = behind_blanks(at_, end_);
        return value_stands_here();
    }

    constexpr void leave(std::size_t levels) {
        if (levels != 0) go_to(behind_containers(at_, levels), "a closing bracket");
    }

    constexpr std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }
    constexpr document_failure failure() const {
        return failed() ? document_failure{code_, offset(), expected_} : document_failure{};
    }

    template <class Sink> static constexpr void decode(trotline::scalar const& value, Sink&& sink) {
        json::decode(value.text, sink);
    }

  private:
    static constexpr bool believes = Mode == mode::checked;

    constexpr bool failed() const { return !believes && expected_ != nullptr; }

    // A failed cursor is at the end of its text, so that every operation finds nothing.
    constexpr void fail(char const* where, char const* expected, code why = code::malformed) {
        if (failed()) return;
        code_ = why;
        expected_ = expected;
        at_ = end_ = where;
    }
    constexpr void go_to(char const* where, char const* expected) {
        if (!believes && where == nullptr) return fail(end_, expected);
        at_ = where;
    }
    constexpr std::string_view text_since(char const* begin) const { return {begin, static_cast<std::size_t>(at_ - begin)}; }

    constexpr char const* behind_string(char const* at) const {
        char const* const end = detail::find_string_end(at, end_).at;
        return end == end_ ? nullptr : end + 1;
    }

    // From inside a container to the first byte of its next child; or behind the container, and false.
    constexpr bool next(char closer, char const* expected) {
        if constexpr (believes) {
            at_ = behind_blanks(at_, end_);
            if (*at_ == closer) return ++at_, false;
            if (*at_ == ',') at_ = behind_blanks(at_ + 1, end_);
            return true;
        } else {
            if (at_ == end_) return fail(at_, expected), false;
            bool const first = at_[-1] == '{' || at_[-1] == '[';
            at_ = behind_blanks(at_, end_);
            if (at_ == end_) return fail(at_, expected), false;
            if (*at_ == closer) return ++at_, false;
            if (first) return true;
            if (*at_ != ',') return fail(at_, expected), false;
            at_ = behind_blanks(at_ + 1, end_);
            return true;
        }
    }
    constexpr bool next_member() {
        if (!next('}', "',' or '}'")) return false;
        if (!believes && (at_ == end_ || *at_ != '"')) return fail(at_, "a member name"), false;
        return true;
    }
    // From behind a member's name to its value.
    constexpr bool behind_colon() {
        at_ = behind_blanks(at_, end_);
        if (!believes && (at_ == end_ || *at_ != ':')) return fail(at_, "':'"), false;
        at_ = behind_blanks(at_ + 1, end_);
        return value_stands_here();
    }
    constexpr bool value_stands_here() {
        if (!believes && kind() == trotline::kind::nothing) return fail(at_, "a value"), false;
        return true;
    }

    constexpr char const* behind_containers(char const* at, std::size_t depth) const {
        if (std::is_constant_evaluated()) return detail::behind_containers(at, end_, depth);
        return detail::best_scanner().behind_containers(at, end_, depth);
    }
    constexpr detail::sibling behind_commas(char const* at, std::size_t n) const {
        if (std::is_constant_evaluated()) return detail::behind_commas(at, end_, n);
        return detail::best_scanner().behind_commas(at, end_, n);
    }

    // At a member's name: which of the names it is as they stand, or npos; moves behind it only if it is one.
    template <name_set N> constexpr std::size_t match(N const& names) {
        auto const rest = static_cast<std::size_t>(end_ - at_);
        for (std::size_t i = 0; i != names.size(); ++i) {
            std::string_view const name = names[i];
            if (rest >= name.size() + 2 && at_[name.size() + 1] == '"' && detail::same_bytes(at_ + 1, name.data(), name.size()) &&
                needs_no_escape(name)) {
                at_ += name.size() + 2;
                return i;
            }
        }
        return npos;
    }

    // From a member's name on, to behind the next name that is wanted.
    template <name_set N> constexpr std::size_t look_on(N const& names) {
        std::size_t const size = names.size();
        if (!std::is_constant_evaluated() && size <= 2) {
            std::string_view const wanted[2] = {names[0], names[size - 1]};
            auto const fits = [](std::string_view name) { return name.size() - 1 < detail::longest_streamed_name; };
            if (fits(wanted[0]) && fits(wanted[1])) {
                auto const next = detail::best_scanner().behind_name(at_, end_, wanted, size);
                go_to(next.at, "',' or '}'");
                return next.place;
            }
        }
        for (;;) {
            if (std::size_t const place = match(names); place != npos) return place;
            char const* const begin = at_ + 1;
            auto const string = detail::find_string_end(begin, end_);
            if (!believes && string.at == end_) return fail(end_, "a closing quote"), npos;
            at_ = string.at + 1;
            if (string.escaped) {
                for (std::size_t i = 0; i != size; ++i)
                    if (decodes_to({begin, static_cast<std::size_t>(string.at - begin)}, names[i])) return i;
            }
            if (!behind_colon()) return npos;
            skip();
            if (!next_member()) return npos;
        }
    }

    constexpr trotline::scalar string() {
        char const* const begin = at_ + 1;
        auto const string = detail::find_string_end(begin, end_);
        if (!believes && (string.escaped || string.suspect || string.at == end_)) {
            lexed const token = lex_string(begin, end_);
            if (token.expected != nullptr) return fail(token.at, token.expected), trotline::scalar{};
        }
        at_ = string.at + 1;
        return {trotline::kind::string, !string.escaped, {begin, static_cast<std::size_t>(string.at - begin)}};
    }
    constexpr void number() {
        if constexpr (believes) {
            at_ = detail::behind_plain_token(at_, end_);
        } else {
            lexed const token = lex_number(at_, end_);
            if (token.expected != nullptr) return fail(token.at, token.expected);
            // inside a container the text cannot end here: more digits may have been cut off
            if (token.at == end_ && !is_root()) return fail(end_, "a digit, ',' or a closing bracket");
            end_token(token.at);
        }
    }
    constexpr void literal_name(std::string_view name) {
        if constexpr (believes) {
            at_ += name.size();
        } else {
            lexed const token = lex_literal_name(at_, end_, name);
            if (token.expected != nullptr) return fail(token.at, token.expected);
            end_token(token.at);
        }
    }
    constexpr void end_token(char const* at) {
        if (at != end_ && !is_delimiter(*at)) return fail(at, "',' or a closing bracket");
        at_ = at;
    }
    constexpr bool is_root() const {
        char const* const first =
            begin_ + (std::string_view(begin_, static_cast<std::size_t>(end_ - begin_)).starts_with("\xEF\xBB\xBF") ? 3 : 0);
        return behind_blanks(first, end_) == at_;
    }

    char const* begin_;
    char const* at_;
    char const* end_;
    char const* expected_ = nullptr;  // set: failed, at at_
    trotline::code code_ = trotline::code::none;
};

static_assert(cursor<basic_cursor<mode::checked>> && cursor<basic_cursor<mode::on_demand>>);

}  // namespace trotline::json
#endif
