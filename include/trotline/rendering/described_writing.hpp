// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_DESCRIBED_WRITING_HPP
#define TROTLINE_RENDERING_DESCRIBED_WRITING_HPP
// Writes C++ values as XML and forms, so that they can be read back without a loss, as
// described_json.hpp does as JSON. Empty optionals are left out.

#include <trotline/core/conversion.hpp>
#include <trotline/core/described.hpp>
#include <trotline/core/nullable.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/core/variant_tag.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/rendering/described_json.hpp>
#include <trotline/rendering/described_scalar.hpp>
#include <trotline/rendering/escape.hpp>
#include <trotline/xml/writer.hpp>

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

inline constexpr char const* not_xml = "names and texts must only have characters that XML allows";

// Where a member is written, by its name: `@name` is an attribute, `#text` the element's own text.
enum class xml_place : unsigned char { attribute, own_text, child };
constexpr xml_place xml_place_of(std::string_view member) {
    if (member.starts_with('@')) return xml_place::attribute;
    return member == "#text" ? xml_place::own_text : xml_place::child;
}

// write(text) for a scalar, or none for a null optional.
template <class Form, class T> refusal write_xml_scalar(T const& from, auto const& write) {
    if constexpr (std::same_as<Form, json_in_text> && !is_nullable<T>) {
        return write_inside_text(
            from, [&](std::string const& text) { return write_xml_scalar<void>(text, write); });
    } else if constexpr (writable_by_conversion<T, Form>) {
        return write_converted<T, Form>(
            from, [&](auto const& made) { return write_xml_scalar<void>(made, write); });
    } else if constexpr (is_nullable<T>) {
        auto const* held = nullable<T>::inside(from);
        return held != nullptr ? write_xml_scalar<Form>(*held, write) : refusal();
    } else if constexpr (written_scalar<T> && std::is_void_v<Form>) {
        std::array<char, 64> buffer;
        std::string_view text;
        if (refusal const refused = scalar_text(from, buffer, text); !refused.empty())
            return refused;
        return write(text).good() ? refusal() : not_xml;
    } else {
        static_assert(
            cannot_be_written<T>,
            "an attribute or own text (a member whose name begins with @, or is #text) is "
            "a scalar, an enum, a text or an optional of one");
    }
}
template <class Form = void, class T>
refusal write_xml_attribute(xml::writer& to, std::string_view name, T const& from) {
    return write_xml_scalar<Form>(
        from, [&](std::string_view text) -> xml::writer& { return to.attribute(name, text); });
}
template <class Form = void, class T> refusal write_xml_text(xml::writer& to, T const& from) {
    return write_xml_scalar<Form>(
        from, [&](std::string_view text) -> xml::writer& { return to.text(text); });
}

// An element from a described class; with a tag, if there is one that is no member.
template <class T>
refusal write_xml_members(xml::writer& to, std::string_view name, T const& from,
                          std::string_view tag = {}, std::string_view tag_name = {});

template <class Variant, class Form, class A>
refusal write_xml_alternative(xml::writer& to, std::string_view name, A const& held,
                              std::size_t place);

// An element; none for a null optional, and one for every element of a range.
template <class Form = void, class T>
refusal write_xml_element(xml::writer& to, std::string_view name, T const& from) {
    refusal refused;
    if constexpr (std::same_as<Form, json_in_text> && !is_nullable<T>) {
        refused = write_inside_text(
            from, [&](std::string const& text) { return write_xml_element(to, name, text); });
    } else if constexpr (writable_by_conversion<T, Form>) {
        refused = write_converted<T, Form>(
            from, [&](auto const& made) { return write_xml_element(to, name, made); });
    } else if constexpr (is_nullable<T>) {
        if (auto const* held = nullable<T>::inside(from))
            return write_xml_element<Form>(to, name, *held);
    } else if constexpr (written_range<T>) {
        using element = element_of<T>;
        static_assert(!written_range<element> && !is_nullable<element>,
                      "XML cannot hold a list of lists, or a list with empty optionals");
        for (element const& each : from)
            if (refused.empty()) refused = write_xml_element<Form>(to, name, each);
    } else if constexpr (written_scalar<T> && std::is_void_v<Form>) {
        std::array<char, 64> buffer;
        std::string_view text;
        refused = scalar_text(from, buffer, text);
        if (refused.empty() && !to.element(name, text).good()) refused = not_xml;
    } else if constexpr (written_map<T>) {
        to.begin(name);
        for (auto const& entry : from)
            if (refused.empty())
                refused = write_key(entry.first, [&](std::string_view child) {
                    return write_xml_element<Form>(to, child, entry.second);
                });
        if (!to.end(name).good() && refused.empty()) refused = not_xml;
    } else if constexpr (std::same_as<T, std::monostate>) {
        return {};
    } else if constexpr (is_written_tuple<T>) {
        std::apply(
            [&](auto const&... each) {
                ((refused.empty() ? void(refused = write_xml_element<Form>(to, name, each))
                                  : void()),
                 ...);
            },
            from);
    } else if constexpr (is_variant<T>) {
        return std::visit(
            [&](auto const& held) -> refusal {
                return write_xml_alternative<T, Form>(to, name, held, from.index());
            },
            from);
    } else if constexpr (described_class<T>) {
        return write_xml_members(to, name, from);
    } else {
        static_assert(cannot_be_written<T>,
                      "XML is written from described structs, scalars, enums, texts, types with a "
                      "trotline::conversion (of the form, where one is named), optionals, ranges "
                      "and maps of these");
    }
    return refused;
}

template <class T>
refusal write_xml_members(xml::writer& to, std::string_view name, T const& from,
                          std::string_view tag, std::string_view tag_name) {
    refusal refused;
    bool const adds_tag =
        !tag.empty() && std::ranges::find(names_of_members<T>, tag) == names_of_members<T>.end();
    to.begin(name);
    if (adds_tag && tag.starts_with('@')) to.attribute(tag.substr(1), tag_name);
    // The attributes, which are in the start tag, the element's own text, then the children.
    for (xml_place const now : {xml_place::attribute, xml_place::own_text, xml_place::child}) {
        if (now == xml_place::child && adds_tag && !tag.starts_with('@')) to.element(tag, tag_name);
        for_each_member<T>([&](auto place) {
            constexpr std::string_view member = names_of_members<T>[place];
            constexpr xml_place where = xml_place_of(member);
            if (!refused.empty() || where != now) return;
            using form = member_form<T, place>;
            auto const& held = from.*member_pointer<T, place>;
            if constexpr (where == xml_place::attribute)
                refused = write_xml_attribute<form>(to, member.substr(1), held);
            else if constexpr (where == xml_place::own_text)
                refused = write_xml_text<form>(to, held);
            else
                refused = write_xml_element<form>(to, member, held);
        });
    }
    if (!to.end(name).good() && refused.empty()) refused = not_xml;
    return refused;
}

template <class Variant, class Form, class A>
refusal write_xml_alternative(xml::writer& to, std::string_view name, A const& held,
                              std::size_t place) {
    if constexpr (tagged_variant<Variant> && described_class<A>)
        return write_xml_members(to, name, held, variant_tag<Variant>::member,
                                 variant_tag<Variant>::names[place]);
    else
        return write_xml_element<Form>(to, name, held);
}

template <class Form = void, class T>
refusal write_form_pairs(std::string& out, std::string_view name, T const& from) {
    if constexpr (std::same_as<Form, json_in_text> && !is_nullable<T>) {
        return write_inside_text(
            from, [&](std::string const& text) { return write_form_pairs(out, name, text); });
    } else if constexpr (writable_by_conversion<T, Form>) {
        return write_converted<T, Form>(
            from, [&](auto const& made) { return write_form_pairs(out, name, made); });
    } else if constexpr (is_nullable<T>) {
        auto const* held = nullable<T>::inside(from);
        return held != nullptr ? write_form_pairs<Form>(out, name, *held) : refusal();
    } else if constexpr (written_scalar<T> && std::is_void_v<Form>) {
        std::array<char, 64> buffer;
        std::string_view text;
        if (refusal const refused = scalar_text(from, buffer, text); !refused.empty())
            return refused;
        if (!out.empty()) out += '&';
        uri::append_form_encoded(out, name);
        out += '=';
        uri::append_form_encoded(out, text);
        return {};
    } else if constexpr (written_range<T>) {
        for (element_of<T> const& element : from)
            if (refusal const refused = write_form_pairs<Form>(out, name, element);
                !refused.empty())
                return refused;
        return {};
    } else {
        static_assert(
            cannot_be_written<T>,
            "a form's members are scalars, enums, texts, types with a trotline::conversion, and "
            "optionals and ranges of these");
    }
}

}  // namespace detail
}  // namespace trotline
#endif
