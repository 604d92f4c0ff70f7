// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_CHECK_SAMPLE_PLACE_HPP
#define TROTLINE_MAPPING_CHECK_SAMPLE_PLACE_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/json/cursor.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/check/source_check.hpp>
#include <trotline/mapping/check/wire_types.hpp>
#include <trotline/mapping/engine/condition.hpp>
#include <trotline/mapping/engine/conversion.hpp>
#include <trotline/mapping/engine/follow.hpp>
#include <trotline/mapping/engine/scalar_reader.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>

// Follows the path of a row in a sample document at compile time, and decides whether the row can
// take the value there.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

constexpr source_problem problem_of(code c) {
    switch (c) {
        case code::none:
            return source_problem::none;
        case code::null:
            return source_problem::null;
        case code::out_of_range:
            return source_problem::out_of_range;
        case code::needs_decoding:
            return source_problem::needs_decoding_take_a_string_instead_of_a_view;
        case code::wrong_size:
            return source_problem::wrong_size;
        case code::unmet_condition:
            return source_problem::unmet_condition;
        case code::refused_value:
            return source_problem::value_is_refused_by_its_conversion;
        case code::ambiguous:
            return source_problem::ambiguous;
        case code::missing:
            return source_problem::no_member_of_that_name;
        default:
            return source_problem::wrong_type;
    }
}

// The same for a scalar. Floating-point values are not computed.
template <class T> constexpr code would_land_scalar(taken_scalar const& s, bool coerce) {
    if constexpr (std::same_as<T, bool>) {
        bool unused = false;
        std::string_view expected;
        return convert(s, coerce, unused, expected);
    } else if constexpr (integer_target<T>) {
        integer_value unused;
        return convert(s, coerce, json::range_of<T>, unused);
    } else if constexpr (floating_target<T>) {
        if (s.kind == kind::number) return code::none;
        if (!coerce || s.kind != kind::string) return wrong(s.found);
        short_scalar_text const text(s);
        return json::is_number(text.view()) ? code::none : wrong(s.found);
    } else if constexpr (number_target<T>) {
        return convert_digits(s, coerce, [](std::string_view) {});
    } else if constexpr (described_enum<T>) {
        std::size_t unused = 0;
        return find_enumerator(s, coerce, enumeration_functions_of<T>, unused);
    } else {
        if (!reads_as_text(s.kind, coerce)) return wrong(s.found);
        return s.plain || !std::same_as<T, std::string_view> ? code::none : code::needs_decoding;
    }
}

template <class T, class Form> constexpr bool reads_nothing() {
    T to{};
    static_cast<void>(conversion<T, Form>::read(wire_type<T, Form>{}, to));
    return true;
}
template <class T, class Form>
concept converts_in_constants = (std::same_as<wire_type<T, Form>, std::string_view> ||
                                 std::same_as<wire_type<T, Form>, number_view>)&&requires {
    typename std::bool_constant<reads_nothing<T, Form>()>;
};

// Whether the value at c could be read into a T: decides like the reader, but stores nothing.
// Floating-point values are not computed. A conversion is called if the compiler can evaluate it;
// otherwise only the type that it takes is checked.
template <class T, class Form, cursor C> constexpr code would_land(C& c, bool coerce) {
    kind const k = c.kind();
    if constexpr (readable_by_conversion<T, Form>) {
        using wire = wire_type<T, Form>;
        if constexpr (converts_in_constants<T, Form>) {
            C at = c;
            taken_scalar const s = take_scalar(at);
            T unused{};
            if ((s.kind == kind::string || s.kind == kind::number) &&
                !conversion<T, Form>::read(wire{short_scalar_text(s).view()}, unused).empty()) {
                c.skip();
                return code::refused_value;
            }
        }
        // (its text may be decoded first)
        return would_land<
            std::conditional_t<std::same_as<wire, std::string_view>, std::string, wire>, void>(
            c, coerce);
    } else if constexpr (is_any<T>) {
        c.skip();
        return code::none;
    } else if constexpr (optional_target<T>) {
        if (k != kind::null) return would_land<inner_type<T>, Form>(c, coerce);
        c.skip();
        return code::none;
    } else if constexpr (scalar_target<T>) {
        return would_land_scalar<T>(take_scalar(c), coerce);
    } else if constexpr (map_target<T>) {
        if (k != kind::object) return wrong(k);
        c.enter();
        for (scalar name; c.member(name);)
            if (code const inside = would_land<inner_type<T>, Form>(c, coerce);
                inside != code::none)
                return inside;
        return code::none;
    } else if constexpr (std::same_as<T, std::monostate>) {
        c.skip();
        return k == kind::null ? code::none : wrong(k);
    } else if constexpr (variant_target<T>) {
        code problem = wrong(k);
        elements_of<T>::all([&]<class E>() {
            C at = c;
            problem = would_land<E, Form>(at, coerce);
            return problem != code::none;
        });
        c.skip();
        return problem;
    } else if constexpr (tuple_target<T>) {
        if (k != kind::array) return wrong(k);
        c.enter();
        code problem = code::none;
        elements_of<T>::all([&]<class E>() {
            problem = c.element(0) ? would_land<E, Form>(c, coerce) : code::wrong_size;
            return problem == code::none;
        });
        if (problem == code::none && c.element(0)) problem = code::wrong_size;
        return problem;
    } else if constexpr (array_target<T> || list_target<T>) {
        if constexpr (list_target<T>)
            if (takes_one<T> && k != kind::array && k != kind::null)
                return would_land<inner_type<T>, Form>(c, coerce);
        if (k != kind::array) return wrong(k);
        c.enter();
        std::size_t size = 0;
        for (; c.element(0); ++size)
            if (code const inside = would_land<inner_type<T>, Form>(c, coerce);
                inside != code::none)
                return inside;
        if constexpr (array_target<T>)
            if (size != std::tuple_size_v<T>) return code::wrong_size;
        return code::none;
    } else {
        if (k != kind::object) return wrong(k);
        C const begin = c;
        code problem = code::none;
        for_each_member<T>([&](auto member) {
            if (problem != code::none) return;
            C inside = begin;
            inside.enter();
            using type = member_type<T, member>;
            one_wanted_name const name(names_of_members<T>[member]);
            if (inside.find(name) != npos) {
                constexpr row_option options = member_options<T, member>;
                if (leaves_null_out(options) && inside.kind() == kind::null)
                    inside.skip();
                else
                    problem = would_land<type, member_form<T, member>>(
                        inside, coerce || has(options, row_option::coerce));
                if (problem == code::none && inside.find(name) != npos) problem = code::ambiguous;
            } else if (!optional_target<type> &&
                       !has(member_options<T, member>, row_option::optional) &&
                       fallback_of_naming<type, member_naming<T, member>>::value == nullptr) {
                problem = code::missing;
            }
        });
        c.skip();
        return problem;
    }
}

// The member's name that is most like the wanted one.
template <cursor C> constexpr std::string_view nearest_member(C at, std::string_view wanted) {
    near_miss alike(wanted);
    at.enter();
    for (scalar name; at.member(name); at.skip())
        if (name.plain) alike.offer(name.text);
    return alike.name();
}

// Where the first segments of a row's path lead in a sample.
struct sample_place {
    json::checked_format::cursor_type at;
    std::size_t depth = 0;
    bool repeated = false;  // the last segment's member occurs more than once
};

constexpr sample_place next_place(sample_place place, object_path const& path, std::size_t depth) {
    if (place.repeated || place.depth != depth || !follow_segment(place.at, path, depth))
        return place;
    auto rest = place.at;
    rest.skip();
    place.repeated = !path[depth].is_index && rest.find(one_wanted_name(path[depth].name)) != npos;
    ++place.depth;
    return place;
}

template <class Row>
constexpr source_verdict check_sample(sample_place const& place, object_path const& path) {
    if (place.repeated) return {source_problem::ambiguous, place.depth - 1};
    constexpr bool may_miss = has(Row::options, row_option::optional) || Row::has_default;
    if (place.depth != path.size()) {
        // For an optional row only the last segment may be missing; more would be a mistake in the
        // path.
        if ((may_miss || optional_target<typename Row::type>)&&place.depth + 1 == path.size())
            return {};
        path::segment const step = path[place.depth];
        kind const k = place.at.kind();
        if (step.is_index)
            return {k == kind::array ? source_problem::index_outside_of_the_array
                                     : source_problem::index_on_something_that_is_not_an_array,
                    place.depth};
        if (k != kind::object)
            return {source_problem::name_on_something_that_is_not_an_object, place.depth};
        return {source_problem::no_member_of_that_name, place.depth,
                nearest_member(place.at, step.name)};
    }
    auto at = place.at;
    code problem = code::none;
    if constexpr (Row::is_condition) {
        if constexpr (compares_changed_value<Row>)  // functions run at run time only
            problem = would_land<std::string, void>(at, false);
        else if (!holds(*condition_of(static_cast<Row*>(nullptr)), take_scalar(at)))
            problem = code::unmet_condition;
    } else if ((!leaves_null_out(Row::options) && !Row::has_default) || at.kind() != kind::null) {
        problem = would_land<typename Row::type, typename Row::form>(
            at, has(Row::options, row_option::coerce));
    }
    return {problem_of(problem), path.size()};
}

}  // namespace trotline::detail
#pragma GCC diagnostic pop
#endif
