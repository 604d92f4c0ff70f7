// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_CURSOR_HPP
#define TROTLINE_XML_CURSOR_HPP
// Reads XML as a model of the cursor concept. The document must have passed validate(), and nothing
// is checked again; on other texts the results are undefined, but no byte outside of the text is
// read. Never allocates or recurses; can be used at compile time. With a list of the elements the
// cursor moves from one to the next in the list; without, it looks for them in the text.
//
//   the root                an object whose only child is the root element
//   an element              kind::element: its children are its child elements, with their names as
//                           written (prefix included); a wanted name `*:Body` takes any prefix
//   the name `#text`        the element's string-value again, for what has attributes, too; only
//                           found after the attributes and before the child elements
//   a name that begins      an attribute of the element that was just entered; only find() and
//   with `@`                attribute() find attributes, and only before child elements

#include <trotline/core/ascii.hpp>
#include <trotline/core/cursor.hpp>
#include <trotline/core/cursor_extensions.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/xml/character.hpp>
#include <trotline/xml/kernel/dispatch.hpp>
#include <trotline/xml/kernel/skip.hpp>
#include <trotline/xml/kernel/skip_in_blocks.hpp>
#include <trotline/xml/number.hpp>
#include <trotline/xml/qualified_name.hpp>
#include <trotline/xml/steps.hpp>
#include <trotline/xml/text.hpp>

#include <cstddef>
#include <string_view>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::xml {

// A cursor over a validated XML document. Everything that a walk calls often is forced inline: a
// cursor passed to a function would live in memory, and each step would wait for the store of the
// step before.
class namespaces;
class cursor : detail::steps {
  public:
    using namespaces = xml::namespaces;  // for bound prefixes: namespaces.hpp
    static constexpr bool repeats_by_name = true;
    static constexpr bool first_match_wins = false;

    constexpr explicit cursor(std::string_view document) : cursor(document, 0) {
        if (document.starts_with("\xEF\xBB\xBF")) at_ += 3;
    }
    // For a document whose root element begins at `root`, and whose elements may have been listed.
    constexpr cursor(std::string_view document, std::size_t root,
                     detail::listed_element const* listed = nullptr)
        : steps(document, root, listed) {}

    constexpr trotline::kind kind() const {
        switch (place_) {
            case place::document:
                return kind::object;
            case place::element:
                return kind::element;
            case place::attribute:
            case place::own_text:
                return kind::text;
            default:
                return kind::nothing;
        }
    }

    [[gnu::always_inline]] constexpr void enter() {
        if (place_ == place::element) {
            if (names_ != nullptr) [[unlikely]]
                names_->enter(*names_, at_, depth_, scope_);
            std::size_t const size = name_size_ != 0
                                         ? std::size_t{name_size_}
                                         : static_cast<std::size_t>(name_end(at_ + 1) - at_ - 1);
            at_ += 1 + size;
            listed_ += listed_ != nullptr;
            ++depth_;
            open_ = open_ << 8 | (size < 256 ? size : 0);
            place_ = place::tag;
        } else if (place_ == place::attribute) {
            value();
        } else {
            place_ = place::content;
        }
    }

    // An element's string-value (at the root: that of the root element) or an attribute's value. It
    // is plain if it is in one piece and needs no decoding.
    [[gnu::always_inline]] constexpr trotline::scalar scalar() {
        if (place_ == place::attribute) {
            std::string_view const text = value();
            char const* const to = text.data() + text.size();
            return {kind::text,
                    detail::find_near(begin_, text.data(), to, '&', '\t', '\n', '\r') == to, text};
        }
        if (place_ == place::own_text) {
            bool is_plain = false;
            std::string_view const text = own_text(is_plain);
            return {kind::element, is_plain, text};
        }
        if (place_ != place::element && (place_ != place::document || !element(0))) {
            skip();
            return {};
        }
        skip_listed();
        if (!into_content()) return {kind::element, true, {at_, 0}};
        char const* const from = at_;
        at_ = detail::find_near(begin_, at_, end_, '<', '&', '\r');
        if (end_ - at_ > 1 && *at_ == '<' && at_[1] == '/') {
            std::string_view const text(from, static_cast<std::size_t>(at_ - from));
            end_tag(name_size_);
            return {kind::element, true, text};
        }
        end_of_element();
        std::string_view text(from, static_cast<std::size_t>(at_ - from));
        return {kind::element, false, text.substr(0, text.rfind("</"))};
    }

    // Reads the value at once, if it has the usual notation. True: done, and the cursor is after
    // it. False: nothing has changed; ask scalar(). A string_view gets a text that needs no
    // decoding.
    [[gnu::always_inline]] constexpr bool plain(std::string_view& out) {
        char const* after = nullptr;
        return plain_text(out, after) && pass(after);
    }
    [[gnu::always_inline]] constexpr bool plain(integer_value& out) {
        std::string_view text;
        char const* after = nullptr;
        return plain_text(text, after) && detail::to_plain_integer(text, out) && pass(after);
    }
    [[gnu::always_inline]] constexpr bool plain(double& out) {
        std::string_view text;
        char const* after = nullptr;
        return plain_text(text, after) && detail::to_plain_floating(text, out) && pass(after);
    }
    [[gnu::always_inline]] constexpr bool plain(bool& out) {
        std::string_view text;
        char const* after = nullptr;
        return plain_text(text, after) && detail::to_plain_boolean(text, out) && pass(after);
    }

    // An element with its tags; an attribute's text between its quotes; at the root, the whole
    // document without a byte order mark.
    constexpr std::string_view raw() {
        if (place_ == place::attribute) return value();
        if (bool unused = false; place_ == place::own_text)
            return trotline::detail::trim(own_text(unused));
        char const* from = at_;
        if (place_ == place::document) {
            bool const marked = end_ - begin_ >= 3 && begin_[0] == '\xEF';
            from = begin_ + (marked ? 3 : 0);
        }
        if (place_ == place::element) {
            skip_listed();
            if (into_content()) end_of_element();
        } else {
            skip();
        }
        return trotline::detail::trim({from, static_cast<std::size_t>(at_ - from)});
    }

    constexpr void skip() {
        switch (place_) {
            case place::document:
                at_ = end_;
                skip_listed();
                break;
            case place::attribute:
                value();
                return;
            case place::own_text:
                place_ = place::text_tag;
                return;
            case place::element:
                skip_element();
                break;
            default:
                break;
        }
        place_ = place::content;
    }

    [[gnu::always_inline]] constexpr std::size_t find(wanted_names const& names) {
        if (names.may_take_any_prefix() || names_ != nullptr) [[unlikely]]
            return find_by_parts(names);
        if (in_tag()) {
            if (std::size_t const found = find_in_tag(names); found != npos) return found;
        }
        if (listed_ != nullptr) return find_listed(names);
        if (in_tag() && !into_content()) return close(), npos;
        if (!next_element()) return npos;
        for (std::size_t i = 0; i != names.size(); ++i) {
            if (is_called(at_ + 1, names[i])) return found(names[i].size()), i;
        }
        return find_further(names);
    }

    constexpr bool member(trotline::scalar& name) {
        if (!element(0)) return false;
        char const* const from = at_ + 1;
        name = {kind::text, true, {from, static_cast<std::size_t>(name_end(from) - from)}};
        return true;
    }

    // Inside an element that was just entered: moves to the value of its next attribute, whose name
    // goes into `name`. False: there is none left, and the cursor is still inside.
    constexpr bool attribute(trotline::scalar& name) {
        if (!in_tag()) return false;
        while (at_ != end_ && is_blank(*at_)) ++at_;
        if (at_ == end_ || *at_ == '>' || *at_ == '/') return false;
        char const* const from = at_;
        at_ = detail::find_near(begin_, at_, end_, '"', '\'');
        if (at_ == end_) return false;
        name = {kind::text, true, {from, static_cast<std::size_t>(name_end(from) - from)}};
        place_ = place::attribute;
        return true;
    }

    // At an element: true if it has an attribute `nil`, with any prefix, that is true.
    constexpr bool is_nil() const {
        if (place_ != place::element || (name_size_ != 0 && at_[1 + name_size_] == '>'))
            return false;
        cursor inside = *this;
        inside.enter();
        for (trotline::scalar name; inside.attribute(name);) {
            std::string_view const text = inside.value();
            if (name.text.ends_with(":nil")) return text == "true" || text == "1";
        }
        return false;
    }

    constexpr bool element(std::size_t n) {
        if (listed_ == nullptr && in_tag() && !into_content()) return close(), false;
        while (next_element()) {
            if (n == 0) {
                found(0);
                return true;
            }
            --n;
            skip_element();
        }
        return false;
    }

    constexpr void leave(std::size_t levels) {
        if (levels == 0) return;
        if (listed_ != nullptr) {
            depth_ -= static_cast<std::uint32_t>(levels);
            while (listed_->depth > depth_ + 1) ++listed_;
            place_ = place::content;
            return;
        }
        bool const inside_tag = in_tag() || place_ == place::attribute || place_ == place::own_text;
        if (inside_tag && !into_content()) {
            close();
            if (--levels == 0) return;
        }
        at_ = detail::next_wanted(begin_, at_, end_, levels - 1, {});
        depth_ -= static_cast<std::uint32_t>(levels - 1);
        open_ = levels <= 8 ? open_ >> (8 * (levels - 1)) : 0;
        end_of_container();
    }

    // For an attribute: where its text begins.
    constexpr std::size_t offset() const {
        return static_cast<std::size_t>(at_ - begin_) + (place_ == place::attribute ? 1 : 0);
    }

    // The search for a name at any depth: see searches_names and passes_childless.
    std::size_t next_mention(std::string_view name, std::size_t until) const;
    bool skip_before(std::size_t limit);
    constexpr bool next_container() { return element(0); }
    constexpr child_found next_named_or_parent(wanted_names const& names);
    using steps::skip_childless;

    constexpr document_failure failure() const { return {}; }

    template <class Sink>
    static constexpr void decode(trotline::scalar const& scalar, Sink&& sink) {
        if (scalar.kind == kind::text) {
            decode_attribute(scalar.text, sink);
        } else {
            decode_content(scalar.text, sink);
        }
    }

    // At a child that find(names) has found: the index of the next name that it has, too.
    [[gnu::always_inline]] constexpr std::size_t also(wanted_names const& names,
                                                      std::size_t last) const {
        if (!names.may_take_any_prefix() && names_ == nullptr) [[likely]]
            return npos;
        return also_by_parts(names, last + 1);
    }

    // The whole document.
    constexpr std::string_view document() const {
        return {begin_, static_cast<std::size_t>(end_ - begin_)};
    }
    // For a cursor at the root: one that compares names by their namespaces (namespaces.hpp).
    constexpr cursor with(detail::name_resolver& names) const {
        cursor made = *this;
        made.listed_ = nullptr;
        made.names_ = &names;
        return made;
    }

  private:
    // Defined in name_search.hpp:
    constexpr std::size_t find_by_parts(wanted_names const& names);
    constexpr std::size_t also_by_parts(wanted_names const& names, std::size_t from) const;
    constexpr std::size_t place_among(wanted_names const& names, std::size_t from,
                                      std::string_view written) const;
    constexpr std::size_t find_listed(wanted_names const& names);
    constexpr std::size_t find_further(wanted_names const& names);
    constexpr std::size_t find_in_tag(wanted_names const& names);
};

}  // namespace trotline::xml
#pragma GCC diagnostic pop

#include <trotline/xml/format.ipp>
#include <trotline/xml/name_search.hpp>

#endif
