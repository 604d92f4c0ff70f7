// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_CURSOR_HPP
#define TROTLINE_JSON_CURSOR_HPP
// Reads JSON as a trotline::cursor.

#include <trotline/core/cursor.hpp>
#include <trotline/core/narrowed.hpp>
#include <trotline/json/kernel/name_search.hpp>
#include <trotline/json/member_index.hpp>
#include <trotline/json/member_name.hpp>
#include <trotline/json/member_seek.hpp>
#include <trotline/json/mode.hpp>
#include <trotline/json/number.hpp>
#include <trotline/json/probe.hpp>
#include <trotline/json/steps.hpp>
#include <trotline/json/string.hpp>
#include <trotline/json/validate.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::json {

// A cursor over one JSON text. A byte order mark and blanks at its start are skipped. Copying is
// cheap. The text must outlive the cursor and its copies; so must `why`, in which an on-demand
// cursor and its copies record the first failure. find() and member() are for objects, element() is
// for arrays.
//
// Its members are inlined and pass values to functions that are not, so it lives in registers.
template <mode Mode> class basic_cursor {
  public:
    static constexpr bool repeats_by_name = false;
    static constexpr bool first_match_wins = Mode == mode::on_demand;

    constexpr basic_cursor()
        : basic_cursor(std::string_view("null"), detail::failure_note<Mode>{}) {}
    constexpr explicit basic_cursor(std::string_view text) requires(Mode == mode::checked)
        : basic_cursor(text, detail::failure_note<Mode>{}) {}
    [[gnu::always_inline]] constexpr basic_cursor(std::string_view text, document_failure& why)
        : basic_cursor(text, detail::note_in<Mode>(why)) {
        if (!validated && kind() == trotline::kind::nothing) fail(at_, "a value");
    }
    // The index must live as long as the cursor and its copies.
    [[gnu::always_inline]] constexpr basic_cursor(std::string_view text,
                                                  member_index& index) requires(Mode ==
                                                                                mode::checked)
        : basic_cursor(text) {
        index_ = &index;
    }
    [[gnu::always_inline]] constexpr basic_cursor(std::string_view text, document_failure& why,
                                                  member_index& index)
        : basic_cursor(text, why) {
        index_ = &index;
    }

    // Copy member by member: a block copy would load at_ together with its neighbours and wait for
    // the store that has just changed it.
    [[gnu::always_inline]] constexpr basic_cursor(basic_cursor const& c)
        : begin_(c.begin_), at_(c.place()), end_(c.end_), index_(c.index_), note_(c.note_) {}
    [[gnu::always_inline]] constexpr basic_cursor& operator=(basic_cursor const& c) {
        begin_ = c.begin_;
        at_ = c.place();
        end_ = c.end_;
        index_ = c.index_;
        note_ = c.note_;
        return *this;
    }

    [[gnu::always_inline]] constexpr trotline::kind kind() const {
        return at_ == end_ ? trotline::kind::nothing : kind_of_value_starting_with(*at_);
    }

    [[gnu::always_inline]] constexpr void enter() {
        if (at_ != end_) ++at_;
    }

    // The text of a string is what is between its quotes.
    [[gnu::always_inline]] constexpr trotline::scalar scalar() {
        auto const found = kind();
        char const* const begin = at_;
        switch (found) {
            case trotline::kind::string:
                return string();
            case trotline::kind::number:
                if (!go(detail::after_number<validated>(begin_, at_, end_))) return {};
                break;
            case trotline::kind::boolean:
                if (!go(detail::after_literal_name<validated>(at_, end_,
                                                              *at_ == 't' ? "true" : "false")))
                    return {};
                break;
            case trotline::kind::null:
                if (!go(detail::after_literal_name<validated>(at_, end_, "null"))) return {};
                break;
            default:  // also if there is no value
                skip();
                return {};
        }
        return {found, true, text_since(begin)};
    }

    // Reads the value at once, if it has that type and the usual notation. True: done, and the
    // cursor is after it. False: nothing has changed; ask scalar(). A string_view gets a string's
    // text if it needs no decoding.
    [[gnu::always_inline]] constexpr bool plain(integer_value& out) {
        auto const number = detail::probe_integer(begin_, at_, end_);
        if (number.end == nullptr) return false;
        out = {number.significand, number.negative};
        at_ = number.end;
        return true;
    }
    [[gnu::always_inline]] constexpr bool plain(double& out) {
        char const* const after = detail::probe_double(begin_, at_, end_, out);
        if (after == nullptr) return false;
        at_ = after;
        return true;
    }
    [[gnu::always_inline]] constexpr bool plain(bool& out) {
        auto const name = detail::probe_boolean(begin_, at_, end_);
        if (name.end == nullptr) return false;
        out = name.value;
        at_ = name.end;
        return true;
    }
    [[gnu::always_inline]] constexpr bool plain(std::string_view& out) {
        if (at_ == end_ || *at_ != '"') return false;
        detail::step const close = detail::to_string_end<validated>(at_ + 1, end_);
        if (!close.there) return false;
        out = {at_ + 1, static_cast<std::size_t>(close.at - at_ - 1)};
        at_ = close.at + 1;
        return true;
    }

    constexpr std::string_view raw() {
        char const* const begin = at_;
        auto const found = kind();
        if (!validated && (found == trotline::kind::array || found == trotline::kind::object)) {
            char const* const end = detail::best_after_containers(at_ + 1, end_, 1);
            auto const wrong =
                validate({begin, static_cast<std::size_t>((end == nullptr ? end_ : end) - begin)},
                         most_depth_limit);
            if (wrong) {
                fail(begin + wrong.offset, wrong.expected.data());
                return {};
            }
            at_ = end;
        } else if (validated) {
            skip();
        } else if (scalar().kind == trotline::kind::nothing) {
            return {};
        }
        return text_since(begin);
    }

    [[gnu::always_inline]] constexpr void skip() {
        go(detail::after_value<validated>(begin_, at_, end_, index_));
    }

    // Names with escapes are compared after decoding. A name that occurs twice is found twice.
    constexpr std::size_t find(wanted_names const& names) {
        if (!go(detail::to_member<validated>(at_, end_, stands_first()))) return npos;
        return find_on(names);
    }

    // The same, name by name. The first two move to a member's name: from the object, or from the
    // end of a member's value.
    [[gnu::always_inline]] constexpr bool first_member() {
        enter();
        return go(detail::to_member<validated>(at_, end_, true));
    }
    [[gnu::always_inline]] constexpr bool next_member() {
        return go(detail::to_member<validated>(at_, end_, false));
    }
    // At a member's name: true if it is this one; the cursor is then at the member's value.
    [[gnu::always_inline]] constexpr bool called(wanted_name const& name) {
        // one check of the text's length covers the name, the colon and the value's first byte
        if (!std::is_constant_evaluated() &&
            end_ - at_ >= trotline::detail::narrowed<std::ptrdiff_t>(name.reach)) [[likely]] {
            if ((trotline::detail::load_word(at_ + 1) & name.mask) != name.word) return false;
            if (name.size >= 8 && !detail::ends_as(at_, name)) return false;
            at_ += name.size + 2;
            if (*at_ == ':' && at_[1] > ' ') [[likely]]
                return ++at_, true;
            return go(detail::to_far_member_value<validated>(at_, end_));
        }
        if (!detail::is_name(at_, end_, name)) return false;
        at_ += name.size + 2;
        return go(detail::to_far_member_value<validated>(at_, end_));
    }
    // At a member's name: as find(), beginning with this member.
    [[gnu::always_inline]] constexpr std::size_t find_on(wanted_names const& names) {
        // asking for few names takes less time than to begin a search, but for one with prints
        bool const asks =
            names.count <= 8 && !(validated && index_ != nullptr && index_->knows_prints());
        for (std::size_t i = 0; asks && i != names.count; ++i)
            if (called(names.first[i])) return i;
        if (!validated && at_ == end_) return npos;
        auto const found = detail::seek_name<validated>(begin_, at_, end_, names, index_);
        if (!go({found.at, found.place != npos, validated ? nullptr : found.expected()}))
            return npos;
        return go(detail::to_member_value<validated>(at_, end_)) ? found.place : npos;
    }

    // At a value's end: true if it is known that no later member, at any depth, has one of these
    // names.
    [[gnu::always_inline]] constexpr bool none_follows(wanted_names const& names) const
        requires(Mode == mode::checked) {
        return !std::is_constant_evaluated() && index_ != nullptr &&
               detail::index_has_none_of(at_, names, *index_);
    }

    [[gnu::always_inline]] constexpr bool member(trotline::scalar& name) {
        if (!go(detail::to_member<validated>(at_, end_, stands_first()))) return false;
        name = string();
        return go(detail::to_member_value<validated>(at_, end_));
    }

    [[gnu::always_inline]] constexpr bool element(std::size_t n) {
        if (n == 0) {
            if (!go(detail::to_element<validated>(at_, end_, stands_first()))) return false;
        } else {
            if (at_ == end_) return false;
            auto const next = detail::seek_comma(at_, end_, stands_first() ? n : n + 1, index_);
            if (!go(next.at != nullptr ? detail::step{next.at, next.place != npos}
                                       : detail::step{end_, false, "',' or ']'"}))
                return false;
            at_ = after_blanks(at_, end_);
        }
        return true;
    }

    [[gnu::always_inline]] constexpr void leave(std::size_t levels) {
        for (; levels != 0 && at_ != end_ && (*at_ == '}' || *at_ == ']'); --levels) ++at_;
        if (levels == 0) return;
        char const* const after = detail::seek_close(at_, end_, levels, index_);
        go(after != nullptr ? detail::step{after} : detail::step{end_, false, "a closing bracket"});
    }

    // The search for a name at any depth: see searches_names.
    std::size_t next_mention(std::string_view name, std::size_t until) const {
        char const* const end = until == npos ? end_ : begin_ + until;
        char const* const found = detail::next_mention(at_, end, name);
        return found == end ? npos : static_cast<std::size_t>(found - begin_);
    }
    bool skip_before(std::size_t place) {
        char const* const after = detail::best_after_containers(at_ + 1, begin_ + place, 1);
        if (after != nullptr) at_ = after;
        return after != nullptr;
    }

    bool next_container() {
        at_ = detail::next_bracket(at_, end_);
        if (at_ == end_) return fail(end_, "a closing bracket"), false;
        return *at_ == '{' || *at_ == '[' || (++at_, false);
    }

    [[gnu::always_inline]] constexpr std::size_t offset() const {
        return static_cast<std::size_t>(at_ - begin_);
    }
    [[gnu::always_inline]] constexpr document_failure failure() const {
        if constexpr (!validated)
            if (note_.noted != nullptr) return *note_.noted;
        return {};
    }

    template <class Sink> static constexpr void decode(trotline::scalar const& value, Sink&& sink) {
        json::decode(value.text, sink);
    }

  private:
    static constexpr bool validated = Mode == mode::checked;

    [[gnu::always_inline]] constexpr char const* place() const {
        char const* at = at_;
        if (!std::is_constant_evaluated()) asm("" : "+r"(at));
        return at;
    }

    [[gnu::always_inline]] constexpr basic_cursor(std::string_view text,
                                                  detail::failure_note<Mode> note)
        : begin_(text.data()), at_(begin_), end_(begin_ + text.size()), note_(note) {
        at_ = after_blanks(detail::after_mark(at_, end_), end_);
    }

    // A cursor that fails moves to the end of its text, where every operation finds nothing.
    [[gnu::always_inline]] constexpr void fail(char const* where, char const* expected) {
        if constexpr (!validated) {
            detail::note_failure(note_.noted, static_cast<std::size_t>(where - begin_), expected);
            at_ = end_;
        }
    }
    // True if the step has found what was asked for.
    [[gnu::always_inline]] constexpr bool go(detail::step const& to) {
        if (!validated && to.expected != nullptr) [[unlikely]] {
            fail(to.at, to.expected);
            return false;
        }
        at_ = to.at;
        return to.there;
    }
    [[gnu::always_inline]] constexpr std::string_view text_since(char const* begin) const {
        return {begin, static_cast<std::size_t>(at_ - begin)};
    }
    // Inside a container: true before its first child.
    [[gnu::always_inline]] constexpr bool stands_first() const {
        return at_ != end_ && (at_[-1] == '{' || at_[-1] == '[');
    }

    [[gnu::always_inline]] constexpr trotline::scalar string() {
        char const* const begin = at_ + 1;
        detail::step const close = detail::to_string_end<validated>(begin, end_);
        if (!validated && close.expected != nullptr)
            return fail(close.at, close.expected), trotline::scalar{};
        at_ = close.at + 1;
        return {trotline::kind::string,
                close.there,
                {begin, static_cast<std::size_t>(close.at - begin)}};
    }

    char const* begin_;
    char const* at_;
    char const* end_;
    member_index* index_ = nullptr;
    [[no_unique_address]] detail::failure_note<Mode> note_;
};

}  // namespace trotline::json
#pragma GCC diagnostic pop

#include <trotline/json/format.ipp>

#endif
