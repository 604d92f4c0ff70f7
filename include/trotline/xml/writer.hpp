// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_WRITER_HPP
#define TROTLINE_XML_WRITER_HPP
// Appends XML to a string, one piece after the other.
//
//     std::string out;
//     trotline::xml::writer(out).begin("note").attribute("id", "7").element("to", "Tove & Jani").cdata("a < b").end("note");

#include <trotline/xml/character.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml {

namespace detail {

// Appends the text with each byte replaced by `instead` of it, if that is not empty. False, and
// nothing is appended, if XML cannot contain the text.
template <class Instead>
bool append_replaced(std::string& out, std::string_view utf8, Instead instead) {
    if (!is_characters(utf8)) return false;
    std::size_t from = 0;
    for (std::size_t at = 0; at < utf8.size(); ++at) {
        std::string_view const other = instead(utf8[at]);
        if (other.empty()) continue;
        out.append(utf8.substr(from, at - from)).append(other);
        from = at + 1;
    }
    out.append(utf8.substr(from));
    return true;
}

}  // namespace detail

// Appends text between tags, so that it reads back as `utf8`. False, and nothing is appended, if it
// is not UTF-8 or has a character that XML does not allow even as a reference. The same holds for
// the functions below.
inline bool append_text(std::string& out, std::string_view utf8) {
    return detail::append_replaced(out, utf8, [](char c) -> std::string_view {
        switch (c) {
            case '&':
                return "&amp;";
            case '<':
                return "&lt;";
            case '>':
                return "&gt;";  // prevents `]]>`, whatever was written before
            case '\r':
                return "&#13;";  // unescaped it would be read as a line feed
            default:
                return {};
        }
    });
}

// The same inside an attribute's quotes, single or double.
inline bool append_attribute_value(std::string& out, std::string_view utf8) {
    return detail::append_replaced(out, utf8, [](char c) -> std::string_view {
        switch (c) {
            case '&':
                return "&amp;";
            case '<':
                return "&lt;";
            case '>':
                return "&gt;";
            case '"':
                return "&quot;";
            case '\'':
                return "&apos;";
            case '\t':
                return "&#9;";  // unescaped these would be read as spaces
            case '\n':
                return "&#10;";
            case '\r':
                return "&#13;";
            default:
                return {};
        }
    });
}

// The same inside a CDATA section. The section is ended and begun again at what a section cannot
// contain, whatever was written before.
inline bool append_in_cdata(std::string& out, std::string_view utf8) {
    if (!is_characters(utf8)) return false;
    for (char const c : utf8) {
        if (c == '>' && out.ends_with("]]"))
            out += "]]><![CDATA[>";
        else if (c == '\r')
            out += "]]>&#13;<![CDATA[";
        else
            out += c;
    }
    return true;
}
// The same as a CDATA section.
inline bool append_cdata(std::string& out, std::string_view utf8) {
    std::size_t const size = out.size();
    if (!append_in_cdata(out += "<![CDATA[", utf8)) return out.resize(size), false;
    out += "]]>";
    return true;
}

// Appends XML to a string, and escapes text. The caller must pair tags and give attributes
// different names. A name or text that XML cannot contain is left out, and good() is false from
// then on. Allocates only by growing the string, which must outlive the writer.
class writer {
  public:
    explicit writer(std::string& out) : out_(&out) {}

    // False if anything was refused.
    bool good() const { return good_; }

    writer& declaration() { return markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"); }

    writer& begin(std::string_view name) {
        if (!accept(is_name(name))) return *this;
        markup("<");
        *out_ += name;
        in_tag_ = true;
        return *this;
    }
    // An attribute of the element that has just begun.
    writer& attribute(std::string_view name, std::string_view utf8) {
        if (!accept(in_tag_ && is_name(name) && is_characters(utf8))) return *this;
        out_->append(" ").append(name).append("=\"");
        append_attribute_value(*out_, utf8);
        *out_ += '"';
        return *this;
    }
    writer& text(std::string_view utf8) {
        if (!utf8.empty()) markup({});
        accept(append_text(*out_, utf8));
        return *this;
    }
    writer& cdata(std::string_view utf8) {
        markup({});
        accept(append_cdata(*out_, utf8));
        return *this;
    }
    // Ends the element that began last and has not ended. An element without content is written as
    // `<name/>`.
    writer& end(std::string_view name) {
        if (!accept(is_name(name))) return *this;
        if (in_tag_) {
            in_tag_ = false;
            *out_ += "/>";
        } else {
            out_->append("</").append(name).append(">");
        }
        return *this;
    }

    writer& element(std::string_view name, std::string_view utf8) {
        if (!accept(is_name(name) && is_characters(utf8))) return *this;
        return begin(name).text(utf8).end(name);
    }

  private:
    bool accept(bool right) {
        good_ = good_ && right;
        return right;
    }
    writer& markup(std::string_view xml) {
        if (in_tag_) *out_ += '>';
        in_tag_ = false;
        *out_ += xml;
        return *this;
    }

    std::string* out_;
    bool in_tag_ = false;  // after a start tag's name or attribute
    bool good_ = true;
};

}  // namespace trotline::xml
#endif
