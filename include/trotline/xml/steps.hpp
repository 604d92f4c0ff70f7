// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_STEPS_HPP
#define TROTLINE_XML_STEPS_HPP
// Where an XML cursor is, and its single steps. What they ask of the text, and what they promise on
// any other, is the cursor's.

#include <trotline/xml/character.hpp>
#include <trotline/xml/element_list.hpp>
#include <trotline/xml/kernel/dispatch.hpp>
#include <trotline/xml/kernel/skip.hpp>
#include <trotline/xml/kernel/skip_in_blocks.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::xml::detail {

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
        own_text,   // at an element's own text, from behind its attributes
        tag,        // inside an element, behind its name or one of its attributes
        text_tag,   // the same, when its own text has been asked for
        content     // inside an element, in its content; or inside the document
    };

    static constexpr std::string_view without_blanks(std::string_view text) {
        while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
        while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
        return text;
    }

    constexpr bool in_tag() const { return place_ == place::tag || place_ == place::text_tag; }

    // The text of an attribute, or of an element without attributes and children, that needs no
    // decoding; and where that ends.
    [[gnu::always_inline]] constexpr bool plain_text(std::string_view& text,
                                                     char const*& behind) const {
        if (place_ == place::attribute) {
            char const* const from = at_ + 1;
            char const* const to = find_near(begin_, from, end_, *at_, '&', '\t', '\n', '\r');
            if (to == end_ || *to != *at_) return false;
            text = {from, static_cast<std::size_t>(to - from)};
            behind = to + 1;
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
        behind = to + end_tag;
        return true;
    }
    // Behind that.
    [[gnu::always_inline]] constexpr bool pass(char const* behind) {
        if (listed_ != nullptr && place_ == place::element) ++listed_;
        at_ = behind;
        place_ = place_ == place::attribute ? place::tag : place::content;
        return true;
    }

    // At an element; of a name of that size, if it is known.
    [[gnu::always_inline]] constexpr void found(std::size_t name_size) {
        place_ = place::element;
        name_size_ = name_size;
    }

    [[gnu::always_inline]] constexpr char const* name_end(char const* at) const {
        while (at != end_ && is_in_name(*at)) ++at;
        return at;
    }

    [[gnu::always_inline]] constexpr bool is_called(char const* at, std::string_view name) const {
        if (static_cast<std::size_t>(end_ - at) <= name.size()) return false;
        return stands_at(at, name) && !is_in_name(at[name.size()]);
    }

    // For a place in a tag with an opening quote behind it.
    [[gnu::always_inline]] constexpr bool is_attribute(char const* at,
                                                       std::string_view name) const {
        if (static_cast<std::size_t>(at_ - at) <= name.size()) return false;
        return stands_at(at, name) && !is_in_name(at[name.size()]);
    }

    // At an opening quote: the text behind it; to behind the closing one.
    [[gnu::always_inline]] constexpr std::string_view value() {
        char const* const from = at_ + 1;
        char const* const to = find_near(begin_, from, end_, *at_);
        at_ = to == end_ ? end_ : to + 1;
        place_ = place::tag;
        return {from, static_cast<std::size_t>(to - from)};
    }

    // From behind the attributes: the source of the element's string-value; stays there.
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

    // From the begin of a start tag, or inside it, to behind it. False if the element ends there.
    [[gnu::always_inline]] constexpr bool into_content() {
        char const* const from = place_ == place::element ? at_ + 1 + name_size_ : at_;
        char const* const last = from != end_ && *from == '>' ? from : tag_end(from, end_);
        place_ = place::content;
        at_ = last == end_ ? end_ : last + 1;
        return last != end_ && last[-1] != '/';
    }

    // From the content of an element that has not been entered to behind it.
    [[gnu::always_inline]] constexpr void end_of_element() {
        at_ = next_wanted(begin_, at_, end_, 0, {});
        end_tag(name_size_);
    }

    // To behind the element that was entered last, from its end tag or the end of its elements in
    // the list.
    [[gnu::always_inline]] constexpr void end_of_container() {
        if (listed_ != nullptr) {
            if (depth_ != 0) --depth_;
            place_ = place::content;
            return;
        }
        end_tag(open_ & 0xFF);
        open_ >>= 8;
    }

    // At the end tag of an element whose name is of that size, if it is known.
    [[gnu::always_inline]] constexpr void end_tag(std::size_t name_size) {
        std::size_t const likely = 2 + name_size;
        if (static_cast<std::size_t>(end_ - at_) > likely && at_[likely] == '>')
            at_ += likely;
        else
            at_ = find_near(begin_, at_, end_, '>');
        if (at_ != end_) ++at_;
        place_ = place::content;
    }

    // From an element to behind it.
    constexpr void skip_element() {
        if (listed_ != nullptr) {
            skip_listed();
            place_ = place::content;
        } else if (into_content()) {
            end_of_element();
        }
    }
    // The same in the list, if there is one; its place in the text stays.
    [[gnu::always_inline]] constexpr void skip_listed() {
        if (listed_ == nullptr) return;
        std::size_t const depth = depth_ + 1;
        do ++listed_;
        while (listed_->depth > depth);
    }

    // From content, and with a list from everywhere inside, to the `<` of the next child element;
    // or false, behind the end tag.
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
                    at_ = behind_declaration(at_, end_);
                    break;
                default:
                    return true;
            }
        }
    }

    char const* begin_;
    char const* at_;  // with a list: only at a value and inside a start tag
    char const* end_;
    std::size_t name_size_ = 0;  // at an element: its name's, or 0, which says nothing
    // the same of the elements that have been entered, a byte for each, the innermost in the lowest
    std::uint64_t open_ = 0;
    // the element at which it is, or the next one; null without a list
    listed_element const* listed_;
    std::size_t depth_ = 0;  // with a list: how many elements are open
    place place_ = place::document;
};

}  // namespace trotline::xml::detail
#endif
