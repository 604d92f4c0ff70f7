// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_CHECK_SAMPLE_CHECK_HPP
#define TROTLINE_MAPPING_CHECK_SAMPLE_CHECK_HPP

#include <trotline/core/text_position.hpp>
#include <trotline/json/cursor.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/check/query_sample_check.hpp>
#include <trotline/mapping/check/sample_place.hpp>
#include <trotline/mapping/check/source_check.hpp>

#include <cstddef>
#include <string_view>

// Checks that what rows ask for is found in a sample document: a contract test at compile time.
namespace trotline::inline TROTLINE_ABI {

namespace detail {

// Each step is a constant of its own, because compilers limit the cost of a single one.
template <auto const& Sample, class Row, std::size_t Depth> struct place_in_sample {
    static constexpr sample_place value =
        next_place(place_in_sample<Sample, Row, Depth - 1>::value, Row::path.value, Depth - 1);
};
template <auto const& Sample, class Row> struct place_in_sample<Sample, Row, 0> {
    static constexpr sample_place value{json::checked_format::cursor_type(Sample)};
};

// True for the row's own path or one of its other paths.
template <auto const& Sample, class Row> constexpr source_verdict check_paths() {
    source_verdict const own = check_sample<Row>(
        place_in_sample<Sample, Row, Row::path.value.size()>::value, Row::path.value);
    if constexpr (Row::has_fallback)
        for (std::size_t i = 0; own && i != Row::otherwise->count; ++i) {
            object_path const& other = *Row::otherwise->paths[i];
            sample_place place{json::checked_format::cursor_type(Sample)};
            for (std::size_t depth = 0; depth != other.size(); ++depth)
                place = next_place(place, other, depth);
            if (place.depth == other.size() && !check_sample<Row>(place, other)) return {};
        }
    return own;
}

template <auto const& Sample> struct sample_check {
    static constexpr document_failure unreadable = [] {
        document_failure why;
        json::checked.open(Sample, why);
        return why;
    }();

    template <class Row>
    static constexpr source_verdict verdict = [] {
        if constexpr (Row::source == row_source::document)
            return check_paths<Sample, Row>();
        else if constexpr (Row::source == row_source::query)
            return query_over_sample<Row, json::checked_format::cursor_type>::verdict(
                json::checked_format::cursor_type(Sample));
        else
            return source_verdict{};
    }();
};

template <class Mapping, auto const& Sample, bool IsJson = !sample_check<Sample>::unreadable>
struct sources_in_sample {
    using type = typename checked_sources<sample_check<Sample>,
                                          typename mapping_traits<Mapping>::rows>::type;
};
template <class Mapping, auto const& Sample> struct sources_in_sample<Mapping, Sample, false> {
    static constexpr text_position wrong =
        position_in(Sample, sample_check<Sample>::unreadable.offset);
    using type = sources<source_problem::sample_is_not_JSON, line_number<wrong.line>,
                         column_number<wrong.column>>;
};

}  // namespace detail

// The result for a mapping's rows in a sample: sources<...>, whose are_there is true or false.
template <class Mapping, auto const& Sample>
using sample_sources = typename detail::sources_in_sample<Mapping, Sample>::type;

// Checks that a sample document is JSON, and that every row finds its value in it, once, with the
// right type, and for integers in range. Otherwise the compiler prints in which line and column the
// sample is wrong, or which row and segment. The sample is a text, a constant at namespace scope.
// Samples of up to 64 KB are within the compilers' default limits, with exceptions: for one dense
// list of numbers, or a negative index (which reads twice as much), add -fconstexpr-steps=8000000
// for clang.
//
//   constexpr std::string_view sample = R"({"data": {"userId": 7, "title": "a"}})";
//   static_assert(tl::finds<todo_rows, sample>());
template <class Mapping, auto const& Sample> consteval bool finds() {
    static_assert(sample_sources<Mapping, Sample>::are_there,
                  "a row finds nothing in the sample, or the sample is not JSON: `sources` says "
                  "why and where "
                  "(rows and segments count from 0)");
    return true;
}

}  // namespace trotline
#endif
