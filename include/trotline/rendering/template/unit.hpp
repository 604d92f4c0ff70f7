// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_UNIT_HPP
#define TROTLINE_RENDERING_TEMPLATE_UNIT_HPP
// Units: the parts of a body that can be left out or repeated. In JSON they are the members of
// objects and the elements of arrays, in XML elements and attributes, in forms pairs.
//   {"name": ${?NAME}, "note": "from ${?SENDER}"}
//       the member is left out if the parameter is unknown or null
//   {"lines": [${each LINE in LINES} {"sku": ${LINE.sku}, "note": ${?LINE.note}}]}
//       the element is repeated for every element of the array LINES
//   <order id='${?ID}'><note>${?NOTE}</note>${each TAG in ?TAGS}<tag>$TAG</tag></order>
//   a=${?A}&${each TAG in TAGS}tag=$TAG
// `${?NAME}` in a query parameter, a pair of a form or a field's value leaves these out.
// An expression concerns the innermost unit around it. A list that is null has no elements, and so
// has an unknown one after `in ?`; another unknown one is a failure. Any value that is not an array
// is one element. Inside, ITEM is the element and hides a parameter with that name, and `ITEM.name`
// is a member of it.

#include <trotline/rendering/template/template_text.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

// A unit that may be left out or is repeated.
struct template_unit {
    std::size_t begin = 0, end = 0;     // offsets in the template
    slot const* each = nullptr;         // null: it is not repeated
    std::vector<std::size_t> needed{};  // the slots of its optional parameters
};

// The expressions and units of a template, in order.
struct template_units {
    std::vector<slot> expressions{};
    std::vector<template_unit> units{};
};
struct unit_position {
    std::size_t slot = 0, unit = 0;  // the next ones
};

// Bodies that are scanned for units.
constexpr bool has_units(syntax s) {
    return s == syntax::json || s == syntax::xml || s == syntax::form;
}

// Finds them; the template must be well-formed.
inline template_units units_of(template_view const& from) {
    struct finder {
        std::string_view text;
        template_units made{};
        std::vector<std::size_t> open{};      // places of units
        std::vector<std::size_t> repeated{};  // place in made.expressions + 1 of each unit's `each`
        std::size_t each = 0;                 // the same for the next unit
    } all{from.text};
    slot_sink sink(
        [](void* context, slot const& found) {
            finder& to = *static_cast<finder*>(context);
            to.made.expressions.push_back(found);
            std::size_t const place = to.made.expressions.size();
            if (found.is_repetition(to.text))
                to.each = place;
            else if (found.is_braced(to.text) && found.parts(to.text).is_optional)
                to.made.units[to.open.back()].needed.push_back(place - 1);
            return true;
        },
        &all,
        [](void* context, std::size_t at, bool begins) {
            finder& to = *static_cast<finder*>(context);
            if (!begins) {
                to.made.units[to.open.back()].end = at;
                to.open.pop_back();
                return;
            }
            to.open.push_back(to.made.units.size());
            std::size_t const begin = to.each == 0 ? at : to.made.expressions[to.each - 1].offset;
            to.made.units.push_back({begin});
            to.repeated.push_back(to.each);
            to.each = 0;
        });
    scan(from.syntax, from.text, sink);
    template_units& made = all.made;
    for (std::size_t i = 0; i != made.units.size(); ++i)
        if (all.repeated[i] != 0) made.units[i].each = &made.expressions[all.repeated[i] - 1];
    std::erase_if(made.units, [](template_unit const& each) {
        return each.each == nullptr && each.needed.empty();
    });
    return std::move(made);
}

}  // namespace trotline::detail
#endif
