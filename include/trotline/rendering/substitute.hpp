// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_SUBSTITUTE_HPP
#define TROTLINE_RENDERING_SUBSTITUTE_HPP
// Renders one template: copies the template's own text, and writes the value of every expression,
// escaped for its place. One pass over the template's table, and the same code for all templates
// and parameter stores.

#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/http/secrets.hpp>
#include <trotline/rendering/call_functions.hpp>
#include <trotline/rendering/escape.hpp>
#include <trotline/rendering/list_elements.hpp>
#include <trotline/rendering/parameter_source.hpp>
#include <trotline/rendering/template/template_text.hpp>
#include <trotline/rendering/template/unit.hpp>
#include <trotline/rendering/text_writer.hpp>
#include <trotline/uri/percent_encoding.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

// Why a template could not be rendered. Offsets are in the template.
struct rendering_failure {
    trotline::code code = trotline::code::none;
    std::size_t offset = npos;
    std::string subject{};
    std::string_view reason{};  // static text
    std::string_view found{};   // of a template_error
};

class substitution {
  public:
    // `secrets` may be null; otherwise it gets every secret value, plain and as it was written.
    substitution(parameter_source const& source, unknown_parameters unknown,
                 http::secrets_writer* secrets)
        : source_(source), unknown_(unknown), secrets_(secrets) {}

    // Valid only after run() has returned false.
    rendering_failure failure{};

    // Appends the rendered template. After a failure only a part of it was appended.
    bool run(template_view const& from, text_writer& out);

    // True for a template that is left out as a whole: a parameter of its `${?NAME}` has no value.
    bool is_left_out(template_view const& from) const;

  private:
    bool run_shaped();
    bool part(template_units const& all, std::size_t to, unit_position at);
    bool repeat(template_units const& all, unit_position inside);
    bool has_values(template_units const& all, template_unit const& which) const;
    bool has_value(std::string_view name) const;
    void leave_out(template_unit const& which);
    char separator() const {
        return from_->syntax == syntax::json ? ',' : from_->syntax == syntax::form ? '&' : '\0';
    }

    bool refuse(template_error error);
    bool own_text(std::size_t end);
    bool watched_text(std::string_view own);
    void pasted_text(std::string_view own);
    void separate(std::string_view own);
    bool end_of_segment(std::size_t end);
    bool expression(slot const& found);
    bool unknown_expression(slot const& found, std::string_view name);
    bool braced(slot const& found, expression_parts const& parts);
    bool read(slot const& found, std::string_view name);
    void write(slot const& found, std::string_view name, value const& held);
    void write_any(slot const& found, std::string_view name, value const& held);

    parameter_source const& source_;
    list_elements elements_{};
    std::size_t repetitions_ = 0;
    values_of_call common_{};
    unknown_parameters unknown_;
    http::secrets_writer* secrets_;
    template_view const* from_ = nullptr;
    text_writer* out_ = nullptr;
    // True for a URL, a component or XML: what may be written depends on what is before and after
    // it.
    bool watched_ = false;
    place last_ = place::text;  // the place of what was written last
    std::size_t at_ = 0;        // offset in the template
    std::size_t segment_ =
        npos;  // offset of the expression whose value is in the current path segment
    std::string_view segment_parameter_{};
};

// Definitions.

inline bool substitution::run(template_view const& from, text_writer& out) {
    from_ = &from;
    out_ = &out;
    watched_ = from.syntax == syntax::component || from.syntax == syntax::url ||
               from.syntax == syntax::xml;
    last_ = place::text;
    at_ = 0;
    segment_ = npos;
    if (failure.code != code::none) failure = {};
    if (!from.well_formed) return refuse(from.error());
    out.reserve(from.text.size());
    if (from.shaped && has_units(from.syntax)) return run_shaped();
    for (slot const& each : from.first_slots)
        if (!expression(each)) return false;
    if (from.slot_count > from.first_slots.size()) {
        // Slots beyond the template's capacity are found again.
        struct rest {
            substitution* rendering;
            std::size_t known;
        } after{this, from.first_slots.size()};
        slot_sink sink(
            [](void* context, slot const& found) {
                rest& to = *static_cast<rest*>(context);
                if (to.known == 0) return to.rendering->expression(found);
                --to.known;
                return true;
            },
            &after);
        if (!scan(from.syntax, from.text, sink)) return false;
    }
    return own_text(from.text.size()) && (!watched_ || end_of_segment(out.size()));
}

inline bool substitution::refuse(template_error error) {
    failure = {code::malformed_template, error.offset, {}, error.reason, error.found};
    return false;
}

// Writes the template's own text up to `end`.
[[gnu::always_inline]] inline bool substitution::own_text(std::size_t end) {
    std::string_view const own(from_->text.data() + at_, end - at_);
    at_ = end;
    if (watched_) return watched_text(own);
    out_->append(own);
    return true;
}

inline bool substitution::watched_text(std::string_view own) {
    if (own.empty()) return true;
    if (from_->syntax == syntax::component) {
        append_percent_encoded(*out_, own);
        return true;
    }
    if (last_ == place::xml_text || last_ == place::xml_cdata) separate(own);
    last_ = place::text;
    std::size_t const from = out_->size();
    if (from_->pasted)
        pasted_text(own);
    else
        out_->append(own);
    if (segment_ == npos) return true;
    std::size_t const slash = out_->written().find_first_of("/?", from);
    return slash == npos || end_of_segment(slash);
}

// After the host, blanks and characters outside ASCII are written as %XX.
inline void substitution::pasted_text(std::string_view own) {
    constexpr uri::character_set kept = uri::query_character | uri::character_set("%");
    std::string_view const before = out_->written();
    std::size_t path = 0;
    if (std::size_t const scheme = before.find("://"); scheme == npos)
        path = own.find_first_of("/?", own.find("://") + 3);
    else if (before.find_first_of("/?", scheme + 3) == npos)
        path = own.find_first_of("/?");
    path = (std::min)(path, own.size());
    out_->append(own.substr(0, path));
    out_->write_with(
        [&](std::string& to) { uri::append_percent_encoded(to, own.substr(path), kept); });
}

// A value and the template's own text after it must not form a `]]>`.
inline void substitution::separate(std::string_view own) {
    std::string_view const out = out_->written();
    bool const closes = (out.ends_with("]]") && own.front() == '>') ||
                        (out.ends_with(']') && own.starts_with("]>"));
    if (!closes) return;
    if (last_ == place::xml_cdata) {
        out_->append("]]><![CDATA[");
    } else {
        out_->shrink(out_->size() - 1);
        out_->append("&#93;");
    }
}

// A path segment that contains a value must not become `.` or `..`, in whatever spelling.
inline bool substitution::end_of_segment(std::size_t end) {
    if (segment_ == npos) return true;
    std::string_view const out = out_->written();
    std::size_t i = out.rfind('/', end - 1) + 1;
    std::size_t dots = 0;
    for (; i < end; ++dots) {
        bool const encoded =
            out[i] == '%' && end - i >= 3 && out[i + 1] == '2' && (out[i + 2] | 0x20) == 'e';
        if (out[i] != '.' && !encoded) break;
        i += encoded ? 3 : 1;
    }
    if (i == end && (dots == 1 || dots == 2)) {
        failure = {code::forbidden_value, segment_, std::string(segment_parameter_),
                   "a path segment must not be . or .."};
        return false;
    }
    segment_ = npos;
    return true;
}

inline bool substitution::expression(slot const& found) {
    if (!own_text(found.offset)) return false;
    at_ = found.offset + found.size;
    if (found.is_dollar(from_->text)) {
        out_->append(from_->syntax == syntax::component ? std::string_view("%24") : "$");
        last_ = place::text;
        return true;
    }
    expression_parts const parts = found.parts(from_->text);
    if (parts.has_default || !parts.functions.empty()) return braced(found, parts);
    if (!read(found, parts.parameter)) return unknown_expression(found, parts.parameter);
    return failure.code == code::none;
}

// Writes an expression with functions or a default.
inline bool substitution::braced(slot const& found, expression_parts const& parts) {
    bool const makes_value = parts.parameter.empty();
    std::string_view const name =
        makes_value ? parts.functions.substr(0, parts.functions.find(')') + 1) : parts.parameter;
    value changed;
    value const* held = &changed;
    refusal refused;
    bool written = false;
    auto const take = [&](value const& read) {
        if (!parts.functions.empty()) {
            changed = read;
            refused = call_functions(parts.functions, makes_value, source_, common_, changed);
            if (read.is_secret() && secrets_ != nullptr) secrets_->add(value_text(read).view());
        } else {
            held = &read;
        }
        auto const* const text = std::get_if<std::string>(&held->get());
        bool const unset = std::holds_alternative<std::nullptr_t>(held->get()) ||
                           (text != nullptr && text->empty());
        written = !refused.empty() || !parts.has_default || !unset;
        if (written && refused.empty()) write(found, name, *held);
    };
    bool known = makes_value;
    if (makes_value)
        take(value());
    else
        known = elements_.read(name, source_, take);
    if (!refused.empty())
        failure = {code::forbidden_value, found.offset, std::string(name), refused};
    if (!known && !parts.has_default) return unknown_expression(found, name);
    if (!written)
        write_any(found, name,
                  found.place == place::json_value && json::is_valid(parts.otherwise)
                      ? value(json_text{std::string(parts.otherwise)})
                      : value(parts.otherwise));
    return failure.code == code::none;
}

inline bool substitution::unknown_expression(slot const& found, std::string_view name) {
    // If `$A.B` is unknown, try `$A` followed by the text `.B`; not inside braces, and not for a
    // JSON value, which text cannot follow.
    if (!found.is_braced(from_->text) && found.place != place::json_value &&
        !elements_.has_object(name)) {
        for (std::size_t dot = name.rfind('.'); dot != npos;
             dot = dot == 0 ? npos : name.rfind('.', dot - 1)) {
            at_ = found.offset + 1 + dot;
            if (read(found, name.substr(0, dot))) return failure.code == code::none;
        }
        at_ = found.offset + found.size;
    }
    if (unknown_ == unknown_parameters::empty) {
        write_any(found, name, value());
        return failure.code == code::none;
    }
    failure = {code::unknown_parameter, found.offset, std::string(name),
               "no value was given, and the store has none"};
    return false;
}

inline bool substitution::read(slot const& found, std::string_view name) {
    return elements_.read(name, source_, [&](value const& held) { write(found, name, held); });
}

inline void substitution::write(slot const& found, std::string_view name, value const& held) {
    // The usual case first: a text that needs no escaping.
    auto const* const text = std::get_if<std::string>(&held.get());
    if (text == nullptr || text->empty() || watched_ || held.is_secret() ||
        !consists_of(plain_bytes_of(found.place), *text))
        return write_any(found, name, held);
    out_->append(*text);
}

inline void substitution::write_any(slot const& found, std::string_view name, value const& held) {
    text_writer& out = *out_;
    std::string_view const text = from_->text;
    std::size_t const from = out.size();
    refusal refused = append_value(out, held, found.place, found.size == text.size());
    // An address in brackets must be the whole host.
    if (found.place == place::url_host && out.written().ends_with(']') && at_ < text.size() &&
        text[at_] != ':' && text[at_] != '/' && text[at_] != '?')
        refused = "an address in brackets must be the whole host";
    if (!refused.empty()) {
        out.shrink(from);
        failure = {code::forbidden_value, found.offset, std::string(name), refused};
        return;
    }
    // `$BASE/x` has one slash, however the base ends.
    if (found.place == place::url_base && out.written().ends_with('/') &&
        text.substr(at_).starts_with('/'))
        out.shrink(out.size() - 1);
    last_ = found.place;
    if (found.place == place::url_segment) {
        segment_ = found.offset;
        segment_parameter_ = name;
    }
    if (held.is_secret() && secrets_ != nullptr) {
        secrets_->add(value_text(held).view());
        std::string_view written = out.written().substr(from);
        if (found.place == place::json_value && written.starts_with('"'))
            written = written.substr(1, written.size() - 2);
        secrets_->add(written);
    }
}

}  // namespace detail
}  // namespace trotline
#include <trotline/rendering/substitute_units.hpp>

#endif
