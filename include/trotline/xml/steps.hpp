// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_STEPS_HPP
#define TROTLINE_XML_STEPS_HPP
// The state of an XML cursor, and its single steps. Preconditions and promises are those of
// xml::cursor.

#include <trotline/core/same_bytes.hpp>
#include <trotline/xml/character.hpp>
#include <trotline/xml/element_list.hpp>
#include <trotline/xml/kernel/dispatch.hpp>
#include <trotline/xml/kernel/skip.hpp>
#include <trotline/xml/kernel/skip_in_blocks.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml::detail {

using trotline::detail::same_bytes;

// The innermost element around a cursor that declares namespaces.
struct scope {
    static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);
    std::uint32_t begin = none;  // the offset of its `<`
    std::uint32_t place = 0;     // where the resolver keeps it
};
// Compares names by their namespaces, for a cursor with bound prefixes. It has functions instead of
// a definition here, so that only programs that bind prefixes have their code (namespaces.hpp).
struct name_resolver {
    // A cursor enters the element at `tag`, inside `depth` others.
    void (*enter)(name_resolver& self, char const* tag, std::size_t depth, scope& around);
    // True if an element or an attribute with the name `written` is the wanted one. For an element
    // `at` is its `<`; for an attribute it is a position in the start tag of the element that was
    // entered last.
    bool (*is_wanted)(name_resolver& self, char const* at, std::size_t depth, scope around,
                      std::string_view written, std::string_view wanted, bool is_attribute);
};

class steps {
  protected:
    constexpr steps(std::string_view document, std::size_t offset,
                    listed_element const* listed = nullptr)
        : begin_(document.data()),
          at_(begin_ + offset),
          end_(begin_ + document.size()),
          listed_(listed) {}

    enum class place : unsigned char {
        document,   // at the root
        element,    // at an element's `<`
        attribute,  // at an attribute's opening quote
        own_text,   // at an element's own text, after its attributes
        tag,        // inside an element, after its name or one of its attributes
        text_tag,   // the same, after its own text was asked for
        content     // inside an element, in its content; or inside the document
    };

    constexpr bool in_tag() const { return place_ == place::tag || place_ == place::text_tag; }

    // The text of an attribute, or of an element without attributes and children, if it needs no
    // decoding; and where it ends.
    [[gnu::always_inline]] constexpr bool plain_text(std::string_view& text,
                                                     char const*& after) const {
        if (place_ == place::attribute) {
            char const* const from = at_ + 1;
            char const* const to = find_near(begin_, from, end_, *at_, '&', '\t', '\n', '\r');
            if (to == end_ || *to != *at_) return false;
            text = {from, static_cast<std::size_t>(to - from)};
            after = to + 1;
            return true;
        }
        if (place_ != place::element || name_size_ == 0) return false;
        char const* const tag = at_ + 1 + name_size_;
        if (tag == end_ || *tag != '>') return false;
        char const* const to = find_near(begin_, tag + 1, end_, '<', '&', '\r');
        std::size_t const end_tag = 3 + name_size_;
        if (static_cast<std::size_t>(end_ - to) < end_tag || *to != '<' || to[1] != '/' ||
            to[end_tag - 1] != '>')
            return false;
        text = {tag + 1, static_cast<std::size_t>(to - tag - 1)};
        after = to + end_tag;
        return true;
    }
    // Moves past such a text.
    [[gnu::always_inline]] constexpr bool pass(char const* after) {
        if (listed_ != nullptr && place_ == place::element) ++listed_;
        at_ = after;
        place_ = place_ == place::attribute ? place::tag : place::content;
        return true;
    }

    // Stops at an element, whose name has that size, if it is known.
    [[gnu::always_inline]] constexpr void found(std::size_t name_size) {
        place_ = place::element;
        name_size_ = static_cast<std::uint32_t>(name_size);
    }

    [[gnu::always_inline]] constexpr char const* name_end(char const* at) const {
        while (at != end_ && is_in_name(*at)) ++at;
        return at;
    }

    [[gnu::always_inline]] constexpr bool is_called(char const* at, std::string_view name) const {
        if (static_cast<std::size_t>(end_ - at) <= name.size()) return false;
        return same_bytes(at, name.data(), name.size()) && !is_in_name(at[name.size()]);
    }

    // For a position in a tag that is followed by an opening quote.
    [[gnu::always_inline]] constexpr bool is_attribute(char const* at,
                                                       std::string_view name) const {
        if (static_cast<std::size_t>(at_ - at) <= name.size()) return false;
        return same_bytes(at, name.data(), name.size()) && !is_in_name(at[name.size()]);
    }

    // At an opening quote: returns the text after it, and moves past the closing quote.
    [[gnu::always_inline]] constexpr std::string_view value() {
        char const* const from = at_ + 1;
        char const* const to = find_near(begin_, from, end_, *at_);
        at_ = to == end_ ? end_ : to + 1;
        place_ = place::tag;
        return {from, static_cast<std::size_t>(to - from)};
    }

    // After the attributes: returns the source of the element's string-value; does not move.
    constexpr std::string_view own_text(bool& plain) {
        steps inside = *this;
        inside.place_ = place::tag;
        place_ = place::text_tag;
        plain = true;
        if (!inside.into_content()) return {at_, 0};
        char const* const from = inside.at_;
        char const* to = find_near(begin_, from, end_, '<', '&', '\r');
        plain = end_ - to > 1 && *to == '<' && to[1] == '/';
        if (!plain) to = next_wanted(begin_, from, end_, 0, {});
        return {from, static_cast<std::size_t>(to - from)};
    }

    // Moves from the start of a start tag, or from inside it, past it. False if the element ends
    // there.
    [[gnu::always_inline]] constexpr bool into_content() {
        char const* const from = place_ == place::element ? at_ + 1 + name_size_ : at_;
        char const* const last = from != end_ && *from == '>' ? from : tag_end(from, end_);
        place_ = place::content;
        at_ = last == end_ ? end_ : last + 1;
        return last != end_ && last[-1] != '/';
    }

    // Moves from the content of an element that was not entered past the element.
    [[gnu::always_inline]] constexpr void end_of_element() {
        at_ = next_wanted(begin_, at_, end_, 0, {});
        end_tag(name_size_);
    }

    // Moves past the element that was entered last: from its end tag, or from the end of its
    // elements in the list.
    [[gnu::always_inline]] constexpr void end_of_container() {
        if (listed_ != nullptr) {
            if (depth_ != 0) --depth_;
            place_ = place::content;
            return;
        }
        end_tag(open_ & 0xFF);
        close();
    }
    [[gnu::always_inline]] constexpr void close() {
        open_ >>= 8;
        --depth_;
    }

    // At the end tag of an element, whose name has that size, if it is known.
    [[gnu::always_inline]] constexpr void end_tag(std::size_t name_size) {
        std::size_t const likely = 2 + name_size;
        if (static_cast<std::size_t>(end_ - at_) > likely && at_[likely] == '>')
            at_ += likely;
        else
            at_ = find_near(begin_, at_, end_, '>');
        if (at_ != end_) ++at_;
        place_ = place::content;
    }

    // Moves from an element past it.
    constexpr void skip_element() {
        if (listed_ != nullptr) {
            skip_listed();
            place_ = place::content;
        } else if (into_content()) {
            end_of_element();
        }
    }
    // The same if it has no child elements; otherwise returns false, and nothing changes.
    [[gnu::always_inline]] constexpr bool skip_childless() {
        if (listed_ != nullptr) {
            if (listed_[1].depth > depth_ + 1) return false;
            ++listed_;
            place_ = place::content;
            return true;
        }
        char const* last = find_near(begin_, at_ + 1, end_, '>', '"', '\'');
        bool const has_attributes = last == end_ || *last != '>';
        if (has_attributes) last = tag_end(last, end_);
        if (last == end_) return false;
        if (last[-1] == '/') {
            at_ = last + 1;
            place_ = place::content;
            return true;
        }
        char const* to = find_near(begin_, last + 1, end_, '<');
        for (; end_ - to > 1 && to[1] != '/'; to = find_near(begin_, to, end_, '<')) {
            if (to[1] != '!' && to[1] != '?') return false;
            to = after_declaration(to, end_);
        }
        if (end_ - to < 2) return false;
        // The tag is the name, if there is nothing else in it.
        bool const is_name = !has_attributes && !is_blank(last[-1]);
        std::size_t const name_size = is_name ? static_cast<std::size_t>(last - at_ - 1) : 0;
        at_ = to;
        end_tag(name_size);
        return true;
    }
    // The same in the list, if there is one; the position in the text is not changed.
    [[gnu::always_inline]] constexpr void skip_listed() {
        if (listed_ == nullptr) return;
        std::size_t const depth = depth_ + 1;
        do ++listed_;
        while (listed_->depth > depth);
    }

    // Moves from content, or with a list from anywhere inside, to the `<` of the next child
    // element; false: after the end tag.
    [[gnu::always_inline]] constexpr bool next_element() {
        if (listed_ != nullptr) {
            place_ = place::content;
            if (listed_->depth <= depth_) {
                end_of_container();
                return false;
            }
            at_ = begin_ + listed_->begin;
            return true;
        }
        for (;;) {
            if (at_ == end_ || *at_ != '<') at_ = find_near(begin_, at_, end_, '<');
            if (end_ - at_ < 2) {
                at_ = end_;
                return false;
            }
            switch (at_[1]) {
                case '/':
                    end_of_container();
                    return false;
                case '!':
                case '?':
                    at_ = after_declaration(at_, end_);
                    break;
                default:
                    return true;
            }
        }
    }

    char const* begin_;
    char const* at_;  // with a list: valid only at a value and inside a start tag
    char const* end_;
    std::uint32_t name_size_ = 0;  // at an element: the size of its name; 0: unknown
    std::uint32_t depth_ = 0;      // how many elements are open
    // the same for the elements that were entered, one byte each, the innermost in the lowest
    std::uint64_t open_ = 0;
    // the element at which the cursor is, or the next one; null without a list
    listed_element const* listed_;
    name_resolver* names_ = nullptr;  // set if prefixes are bound; there is no list then
    scope scope_{};
    place place_ = place::document;
};

}  // namespace trotline::xml::detail
#endif
