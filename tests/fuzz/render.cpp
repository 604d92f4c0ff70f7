// SPDX-License-Identifier: BSL-1.0
// The first byte chooses the part; the bytes before the first NUL are the template, the rest is the
// value of $A. For all of them: the scanner ends, places are inside the template, and the rendered
// text has its template's shape.
#include <trotline/json/validate.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/rendering/render_place.hpp>
#include <trotline/xml/validate.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace tl = trotline;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

std::optional<std::string> render(tl::request_part part, std::string_view text, tl::value value) {
    tl::memory_parameter_store const store{{"A", std::move(value)}};
    std::string out;
    if (!render_place(part, text, store, out, tl::unknown_parameters::empty)) return std::nullopt;
    return out;
}

auto count(std::string_view text, char c) { return std::count(text.begin(), text.end(), c); }

// The structural characters of JSON.
std::string json_shape(std::string_view json) {
    std::string shape;
    for (std::size_t at = 0; at < json.size(); ++at) {
        if (std::string_view("{}[],:").find(json[at]) != std::string_view::npos) shape += json[at];
        if (json[at] != '"') continue;
        while (json[++at] != '"') at += json[at] == '\\';
    }
    return shape;
}

// The amount of markup outside of CDATA sections.
auto xml_markup(std::string_view xml) {
    std::string rest(xml);
    for (std::size_t at = 0; (at = rest.find("<![CDATA[", at)) != std::string::npos;)
        rest.erase(at, rest.find("]]>", at) + 3 - at);
    return count(rest, '<');
}

// A template rendered with another text must differ only in its values.
void same_shape(tl::request_part part, std::string_view pattern, std::string_view with_value,
                std::string_view with_letter) {
    using enum tl::request_part;
    auto const same = [&](std::string_view characters) {
        for (char const c : characters) require(count(with_value, c) == count(with_letter, c));
    };
    auto const none = [&](std::string_view characters) {
        require(with_value.find_first_of(characters) == std::string_view::npos);
    };
    switch (part) {
        case url: {
            tl::detail::slot_sink sink;
            require(tl::detail::scan_url(with_value, sink, false));
            // A whole URL may come from its parameter.
            if (!pattern.starts_with('$')) same("/?#&=@");
            break;
        }
        case query:
        case form:
            same("&=?#/");
            break;
        case header_name:
        case header_value:
            none({"\r\n\0", 3});
            break;
        case method:
            require(tl::http::is_token(with_value));
            break;
        case cookie:
            none({"\r\n\0", 3});
            same(";, ");
            break;
        case json:
            require(!tl::json::validate(with_value));
            // A default can be an array or an object.
            require(pattern.find(":-") != pattern.npos ||
                    json_shape(with_value) == json_shape(with_letter));
            break;
        case xml:
            require(!tl::xml::validate(with_value));
            require(xml_markup(with_value) == xml_markup(with_letter) ||
                    with_value.find("-->") != std::string_view::npos);
            break;
        case html:
            same("<>\"'");
            break;
        case tl::request_part::text:
            break;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) return 0;
    auto const part = static_cast<tl::request_part>(data[0] % 11);
    std::string_view const input(reinterpret_cast<char const*>(data) + 1, size - 1);
    std::size_t const end = std::min(input.find('\0'), input.size());
    std::string_view const text = input.substr(0, end);
    std::string const value(input.substr(std::min(end + 1, input.size())));

    tl::template_text<4> const scanned(tl::stored_text::literal(text), tl::detail::syntax_of(part));
    for (tl::slot const& each : scanned.first_slots())
        require(each.offset + each.size <= text.size() && each.size >= 2);
    if (tl::template_error const error = scanned.error()) require(error.offset <= text.size());

    auto const with_letter = render(part, text, "x");
    auto const with_value = render(part, text, value);
    if (with_value && with_letter) same_shape(part, text, *with_value, *with_letter);
    for (tl::value held :
         {tl::value(tl::json_text{value}), tl::value(-7), tl::value(0.5), tl::value()}) {
        auto const other = render(part, text, held);
        if (other && part == tl::request_part::json) require(!tl::json::validate(*other));
        if (other && part == tl::request_part::xml) require(!tl::xml::validate(*other));
    }
    return 0;
}
