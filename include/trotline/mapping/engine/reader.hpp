// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_READER_HPP
#define TROTLINE_MAPPING_ENGINE_READER_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/cursor_extensions.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/scalar_reader.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/engine/variant_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Reads the value at a cursor into an object whose type is only known as data (binding.hpp). It is
// compiled once for each cursor, for all mappings. Containers and described classes are read from
// arrays and objects, or from siblings and elements; scalar_reader.hpp reads everything else. A
// failure has the path from the row's value to the wrong one. Every function consumes the value at
// the cursor. Only the destination itself allocates.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

// An object or element into a described class: walk.hpp.
template <cursor C>
bool read_object(C& c, object_functions const& type, void* to, row_log& log, bool coerce);

// The rest of a read() whose destination comes later, from a function that knows its type.
template <cursor C> struct reading {
    C& c;
    binding const& type;
    row_log& log;
    bool coerce;

    static bool into(void* what, void* to) {
        reading const& all = *static_cast<reading*>(what);
        return read(all.c, all.type, to, all.log, all.coerce);
    }
};

// Appends the next element.
template <cursor C> bool read_next(C& c, binding const& list, void* to, row_log& log, bool coerce) {
    auto const& of = functions_of<list_functions>(list);
    if (of.append != nullptr) return read(c, *list.inner, of.append(to), log, coerce);
    reading<C> element{c, *list.inner, log, coerce};
    return of.append_made(to, &reading<C>::into, &element);
}

// Of a std::array or a tuple: how many elements there are, and the i-th.
inline std::size_t size_of_fixed(binding const& type) {
    return type.how == landing::array ? functions_of<array_extent>(type).size
                                      : functions_of<tuple_functions>(type).size;
}
template <cursor C>
bool read_fixed(C& c, binding const& type, void* to, std::size_t i, row_log& log, bool coerce) {
    if (type.how == landing::array) {
        void* const place = static_cast<char*>(to) + i * functions_of<array_extent>(type).stride;
        return read(c, *type.inner, place, log, coerce);
    }
    auto const& tuple = functions_of<tuple_functions>(type);
    return read(c, *tuple.types[i], tuple.places[i](to), log, coerce);
}

template <cursor C> bool read_list(C& c, binding const& type, void* to, row_log& log, bool coerce) {
    bool const grows = type.how == landing::list;
    if (grows) functions_of<list_functions>(type).clear(to);
    if (c.kind() != kind::array) {
        if (type.takes_one && c.kind() != kind::null) return read_next(c, type, to, log, coerce);
        return log.fail(c, wrong(c.kind()), expected_array);
    }
    std::size_t const size = grows ? npos : size_of_fixed(type);
    C const begin = c;
    c.enter();
    std::size_t i = 0;
    for (; c.element(0); ++i) {
        if (i == size) return log.fail(begin, code::wrong_size, type.expected);
        if (!(grows ? read_next(c, type, to, log, coerce)
                    : read_fixed(c, type, to, i, log, coerce)))
            return log.inside_element(i);
    }
    return grows || i == size || log.fail(begin, code::wrong_size, type.expected);
}

// One more of several siblings; `count` is how many came before.
template <cursor C>
bool read_sibling(C& c, binding const& type, void* to, std::uint32_t count, row_log& log,
                  bool coerce);

// In XML, several children of one name are a list, where the map's values are lists.
template <cursor C> bool read_map(C& c, binding const& type, void* to, row_log& log, bool coerce) {
    kind const k = c.kind();
    if (k != kind::object && k != kind::element) return log.fail(c, wrong(k), expected_object);
    auto const& map = functions_of<map_functions>(type);
    bool const collects = C::repeats_by_name && type.inner->how == landing::list;
    map.clear(to);
    c.enter();
    std::string decoded;
    for (scalar name; c.member(name);) {
        if (!name.plain) {
            decoded.clear();
            append_decoded(taken<C>(name, name.kind), decoded);
            name.text = decoded;
        }
        bool added = false;
        refusal why;
        void* const entry = map.insert(to, name.text, added, why);
        if (entry == nullptr) {
            // What is wrong is the name, and not its value.
            log.fail(c, code::refused_value, why);
            log.last().found = kind::string;
            log.last().excerpt = short_text<40>("\"");
            log.last().excerpt.append(name.text);
            log.last().excerpt.append("\"");
            return log.inside_member(name.text);
        }
        if (collects) {
            if (!read_sibling(c, *type.inner, entry, added ? 0 : 1, log, coerce))
                return log.inside_member(name.text);
        } else if (added) {
            if (!read(c, *type.inner, entry, log, coerce)) return log.inside_member(name.text);
        } else if (C::first_match_wins) {
            c.skip();
        } else {
            return log.fail(c, code::ambiguous, "each name once"), log.inside_member(name.text);
        }
    }
    return true;
}

// A parameter keeps a scalar's type, and an object or array as its JSON text.
template <cursor C>
bool read_parameter(C& c, binding const& type, void* to, row_log& log, bool coerce) {
    kind const found = c.kind();
    if (found != kind::array && found != kind::object) return read_scalar(c, type, to, log, coerce);
    std::string_view text;
    if (!read_raw(c, text, log)) return false;
    *static_cast<value*>(to) = json_text{std::string(text)};
    return true;
}

// Reads a type that a conversion makes from another one.
template <cursor C>
bool read_converted(C& c, binding const& type, void* to, row_log& log, bool coerce) {
    auto const& made = functions_of<conversion_functions>(type);
    if (made.read_text != nullptr) return read_scalar(c, type, to, log, coerce);
    C const at = c;
    reading<C> wire{c, *type.inner, log, coerce};
    refusal refused;
    bool const landed = made.read(to, &reading<C>::into, &wire, refused);
    return landed && (refused.empty() || log.fail(at, code::refused_value, refused));
}

// Reads the value at c. (Not inlined, so that the walk's own cursor stays in registers.)
template <cursor C>
[[gnu::noinline]] bool read(C& c, binding const& type, void* to, row_log& log, bool coerce) {
    binding const* plain = &type;
    void* place = to;
    if constexpr (tells_nil<C>)
        if (type.how == landing::optional) {
            plain = type.inner;
            place = functions_of<optional_functions>(type).emplace(to);
        }
    if (read_plain(c, plain->how, plain, place)) return true;
    // (An object is asked when it cannot be read: most have attributes to look through.)
    if constexpr (tells_nil<C>)
        if (type.how != landing::object && type.how != landing::optional &&
            type.how != landing::raw_text && type.how != landing::raw_view &&
            type.how != landing::variant && c.is_nil())
            return log.fail(c, code::null, type.expected);
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
            return read_parameter(c, type, to, log, coerce);
        case landing::optional: {
            auto const& optional = functions_of<optional_functions>(type);
            if (stands_for_null(c, type)) {
                c.skip();
                // of two inside each other the outer one tells whether something was there
                if (type.inner->how == landing::optional)
                    functions_of<optional_functions>(*type.inner).reset(optional.emplace(to));
                else
                    optional.reset(to);
                return true;
            }
            return read(c, *type.inner, optional.emplace(to), log, coerce);
        }
        case landing::list:
        case landing::array:
        case landing::tuple:
            return read_list(c, type, to, log, coerce);
        case landing::variant:
            return read_variant(c, type, to, log, coerce);
        case landing::nothing:
            if (c.kind() != kind::null) return log.fail(c, code::wrong_type, type.expected);
            return c.skip(), true;
        case landing::map:
            return read_map(c, type, to, log, coerce);
        case landing::converted:
            return read_converted(c, type, to, log, coerce);
        case landing::object:
            if constexpr (tells_nil<C>) {
                C const at = c;
                return read_object(c, functions_of<object_functions>(type), to, log, coerce) ||
                       (at.is_nil() && log.fail(at, code::null, expected_object));
            } else {
                return read_object(c, functions_of<object_functions>(type), to, log, coerce);
            }
        default:
            return read_scalar(c, type, to, log, coerce);
    }
}

template <cursor C>
bool read_sibling(C& c, binding const& type, void* to, std::uint32_t count, row_log& log,
                  bool coerce) {
    if (type.how == landing::optional) {
        auto const& optional = functions_of<optional_functions>(type);
        void* inside = count == 0 ? nullptr : optional.inside(to);
        return read_sibling(c, *type.inner, inside != nullptr ? inside : optional.emplace(to),
                            count, log, coerce);
    }
    if (type.how != landing::list) {
        if (count == size_of_fixed(type)) return log.fail(c, code::wrong_size, type.expected);
        return read_fixed(c, type, to, count, log, coerce) || log.inside_element(count);
    }
    if (count == 0) functions_of<list_functions>(type).clear(to);
    return read_next(c, type, to, log, coerce) || log.inside_element(count);
}

// Call it after the last sibling: true if `count` of them are a valid value. `parent` is where they
// were searched.
template <cursor C>
bool end_siblings(C const& parent, binding const& type, void* to, std::uint32_t count,
                  row_log& log) {
    if (type.how == landing::optional) {
        auto const& optional = functions_of<optional_functions>(type);
        if (count == 0) return optional.reset(to), true;
        return end_siblings(parent, *type.inner, optional.inside(to), count, log);
    }
    if (type.how != landing::list)
        return count == size_of_fixed(type) || log.fail(parent, code::wrong_size, type.expected);
    if (count == 0) functions_of<list_functions>(type).clear(to);
    return true;
}

}  // namespace trotline::detail
#pragma GCC diagnostic pop
#endif
