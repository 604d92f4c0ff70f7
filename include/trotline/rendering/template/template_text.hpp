// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_TEMPLATE_TEXT_HPP
#define TROTLINE_RENDERING_TEMPLATE_TEMPLATE_TEXT_HPP
// A template: a text with $-expressions, scanned once, each expression knowing its place. One
// scanner serves constants and texts that are read at run time; a literal that is not a template
// does not compile.

#include <trotline/rendering/syntax/html.hpp>
#include <trotline/rendering/syntax/json.hpp>
#include <trotline/rendering/syntax/line.hpp>
#include <trotline/rendering/syntax/url.hpp>
#include <trotline/rendering/syntax/xml.hpp>
#include <trotline/rendering/template/slot.hpp>
#include <trotline/rendering/template/stored_text.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace trotline {

// What a template's own text is written in.
enum class syntax : unsigned char {
    verbatim,  // any text, and no expressions in it
    text,      // any text
    url,       // a whole URL
    pairs,     // name=value&name=value as it stands in a URL's query
    // the name or value of one pair, not encoded yet: its own text is encoded like its parameters
    component,
    form,   // application/x-www-form-urlencoded
    token,  // a field's name, a method
    field_value,
    cookie,
    json,
    xml,
    html
};

constexpr std::string_view name(syntax s) {
    constexpr std::string_view names[] = {"verbatim",  "text", "url",   "pairs",
                                          "component", "form", "token", "field value",
                                          "cookie",    "json", "xml",   "html"};
    return names[static_cast<unsigned char>(s)];
}

// Tells the sink every expression of the text, in order, or the first error. True if there was none
// and the sink wanted them all.
template <class Sink> constexpr bool scan_template(syntax s, std::string_view text, Sink& sink) {
    if (text.size() > UINT32_MAX)
        return sink.fail(UINT32_MAX, "expected a template of less than 4 GiB");
    switch (s) {
        case syntax::verbatim:
            return true;
        case syntax::text:
            return detail::scan_text(text, place::text, sink);
        case syntax::url:
            return detail::scan_url(text, sink);
        case syntax::pairs:
            return detail::scan_encoded(text, place::url_query, sink);
        case syntax::component:
            return detail::scan_text(text, place::url_query, sink);
        case syntax::form:
            return detail::scan_encoded(text, place::form, sink);
        case syntax::token:
            return detail::scan_token(text, sink);
        case syntax::field_value:
            return detail::scan_field_value(text, place::field_value, sink);
        case syntax::cookie:
            return detail::scan_field_value(text, place::cookie, sink);
        case syntax::json:
            return detail::scan_json(text, sink);
        case syntax::xml:
            return detail::scan_xml(text, sink);
        case syntax::html:
            return detail::scan_html(text, sink);
    }
    return true;
}

namespace detail {

// One type for all templates, whatever they have room for: the scanners are instantiated for each.
struct slot_sink {
    std::span<slot> room{};
    std::uint32_t count = 0;
    template_error error{};

    constexpr bool fail(std::size_t offset, std::string_view reason) {
        error = {offset, reason};
        return false;
    }
    constexpr bool take(slot const& found) {
        if (count < room.size()) room[count] = found;
        ++count;
        return true;
    }
};

// Where the scanning of a literal ends that is not a template: the compiler shows the call of
// fail() with its reason, and the index below, which is the place of the first wrong byte.
inline constexpr char first_wrong_byte_counted_from_1[1]{};
struct literal_sink {
    constexpr bool fail(std::size_t offset, std::string_view) {
        return first_wrong_byte_counted_from_1[offset + 1] != 0;
    }
    constexpr bool take(slot const&) { return true; }
};

template <std::size_t N>
consteval std::string_view checked_literal(syntax s, char const (&literal)[N]) {
    literal_sink sink;
    scan_template(s, {literal, N - 1}, sink);
    return {literal, N - 1};
}

}  // namespace detail

// Why a text is not a template of that syntax, or no error.
constexpr template_error check_template(syntax s, std::string_view text) {
    detail::slot_sink sink;
    scan_template(s, text, sink);
    return sink.error;
}

// Holds the first `Capacity` slots of a template; those of a template that has more are found again
// when it is rendered.
template <std::size_t Capacity> class template_text {
  public:
    constexpr template_text() = default;
    constexpr template_text(stored_text text, trotline::syntax s)
        : text_(std::move(text)), syntax_(s) {
        detail::slot_sink sink{slots_};
        well_formed_ = scan_template(s, text_.view(), sink);
        count_ = sink.count;
    }
    template <std::size_t N>
    consteval template_text(char const (&literal)[N], trotline::syntax s)
        : template_text(stored_text::literal(detail::checked_literal(s, literal)), s) {}

    constexpr std::string_view text() const { return text_.view(); }
    constexpr trotline::syntax syntax() const { return syntax_; }
    constexpr bool empty() const { return text().empty(); }
    constexpr std::size_t slot_count() const { return count_; }
    // The first slots: all of them if slot_count() is not greater.
    constexpr std::span<slot const> slots() const {
        return {slots_, count_ < Capacity ? count_ : Capacity};
    }
    constexpr bool well_formed() const { return well_formed_; }
    constexpr template_error error() const {
        return well_formed_ ? template_error{} : check_template(syntax_, text());
    }
    // The whole text is one expression.
    constexpr bool is_one_parameter() const {
        return count_ == 1 && slots_[0].size == text().size() && !slots_[0].is_dollar(text());
    }

  private:
    stored_text text_;
    slot slots_[Capacity]{};
    std::uint32_t count_ = 0;
    trotline::syntax syntax_ = trotline::syntax::verbatim;
    bool well_formed_ = true;
};

}  // namespace trotline
#endif
