// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_BINDING_HPP
#define TROTLINE_MAPPING_ENGINE_BINDING_HPP

#include <trotline/core/described.hpp>
#include <trotline/mapping/engine/conversion.hpp>
#include <trotline/mapping/engine/members.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

// Containers and described classes, from arrays and objects, or from siblings and elements. Members
// of a described class are required unless they are std::optional (or, where lists are siblings, a
// vector) or the class has defaults; members of the document that the class does not have are
// ignored. A failure names the way from the row's value to the one that is wrong.
namespace trotline::detail {

template <cursor C, optional_target T> constexpr bool read(C& c, T& out, row_log& log, bool coerce);
template <cursor C, array_target T> constexpr bool read(C& c, T& out, row_log& log, bool coerce);
template <cursor C, vector_target T> constexpr bool read(C& c, T& out, row_log& log, bool coerce);
template <cursor C, map_target T> constexpr bool read(C& c, T& out, row_log& log, bool coerce);
template <cursor C, described_class T> constexpr bool read(C& c, T& out, row_log& log, bool coerce);

// What takes several siblings of one name, where lists are written so.
template <class T> inline constexpr bool takes_siblings = vector_target<T> || array_target<T>;
template <optional_target T>
inline constexpr bool takes_siblings<T> = takes_siblings<inner_type<T>>;

// In one look, or as the type asks for.
template <cursor C, class T>
[[gnu::always_inline]] constexpr bool read_value(C& c, T& out, row_log& log, bool coerce) {
    if constexpr (reads_plain<C, T>) {
        if (read_plain(c, out)) [[likely]]
            return true;
        C apart = c;  // so that c itself stays in registers
        bool const good = read(apart, out, log, coerce);
        c = apart;
        return good;
    } else {
        return read(c, out, log, coerce);
    }
}

template <cursor C, optional_target T>
constexpr bool read(C& c, T& out, row_log& log, bool coerce) {
    if (c.kind() == kind::null) {
        c.skip();
        out.reset();
        return true;
    }
    return read_value(c, out.emplace(), log, coerce);
}

// Appends the next element.
template <cursor C, vector_target T>
constexpr bool read_next(C& c, T& out, row_log& log, bool coerce) {
    if constexpr (std::is_same_v<typename T::value_type&, typename T::reference>) {
        return read_value(c, out.emplace_back(), log, coerce);
    } else {  // std::vector<bool>
        typename T::value_type element{};
        if (!read_value(c, element, log, coerce)) return false;
        out.push_back(element);
        return true;
    }
}

inline constexpr std::string_view expected_array = "an array";
inline constexpr std::string_view expected_object = "an object";

template <std::size_t N>
inline constexpr auto expected_elements = [] {
    short_text<64> text;
    append_integer(text, N);
    text.append(N == 1 ? " element" : " elements");
    return text;
}();

template <cursor C, vector_target T> constexpr bool read(C& c, T& out, row_log& log, bool coerce) {
    if (c.kind() != kind::array) return log.fail(c, wrong(c.kind()), expected_array);
    out.clear();
    c.enter();
    for (std::size_t i = 0; c.element(0); ++i)
        if (!read_next(c, out, log, coerce)) return log.inside_element(i);
    return true;
}

template <cursor C, array_target T> constexpr bool read(C& c, T& out, row_log& log, bool coerce) {
    if (c.kind() != kind::array) return log.fail(c, wrong(c.kind()), expected_array);
    C const begin = c;
    c.enter();
    std::size_t size = 0;
    for (; c.element(0); ++size) {
        if (size == out.size())
            return log.fail(begin, code::wrong_size,
                            expected_elements<std::tuple_size_v<T>>.view());
        if (!read_value(c, out[size], log, coerce)) return log.inside_element(size);
    }
    return size == out.size() ||
           log.fail(begin, code::wrong_size, expected_elements<std::tuple_size_v<T>>.view());
}

// One more of several siblings; `count` is how many came before.
template <cursor C, class T>
constexpr bool read_sibling(C& c, T& out, std::uint32_t count, row_log& log, bool coerce) {
    if constexpr (optional_target<T>) {
        if (!out || count == 0) out.emplace();
        return read_sibling(c, *out, count, log, coerce);
    } else if constexpr (array_target<T>) {
        if (count == out.size())
            return log.fail(c, code::wrong_size, expected_elements<std::tuple_size_v<T>>.view());
        return read(c, out[count], log, coerce) || log.inside_element(count);
    } else {
        if (count == 0) out.clear();
        return read_next(c, out, log, coerce) || log.inside_element(count);
    }
}

// After the last sibling: whether `count` of them are a value. `parent` is where they were looked
// for.
template <cursor C, class T>
constexpr bool end_siblings(C const& parent, T& out, std::uint32_t count, row_log& log) {
    if constexpr (optional_target<T>) {
        if (count == 0) return out.reset(), true;
        return end_siblings(parent, *out, count, log);
    } else if constexpr (array_target<T>) {
        return count == out.size() ||
               log.fail(parent, code::wrong_size, expected_elements<std::tuple_size_v<T>>.view());
    } else {
        if (count == 0) out.clear();
        return true;
    }
}

template <cursor C, map_target T> constexpr bool read(C& c, T& out, row_log& log, bool coerce) {
    kind const k = c.kind();
    if (k != kind::object && k != kind::element) return log.fail(c, wrong(k), expected_object);
    out.clear();
    c.enter();
    for (scalar name; c.member(name);) {
        typename T::key_type key;
        if (name.plain)
            key.assign(name.text);
        else
            C::decode(name, [&](std::string_view piece) { key.append(piece); });
        auto const [entry, added] = out.try_emplace(std::move(key));
        if (!added && !C::first_match_wins)
            return log.fail(c, code::ambiguous, "each name once"), log.inside_member(entry->first);
        if (!added)
            c.skip();
        else if (!read_value(c, entry->second, log, coerce))
            return log.inside_member(entry->first);
    }
    return true;
}

template <class T> struct member_name_set {
    static constexpr std::size_t size() { return member_count<T>; }
    constexpr std::string_view operator[](std::size_t i) const { return names_of_members<T>[i]; }
};

template <cursor C, class T, std::size_t I>
[[gnu::always_inline]] constexpr bool read_member(C& c, T& out, std::uint32_t& count, row_log& log,
                                                  bool coerce) {
    auto& member = out.*member_pointer<T, I>;
    if constexpr (C::repeats_by_name && takes_siblings<member_type<T, I>>) {
        return read_sibling(c, member, count++, log, coerce) ||
               log.inside_member(names_of_members<T>[I]);
    } else {
        if (count++ == 0)
            return read_value(c, member, log, coerce) || log.inside_member(names_of_members<T>[I]);
        if (C::first_match_wins) return c.skip(), true;
        return log.fail(c, code::ambiguous,
                        C::repeats_by_name ? "one element: take a vector for several"
                                           : "one member of that name"),
               log.inside_member(names_of_members<T>[I]);
    }
}

template <cursor C, class T, std::size_t I>
[[gnu::always_inline]] constexpr bool end_member(C const& parent, T& out, std::uint32_t count,
                                                 row_log& log) {
    using member = member_type<T, I>;
    if constexpr (C::repeats_by_name && takes_siblings<member>) {
        return end_siblings(parent, out.*member_pointer<T, I>, count, log) ||
               log.inside_member(names_of_members<T>[I]);
    } else {
        if (count != 0 || members_have_defaults<T>) return true;
        if constexpr (optional_target<member>)
            return (out.*member_pointer<T, I>).reset(), true;
        else
            return log.fail(parent, code::missing, {}), log.inside_member(names_of_members<T>[I]);
    }
}

// Takes one member after the other.
template <cursor C, described_class T> struct described_reader {
    T& out;
    row_log& log;
    bool coerce;
    std::array<std::uint32_t, member_count<T>> counts{};
    std::size_t unread = member_count<T>;
    bool good = true;

    template <std::size_t I>
    [[gnu::always_inline]] constexpr bool take(std::integral_constant<std::size_t, I>, C& c) {
        unread -= counts[I] == 0;
        good = read_member<C, T, I>(c, out, counts[I], log, coerce);
        return good && !(C::first_match_wins && unread == 0);
    }
};

template <cursor C, described_class T>
constexpr bool read(C& from, T& out, row_log& log, bool coerce) {
    kind const k = from.kind();
    if (k != kind::object && k != kind::element) return log.fail(from, wrong(k), expected_object);
    C c = from;
    described_reader<C, T> reader{out, log, coerce};
    if (visit_members(c, member_name_set<T>{}, reader) && reader.good) c.leave(1);
    C const begin = std::exchange(from, c);
    return reader.good&& [&]<std::size_t... I>(std::index_sequence<I...>) {
        return (end_member<C, T, I>(begin, out, reader.counts[I], log) && ...);
    }
    (std::make_index_sequence<member_count<T>>{});
}

}  // namespace trotline::detail
#endif
