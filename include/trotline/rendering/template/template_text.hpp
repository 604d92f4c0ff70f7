// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_TEMPLATE_TEXT_HPP
#define TROTLINE_RENDERING_TEMPLATE_TEMPLATE_TEXT_HPP
// A template: a text and a table of the $-expressions in it, each with the place that decides how
// its value is escaped. The table is made once, by the same scanner for constants and for texts of
// run time. A literal that is not a template does not compile.

#include <trotline/core/utf8.hpp>
#include <trotline/rendering/syntax/html.hpp>
#include <trotline/rendering/syntax/json.hpp>
#include <trotline/rendering/syntax/line.hpp>
#include <trotline/rendering/syntax/url.hpp>
#include <trotline/rendering/syntax/xml.hpp>
#include <trotline/rendering/template/literal_check.hpp>
#include <trotline/rendering/template/slot.hpp>
#include <trotline/rendering/template/stored_text.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// The language of a template's own text.
enum class syntax : unsigned char {
    verbatim,  // any text, without expressions
    text,      // any text
    url,       // a whole URL
    pairs,     // name=value&name=value, encoded as in a URL's query
    // the name or value of one pair, not yet encoded: its own text is encoded like its parameters
    component,
    encoded_value,  // the value of one pair as it stands in a URL, so without &
    form,           // application/x-www-form-urlencoded
    token,          // a field's name, a method
    field_value,
    cookie,
    json,
    xml,
    html
};

constexpr std::string_view name(syntax s) {
    constexpr std::string_view names[] = {
        "verbatim", "text",        "url",    "pairs", "component", "encoded value", "form",
        "token",    "field value", "cookie", "json",  "xml",       "html"};
    return names[static_cast<unsigned char>(s)];
}

namespace detail {

// Reports every expression of the text to the sink, in order, or the first error. True if there was
// no error and the sink has not stopped.
constexpr bool scan_template(syntax s, std::string_view text, slot_sink& sink) {
    if (text.size() > UINT32_MAX)
        return sink.fail(UINT32_MAX, "expected a template of less than 4 GiB");
    switch (s) {
        case syntax::verbatim:
            return true;
        case syntax::text:
            return scan_text(text, place::text, sink);
        case syntax::url:
            return scan_url(text, sink);
        case syntax::pairs:
            return scan_encoded(text, place::url_query, sink);
        case syntax::component:
            sink.may_be_left_out();
            return scan_text(text, place::url_query, sink);
        case syntax::encoded_value:
            sink.may_be_left_out();
            return scan_encoded(text, place::url_query, sink, "&");
        case syntax::form:
            return scan_encoded(text, place::form, sink);
        case syntax::token:
            return scan_token(text, sink);
        case syntax::field_value:
            sink.may_be_left_out();
            return scan_field_value(text, place::field_value, sink);
        case syntax::cookie:
            sink.may_be_left_out();
            return scan_field_value(text, place::cookie, sink);
        case syntax::json:
            return scan_json(text, sink);
        case syntax::xml:
            return scan_xml(text, sink);
        case syntax::html:
            return scan_html(text, sink);
    }
    return true;
}

// The same at run time: the scanners are compiled only where this function is defined.
bool scan_run_time_template(syntax s, std::string_view text, slot_sink& sink);

constexpr bool scan(syntax s, std::string_view text, slot_sink& sink) {
    if (std::is_constant_evaluated()) return scan_template(s, text, sink);
    return scan_run_time_template(s, text, sink);
}

// The character that has the byte at an offset, or a byte that is in none; empty at the end.
constexpr std::string_view character_at(std::string_view text, std::size_t offset) {
    if (offset >= text.size()) return text.substr(text.size());
    for (std::size_t back = 0; back <= (std::min<std::size_t>)(offset, 3); ++back) {
        std::string_view const rest = text.substr(offset - back);
        std::size_t const size = utf8_sequence_at(rest.data(), rest.data() + rest.size()).size;
        if (size > back) return rest.substr(0, size);
    }
    return text.substr(offset, 1);
}

}  // namespace detail

// Why a text is not a template of that syntax, or no error.
constexpr template_error check_template(syntax s, std::string_view text) {
    detail::slot_sink sink;
    detail::scan(s, text, sink);
    template_error error = sink.error();
    if (error) error.found = detail::character_at(text, error.offset);
    return error;
}

// A template as renderers see it, whatever its capacity.
struct template_view {
    std::string_view text{};
    std::span<slot const> first_slots{};  // all of them, unless slot_count is greater
    std::uint32_t slot_count = 0;
    trotline::syntax syntax = trotline::syntax::verbatim;
    bool well_formed = true;
    bool pasted = false;  // of a URL: its own text has blanks or characters outside ASCII
    bool shaped = false;  // of a body: parts of it may be left out or repeated

    constexpr template_error error() const {
        return well_formed ? template_error{} : check_template(syntax, text);
    }
    // True if the whole text is one parameter, whose value no function changes.
    constexpr bool is_one_parameter() const {
        return slot_count == 1 && first_slots[0].size == text.size() &&
               !first_slots[0].is_dollar(text) && first_slots[0].parts(text).functions.empty();
    }
};

// Holds the first `Capacity` slots of a template. A template with more slots is scanned again when
// it is rendered.
template <std::size_t Capacity> class template_text {
  public:
    constexpr template_text() = default;
    constexpr template_text(stored_text text, trotline::syntax s)
        : text_(std::move(text)), syntax_(s) {
        detail::slot_sink sink{std::span<slot>(slots_)};
        well_formed_ = detail::scan(s, text_.view(), sink);
        count_ = sink.count();
        pasted_ = sink.pasted();
        shaped_ = sink.shaped();
    }
    template <std::size_t N>
    consteval template_text(char const (&literal)[N], trotline::syntax s)
        : template_text(stored_text::literal({literal, N - 1}), s) {
        detail::require_template(literal, error());
    }

    constexpr template_view view() const {
        return {text(), first_slots(), count_, syntax_, well_formed_, pasted_, shaped_};
    }
    constexpr std::string_view text() const { return text_.view(); }
    constexpr trotline::syntax syntax() const { return syntax_; }
    constexpr bool empty() const { return text().empty(); }
    constexpr std::size_t slot_count() const { return count_; }
    constexpr std::span<slot const> first_slots() const {
        return {slots_, count_ < Capacity ? count_ : Capacity};
    }
    constexpr bool well_formed() const { return well_formed_; }
    constexpr template_error error() const { return view().error(); }
    constexpr bool is_one_parameter() const { return view().is_one_parameter(); }

  private:
    stored_text text_;
    std::uint32_t count_ = 0;
    trotline::syntax syntax_ = trotline::syntax::verbatim;
    bool well_formed_ = true;
    bool pasted_ = false, shaped_ = false;
    slot slots_[Capacity]{};
};

}  // namespace trotline

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/rendering/template/template_text.ipp>
#endif
#endif
