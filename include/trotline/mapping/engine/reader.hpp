// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_READER_HPP
#define TROTLINE_MAPPING_ENGINE_READER_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/cursor_extensions.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/conversion.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/parameter.hpp>
#include <trotline/mapping/engine/table.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

// Reads the value at a cursor into an object whose type is known as data only: once for each
// cursor, whatever is mapped. Scalars are exact or an error; containers and described classes come
// from arrays and objects, or from siblings and elements. A failure names the way from the row's
// value to the one that is wrong. Every function consumes the value at the cursor. Nothing is
// allocated but what the destination itself needs.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

// An integer that the destination has.
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

// The value in one look, if it is written as most are. False: nothing was consumed, and read() must
// tell. `how` is binding's; other values than those that are read so go to read(), too.
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
            case landing::double_precision: {
                double found;
                if (!c.plain(found)) return false;
                *static_cast<double*>(to) = found;
                return true;
            }
            default:
                break;
        }
    }
    return false;
}

// Appends the decoded text of a scalar.
template <cursor C> [[gnu::noinline]] void append_decoded(scalar const& s, std::string& to) {
    if (s.plain)
        to.append(s.text);
    else
        C::decode(s, [&](std::string_view piece) { to.append(piece); });
}

template <cursor C> bool read(C& c, binding const& type, void* to, row_log& log, bool coerce);
// An object or element into a described class: walk.hpp.
template <cursor C>
bool read_object(C& c, object_functions const& type, void* to, row_log& log, bool coerce);

template <cursor C>
bool read_scalar(C& c, binding const& type, void* to, row_log& log, bool coerce) {
    C const at = c;
    kind const found = c.kind();
    scalar const s = c.scalar();
    code why = code::none;
    std::string_view expected = type.expected;
    switch (type.how) {
        case landing::integer: {
            integer_value number;
            why = convert<C>(s, found, coerce, type.range, number);
            if (why == code::none) store(number, type.size, to);
            break;
        }
        case landing::boolean:
            why = convert<C>(s, found, coerce, *static_cast<bool*>(to), expected);
            break;
        case landing::double_precision:
            why = convert_floating<C>(s, found, coerce, *static_cast<double*>(to));
            expected = "a number";
            break;
        case landing::single_precision:
            why = convert_floating<C>(s, found, coerce, *static_cast<float*>(to));
            expected = "a number";
            break;
        case landing::enumeration: {
            auto const& names = functions_of<enumeration_functions>(type);
            why = wrong(found);
            if (s.kind != kind::string && !is_untyped(s.kind)) break;
            for (std::size_t i = 0; i != names.count; ++i)
                if (equals<C>(s, names.names[i])) return names.set(to, i), true;
            break;
        }
        default:  // texts
            expected = "a string";
            if (!reads_as_text(s.kind, coerce)) {
                why = wrong(found);
            } else if (type.how == landing::text) {
                auto& text = *static_cast<std::string*>(to);
                text.clear();
                append_decoded<C>(s, text);
            } else if (type.how == landing::other_text) {
                auto const& text = functions_of<text_functions>(type);
                text.clear(to);
                if (s.plain) return text.append(to, s.text), true;
                std::string decoded;
                append_decoded<C>(s, decoded);
                text.append(to, decoded);
            } else if (!s.plain) {
                why = code::needs_decoding;
                expected =
                    "a text that stands as it is in the document: take a std::string, a "
                    "view cannot be decoded";
            } else {
                *static_cast<std::string_view*>(to) = s.text;
            }
            break;
    }
    return why == code::none || log.fail(at, why, expected);
}

// A value's source text; no value but an attribute has an empty one, so that it tells a cursor over
// a tree that does not keep it.
template <cursor C> bool read_raw(C& c, std::string_view& out, row_log& log) {
    C const at = c;
    out = c.raw();
    return !out.empty() || at.kind() == kind::text ||
           log.fail(at, code::wrong_type, "a parser that keeps the source text");
}

// A parameter keeps a scalar's type, and an object or array as its JSON text.
template <cursor C> bool read_parameter(C& c, value& out, row_log& log, bool coerce) {
    C const at = c;
    kind const found = c.kind();
    if (found == kind::array || found == kind::object) {
        std::string_view text;
        if (!read_raw(c, text, log)) return false;
        out = json_text{std::string(text)};
        return true;
    }
    scalar const s = c.scalar();
    if (s.kind == kind::boolean) return out = s.text.front() == 't', true;
    if (s.kind == kind::number)
        return parameter_of_number(s.text, out) ||
               log.fail(at, code::out_of_range, "a number that a double can hold");
    if (found == kind::null) return log.fail(at, code::null, "a value");
    if (!reads_as_text(s.kind, coerce)) return log.fail(at, wrong(found), "a string");
    std::string text;
    append_decoded<C>(s, text);
    out = std::move(text);
    return true;
}

// Appends the next element.
template <cursor C> bool read_next(C& c, binding const& list, void* to, row_log& log, bool coerce) {
    auto const& of = functions_of<list_functions>(list);
    if (of.append != nullptr) return read(c, *list.inner, of.append(to), log, coerce);
    bool bit = false;
    if (!read(c, *list.inner, &bit, log, coerce)) return false;
    of.append_bit(to, bit);
    return true;
}

inline void* place_in_array(binding const& array, void* to, std::size_t i) {
    return static_cast<char*>(to) + i * functions_of<array_extent>(array).stride;
}

template <cursor C> bool read_list(C& c, binding const& type, void* to, row_log& log, bool coerce) {
    if (c.kind() != kind::array) return log.fail(c, wrong(c.kind()), expected_array);
    bool const grows = type.how == landing::list;
    std::size_t const size = grows ? npos : functions_of<array_extent>(type).size;
    if (grows) functions_of<list_functions>(type).clear(to);
    C const begin = c;
    c.enter();
    std::size_t i = 0;
    for (; c.element(0); ++i) {
        if (i == size) return log.fail(begin, code::wrong_size, type.expected);
        if (!(grows ? read_next(c, type, to, log, coerce)
                    : read(c, *type.inner, place_in_array(type, to, i), log, coerce)))
            return log.inside_element(i);
    }
    return grows || i == size || log.fail(begin, code::wrong_size, type.expected);
}

template <cursor C> bool read_map(C& c, binding const& type, void* to, row_log& log, bool coerce) {
    kind const k = c.kind();
    if (k != kind::object && k != kind::element) return log.fail(c, wrong(k), expected_object);
    auto const& map = functions_of<map_functions>(type);
    map.clear(to);
    c.enter();
    std::string decoded;
    for (scalar name; c.member(name);) {
        if (!name.plain) {
            decoded.clear();
            append_decoded<C>(name, decoded);
            name.text = decoded;
        }
        void* const entry = map.insert(to, name.text);
        if (entry != nullptr) {
            if (!read(c, *type.inner, entry, log, coerce)) return log.inside_member(name.text);
        } else if (C::first_match_wins) {
            c.skip();
        } else {
            return log.fail(c, code::ambiguous, "each name once"), log.inside_member(name.text);
        }
    }
    return true;
}

// The value at c. (Not inlined: the walk's own cursor stays in registers.)
template <cursor C>
[[gnu::noinline]] bool read(C& c, binding const& type, void* to, row_log& log, bool coerce) {
    if (read_plain(c, type.how, &type, to)) return true;
    switch (type.how) {
        case landing::raw_view:
            return read_raw(c, static_cast<raw_view*>(to)->text, log);
        case landing::raw_text: {
            std::string_view text;
            if (!read_raw(c, text, log)) return false;
            static_cast<raw_text*>(to)->text.assign(text);
            return true;
        }
        case landing::parameter:
            return read_parameter(c, *static_cast<value*>(to), log, coerce);
        case landing::optional: {
            auto const& optional = functions_of<optional_functions>(type);
            if (c.kind() == kind::null) return c.skip(), optional.reset(to), true;
            return read(c, *type.inner, optional.emplace(to), log, coerce);
        }
        case landing::list:
        case landing::array:
            return read_list(c, type, to, log, coerce);
        case landing::map:
            return read_map(c, type, to, log, coerce);
        case landing::object:
            return read_object(c, functions_of<object_functions>(type), to, log, coerce);
        default:
            return read_scalar(c, type, to, log, coerce);
    }
}

// One more of several siblings; `count` is how many came before.
template <cursor C>
bool read_sibling(C& c, binding const& type, void* to, std::uint32_t count, row_log& log,
                  bool coerce) {
    if (type.how == landing::optional) {
        auto const& optional = functions_of<optional_functions>(type);
        void* inside = count == 0 ? nullptr : optional.inside(to);
        return read_sibling(c, *type.inner, inside != nullptr ? inside : optional.emplace(to),
                            count, log, coerce);
    }
    if (type.how == landing::array) {
        if (count == functions_of<array_extent>(type).size)
            return log.fail(c, code::wrong_size, type.expected);
        return read(c, *type.inner, place_in_array(type, to, count), log, coerce) ||
               log.inside_element(count);
    }
    if (count == 0) functions_of<list_functions>(type).clear(to);
    return read_next(c, type, to, log, coerce) || log.inside_element(count);
}

// After the last sibling: whether `count` of them are a value. `parent` is where they were looked
// for.
template <cursor C>
bool end_siblings(C const& parent, binding const& type, void* to, std::uint32_t count,
                  row_log& log) {
    if (type.how == landing::optional) {
        auto const& optional = functions_of<optional_functions>(type);
        if (count == 0) return optional.reset(to), true;
        return end_siblings(parent, *type.inner, optional.inside(to), count, log);
    }
    if (type.how == landing::array)
        return count == functions_of<array_extent>(type).size ||
               log.fail(parent, code::wrong_size, type.expected);
    if (count == 0) functions_of<list_functions>(type).clear(to);
    return true;
}

}  // namespace trotline::detail
#pragma GCC diagnostic pop
#endif
