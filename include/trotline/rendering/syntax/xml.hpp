// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_SYNTAX_XML_HPP
#define TROTLINE_RENDERING_SYNTAX_XML_HPP
// Finds the expressions of an XML template: in text, in attributes' values and in CDATA sections of
// a well-formed document. One pass checks the document; a second one finds the expressions and only
// has to tell the kinds of markup apart.

#include <trotline/rendering/template/slot.hpp>
#include <trotline/xml/document.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// How deep the elements of a template may be nested.
inline constexpr std::size_t xml_template_depth = 128;

class xml_scanner {
  public:
    constexpr xml_scanner(std::string_view text, slot_sink& sink) : text_(text), sink_(sink) {}

    constexpr bool scan() {
        // (not xml::validate, whose kernels are much code, and templates are short)
        xml::detail::name_at open[xml_template_depth];
        xml::detail::document_reader reader(text_, open, xml_template_depth);
        if (!reader.document()) {
            std::size_t const wrong = reader.failure.offset;
            return sink_.fail(wrong, at_expression(wrong) ? no_parameter : reader.reason());
        }
        while (at_ < text_.size()) {
            std::string_view const rest = text_.substr(at_);
            if (rest.starts_with("<!--")) {
                if (!without_expressions(4, "-->", "expected no parameter in a comment"))
                    return false;
            } else if (rest.starts_with("<![CDATA[")) {
                if (!until("]]>", place::xml_cdata)) return false;
            } else if (rest.starts_with("<?")) {
                if (!without_expressions(2, "?>",
                                         "expected no parameter in a processing instruction"))
                    return false;
            } else if (rest.starts_with('<')) {
                if (!tag()) return false;
            } else if (!until("<", place::xml_text)) {
                return false;
            }
        }
        return true;
    }

  private:
    static constexpr std::string_view no_parameter =
        "expected no parameter here: one can stand only in an element's text, between an "
        "attribute's quotes, and in a CDATA section";

    constexpr bool at_expression(std::size_t at) const {
        std::string_view const rest = text_.substr(at, 2);
        return rest.size() == 2 && rest[0] == '$' && (rest[1] == '{' || starts_name(rest[1]));
    }

    // Finds expressions up to `end`, which exists; text may also end with the document.
    constexpr bool until(std::string_view end, trotline::place where) {
        bool const skip_end = end.size() > 1;
        while (at_ < text_.size() && !text_.substr(at_).starts_with(end)) {
            if (text_[at_] == '$') {
                if (where == place::xml_text && at_repetition(text_, at_)) {
                    if (!repetition()) return false;
                } else if (where == place::xml_text && depth_ == 1 &&
                           text_.substr(at_).starts_with("${?")) {
                    return sink_.fail(at_ + 2,
                                      "expected no ?: the root element cannot be left out");
                } else if (!scan_dollar(text_, at_, where, sink_)) {
                    return false;
                }
            } else {
                ++at_;
            }
        }
        if (skip_end) at_ += end.size();
        return true;
    }

    // `<!-->` does not end the comment that it begins, and `<?>` does not end an instruction.
    constexpr bool without_expressions(std::size_t opening, std::string_view end,
                                       char const* reason) {
        at_ += opening;
        for (; !text_.substr(at_).starts_with(end); ++at_) {
            if (at_expression(at_)) return sink_.fail(at_, reason);
        }
        at_ += end.size();
        return true;
    }

    // What is repeated is the element whose start tag follows, perhaps after blanks.
    constexpr bool repetition() {
        if (!scan_repetition(text_, at_, place::xml_text, sink_)) return false;
        std::size_t const tag = (std::min)(text_.find_first_not_of(" \t\r\n", at_), text_.size());
        std::string_view const rest = text_.substr(tag, 2);
        return (rest.size() == 2 && rest[0] == '<' && rest[1] != '/' && rest[1] != '!' &&
                rest[1] != '?') ||
               sink_.fail(tag, "expected an element after ${each}");
    }

    constexpr bool tag() {
        bool const ends = text_[at_ + 1] == '/';
        if (!ends) {
            sink_.unit(at_, true);
            ++depth_;
        }
        std::size_t attribute = text_.find_first_of(" \t\r\n/>", at_ + 1);  // where one may begin
        while (text_[at_] != '>') {
            char const quote = text_[at_++];
            if (quote != '"' && quote != '\'') continue;
            sink_.unit(attribute, true);
            if (!until({&quote, 1}, place::xml_attribute)) return false;
            attribute = ++at_;
            sink_.unit(attribute, false);
        }
        bool const is_empty = text_[at_ - 1] == '/';
        ++at_;
        if (ends || is_empty) {
            sink_.unit(at_, false);
            --depth_;
        }
        return true;
    }

    std::string_view text_;
    slot_sink& sink_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;  // of open elements
};

constexpr bool scan_xml(std::string_view text, slot_sink& sink) {
    return xml_scanner(text, sink).scan();
}

}  // namespace trotline::detail
#endif
