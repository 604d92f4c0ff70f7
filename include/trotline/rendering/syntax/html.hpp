// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_SYNTAX_HTML_HPP
#define TROTLINE_RENDERING_SYNTAX_HTML_HPP
// Finds the expressions of an HTML template, in text and in quoted attribute values, as the
// tokenizer of the HTML standard (section 13.2.5) reads it. An expression is refused where escaping
// cannot make it safe: in scripts, styles, event handlers, comments and tags.

#include <trotline/http/field.hpp>
#include <trotline/rendering/template/slot.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

constexpr bool is_html_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
constexpr bool is_html_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

constexpr bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    for (std::string_view const each : names)
        if (http::same_name(name, each)) return true;
    return false;
}

class html_scanner {
  public:
    constexpr html_scanner(std::string_view text, slot_sink& sink) : text_(text), sink_(sink) {}

    constexpr bool scan() {
        while (!end()) {
            if (text_[at_] == '$') {
                if (!scan_dollar(text_, at_, place::html_text, sink_)) return false;
            } else if (text_[at_] == '<') {
                if (!markup()) return false;
            } else {
                ++at_;
            }
        }
        return true;
    }

  private:
    constexpr bool end() const { return at_ == text_.size(); }
    constexpr bool at_expression() const {
        return text_[at_] == '$' && at_ + 1 < text_.size() &&
               (text_[at_ + 1] == '{' || starts_name(text_[at_ + 1]));
    }
    constexpr bool unfinished(char const* expected) { return sink_.fail(text_.size(), expected); }

    constexpr bool markup() {
        std::string_view const rest = text_.substr(at_);
        if (rest.starts_with("<!--")) return comment();
        if (rest.starts_with("<!") || rest.starts_with("<?"))
            return verbatim(">", "expected no parameter in a declaration");
        if (rest.starts_with("</")) {
            at_ += 2;
            std::string_view name;
            return tag(name);
        }
        ++at_;
        std::string_view name;
        if (!tag(name)) return false;
        if (is_one_of(name, {"title", "textarea"})) return until_end_tag(name, true);
        if (is_one_of(name, {"script", "style", "xmp", "iframe", "noembed", "noframes", "noscript",
                             "plaintext"}))
            return until_end_tag(name, false);
        return true;
    }

    constexpr bool verbatim(std::string_view last, char const* reason) {
        for (; !end(); ++at_) {
            if (text_.substr(at_).starts_with(last)) {
                at_ += last.size();
                return true;
            }
            if (at_expression()) return sink_.fail(at_, reason);
        }
        return unfinished("expected the end of a comment or declaration");
    }

    // Browsers take `<!-->` and `<!--->` as whole comments, and `--!>` as the end of one.
    constexpr bool comment() {
        at_ += 4;
        if (text_.substr(at_).starts_with(">") || text_.substr(at_).starts_with("->"))
            return sink_.fail(at_, "expected a comment's text");
        std::string_view const rest = text_.substr(at_);
        std::size_t const other = rest.find("--!>");
        if (other < rest.find("-->")) return sink_.fail(at_ + other + 2, "expected -->");
        return verbatim("-->", "expected no parameter in a comment");
    }

    constexpr bool tag(std::string_view& name) {
        if (end() || !is_html_letter(text_[at_]))
            return sink_.fail(at_, "expected a tag: write &lt; for a less-than sign");
        std::size_t const from = at_;
        while (!end() && !is_html_blank(text_[at_]) && text_[at_] != '/' && text_[at_] != '>') {
            if (text_[at_] == '$') return sink_.fail(at_, "expected no parameter in a tag's name");
            ++at_;
        }
        name = text_.substr(from, at_ - from);
        for (;;) {
            while (!end() && (is_html_blank(text_[at_]) || text_[at_] == '/')) ++at_;
            if (end()) return unfinished("expected > at the tag's end");
            if (text_[at_] == '>') {
                ++at_;
                return true;
            }
            if (!attribute()) return false;
        }
    }

    constexpr bool attribute() {
        std::size_t const from = at_;
        do {
            if (text_[at_] == '$')
                return sink_.fail(
                    at_, "expected no parameter in a tag outside of an attribute's quotes");
            ++at_;
        } while (!end() && !is_html_blank(text_[at_]) && text_[at_] != '/' && text_[at_] != '>' &&
                 text_[at_] != '=');
        std::string_view const name = text_.substr(from, at_ - from);
        while (!end() && is_html_blank(text_[at_])) ++at_;
        if (end() || text_[at_] != '=') return true;
        ++at_;
        while (!end() && is_html_blank(text_[at_])) ++at_;
        if (end()) return unfinished("expected an attribute's value");
        if (text_[at_] == '"' || text_[at_] == '\'') return quoted(name, text_[at_++]);
        for (; !end() && !is_html_blank(text_[at_]) && text_[at_] != '>'; ++at_)
            if (at_expression())
                return sink_.fail(
                    at_, "expected quotes around an attribute's value that has a parameter");
        return true;
    }

    constexpr bool quoted(std::string_view name, char quote) {
        bool const code = (name.size() > 2 && http::same_name(name.substr(0, 2), "on")) ||
                          is_one_of(name, {"style", "srcdoc"});
        bool link = is_one_of(name, {"href", "src", "action", "formaction", "cite", "data",
                                     "poster", "background", "ping", "manifest", "longdesc",
                                     "codebase", "xlink:href", "srcset", "to", "values", "from"});
        while (!end() && text_[at_] != quote) {
            if (text_[at_] == '$') {
                if (code && at_expression())
                    return sink_.fail(at_,
                                      "expected no parameter in an attribute that holds a script, "
                                      "a style or a document");
                if (!scan_dollar(text_, at_, link ? place::html_link : place::html_attribute,
                                 sink_))
                    return false;
            } else {
                // After one of these characters a value cannot become the link's scheme.
                if (std::string_view(":/?#").find(text_[at_]) != std::string_view::npos)
                    link = false;
                ++at_;
            }
        }
        if (end()) return unfinished("expected the attribute's closing quote");
        ++at_;
        return true;
    }

    // True if the element's name and its end follow at that offset.
    constexpr bool is_named(std::size_t from, std::string_view name) const {
        std::size_t const after = from + name.size();
        return after < text_.size() && http::same_name(text_.substr(from, name.size()), name) &&
               (text_[after] == '>' || text_[after] == '/' || is_html_blank(text_[after]));
    }

    // After `<!--<script`, browsers do not take the next end tag as the script's.
    constexpr bool until_end_tag(std::string_view name, bool has_text) {
        bool const is_script = http::same_name(name, "script");
        for (bool escaped = false; !end();) {
            escaped = is_script && (escaped || text_.substr(at_).starts_with("<!--")) &&
                      !text_.substr(at_).starts_with("-->");
            if (escaped && text_[at_] == '<' && is_named(at_ + 1, name))
                return sink_.fail(at_, "expected no script's start tag after <!-- in a script");
            if (text_[at_] == '<' && at_ + 1 < text_.size() && text_[at_ + 1] == '/') {
                if (is_named(at_ + 2, name)) return true;
                if (has_text)
                    return sink_.fail(
                        at_,
                        "expected only the element's own end tag: write &lt; for a less-than sign");
            }
            if (has_text && text_[at_] == '$') {
                if (!scan_dollar(text_, at_, place::html_text, sink_)) return false;
            } else if (at_expression()) {
                return sink_.fail(
                    at_, "expected no parameter inside of a script, a style or other raw text");
            } else {
                ++at_;
            }
        }
        return unfinished("expected the element's end tag");
    }

    std::string_view text_;
    slot_sink& sink_;
    std::size_t at_ = 0;
};

constexpr bool scan_html(std::string_view text, slot_sink& sink) {
    return html_scanner(text, sink).scan();
}

}  // namespace trotline::detail
#endif
