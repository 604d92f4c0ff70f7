// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_DESCRIBED_WRITING_HPP
#define TROTLINE_RENDERING_DESCRIBED_WRITING_HPP
// Writes C++ values as JSON, XML and forms, so that they can be read back without a loss. Empty
// optionals become null in JSON and are left out elsewhere. Enums become their enumerators' names,
// numbers their shortest exact text.

#include <trotline/core/described.hpp>
#include <trotline/core/finite.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/json/validate.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/rendering/escape.hpp>
#include <trotline/xml/writer.hpp>

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

template <class T>
concept written_text = std::convertible_to<T const&, std::string_view>;
template <class T>
concept written_scalar =
    std::integral<T> || std::floating_point<T> || described_enum<T> || written_text<T>;
template <class T>
concept written_optional = requires(T const& held) {
    typename T::value_type;
    { held.has_value() } -> std::same_as<bool>;
    *held;
};
template <class T>
using element_of = std::iter_value_t<decltype(std::ranges::begin(std::declval<T const&>()))>;
template <class T>
concept written_map = requires {
    typename element_of<T>;
    typename T::mapped_type;
    requires written_text<typename T::key_type>;
};
template <class T>
concept written_range = requires {
    typename element_of<T>;
}
&&!written_text<T> && !written_map<T>;
template <class T>
concept written_raw =
    std::same_as<T, raw_text> || std::same_as<T, raw_view> || std::same_as<T, json_text>;

template <class T> inline constexpr bool cannot_be_written = false;

// The text of a scalar; numbers are written to the buffer.
template <written_scalar T>
refusal scalar_text(T const& from, std::array<char, 64>& buffer, std::string_view& text) {
    if constexpr (std::same_as<T, bool>) {
        text = from ? "true" : "false";
    } else if constexpr (described_enum<T>) {
        for (std::size_t i = 0; i < values_of_enumerators<T>.size(); ++i) {
            if (values_of_enumerators<T>[i] == from) {
                text = names_of_enumerators<T>[i];
                return {};
            }
        }
        return "an enum's value must be one of its enumerators";
    } else if constexpr (written_text<T>) {
        text = from;
    } else {
        if constexpr (std::floating_point<T>)
            if (!is_finite(from)) return "a number must be finite";
        // A character type is a number, too.
        auto const number = [&] {
            if constexpr (std::integral<T> && sizeof(T) == 1)
                return static_cast<int>(from);
            else
                return from;
        }();
        text = {buffer.data(),
                static_cast<std::size_t>(
                    std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr -
                    buffer.data())};
    }
    return {};
}

template <class T> refusal write_json(json::writer& to, T const& from) {
    if constexpr (written_raw<T>) {
        if (json::validate(from.text)) return "a raw text must be JSON";
        to.raw(from.text);
    } else if constexpr (written_scalar<T>) {
        std::array<char, 64> buffer;
        std::string_view text;
        if (refusal const refused = scalar_text(from, buffer, text); !refused.empty())
            return refused;
        if constexpr (written_text<T> || described_enum<T>) {
            if (!is_utf8(text)) return "a text must be UTF-8";
            to.string(text);
        } else {
            to.raw(text);
        }
    } else if constexpr (written_optional<T>) {
        if (from.has_value()) return write_json(to, *from);
        to.null();
    } else if constexpr (written_map<T>) {
        to.begin_object();
        for (auto const& [name, held] : from) {
            if (!is_utf8(name)) return "a name must be UTF-8";
            to.name(name);
            if (refusal const refused = write_json(to, held); !refused.empty()) return refused;
        }
        to.end_object();
    } else if constexpr (written_range<T>) {
        to.begin_array();
        // (vector<bool> returns proxies)
        for (element_of<T> const& element : from)
            if (refusal const refused = write_json(to, element); !refused.empty()) return refused;
        to.end_array();
    } else if constexpr (described_class<T>) {
        refusal refused;
        to.begin_object();
        for_each_member<T>([&](auto place) {
            if (!refused.empty()) return;
            to.name(names_of_members<T>[place]);
            refused = write_json(to, from.*member_pointer<T, place>);
        });
        to.end_object();
        return refused;
    } else {
        static_assert(cannot_be_written<T>,
                      "JSON is written from described structs, scalars, enums, texts, optionals, "
                      "ranges and maps of these");
    }
    return {};
}

inline constexpr char const* not_xml = "names and texts must only have characters that XML allows";

template <class T>
refusal write_xml_attribute(xml::writer& to, std::string_view name, T const& from) {
    if constexpr (written_optional<T>) {
        return from.has_value() ? write_xml_attribute(to, name, *from) : refusal();
    } else if constexpr (written_scalar<T>) {
        std::array<char, 64> buffer;
        std::string_view text;
        if (refusal const refused = scalar_text(from, buffer, text); !refused.empty())
            return refused;
        return to.attribute(name, text).good() ? refusal() : not_xml;
    } else {
        static_assert(cannot_be_written<T>,
                      "an attribute (a member whose name begins with @) is a scalar, an enum, a "
                      "text or an optional of one");
    }
}

// Writes an element; none for an empty optional, and one for every element of a range.
template <class T>
refusal write_xml_element(xml::writer& to, std::string_view name, T const& from) {
    refusal refused;
    if constexpr (written_optional<T>) {
        if (from.has_value()) return write_xml_element(to, name, *from);
    } else if constexpr (written_range<T>) {
        using element = element_of<T>;
        static_assert(!written_range<element> && !written_optional<element>,
                      "XML cannot hold a list of lists, or a list with empty optionals");
        for (element const& each : from)
            if (refused.empty()) refused = write_xml_element(to, name, each);
    } else if constexpr (written_scalar<T>) {
        std::array<char, 64> buffer;
        std::string_view text;
        refused = scalar_text(from, buffer, text);
        if (refused.empty() && !to.element(name, text).good()) refused = not_xml;
    } else if constexpr (written_map<T>) {
        to.begin(name);
        for (auto const& [key, held] : from)
            if (refused.empty()) refused = write_xml_element(to, key, held);
        if (!to.end(name).good() && refused.empty()) refused = not_xml;
    } else if constexpr (described_class<T>) {
        to.begin(name);
        // First the attributes, which belong to the start tag, then the children.
        for (bool const attributes : {true, false}) {
            for_each_member<T>([&](auto place) {
                constexpr std::string_view member = names_of_members<T>[place];
                constexpr bool is_attribute = member.starts_with('@');
                if (!refused.empty() || is_attribute != attributes) return;
                if constexpr (is_attribute)
                    refused =
                        write_xml_attribute(to, member.substr(1), from.*member_pointer<T, place>);
                else
                    refused = write_xml_element(to, member, from.*member_pointer<T, place>);
            });
        }
        if (!to.end(name).good() && refused.empty()) refused = not_xml;
    } else {
        static_assert(cannot_be_written<T>,
                      "XML is written from described structs, scalars, enums, texts, optionals, "
                      "ranges and maps of these");
    }
    return refused;
}

template <class T>
refusal write_form_pairs(std::string& out, std::string_view name, T const& from) {
    if constexpr (written_optional<T>) {
        return from.has_value() ? write_form_pairs(out, name, *from) : refusal();
    } else if constexpr (written_scalar<T>) {
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
            if (refusal const refused = write_form_pairs(out, name, element); !refused.empty())
                return refused;
        return {};
    } else {
        static_assert(
            cannot_be_written<T>,
            "a form's members are scalars, enums, texts, and optionals and ranges of these");
    }
}

}  // namespace detail
}  // namespace trotline
#endif
