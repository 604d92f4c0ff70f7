// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_NAMESPACE_CHECK_HPP
#define TROTLINE_XML_NAMESPACE_CHECK_HPP
// Checks that a well-formed document is namespace-well-formed: Namespaces in XML 1.0 (third
// edition). Never allocates or recurses.

#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/xml/character.hpp>
#include <trotline/xml/kernel/skip.hpp>
#include <trotline/xml/qualified_name.hpp>
#include <trotline/xml/text.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml {

// How many declarations may be in effect at one place (more: code too_large).
inline constexpr std::size_t namespace_limit = 512;

namespace detail {

inline constexpr std::string_view xml_namespace = "http://www.w3.org/XML/1998/namespace";
inline constexpr std::string_view xmlns_namespace = "http://www.w3.org/2000/xmlns/";

// The attributes of a start tag of a well-formed document, one after the other.
class tag_attributes {
  public:
    constexpr tag_attributes(char const* after_name, char const* end)
        : at_(after_name), end_(end) {}

    constexpr bool next() {
        while (at_ != end_ && is_blank(*at_)) ++at_;
        if (at_ == end_ || *at_ == '>' || *at_ == '/') return false;
        char const* from = at_;
        while (at_ != end_ && is_in_name(*at_)) ++at_;
        name_ = {from, static_cast<std::size_t>(at_ - from)};
        at_ = find(at_, end_, '"', '\'');
        if (at_ == end_) return false;
        char const quote = *at_;
        from = ++at_;
        at_ = find(at_, end_, quote);
        value_ = {from, static_cast<std::size_t>(at_ - from)};
        if (at_ != end_) ++at_;
        return true;
    }
    constexpr std::string_view name() const { return name_; }
    constexpr std::string_view value() const { return value_; }  // as written
    constexpr char const* at() const { return at_; }

    // True if it declares a namespace; sets the prefix, which is empty for the default namespace.
    constexpr bool declares(std::string_view& prefix) const {
        if (!name_.starts_with("xmlns")) return false;
        if (name_.size() == 5) return prefix = {}, true;
        return name_[5] == ':' && (prefix = name_.substr(6), true);
    }

  private:
    char const* at_;
    char const* end_;
    std::string_view name_{}, value_{};
};

// True if the value of an attribute, which is as written from `from` on, has these bytes at an
// offset of its decoded text.
constexpr bool has_at(std::string_view value, std::size_t offset, std::string_view bytes) {
    std::size_t at = 0, same = 0;
    decode_attribute(value, [&](std::string_view piece) {
        for (char const c : piece)
            if (std::size_t const i = at++; i >= offset && i < offset + bytes.size())
                same += c == bytes[i - offset];
    });
    return same == bytes.size();
}
constexpr bool needs_decoding(std::string_view value) {
    return value.find_first_of("&\t\n\r") != std::string_view::npos;
}
// True if the values of two attributes, as written, are equal.
constexpr bool same_values(std::string_view a, std::string_view b) {
    if (a == b || (!needs_decoding(a) && !needs_decoding(b))) return a == b;
    std::size_t a_size = 0, b_size = 0;
    bool same = true;
    decode_attribute(a, [&](std::string_view piece) {
        same = same && has_at(b, a_size, piece);
        a_size += piece.size();
    });
    decode_attribute(b, [&](std::string_view piece) { b_size += piece.size(); });
    return same && a_size == b_size;
}

class namespace_check {
  public:
    constexpr explicit namespace_check(std::string_view document)
        : begin_(document.data()), at_(begin_), end_(begin_ + document.size()) {}

    constexpr document_failure run() {
        while (!failure_ && end_ - (at_ = find(at_, end_, '<')) > 1) {
            switch (at_[1]) {
                case '?':
                    target();
                    [[fallthrough]];
                case '!':
                    at_ = after_declaration(at_, end_);
                    break;
                case '/':
                    --depth_;
                    forget();
                    ++at_;
                    break;
                default:
                    start_tag();
            }
        }
        return failure_;
    }

  private:
    struct declaration {
        std::string_view prefix, value;
        std::size_t depth;
    };

    constexpr bool fail(char const* where, std::string_view expected,
                        trotline::code code = code::malformed) {
        if (!failure_) failure_ = {code, static_cast<std::size_t>(where - begin_), expected};
        return false;
    }

    // Section 7: the target of a processing instruction has no colon.
    constexpr void target() {
        for (char const* at = at_ + 2; at != end_ && is_in_name(*at); ++at)
            if (*at == ':') fail(at, "a target without a colon");
    }

    constexpr void start_tag() {
        char const* const name = at_ + 1;
        char const* const name_end = after_name(name);
        if (name_end != end_ && *name_end != '>' && *name_end != '/') declarations(name_end);
        std::string_view const element(name, static_cast<std::size_t>(name_end - name));
        if (!qualified(element)) return;
        if (element.starts_with("xmlns:")) {
            fail(name, "another prefix: xmlns is for declarations");
            return;
        }
        std::size_t prefixed = 0;
        tag_attributes all(name_end, end_);
        for (std::string_view unused; !failure_ && all.next();)
            if (!all.declares(unused) && all.name().find(':') != std::string_view::npos) {
                if (qualified(all.name()) && prefixed++ != 0) alone(all, name_end);
            }
        at_ = find(all.at(), end_, '>');
        if (at_ != end_ && at_[-1] == '/')
            forget();
        else
            ++depth_;
    }
    constexpr char const* after_name(char const* at) const {
        while (at != end_ && is_in_name(*at)) ++at;
        return at;
    }

    // The declarations of a start tag come into effect with the tag.
    constexpr void declarations(char const* name_end) {
        std::string_view prefix;
        for (tag_attributes each(name_end, end_); !failure_ && each.next();)
            if (each.declares(prefix)) declare(each.name(), prefix, each.value());
    }
    // Section 3, with the constraints Reserved Prefixes and Namespace Names, No Prefix Undeclaring.
    constexpr bool declare(std::string_view name, std::string_view prefix, std::string_view value) {
        char const* const at = prefix.data();
        if (name.size() != 5 && !is_part(prefix, at)) return false;
        if (prefix == "xmlns") return fail(at, "another prefix: xmlns cannot be declared");
        bool const is_xml = same_values(value, xml_namespace);
        if (prefix == "xml" && !is_xml)
            return fail(value.data(), "http://www.w3.org/XML/1998/namespace, the namespace of xml");
        if (prefix != "xml" && is_xml)
            return fail(value.data(), "another namespace: this one belongs to the prefix xml");
        if (same_values(value, xmlns_namespace))
            return fail(value.data(), "another namespace: this one belongs to the prefix xmlns");
        if (!prefix.empty() && value.empty())
            return fail(value.data(), "a namespace: only the default one can be empty");
        if (size_ == namespace_limit)
            return fail(name.data(), "fewer namespaces in effect", code::too_large);
        declared_[size_++] = {prefix, value, depth_ + 1};
        return true;
    }
    constexpr void forget() {
        while (size_ != 0 && declared_[size_ - 1].depth > depth_) --size_;
    }

    // [4] NCName
    constexpr bool is_part(std::string_view part, char const* at) {
        if (part.empty()) return fail(at, "a name before and after the colon");
        if (std::size_t const colon = part.find(':'); colon != std::string_view::npos)
            return fail(at + colon, "one colon in a name at most");
        if (judge(name_start, at, end_).length == 0)
            return fail(at, "a character that a name can begin with, after the colon");
        return true;
    }
    // [7] QName, with the constraint Prefix Declared
    constexpr bool qualified(std::string_view name) {
        std::size_t const colon = name.find(':');
        if (colon == std::string_view::npos) return true;
        qualified_name const parts(name);
        if (!is_part(parts.prefix, name.data()) || !is_part(parts.local, name.data() + colon + 1))
            return false;
        if (parts.prefix == "xml" || parts.prefix == "xmlns" || value_of(parts.prefix)) return true;
        return fail(name.data(), "a prefix that is declared here: xmlns:prefix=\"...\"");
    }
    constexpr std::string_view const* value_of(std::string_view prefix) const {
        for (std::size_t i = size_; i-- != 0;)
            if (declared_[i].prefix == prefix) return &declared_[i].value;
        return nullptr;
    }

    // Section 6.3: no earlier attribute of the tag has the same local name and namespace.
    constexpr void alone(tag_attributes const& attribute, char const* name_end) {
        qualified_name const own(attribute.name());
        std::string_view const* const value = value_of(own.prefix);
        std::string_view unused;
        for (tag_attributes each(name_end, end_);
             each.next() && each.name().data() != attribute.name().data();) {
            qualified_name const other(each.name());
            if (each.declares(unused) || other.prefix.empty() || other.local != own.local) continue;
            std::string_view const* const others = value_of(other.prefix);
            if (value != nullptr && others != nullptr && same_values(*value, *others)) {
                fail(attribute.name().data(),
                     "another name: the element has this attribute already, with another prefix");
                return;
            }
        }
    }

    char const* begin_;
    char const* at_;
    char const* end_;
    std::size_t depth_ = 0, size_ = 0;
    document_failure failure_{};
    declaration declared_[namespace_limit]{};
};

}  // namespace detail

// Why a well-formed document is not namespace-well-formed, or no failure.
constexpr document_failure check_namespaces(std::string_view document) {
    return detail::namespace_check(document).run();
}

}  // namespace trotline::xml
#endif
