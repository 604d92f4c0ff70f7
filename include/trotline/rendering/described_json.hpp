// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_DESCRIBED_JSON_HPP
#define TROTLINE_RENDERING_DESCRIBED_JSON_HPP
// Writes C++ values as JSON, so that they can be read back without a loss. Empty optionals become
// null. Enums become their enumerators' names or numbers (enumerator_names), numbers their shortest
// exact text.

#include <trotline/core/conversion.hpp>
#include <trotline/core/described.hpp>
#include <trotline/core/nullable.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/core/variant_tag.hpp>
#include <trotline/json/is_valid.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/rendering/described_scalar.hpp>

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

// As a JSON text inside a string: write(text).
template <class T> refusal write_inside_text(T const& from, auto const& write);

// An object of a described class; with a tag first, if there is one that is no member.
template <class T>
refusal write_json_members(json::writer& to, T const& from, std::string_view tag = {},
                           std::string_view tag_name = {});

template <class Variant, class Form, class A>
refusal write_json_alternative(json::writer& to, A const& held, std::size_t place);

template <class Form = void, class T> refusal write_json(json::writer& to, T const& from) {
    if constexpr (std::same_as<Form, json_in_text> && !is_nullable<T>) {
        return write_inside_text(from,
                                 [&](std::string const& text) { return write_json(to, text); });
    } else if constexpr (writable_by_conversion<T, Form>) {
        return write_converted<T, Form>(from,
                                        [&](auto const& made) { return write_json(to, made); });
    } else if constexpr (written_raw<T>) {
        if (!json::is_valid(from.text)) return "a raw text must be JSON";
        to.raw(from.text);
    } else if constexpr (written_scalar<T> && std::is_void_v<Form>) {
        std::array<char, 64> buffer;
        std::string_view text;
        if (refusal const refused = scalar_text(from, buffer, text); !refused.empty())
            return refused;
        if constexpr (is_written_as_text<T>()) {
            if (!is_utf8(text)) return "a text must be UTF-8";
            to.string(text);
        } else {
            to.raw(text);
        }
    } else if constexpr (is_nullable<T>) {
        if (auto const* held = nullable<T>::inside(from)) return write_json<Form>(to, *held);
        to.null();
    } else if constexpr (written_map<T>) {
        to.begin_object();
        for (auto const& [key, held] : from) {
            refusal refused = write_key(key, [&](std::string_view name) -> refusal {
                if (!is_utf8(name)) return "a name must be UTF-8";
                to.name(name);
                return {};
            });
            if (refused.empty()) refused = write_json<Form>(to, held);
            if (!refused.empty()) return refused;
        }
        to.end_object();
    } else if constexpr (written_range<T>) {
        to.begin_array();
        // (vector<bool> returns proxies)
        for (element_of<T> const& element : from)
            if (refusal const refused = write_json<Form>(to, element); !refused.empty())
                return refused;
        to.end_array();
    } else if constexpr (std::same_as<T, std::monostate>) {
        to.null();
    } else if constexpr (is_written_tuple<T>) {
        refusal refused;
        to.begin_array();
        std::apply(
            [&](auto const&... each) {
                ((refused.empty() ? void(refused = write_json<Form>(to, each)) : void()), ...);
            },
            from);
        to.end_array();
        return refused;
    } else if constexpr (is_variant<T>) {
        return std::visit(
            [&](auto const& held) -> refusal {
                return write_json_alternative<T, Form>(to, held, from.index());
            },
            from);
    } else if constexpr (described_class<T>) {
        return write_json_members(to, from);
    } else {
        static_assert(cannot_be_written<T>,
                      "JSON is written from described structs, scalars, enums, texts, types with a "
                      "trotline::conversion (of the form, where one is named), optionals, ranges "
                      "and maps of these");
    }
    return {};
}

template <class T>
refusal write_json_members(json::writer& to, T const& from, std::string_view tag,
                           std::string_view tag_name) {
    refusal refused;
    to.begin_object();
    if (!tag.empty() && std::ranges::find(names_of_members<T>, tag) == names_of_members<T>.end())
        to.name(tag).string(tag_name);
    for_each_member<T>([&](auto place) {
        if (!refused.empty()) return;
        to.name(names_of_members<T>[place]);
        refused = write_json<member_form<T, place>>(to, from.*member_pointer<T, place>);
    });
    to.end_object();
    return refused;
}

template <class Variant, class Form, class A>
refusal write_json_alternative(json::writer& to, A const& held, std::size_t place) {
    if constexpr (tagged_variant<Variant> && described_class<A>)
        return write_json_members(to, held, variant_tag<Variant>::member,
                                  variant_tag<Variant>::names[place]);
    else
        return write_json<Form>(to, held);
}

template <class T> refusal write_inside_text(T const& from, auto const& write) {
    std::string text;
    json::writer inside(text);
    refusal const refused = write_json(inside, from);
    return refused.empty() ? write(text) : refused;
}

}  // namespace detail
}  // namespace trotline
#endif
