// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_SUBSTITUTE_UNITS_HPP
#define TROTLINE_RENDERING_SUBSTITUTE_UNITS_HPP
// Renders bodies with units that are left out or repeated (template/unit.hpp), together with the
// commas or ampersands between them. Allocates for the units of the template.

#include <trotline/rendering/substitute.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

// Lists inside of lists multiply: a template from a tenant must not take for ever.
inline constexpr std::size_t most_repetitions = 1'000'000;

inline bool substitution::run_shaped() {
    repetitions_ = 0;
    return part(units_of(*from_), from_->text.size(), {}) &&
           (!watched_ || end_of_segment(out_->size()));
}

// Renders up to the offset `to`. Recurses only into units that are repeated.
inline bool substitution::part(template_units const& all, std::size_t to, unit_position at) {
    auto const pass = [&](std::size_t end) {
        while (at.slot != all.expressions.size() && all.expressions[at.slot].offset < end)
            ++at.slot;
        while (at.unit != all.units.size() && all.units[at.unit].begin < end) ++at.unit;
    };
    for (;;) {
        bool const last = at.unit == all.units.size() || all.units[at.unit].begin >= to;
        std::size_t const until = last ? to : all.units[at.unit].begin;
        while (at.slot != all.expressions.size() && all.expressions[at.slot].offset < until)
            if (!expression(all.expressions[at.slot++])) return false;
        if (!own_text(until)) return false;
        if (last) return true;
        template_unit const& next = all.units[at.unit];
        if (next.each != nullptr) {
            if (!repeat(all, {at.slot + 1, at.unit})) return false;
            pass(next.end);
        } else if (!has_values(all, next)) {
            leave_out(next);
            pass(next.end);
        } else {
            ++at.unit;
        }
    }
}

// Renders a unit for every element of its list. `inside`: the expressions inside, and the unit.
inline bool substitution::repeat(template_units const& all, unit_position inside) {
    template_unit const& which = all.units[inside.unit++];
    slot const& each = *which.each;
    repetition_parts const parts = each.repetition(from_->text);
    std::size_t const begin = each.offset + std::size_t{each.size};
    bool first = true, good = true;
    value list;
    if (!elements_.read(parts.list, source_, [&](value const& held) { list = held; }) &&
        !parts.may_be_unknown && unknown_ == unknown_parameters::fail) {
        failure = {code::unknown_parameter, each.offset, std::string(parts.list),
                   "no value was given, and the store has none"};
        return false;
    }
    auto const take = [&](value element) {
        if (++repetitions_ > most_repetitions) {
            failure = {code::too_large, each.offset, std::string(parts.list),
                       "a template repeats at most a million elements"};
            return good = false;
        }
        elements_.set(std::move(element));
        if (!has_values(all, which)) return true;
        if (!first && separator() != '\0') out_->append(separator());
        first = false;
        at_ = begin;
        return good = part(all, which.end, inside);
    };
    elements_.enter(parts.item);
    auto const* const array = std::get_if<json_text>(&list.get());
    if (array != nullptr && is_json_array(array->text))
        json::detail::for_each_element(
            array->text, [&](std::string_view element) { return take(value_of_json(element)); });
    else if (!std::holds_alternative<std::nullptr_t>(list.get()))
        take(std::move(list));
    elements_.leave();
    if (good && first) leave_out(which);
    return good;
}

inline bool substitution::has_value(std::string_view name) const {
    bool there = false;
    elements_.read(name, source_, [&](value const& held) {
        there = !std::holds_alternative<std::nullptr_t>(held.get());
    });
    return there;
}

inline bool substitution::has_values(template_units const& all, template_unit const& which) const {
    for (std::size_t const place : which.needed)
        if (!has_value(all.expressions[place].parts(from_->text).parameter)) return false;
    return true;
}

inline bool substitution::is_left_out(template_view const& from) const {
    if (!from.shaped || has_units(from.syntax) || !from.well_formed) return false;
    struct search {
        substitution const& rendering;
        std::string_view text;
    } all{*this, from.text};
    // The scan stops at the first parameter without a value.
    slot_sink sink(
        [](void* context, slot const& found) {
            search const& in = *static_cast<search*>(context);
            expression_parts const parts =
                found.is_braced(in.text) ? found.parts(in.text) : expression_parts{};
            return !parts.is_optional || in.rendering.has_value(parts.parameter);
        },
        &all);
    return !scan(from.syntax, from.text, sink);
}

// Moves past a unit, and past the separator after it; if it was the last one, removes the separator
// before it.
inline void substitution::leave_out(template_unit const& which) {
    at_ = which.end;
    std::string_view const text = from_->text;
    if (separator() == '\0') return;
    if (at_ < text.size() && text[at_] == separator()) {
        ++at_;
        while (separator() == ',' && json::is_blank(text[at_])) ++at_;
        return;
    }
    std::size_t size = out_->size();
    auto const ends_with = [&](auto is) { return size != 0 && is(out_->written()[size - 1]); };
    while (separator() == ',' && ends_with(json::is_blank)) --size;
    if (ends_with([&](char c) { return c == separator(); })) out_->shrink(size - 1);
}

}  // namespace trotline::detail
#endif
