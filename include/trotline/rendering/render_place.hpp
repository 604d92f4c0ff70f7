// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_RENDER_PLACE_HPP
#define TROTLINE_RENDERING_RENDER_PLACE_HPP
// Renders one template without a webhook: for tools, tests, and texts of your own.

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/rendering/request_rendering.hpp>
#include <trotline/rendering/substitute.hpp>
#include <trotline/rendering/template/field_template.hpp>
#include <trotline/rendering/template/template_text.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// The part of a request that a template is for.
enum class request_part : unsigned char {
    url,           // a whole URL
    query,         // a pair as it is written in a URL: name=value
    header_name,   // a whole line: `Name: value`
    header_value,  // the same
    method,        // a token
    cookie,        // a cookie's name=value
    json,
    xml,
    html,
    form,  // pairs as they are written in a form
    text
};

constexpr std::string_view name(request_part part) {
    constexpr std::string_view names[] = {"url",    "query",  "header_name", "header_value",
                                          "method", "cookie", "json",        "xml",
                                          "html",   "form",   "text"};
    return names[static_cast<unsigned char>(part)];
}

// The part with that name, for configurations and command lines.
constexpr std::optional<request_part> request_part_called(std::string_view called) {
    for (int i = 0; i <= static_cast<int>(request_part::text); ++i)
        if (name(static_cast<request_part>(i)) == called) return static_cast<request_part>(i);
    return std::nullopt;
}

namespace detail {

constexpr syntax syntax_of(request_part part) {
    switch (part) {
        case request_part::url:
            return syntax::url;
        case request_part::query:
            return syntax::pairs;
        case request_part::method:
            return syntax::token;
        case request_part::cookie:
            return syntax::cookie;
        case request_part::json:
            return syntax::json;
        case request_part::xml:
            return syntax::xml;
        case request_part::html:
            return syntax::html;
        case request_part::form:
            return syntax::form;
        case request_part::header_name:
        case request_part::header_value:
        case request_part::text:
            break;
    }
    return syntax::text;
}

// Renders a line `Name: value` as a request's field.
result<void> render_field_line(std::string_view line, parameter_source const& source,
                               std::string& out, unknown_parameters unknown);

result<void> render_place(request_part part, std::string_view text, parameter_source const& source,
                          std::string& out, unknown_parameters unknown);

}  // namespace detail

// Appends the rendered template to `out`. Fails with stage render and the offset in the template;
// `out` then has some valid content.
template <parameter_store Store>
result<void> render_place(request_part part, std::string_view text, Store const& store,
                          std::string& out, unknown_parameters unknown = unknown_parameters::fail) {
    return detail::with_source(store, {}, [&](detail::parameter_source const& source) {
        return detail::render_place(part, text, source, out, unknown);
    });
}

// Definitions.

namespace detail {

inline result<void> render_field_line(std::string_view line, parameter_source const& source,
                                      std::string& out, unknown_parameters unknown) {
    std::size_t const colon = line.find(':');
    if (colon == std::string_view::npos)
        return as_failure(
            {code::malformed_template, line.size(), {}, "expected a colon after the field's name"},
            "the field", {});
    std::string_view const value = http::without_blanks(line.substr(colon + 1));
    http::request into;
    request_rendering rendering(source, into, unknown);
    if (!rendering.field(field_template(field_argument(line.substr(0, colon), value)))) {
        failure why = rendering.outcome().error();
        bool const in_value = why.offset != npos && rendering.value_was_reached();
        if (in_value) why.offset += static_cast<std::size_t>(value.data() - line.data());
        return why;
    }
    rendering.finish();
    for (http::field const& made : into.fields)  // none if it is left out
        out.append(made.name).append(": ").append(made.value);
    return {};
}

inline result<void> render_place(request_part part, std::string_view text,
                                 parameter_source const& source, std::string& out,
                                 unknown_parameters unknown) {
    if (part == request_part::header_name || part == request_part::header_value)
        return render_field_line(text, source, out, unknown);
    template_text<16> const scanned(stored_text::literal(text), syntax_of(part));
    std::string rendered;
    substitution filling(source, unknown, nullptr);
    if (filling.is_left_out(scanned.view())) return {};
    text_writer writer(rendered);
    if (!filling.run(scanned.view(), writer)) return as_failure(filling.failure, name(part), {});
    out += writer.written();
    return {};
}

}  // namespace detail
}  // namespace trotline
#endif
