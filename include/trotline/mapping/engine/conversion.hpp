// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_CONVERSION_HPP
#define TROTLINE_MAPPING_ENGINE_CONVERSION_HPP

#include <trotline/core/ascii.hpp>
#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/text_sink.hpp>
#include <trotline/json/number.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

// Converts one scalar of a document to a number or boolean: exactly, or with a code that says why
// not. An integer comes from a number with an integral value in range and never goes through
// double; a floating-point value is the nearest one. A string becomes a number or a boolean, and a
// number a boolean, only if the row allows it (coerce). Nothing here allocates.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

// Values without a type of their own: the texts of XML and of header fields.
constexpr bool is_untyped(kind k) { return k == kind::text || k == kind::element; }
constexpr code wrong(kind found) { return found == kind::null ? code::null : code::wrong_type; }

// A scalar that was taken from a cursor, with all that reading it needs: what reads it is the same
// code for all cursors.
struct taken_scalar : scalar {
    trotline::kind found = trotline::kind::nothing;  // the type at the cursor, where it was taken
    void (*decode)(scalar const&, text_sink const&) = nullptr;  // the cursor's
};
template <cursor C> constexpr void decode_into(scalar const& s, text_sink const& sink) {
    C::decode(s, sink);
}
template <cursor C> constexpr taken_scalar taken(scalar const& s, kind found) {
    return {s, found, &decode_into<C>};
}
// Takes the scalar at c.
template <cursor C> [[gnu::noinline]] constexpr taken_scalar take_scalar(C& c) {
    kind const found = c.kind();
    return taken<C>(c.scalar(), found);
}

// The decoded text of a scalar that is short if it is valid: a text of more than 512 bytes that
// must be decoded counts as empty. The view is valid as long as this object.
class short_scalar_text {
  public:
    constexpr explicit short_scalar_text(taken_scalar const& s) {
        if (s.plain) {
            text_ = s.text;
            return;
        }
        std::size_t size = 0;
        s.decode(s, sink_of([&](std::string_view piece) {
                     for (char const c : piece) {
                         if (size < buffer_.size()) buffer_[size] = c;
                         ++size;
                     }
                 }));
        if (size <= buffer_.size()) text_ = {buffer_.data(), size};
    }
    short_scalar_text(short_scalar_text const&) = delete;
    constexpr std::string_view view() const { return text_; }

  private:
    std::array<char, 512> buffer_{};
    std::string_view text_;
};

// True if a scalar's decoded text has no characters, or only blanks.
constexpr bool is_empty(taken_scalar const& s, bool or_blank) {
    bool empty = true;
    auto const look = [&](std::string_view piece) {
        empty = empty && (or_blank ? trim(piece) : piece).empty();
    };
    if (s.plain)
        look(s.text);
    else
        s.decode(s, sink_of(look));
    return empty;
}

// True if a scalar's decoded text equals this one.
constexpr bool equals(taken_scalar const& s, std::string_view text) {
    if (s.plain) return s.text == text;
    bool same = true;
    s.decode(s, sink_of([&](std::string_view piece) {
                 same = same && text.substr(0, piece.size()) == piece;
                 if (same) text.remove_prefix(piece.size());
             }));
    return same && text.empty();
}

// XML has no number syntax of its own. These are the lexical forms of XML Schema part 2, sections
// 3.3.13 (integer) and 3.2.4 and 3.2.5 (float, double): a sign, leading zeros, and for
// floating-point values `.5`, `5.`, INF and NaN.
constexpr json::number_status integer_of_digits(std::string_view text, integer_value& out) {
    bool const negative = text.starts_with('-');
    std::string_view digits = text.substr(negative || text.starts_with('+') ? 1 : 0);
    if (digits.empty()) return json::number_status::malformed;
    for (char const c : digits)
        if (c < '0' || c > '9') return json::number_status::malformed;
    while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
    if (digits.size() > 20) return json::number_status::out_of_range;
    json::number_status const status = json::to_integer(digits, out);
    out.negative = negative;
    return status;
}

// Writes a number as in JSON: the argument has no sign, and its point may have digits on one side
// only. Returns an empty text if it is not a number.
class completed_number {
  public:
    explicit completed_number(std::string_view text) {
        std::size_t const whole = (std::min)(text.find_first_not_of("0123456789"), text.size());
        if (whole == text.size() || text[whole] != '.') return;
        std::size_t const end =
            (std::min)(text.find_first_not_of("0123456789", whole + 1), text.size());
        if (end == 1 || text.size() >= buffer_.size()) return;
        if (whole == 0) buffer_[size_++] = '0';
        append(text.substr(0, end == whole + 1 ? whole : end));
        append(text.substr(end));
    }
    std::string_view view() const { return {buffer_.data(), size_}; }

  private:
    void append(std::string_view text) {
        for (char const c : text) buffer_[size_++] = c;
    }
    std::array<char, 514> buffer_;
    std::size_t size_ = 0;
};

template <class T> json::number_status floating_of_digits(std::string_view text, T& out) {
    if (text == "NaN") return out = std::numeric_limits<T>::quiet_NaN(), json::number_status::exact;
    bool const negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    while (text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9')
        text.remove_prefix(1);
    if (text.empty() || text.front() == '-') return json::number_status::malformed;
    auto status = json::to_floating(text, out);
    if (status == json::number_status::malformed) {
        if (text == "INF") {
            out = std::numeric_limits<T>::infinity();
            status = json::number_status::exact;
        } else {
            status = json::to_floating(completed_number(text).view(), out);
        }
    }
    if (negative) out = -out;
    return status;
}

constexpr code code_of(json::number_status status, kind found) {
    switch (status) {
        case json::number_status::exact:
            return code::none;
        case json::number_status::out_of_range:
            return code::out_of_range;
        default:
            return wrong(found);
    }
}

constexpr code convert(taken_scalar const& s, bool coerce, json::integer_range range,
                       integer_value& out) {
    auto status = json::number_status::malformed;
    if (s.kind == kind::number)
        status = json::to_integer(s.text, out);
    else if (is_untyped(s.kind))
        status = integer_of_digits(trim(short_scalar_text(s).view()), out);
    else if (coerce && s.kind == kind::string)
        status = json::to_integer(short_scalar_text(s).view(), out);
    if (status == json::number_status::exact && !range.has(out))
        status = json::number_status::out_of_range;
    return code_of(status, s.found);
}

// T: float or double.
template <class T> code convert_floating(taken_scalar const& s, bool coerce, T& out) {
    auto status = json::number_status::malformed;
    if (s.kind == kind::number)
        status = json::to_floating(s.text, out);
    else if (is_untyped(s.kind))
        status = floating_of_digits(trim(short_scalar_text(s).view()), out);
    else if (coerce && s.kind == kind::string)
        status = json::to_floating(short_scalar_text(s).view(), out);
    return code_of(status, s.found);
}

// Calls take(digits) with the digits of a number, as RFC 8259 writes them. They are valid during
// the call, or, if the scalar is plain, as long as the document.
constexpr code convert_digits(taken_scalar const& s, bool coerce, auto const& take) {
    if (s.kind == kind::number) return take(s.text), code::none;
    if (!is_untyped(s.kind) && !(coerce && s.kind == kind::string)) return wrong(s.found);
    short_scalar_text const whole(s);
    std::string_view const text = is_untyped(s.kind) ? trim(whole.view()) : whole.view();
    if (!json::is_number(text)) return wrong(s.found);
    return take(text), code::none;
}

inline constexpr std::string_view expected_boolean = "true or false";
inline constexpr std::string_view expected_boolean_text = "true, false, 1 or 0";

// `expected` is what would be valid instead of a wrong value.
constexpr code convert(taken_scalar const& s, bool coerce, bool& out, std::string_view& expected) {
    if (s.kind == kind::boolean) {
        out = s.text.front() == 't';
        return code::none;
    }
    bool const untyped =
        is_untyped(s.kind) || (coerce && (s.kind == kind::string || s.kind == kind::number));
    expected = untyped ? expected_boolean_text : expected_boolean;
    if (!untyped) return wrong(s.found);
    short_scalar_text const whole(s);
    std::string_view const text = is_untyped(s.kind) ? trim(whole.view()) : whole.view();
    out = text == "true" || text == "1";
    return out || text == "false" || text == "0" ? code::none : code::wrong_type;
}

// True if a scalar is a text, or is accepted as one.
constexpr bool reads_as_text(kind k, bool coerce) {
    return k == kind::string || k == kind::number || is_untyped(k) ||
           (coerce && k == kind::boolean);
}

}  // namespace trotline::detail
#pragma GCC diagnostic pop
#endif
