// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_SCALAR_READER_HPP
#define TROTLINE_MAPPING_ENGINE_SCALAR_READER_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/cursor_extensions.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/conversion.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/parameter.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

// Reads one number, text, boolean, enumerator, raw text or parameter at a cursor into an object
// whose type is only known as data. Exact, or an error. Every function consumes the value at the
// cursor. Only the destination itself allocates.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

// Stores an integer that the destination's type can hold.
inline void store(integer_value from, std::size_t size, void* to) {
    std::uint64_t const bits = from.negative ? std::uint64_t{0} - from.magnitude : from.magnitude;
    auto const write = [&](auto value) { std::memcpy(to, &value, sizeof value); };
    switch (size) {
        case 8:
            return write(bits);
        case 4:
            return write(static_cast<std::uint32_t>(bits));
        case 2:
            return write(static_cast<std::uint16_t>(bits));
        default:
            return write(static_cast<std::uint8_t>(bits));
    }
}

// Reads the value at once, if it has the usual notation. False: nothing was consumed, and read()
// must read it. `how` is the binding's; types that are not read here go to read(), too.
template <cursor C>
[[gnu::always_inline]] inline bool read_plain(C& c, landing how, binding const* type, void* to) {
    if constexpr (hands_out_plain_values<C>) {
        switch (how) {
            case landing::integer: {
                integer_value found;
                C bookmark = c;
                if (!c.plain(found)) return false;
                if (!type->range.has(found)) [[unlikely]] {
                    c = bookmark;
                    return false;
                }
                store(found, type->size, to);
                return true;
            }
            case landing::text: {
                std::string_view text;
                if (!c.plain(text)) return false;
                static_cast<std::string*>(to)->assign(text);
                return true;
            }
            case landing::view: {
                std::string_view text;
                if (!c.plain(text)) return false;
                *static_cast<std::string_view*>(to) = text;
                return true;
            }
            case landing::boolean: {
                bool found;
                if (!c.plain(found)) return false;
                *static_cast<bool*>(to) = found;
                return true;
            }
            case landing::double_precision:
            case landing::single_precision: {
                double found;
                C bookmark = c;
                if (!c.plain(found)) return false;
                if (how == landing::double_precision) {
                    *static_cast<double*>(to) = found;
                } else if (!json::detail::exactly_rounded(found, *static_cast<float*>(to))) {
                    c = bookmark;
                    return false;
                }
                return true;
            }
            default:
                break;
        }
    }
    return false;
}

// Appends the decoded text of a scalar.
inline void append_decoded(taken_scalar const& s, std::string& to) {
    if (s.plain)
        to.append(s.text);
    else
        s.decode(s, sink_of([&](std::string_view piece) { to.append(piece); }));
}

// True if the value at c counts as null for a value of that type: mapping/row_option.hpp.
template <cursor C> bool stands_for_null(C const& c, binding const& type) {
    kind const found = c.kind();
    if (found == kind::null) return true;
    if constexpr (tells_nil<C>)
        if (c.is_nil()) return true;
    if (!type.empty_is_null || !is_untyped(found)) return false;
    C at = c;
    return is_empty(take_scalar(at), true);
}
// True if the value is a text without characters.
template <cursor C> bool is_empty_text(C const& c) {
    C at = c;
    taken_scalar const s = take_scalar(at);
    return (s.kind == kind::string || is_untyped(s.kind)) && is_empty(s, false);
}

// The enumerator whose name or number a scalar is.
constexpr code find_enumerator(taken_scalar const& s, bool coerce, enumeration_functions const& all,
                               std::size_t& place) {
    place = 0;
    if (all.codes != nullptr) {
        integer_value number;
        constexpr json::integer_range any{~std::uint64_t{0}, ~std::uint64_t{0}};
        code const why = convert(s, coerce, any, number);
        if (why != code::none && why != code::out_of_range) return why;
        number.negative = number.negative && number.magnitude != 0;
        while (place != all.count &&
               (why == code::out_of_range || number.magnitude != all.codes[place].magnitude ||
                number.negative != all.codes[place].negative))
            ++place;
    } else {
        if (s.kind != kind::string && !is_untyped(s.kind)) return wrong(s.found);
        while (place != all.count && !equals(s, all.names[place])) ++place;
    }
    if (place == all.count) place = all.otherwise;
    return place == all.count ? wrong(s.found) : code::none;
}

// How reading a scalar ended. `expected` says what would have been valid.
struct scalar_reading {
    trotline::code why = trotline::code::none;
    std::string_view expected{};
    bool noted = false;  // the failure is in the log, but for the offset
};

inline scalar_reading number_into(taken_scalar const& s, binding const& type, void* to,
                                  bool coerce) {
    switch (type.how) {
        case landing::integer: {
            integer_value integer;
            code const why = convert(s, coerce, type.range, integer);
            if (why == code::none) store(integer, type.size, to);
            return {why, type.expected};
        }
        case landing::double_precision:
            return {convert_floating(s, coerce, *static_cast<double*>(to)), expected_number};
        case landing::single_precision:
            return {convert_floating(s, coerce, *static_cast<float*>(to)), expected_number};
        case landing::number_view:
            if (!s.plain)
                return {code::needs_decoding,
                        "digits that stand as they are in the document: take a number"};
            break;
        default:
            break;
    }
    code const why = convert_digits(s, coerce, [&](std::string_view digits) {
        if (type.how == landing::number)
            static_cast<number*>(to)->text.assign(digits);
        else
            static_cast<number_view*>(to)->text = digits;
    });
    return {why, expected_number};
}

inline scalar_reading text_into(taken_scalar const& s, binding const& type, void* to, bool coerce) {
    if (!reads_as_text(s.kind, coerce)) return {wrong(s.found), expected_string};
    if (type.how == landing::text) {
        auto& text = *static_cast<std::string*>(to);
        text.clear();
        append_decoded(s, text);
    } else if (type.how == landing::other_text) {
        auto const& text = functions_of<text_functions>(type);
        text.clear(to);
        if (s.plain) return text.append(to, s.text), scalar_reading{};
        std::string decoded;
        append_decoded(s, decoded);
        text.append(to, decoded);
    } else if (!s.plain) {
        return {code::needs_decoding,
                "a text without escapes: use a std::string, because a view cannot be decoded"};
    } else {
        *static_cast<std::string_view*>(to) = s.text;
    }
    return {};
}

// A parameter keeps a scalar's type.
inline scalar_reading parameter_into(taken_scalar const& s, value& out, bool coerce) {
    if (s.kind == kind::boolean) return out = s.text.front() == 't', scalar_reading{};
    if (s.kind == kind::number) return parameter_of_number(s.text, out), scalar_reading{};
    if (s.found == kind::null) return {code::null, "a value"};
    if (!reads_as_text(s.kind, coerce)) return {wrong(s.found), expected_string};
    std::string text;
    append_decoded(s, text);
    out = std::move(text);
    return {};
}

// A text or the digits of a number into a type that a conversion makes from one. A text that has to
// be decoded allocates if it is longer than what a std::string holds in place.
inline scalar_reading converted_into(taken_scalar const& s, conversion_functions const& type,
                                     void* to, row_log& log, bool coerce) {
    refusal refused;
    if (type.digits) {
        code const why = convert_digits(
            s, coerce, [&](std::string_view digits) { refused = type.read_text(to, digits); });
        if (why != code::none) return {why, expected_number};
    } else if (!reads_as_text(s.kind, coerce)) {
        return {wrong(s.found), expected_string};
    } else {
        std::string decoded;
        if (!s.plain) append_decoded(s, decoded);
        std::string_view const text = s.plain ? s.text : decoded;
        if (type.read_noting != nullptr) {
            if (type.read_noting(type, to, text, log, coerce)) return {};
            return {code::refused_value, {}, true};
        }
        refused = type.read_text(to, is_untyped(s.kind) && !type.keeps_blanks ? trim(text) : text);
    }
    if (refused.empty()) return {};
    return {code::refused_value, refused};
}

// Reads a scalar into any type that takes one.
inline scalar_reading scalar_into(taken_scalar const& s, binding const& type, void* to,
                                  row_log& log, bool coerce) {
    scalar_reading how;
    switch (type.how) {
        case landing::boolean:
            how.why = convert(s, coerce, *static_cast<bool*>(to), how.expected);
            break;
        case landing::enumeration: {
            auto const& all = functions_of<enumeration_functions>(type);
            std::size_t place = all.count;
            how = {find_enumerator(s, coerce, all, place), type.expected};
            if (how.why == code::none) all.set(to, place);
            break;
        }
        case landing::text:
        case landing::view:
        case landing::other_text:
            return text_into(s, type, to, coerce);
        case landing::parameter:
            return parameter_into(s, *static_cast<value*>(to), coerce);
        case landing::converted:
            return converted_into(s, functions_of<conversion_functions>(type), to, log, coerce);
        default:
            how = number_into(s, type, to, coerce);
    }
    if (how.why == code::wrong_type && is_untyped(s.kind) && is_empty(s, true))
        how.why = code::null;
    return how;
}

// Reads a number, text, boolean or enumerator, a parameter from a scalar, or what a conversion
// makes from a text or from digits.
template <cursor C>
bool read_scalar(C& c, binding const& type, void* to, row_log& log, bool coerce) {
    C const at = c;
    taken_scalar const s = take_scalar(c);
    scalar_reading const how = scalar_into(s, type, to, log, coerce);
    if (how.why == code::none) return true;
    if (how.noted) {
        log.last().offset = at.offset();
        return false;
    }
    return log.fail(at, how.why, how.expected);
}

// A value's source text. Only an attribute can have an empty one; for other values it means that a
// parser's tree does not keep the text.
template <cursor C> bool read_raw(C& c, std::string_view& out, row_log& log) {
    C const at = c;
    out = c.raw();
    return !out.empty() || at.kind() == kind::text ||
           log.fail(at, code::wrong_type, "a parser that keeps the source text");
}

}  // namespace trotline::detail
#pragma GCC diagnostic pop
#endif
