// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_CONVERSION_HPP
#define TROTLINE_MAPPING_ENGINE_CONVERSION_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/json/number.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/readable.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

// One scalar of a document into one C++ value: exact, or an error that says what would have been
// right.
// An integer comes from a number with an integral value in range and never goes through double; a
// floating-point value is the nearest one. A string never becomes a number or a boolean, nor a
// number a boolean, unless the row says so (coerce). Every function consumes the value at the
// cursor. None allocates but the target itself.
namespace trotline::detail {

// Decimal digits, also in constant evaluation.
template <std::size_t Capacity>
constexpr void append_integer(short_text<Capacity>& to, std::integral auto n) {
    char digits[24]{};
    std::size_t at = sizeof digits;
    auto magnitude = static_cast<std::uint64_t>(static_cast<std::int64_t>(n));
    if (n < 0) magnitude = 0 - magnitude;
    do digits[--at] = static_cast<char>('0' + magnitude % 10);
    while ((magnitude /= 10) != 0);
    if (n < 0) digits[--at] = '-';
    to.append({digits + at, sizeof digits - at});
}

// What a row expects, as text made during translation.
template <class T>
inline constexpr auto expected_integer = [] {
    short_text<64> text("an integer from ");
    append_integer(text, std::numeric_limits<T>::min());
    text.append(" to ");
    append_integer(text, std::numeric_limits<T>::max());
    return text;
}();

template <class E>
inline constexpr auto expected_enumerator = [] {
    short_text<200> text("one of ");
    for (std::size_t i = 0; i < names_of_enumerators<E>.size(); ++i) {
        if (i != 0) text.append(", ");
        text.append(names_of_enumerators<E>[i]);
    }
    return text;
}();

constexpr std::string_view trim(std::string_view text) {
    while (!text.empty() && json::is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && json::is_blank(text.back())) text.remove_suffix(1);
    return text;
}

// The decoded text of a scalar, for values that are short when they are right: a number or boolean
// of more than 512 bytes that has to be decoded first counts as wrong.
template <cursor C, class F> constexpr auto with_text(scalar const& s, F&& f) {
    if (s.plain) return f(s.text);
    std::array<char, 512> buffer{};
    std::size_t size = 0;
    C::decode(s, [&](std::string_view piece) {
        for (char const c : piece) {
            if (size < buffer.size()) buffer[size] = c;
            ++size;
        }
    });
    return f(size <= buffer.size() ? std::string_view(buffer.data(), size) : std::string_view());
}

template <cursor C> constexpr bool equals(scalar const& s, std::string_view text) {
    if (s.plain) return s.text == text;
    bool same = true;
    C::decode(s, [&](std::string_view piece) {
        same = same && text.substr(0, piece.size()) == piece;
        if (same) text.remove_prefix(piece.size());
    });
    return same && text.empty();
}

constexpr bool is_untyped(kind k) { return k == kind::text || k == kind::element; }
constexpr code wrong(kind found) { return found == kind::null ? code::null : code::wrong_type; }

// XML has no number syntax of its own. Digits with an optional sign, leading zeros allowed.
template <integer_target T>
constexpr json::number_status integer_of_digits(std::string_view text, T& out) {
    bool const negative = !text.empty() && text.front() == '-';
    std::string_view digits = text.substr(negative ? 1 : 0);
    if (digits.empty()) return json::number_status::malformed;
    for (char const c : digits)
        if (c < '0' || c > '9') return json::number_status::malformed;
    while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
    if (digits.size() > 20) return json::number_status::out_of_range;
    char shortest[24] = {'-'};
    for (std::size_t i = 0; i < digits.size(); ++i) shortest[i + 1] = digits[i];
    return json::to_integer(
        std::string_view(shortest + (negative ? 0 : 1), digits.size() + (negative ? 1 : 0)), out);
}
// A number as JSON writes it, leading zeros allowed.
template <floating_target T> json::number_status floating_of_digits(std::string_view text, T& out) {
    bool const negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    while (text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9')
        text.remove_prefix(1);
    if (text.empty() || text.front() == '-') return json::number_status::malformed;
    auto const status = json::to_floating(text, out);
    if (negative) out = -out;
    return status;
}

// What a cursor can hand out in one look, where the value is of that type and written as most are.
// False: nothing was consumed, and read() must tell.
template <class C, class T>
concept hands_out_plain = requires(C& c, T& out) {
    c.plain(out);
};
template <class C, class T>
inline constexpr bool reads_plain = hands_out_plain<C, T> ||
                                    (string_target<T> && hands_out_plain<C, std::string_view>);

template <cursor C, class T> [[gnu::always_inline]] constexpr bool read_plain(C& c, T& out) {
    if constexpr (hands_out_plain<C, T>) {
        return c.plain(out);
    } else {
        std::string_view text;
        if (!c.plain(text)) return false;
        out.assign(text);
        return true;
    }
}

template <cursor C> constexpr bool read(C& c, bool& out, row_log& log, bool coerce) {
    C const at = c;
    scalar const s = c.scalar();
    if (s.kind == kind::boolean) {
        out = s.text.front() == 't';
        return true;
    }
    bool const untyped =
        is_untyped(s.kind) || (coerce && (s.kind == kind::string || s.kind == kind::number));
    if (!untyped) return log.fail(at, wrong(at.kind()), "true or false");
    return with_text<C>(s, [&](std::string_view text) {
        text = is_untyped(s.kind) ? trim(text) : text;
        out = text == "true" || text == "1";
        return out || text == "false" || text == "0" ||
               log.fail(at, code::wrong_type, "true, false, 1 or 0");
    });
}

template <cursor C, integer_target T> constexpr bool read(C& c, T& out, row_log& log, bool coerce) {
    C const at = c;
    scalar const s = c.scalar();
    json::number_status status = json::number_status::malformed;
    if (s.kind == kind::number)
        status = json::to_integer(s.text, out);
    else if (is_untyped(s.kind))
        status = with_text<C>(
            s, [&](std::string_view text) { return integer_of_digits(trim(text), out); });
    else if (coerce && s.kind == kind::string)
        status =
            with_text<C>(s, [&](std::string_view text) { return json::to_integer(text, out); });
    if (status == json::number_status::exact) [[likely]]
        return true;
    bool const no_integer =
        status == json::number_status::malformed || status == json::number_status::not_integral;
    return log.fail(at, no_integer ? wrong(at.kind()) : code::out_of_range,
                    expected_integer<T>.view());
}

template <cursor C, floating_target T>
constexpr bool read(C& c, T& out, row_log& log, bool coerce) {
    C const at = c;
    scalar const s = c.scalar();
    json::number_status status = json::number_status::malformed;
    if (s.kind == kind::number)
        status = json::to_floating(s.text, out);
    else if (is_untyped(s.kind))
        status = with_text<C>(
            s, [&](std::string_view text) { return floating_of_digits(trim(text), out); });
    else if (coerce && s.kind == kind::string)
        status =
            with_text<C>(s, [&](std::string_view text) { return json::to_floating(text, out); });
    if (status == json::number_status::exact) [[likely]]
        return true;
    return log.fail(
        at, status == json::number_status::out_of_range ? code::out_of_range : wrong(at.kind()),
        "a number");
}

// Whether a scalar is a text, or one that a row takes for a text.
constexpr bool reads_as_text(kind k, bool coerce) {
    return k == kind::string || k == kind::number || is_untyped(k) ||
           (coerce && k == kind::boolean);
}

template <cursor C, string_target T> constexpr bool read(C& c, T& out, row_log& log, bool coerce) {
    C const at = c;
    scalar const s = c.scalar();
    if (!reads_as_text(s.kind, coerce)) return log.fail(at, wrong(at.kind()), "a string");
    if (s.plain) {
        out.assign(s.text);
        return true;
    }
    out.clear();
    C::decode(s, [&](std::string_view piece) { out.append(piece); });
    return true;
}

template <cursor C> constexpr bool read(C& c, std::string_view& out, row_log& log, bool coerce) {
    C const at = c;
    scalar const s = c.scalar();
    if (!reads_as_text(s.kind, coerce)) return log.fail(at, wrong(at.kind()), "a string");
    if (!s.plain)
        return log.fail(at, code::needs_decoding,
                        "a text that stands as it is in the document: take a std::string, a view "
                        "cannot be decoded");
    out = s.text;
    return true;
}

template <cursor C, described_enum T> constexpr bool read(C& c, T& out, row_log& log, bool) {
    C const at = c;
    scalar const s = c.scalar();
    if (s.kind != kind::string && !is_untyped(s.kind))
        return log.fail(at, wrong(at.kind()), expected_enumerator<T>.view());
    for (std::size_t i = 0; i < names_of_enumerators<T>.size(); ++i)
        if (equals<C>(s, names_of_enumerators<T>[i])) {
            out = values_of_enumerators<T>[i];
            return true;
        }
    return log.fail(at, code::wrong_type, expected_enumerator<T>.view());
}

// A value's source text; no value but an attribute has an empty one, so that it tells a cursor over
// a tree that does not keep it.
template <cursor C> constexpr bool read(C& c, raw_view& out, row_log& log, bool) {
    C const at = c;
    out.text = c.raw();
    return !out.text.empty() || at.kind() == kind::text ||
           log.fail(at, code::wrong_type, "a parser that keeps the source text");
}

template <cursor C> constexpr bool read(C& c, raw_text& out, row_log& log, bool coerce) {
    raw_view view;
    if (!read(c, view, log, coerce)) return false;
    out.text.assign(view.text);
    return true;
}

// A parameter keeps a scalar's type, and an object or array as its JSON text. An integral number in
// range is signed, or else unsigned; any other number is the nearest double.
template <cursor C> inline bool read(C& c, value& out, row_log& log, bool coerce) {
    C const at = c;
    switch (c.kind()) {
        case kind::array:
        case kind::object:
            if (raw_text text; read(c, text, log, coerce))
                return out = json_text{std::move(text.text)}, true;
            return false;
        case kind::boolean:
            out = c.scalar().text.front() == 't';
            return true;
        case kind::number: {
            std::string_view const text = c.scalar().text;
            std::int64_t as_signed = 0;
            std::uint64_t as_unsigned = 0;
            double as_double = 0;
            if (text.find_first_of(".eE") == text.npos) {
                if (json::to_integer(text, as_signed) == json::number_status::exact)
                    return out = as_signed, true;
                if (json::to_integer(text, as_unsigned) == json::number_status::exact)
                    return out = as_unsigned, true;
            }
            if (json::to_floating(text, as_double) != json::number_status::exact)
                return log.fail(at, code::out_of_range, "a number that a double can hold");
            return out = as_double, true;
        }
        case kind::null:
            c.skip();
            return log.fail(at, code::null, "a value");
        default:
            break;
    }
    std::string text;
    if (!read(c, text, log, coerce)) return false;
    out = std::move(text);
    return true;
}

}  // namespace trotline::detail
#endif
