// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_NAME_SEARCH_HPP
#define TROTLINE_XML_NAME_SEARCH_HPP
// How a cursor finds children by their names: in the list of elements, in the text, among the
// attributes, and by the parts of names that take any prefix or a bound one; and elements at any
// depth.

#include <trotline/xml/cursor.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml {

// The same as find() for names that are compared in parts: any prefix, or a bound one.
constexpr std::size_t cursor::find_by_parts(wanted_names const& names) {
    std::size_t text = npos;
    for (std::size_t i = 0; i != names.size(); ++i)
        if (names[i] == "#text") text = i;
    if (place_ == place::tag) {
        for (trotline::scalar name; attribute(name); value())
            if (std::size_t const i = place_among(names, 0, name.text); i != npos) return i;
        if (text != npos) return place_ = place::own_text, text;
    }
    for (trotline::scalar name; member(name); skip_element())
        if (std::size_t const i = place_among(names, 0, name.text); i != npos)
            return found(name.text.size()), i;
    return npos;
}
constexpr std::size_t cursor::also_by_parts(wanted_names const& names, std::size_t from) const {
    if (place_ == place::element)
        return place_among(names, from,
                           {at_ + 1, static_cast<std::size_t>(name_end(at_ + 1) - at_ - 1)});
    if (place_ != place::attribute) return npos;
    // back from the quote, over the equals sign
    char const* to = at_;
    while (!detail::is_in_name(to[-1])) --to;
    char const* name = to;
    while (detail::is_in_name(name[-1])) --name;
    return place_among(names, from, {name, static_cast<std::size_t>(to - name)});
}
// The index of the first name from `from` on that the element or attribute at the cursor has.
constexpr std::size_t cursor::place_among(wanted_names const& names, std::size_t from,
                                          std::string_view written) const {
    bool const is_attribute = place_ == place::attribute;
    for (std::size_t i = from; i < names.size(); ++i) {
        std::string_view wanted = names[i];
        if (wanted.starts_with('@') != is_attribute) continue;
        if (is_attribute) wanted.remove_prefix(1);
        bool const same =
            names_ == nullptr || wanted.starts_with("*:")
                ? detail::is_wanted(written, wanted)
                : names_->is_wanted(*names_, at_, depth_, scope_, written, wanted, is_attribute);
        if (same) return i;
    }
    return npos;
}

// From anywhere inside: moves to the next child that has one of the names.
constexpr std::size_t cursor::find_listed(wanted_names const& names) {
    for (std::size_t const depth = depth_ + 1;; ++listed_) {
        if (listed_->depth > depth) continue;
        if (listed_->depth < depth) return end_of_container(), npos;
        at_ = begin_ + listed_->begin;
        for (std::size_t i = 0; i != names.size(); ++i) {
            if (is_called(at_ + 1, names[i])) return found(names[i].size()), i;
        }
    }
}

// At a child whose name is not wanted.
constexpr std::size_t cursor::find_further(wanted_names const& names) {
    // It is skipped together with those after it, unless its name looks like a wanted one.
    std::size_t inside = detail::may_be_one_of(at_ + 1, end_, names) && into_content() ? 1 : 0;
    for (;;) {
        at_ = detail::next_wanted(begin_, at_, end_, inside, names);
        if (end_ - at_ < 2 || at_[1] == '/') break;
        for (std::size_t i = 0; i != names.size(); ++i) {
            if (is_called(at_ + 1, names[i])) return found(names[i].size()), i;
        }
        inside = into_content() ? 1 : 0;
    }
    end_of_container();
    return npos;
}

// Inside a start tag: moves to the value of the next wanted attribute, or after the attributes
// to the element's own text. Otherwise returns npos, at a place before the tag's end.
constexpr std::size_t cursor::find_in_tag(wanted_names const& names) {
    bool wanted = false;
    std::size_t text = npos;
    for (std::size_t i = 0; i != names.size(); ++i) {
        wanted |= names[i].starts_with('@');
        if (names[i].starts_with('#') && names[i] == "#text") text = i;
    }
    while (wanted && place_ == place::tag) {
        while (at_ != end_ && is_blank(*at_)) ++at_;
        if (at_ == end_ || *at_ == '>' || *at_ == '/') break;
        char const* const from = at_;
        at_ = detail::find_near(begin_, at_, end_, '"', '\'');
        if (at_ == end_) break;
        for (std::size_t i = 0; i != names.size(); ++i) {
            std::string_view const asked = names[i];
            if (asked.starts_with('@') && is_attribute(from, asked.substr(1))) {
                place_ = place::attribute;
                return i;
            }
        }
        value();
    }
    if (text != npos && place_ == place::tag) {
        place_ = place::own_text;
        return text;
    }
    return npos;
}

constexpr child_found cursor::next_named_or_parent(wanted_names const& names) {
    bool const by_parts = names.may_take_any_prefix() || names_ != nullptr;
    if (listed_ == nullptr && in_tag() && !into_content()) return close(), child_found::none;
    while (next_element()) {
        found(0);
        if (by_parts) [[unlikely]] {
            if (also_by_parts(names, 0) != npos) return child_found::named;
        } else {
            for (std::size_t i = 0; i != names.size(); ++i)
                if (is_called(at_ + 1, names[i])) return found(names[i].size()), child_found::named;
        }
        if (!skip_childless()) return child_found::parent;
    }
    return child_found::none;
}

// A start tag may also stand in a comment or a CDATA section: that is a mention, too.
inline std::size_t cursor::next_mention(std::string_view name, std::size_t until) const {
    char const* const end = until == npos ? end_ : begin_ + until;
    // At the document, the root element follows.
    char const* at = at_ == end || place_ == place::document ? at_ : at_ + 1;
    bool const is_written_so = names_ == nullptr && !name.empty() && !takes_any_prefix(name) &&
                               !name.starts_with('@') && !name.starts_with('#');
    if (is_written_so) {
        auto const size = static_cast<std::ptrdiff_t>(name.size());
        auto const is_mention = [&](char const* tag) {
            return end_ - tag > size && is_called(tag + 1, name);
        };
        for (; end - at >= size + 16; at += 16) {
            auto found = (detail::sixteen_bytes::load(at).equal('<') &
                          detail::sixteen_bytes::load(at + size).equal(name.back()))
                             .places();
            for (; found.any(); found = found.after(found.first()))
                if (is_mention(at + found.first()))
                    return static_cast<std::size_t>(at + found.first() - begin_);
        }
        while (at != end && (*at != '<' || !is_mention(at))) ++at;
    }
    return at == end ? npos : static_cast<std::size_t>(at - begin_);
}

inline bool cursor::skip_before(std::size_t limit) {
    // To look for an element's end pays if much is passed.
    constexpr std::size_t much = 256;
    if (place_ != place::element || limit < offset() + much) return false;
    cursor after = *this;
    if (listed_ != nullptr) {
        after.skip_element();
        if (after.listed_->depth == 0 || after.listed_->begin > limit) return false;
        return *this = after, true;
    }
    if (after.into_content()) {
        char const* const before = begin_ + limit;
        after.at_ = detail::next_wanted(begin_, after.at_, before, 0, {});
        if (before - after.at_ < 2) return false;
        after.end_tag(name_size_);
    }
    return *this = after, true;
}

}  // namespace trotline::xml
#endif
