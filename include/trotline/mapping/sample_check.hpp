// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_SAMPLE_CHECK_HPP
#define TROTLINE_MAPPING_SAMPLE_CHECK_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/condition.hpp>
#include <trotline/mapping/conversion.hpp>
#include <trotline/mapping/follow.hpp>
#include <trotline/mapping/row_log.hpp>
#include <trotline/mapping/source_check.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>

// Whether what rows ask for is found in a sample document: a contract test without running anything.
namespace trotline {

namespace detail {

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
        case code::ambiguous:
            return source_problem::ambiguous;
        case code::missing:
            return source_problem::no_member_of_that_name;
        case code::malformed:
        case code::too_deep:
            return source_problem::malformed_sample;
        default:
            return source_problem::wrong_type;
    }
}

// Whether the value at c would land in a T: as read() decides, but nothing is kept. Floating-point values are not computed.
template <class T, cursor C> constexpr code would_land(C& c, bool coerce) {
    kind const k = c.kind();
    if constexpr (is_any<T>) {
        c.skip();
        return code::none;
    } else if constexpr (optional_target<T>) {
        if (k != kind::null) return would_land<inner_type<T>>(c, coerce);
        c.skip();
        return code::none;
    } else if constexpr (floating_target<T> || string_target<T>) {
        scalar const s = c.scalar();
        bool good = s.kind == kind::number || (string_target<T> && s.kind == kind::string);
        if (!good && coerce && floating_target<T> && s.kind == kind::string)
            good = with_text<C>(s, [](std::string_view text) {
                json::lexed const number = json::lex_number(text.data(), text.data() + text.size());
                return number.expected == nullptr && number.at == text.data() + text.size();
            });
        if (!good && coerce && string_target<T>) good = s.kind == kind::boolean;
        return good ? code::none : wrong(k);
    } else if constexpr (scalar_target<T>) {
        T unused{};
        row_failure why;
        row_log log(&why);
        return read(c, unused, log, coerce) ? code::none : why.code;
    } else if constexpr (map_target<T>) {
        if (k != kind::object) return wrong(k);
        c.enter();
        for (scalar name; c.member(name);)
            if (code const inside = would_land<inner_type<T>>(c, coerce); inside != code::none) return inside;
        return code::none;
    } else if constexpr (array_target<T> || vector_target<T>) {
        if (k != kind::array) return wrong(k);
        c.enter();
        std::size_t size = 0;
        for (; c.element(0); ++size)
            if (code const inside = would_land<inner_type<T>>(c, coerce); inside != code::none) return inside;
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
            if (inside.find(one_name{names_of_members<T>[member]}) != npos)
                problem = would_land<type>(inside, coerce);
            else if (!optional_target<type> && !members_have_defaults<T>)
                problem = code::missing;
        });
        c.skip();
        return problem;
    }
}

// The names beside which the wanted one was looked for.
template <cursor C> constexpr std::string_view nearest_member(C at, std::string_view wanted) {
    near_miss near(wanted);
    at.enter();
    for (scalar name; at.member(name); at.skip())
        if (name.plain) near.offer(name.text);
    return near.name();
}

template <class Row, cursor C> constexpr source_verdict check_sample(C const& root) {
    object_path const& path = Row::path.value;
    if (root.failure()) return {source_problem::malformed_sample, 0};
    auto const way = follow(root, path);
    if (way.at.failure()) return {source_problem::malformed_sample, way.depth};
    constexpr bool may_miss = has(Row::options, row_option::optional);
    if (way.depth != path.size()) {
        // of an optional row the last segment may be missing: more would be a mistake in the path
        if ((may_miss || optional_target<typename Row::type>)&&way.depth + 1 == path.size()) return {};
        path::segment const step = path[way.depth];
        kind const k = way.at.kind();
        if (step.is_index)
            return {
                k == kind::array ? source_problem::index_outside_of_the_array : source_problem::index_on_something_that_is_no_array,
                way.depth};
        if (k != kind::object) return {source_problem::name_on_something_that_is_no_object, way.depth};
        return {source_problem::no_member_of_that_name, way.depth, nearest_member(way.at, step.name)};
    }
    C at = way.at;
    code problem = code::none;
    if constexpr (Row::is_condition) {
        row_failure why;
        row_log log(&why);
        if (!holds(Row{}, at, log)) problem = code::unmet_condition;
    } else if (!may_miss || at.kind() != kind::null) {
        problem = would_land<typename Row::type>(at, has(Row::options, row_option::coerce));
    }
    if (at.failure()) problem = code::malformed;
    return {problem_of(problem), path.size()};
}

template <auto const& Sample> struct sample_check {
    template <class Row>
    static constexpr source_verdict verdict = [] {
        if constexpr (Row::source == row_source::document) {
            document_failure why;
            return check_sample<Row>(json::on_demand.open(Sample, why));
        } else {
            return source_verdict{};
        }
    }();
};

}  // namespace detail

// What becomes of a mapping's rows in a sample: sources<...>, whose are_there says yes or no.
template <class Mapping, auto const& Sample>
using sample_sources =
    typename detail::checked_sources<detail::sample_check<Sample>, typename detail::mapping_traits<Mapping>::rows>::type;

// Every row is found in a sample document, is of the right kind, and fits, where it is an integer; or else the compiler says which
// row and segment does not. The sample is a JSON text, a constant of namespace scope. Each row is evaluated by itself, and no more
// is read than its value and what stands before it, so that 64 KB are within the limits that compilers have by default (a negative
// index into an array of that size reads it twice: for clang add -fconstexpr-steps=4000000). It is no check that the sample is
// well-formed.
//
//   constexpr std::string_view sample = R"({"data": {"userId": 7, "title": "a"}})";
//   static_assert(tl::finds<todo_rows, sample>());
template <class Mapping, auto const& Sample> consteval bool finds() {
    static_assert(sample_sources<Mapping, Sample>::are_there,
                  "a row asks for what is not there: why, which row, and which of its path's segments (from 0 on)");
    return true;
}

}  // namespace trotline
#endif
