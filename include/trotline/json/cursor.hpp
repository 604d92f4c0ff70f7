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

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline::json {

// checked    the text has been validated before: the cursor believes it, and never fails
// on_demand  the text may be anything. What is skipped is judged by its quotes and brackets only; what the cursor hands out
// (numbers,
//            literals, the strings of scalar() and member(), raw() text) is judged by the whole grammar.
enum class mode : unsigned char { checked, on_demand };

namespace detail {

// How an on-demand cursor remembers what went wrong: a checked one has nothing to remember.
template <mode> struct failure_note {
    static constexpr char const* expected() { return nullptr; }
    constexpr void note(char const*) {}
};
template <> struct failure_note<mode::on_demand> {
    char const* text = nullptr;
    constexpr char const* expected() const { return text; }
    constexpr void note(char const* expected) { text = expected; }
};

// Whether all names of a set are known during translation: an empty type.
template <class N>
concept constant_name_set = std::is_empty_v<N> && requires {
    typename std::bool_constant<(N{}.size(), N{}[0].size(), true)>;
};

// The first eight bytes of a name and the quote behind it, as they lie in memory.
constexpr std::uint64_t first_word(std::string_view name) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i != 8 && i <= name.size(); ++i) {
        auto const byte = static_cast<unsigned char>(i == name.size() ? '"' : name[i]);
        word |= static_cast<std::uint64_t>(byte) << (8 * (std::endian::native == std::endian::little ? i : 7 - i));
    }
    return word;
}
constexpr std::uint64_t first_bytes(std::size_t size) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i != 8 && i != size; ++i)
        word |= std::uint64_t{0xFF} << (8 * (std::endian::native == std::endian::little ? i : 7 - i));
    return word;
}

// Whether the I-th of the names N is that of a member, as it stands; `at` is its opening quote. A short name and the quote behind
// it are one comparison where the text is long enough.
template <class N, std::size_t I> [[gnu::always_inline]] constexpr bool is_name(char const* at, char const* end) {
    constexpr std::string_view name = N{}[I];
    if constexpr (!needs_no_escape(name)) {
        return false;
    } else if (std::is_constant_evaluated() || end - at < 9) {
        return static_cast<std::size_t>(end - at) >= name.size() + 2 && std::string_view(at + 1, name.size()) == name &&
               at[name.size() + 1] == '"';
    } else {
        constexpr std::uint64_t wanted = first_word(N{}[I]);
        [[maybe_unused]] constexpr std::uint64_t kept = first_bytes(N{}[I].size() + 1);
        std::uint64_t stands;
        std::memcpy(&stands, at + 1, 8);
        if constexpr (name.size() < 8)
            return (stands & kept) == wanted;
        else
            return stands == wanted && static_cast<std::size_t>(end - at) >= name.size() + 2 && at[name.size() + 1] == '"' &&
                   std::memcmp(at + 9, name.data() + 8, name.size() - 8) == 0;
    }
}

}  // namespace detail

// Moves over one JSON text of exact length, a byte order mark and blanks in front aside. Copying is cheap; the text must outlive
// it. find() and member() are for objects, element() is for arrays.
//
// The members are inlined and hand values, not the cursor, to whatever is not: so that it lives in registers.
template <mode Mode> class basic_cursor {
  public:
    static constexpr bool repeats_by_name = false;
    static constexpr bool first_match_wins = Mode == mode::on_demand;

    constexpr basic_cursor() : basic_cursor(std::string_view("null")) {}
    [[gnu::always_inline]] constexpr explicit basic_cursor(std::string_view text)
        : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {
        if (text.starts_with("\xEF\xBB\xBF")) at_ += 3;
        at_ = behind_blanks(at_, end_);
        if constexpr (believes) return;
        if (at_ == end_ || kind() == trotline::kind::nothing) fail(at_, "a value");
    }

    // Member by member: copied as a whole it would be read back in words that are wider than those in which it was just written,
    // and wait.
    [[gnu::always_inline]] constexpr basic_cursor(basic_cursor const& c)
        : begin_(c.begin_), at_(c.at_), end_(c.end_), note_(c.note_) {}
    [[gnu::always_inline]] constexpr basic_cursor& operator=(basic_cursor const& c) {
        begin_ = c.begin_;
        at_ = c.at_;
        end_ = c.end_;
        note_ = c.note_;
        return *this;
    }

    [[gnu::always_inline]] constexpr trotline::kind kind() const {
        return at_ == end_ ? trotline::kind::nothing : kind_of_value_starting_with(*at_);
    }

    [[gnu::always_inline]] constexpr void enter() {
        if (at_ != end_) ++at_;
    }

    // A string's text is what stands between its quotes.
    [[gnu::always_inline]] constexpr trotline::scalar scalar() {
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
        char const* const end = behind_containers(at_ + 1, end_, 1);
        auto const wrong = validate({begin, static_cast<std::size_t>((end == nullptr ? end_ : end) - begin)}, most_depth_limit);
        if (wrong) {
            fail(begin + wrong.offset, wrong.expected.data());
            return {};
        }
        at_ = end;
        return text_since(begin);
    }

    [[gnu::always_inline]] constexpr void skip() {
        switch (kind()) {
            case trotline::kind::string: {
                char const* const end = detail::find_string_end(at_ + 1, end_).at;
                go_to(end == end_ ? nullptr : end + 1, "a closing quote");
                break;
            }
            case trotline::kind::array:
            case trotline::kind::object:
                go_to(behind_containers(at_ + 1, end_, 1), "a closing bracket");
                break;
            default:
                at_ = detail::behind_plain_token(at_, end_);
                break;
        }
    }

    // Member names with escapes count for what they decode to; a name that occurs twice is found twice.
    template <name_set N> [[gnu::always_inline]] constexpr std::size_t find(N const& names) {
        if (!next_member()) return npos;
        std::size_t place = match(at_, end_, names);
        if (place != npos) {
            at_ += names[place].size() + 2;
        } else {
            auto const next = look_on(at_, end_, names);
            if (next.expected != nullptr) return fail(next.at, next.expected), npos;
            at_ = next.at;
            if (next.place == npos) return npos;
            place = next.place;
        }
        return behind_colon() ? place : npos;
    }

    [[gnu::always_inline]] constexpr bool member(trotline::scalar& name) {
        if (!next_member()) return false;
        name = string();
        return behind_colon();
    }

    [[gnu::always_inline]] constexpr bool element(std::size_t n) {
        if (n == 0) return next(']', "',' or ']'") && value_stands_here();
        if (at_ == end_) return false;
        auto const next = behind_commas(at_, end_, at_[-1] == '[' ? n : n + 1);
        go_to(next.at, "',' or ']'");
        if (next.place == npos) return false;
        at_ = behind_blanks(at_, end_);
        return value_stands_here();
    }

    [[gnu::always_inline]] constexpr void leave(std::size_t levels) {
        if (levels != 0) go_to(behind_containers(at_, end_, levels), "a closing bracket");
    }

    [[gnu::always_inline]] constexpr std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }
    [[gnu::always_inline]] constexpr document_failure failure() const {
        if constexpr (believes) {
            return {};
        } else {
            char const* const expected = note_.expected();
            if (expected == nullptr) return {};
            return {std::string_view(expected) == detail::too_deep ? code::too_deep : code::malformed, offset(), expected};
        }
    }

    template <class Sink> static constexpr void decode(trotline::scalar const& value, Sink&& sink) {
        json::decode(value.text, sink);
    }

  private:
    static constexpr bool believes = Mode == mode::checked;

    [[gnu::always_inline]] constexpr bool failed() const { return !believes && note_.expected() != nullptr; }

    // A failed cursor is at the end of its text, so that every operation finds nothing.
    [[gnu::always_inline]] constexpr void fail(char const* where, char const* expected) {
        if (failed()) return;
        note_.note(expected);
        at_ = end_ = where;
    }
    [[gnu::always_inline]] constexpr void go_to(char const* where, char const* expected) {
        if (!believes && where == nullptr) return fail(end_, expected);
        at_ = where;
    }
    [[gnu::always_inline]] constexpr std::string_view text_since(char const* begin) const {
        return {begin, static_cast<std::size_t>(at_ - begin)};
    }

    // From inside a container to the first byte of its next child; or behind the container, and false.
    [[gnu::always_inline]] constexpr bool next(char closer, char const* expected) {
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
    [[gnu::always_inline]] constexpr bool next_member() {
        if (!next('}', "',' or '}'")) return false;
        if (!believes && (at_ == end_ || *at_ != '"')) return fail(at_, "a member name"), false;
        return true;
    }
    // From behind a member's name to its value.
    [[gnu::always_inline]] constexpr bool behind_colon() {
        at_ = behind_blanks(at_, end_);
        if (!believes && (at_ == end_ || *at_ != ':')) return fail(at_, "':'"), false;
        at_ = behind_blanks(at_ + 1, end_);
        return value_stands_here();
    }
    [[gnu::always_inline]] constexpr bool value_stands_here() {
        if (!believes && kind() == trotline::kind::nothing) return fail(at_, "a value"), false;
        return true;
    }

    static constexpr char const* behind_containers(char const* at, char const* end, std::size_t depth) {
        if (std::is_constant_evaluated()) return detail::behind_containers(at, end, depth);
        return detail::best_scanner().behind_containers(at, end, depth);
    }
    static constexpr detail::sibling behind_commas(char const* at, char const* end, std::size_t n) {
        if (std::is_constant_evaluated()) return detail::behind_commas(at, end, n);
        return detail::best_scanner().behind_commas(at, end, n);
    }

    // Which of the names the member at `at` has, as they stand; npos: none.
    template <name_set N>
    [[gnu::always_inline]] static constexpr std::size_t match(char const* at, char const* end, N const& names) {
        if constexpr (detail::constant_name_set<N>) {
            return [&]<std::size_t... I>(std::index_sequence<I...>) {
                std::size_t place = npos;
                (void)((detail::is_name<N, I>(at, end) && (place = I, true)) || ...);
                return place;
            }
            (std::make_index_sequence<N{}.size()>{});
        } else {
            auto const rest = static_cast<std::size_t>(end - at);
            for (std::size_t i = 0; i != names.size(); ++i) {
                std::string_view const name = names[i];
                if (rest >= name.size() + 2 && at[name.size() + 1] == '"' && detail::same_bytes(at + 1, name.data(), name.size()) &&
                    needs_no_escape(name))
                    return i;
            }
            return npos;
        }
    }
    struct found_name {
        char const* at;
        std::size_t place;
        char const* expected = nullptr;  // set: malformed, at `at`
    };

    // From a member's name that is none of those that are wanted, to behind the next one that is.
    template <name_set N> [[gnu::noinline]] static constexpr found_name look_on(char const* at, char const* end, N names) {
        std::size_t const size = names.size();
        if (!std::is_constant_evaluated() && size <= detail::most_streamed_names) {
            std::string_view wanted[detail::most_streamed_names];
            bool all_fit = true;
            for (std::size_t i = 0; i != size; ++i) {
                wanted[i] = names[i];
                all_fit = all_fit && wanted[i].size() - 1 < detail::longest_streamed_name;
            }
            if (all_fit) {
                auto const next = detail::best_scanner().behind_name(at, end, wanted, size);
                if (next.at == nullptr) return {end, npos, "',' or '}'"};
                return {next.at, next.place};
            }
        }
        return step_on(at, end, names);
    }
    template <name_set N> static constexpr found_name step_on(char const* at, char const* end, N const& names) {
        basic_cursor c(at, end);
        for (;;) {
            char const* const begin = c.at_ + 1;
            auto const string = detail::find_string_end(begin, end);
            if (!believes && string.at == end) return {end, npos, "a closing quote"};
            c.at_ = string.at + 1;
            if (string.escaped)
                for (std::size_t i = 0; i != names.size(); ++i)
                    if (decodes_to({begin, static_cast<std::size_t>(string.at - begin)}, names[i])) return {c.at_, i};
            if (!c.behind_colon()) return {c.at_, npos, c.note_.expected()};
            c.skip();
            if (!c.next_member()) return {c.at_, npos, c.note_.expected()};
            std::size_t const place = match(c.at_, end, names);
            if (place != npos) return {c.at_ + names[place].size() + 2, place};
        }
    }
    [[gnu::always_inline]] constexpr basic_cursor(char const* at, char const* end) : begin_(at), at_(at), end_(end) {}

    [[gnu::always_inline]] constexpr trotline::scalar string() {
        char const* const begin = at_ + 1;
        auto const string = detail::find_string_end(begin, end_);
        if (!believes && (string.escaped || string.suspect || string.at == end_)) {
            lexed const token = lex_string(begin, end_);
            if (token.expected != nullptr) return fail(token.at, token.expected), trotline::scalar{};
        }
        at_ = string.at + 1;
        return {trotline::kind::string, !string.escaped, {begin, static_cast<std::size_t>(string.at - begin)}};
    }
    [[gnu::always_inline]] constexpr void number() {
        if constexpr (believes) {
            at_ = detail::behind_plain_token(at_, end_);
        } else {
            lexed const token = lex_number(at_, end_);
            if (token.expected != nullptr) return fail(token.at, token.expected);
            // inside a container the text cannot end here: more digits may have been cut off
            if (token.at == end_ && !is_root(begin_, at_, end_)) return fail(end_, "a digit, ',' or a closing bracket");
            end_token(token.at);
        }
    }
    [[gnu::always_inline]] constexpr void literal_name(std::string_view name) {
        if constexpr (believes) {
            at_ += name.size();
        } else {
            lexed const token = lex_literal_name(at_, end_, name);
            if (token.expected != nullptr) return fail(token.at, token.expected);
            end_token(token.at);
        }
    }
    [[gnu::always_inline]] constexpr void end_token(char const* at) {
        if (at != end_ && !is_delimiter(*at)) return fail(at, "',' or a closing bracket");
        at_ = at;
    }
    static constexpr bool is_root(char const* begin, char const* at, char const* end) {
        bool const marked = std::string_view(begin, static_cast<std::size_t>(end - begin)).starts_with("\xEF\xBB\xBF");
        return behind_blanks(marked ? begin + 3 : begin, end) == at;
    }

    char const* begin_;
    char const* at_;
    char const* end_;
    [[no_unique_address]] detail::failure_note<Mode> note_;  // set: failed, at at_
};

static_assert(cursor<basic_cursor<mode::checked>> && cursor<basic_cursor<mode::on_demand>>);

}  // namespace trotline::json
#endif
