// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/evaluation.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <iterator>
#include <utility>

#include "path/cases.hpp"
#include "path/holds.hpp"

namespace path_evaluation_test {

namespace {

namespace detail = trotline::path::detail;
using cases::holds;
using detail::engine;

constexpr bool holds_during_translation(auto const& c) {
    detail::compiled_path path;
    auto const v = detail::parse_with<engine::evaluation>(c.text, path);
    return holds(v, path, c);
}

// One constant evaluation for each case, so that none is long.
template <std::size_t I> constexpr bool accepts = holds_during_translation(cases::ok_table[I]);
template <std::size_t I> constexpr bool rejects = holds_during_translation(cases::bad_table[I]);

static_assert([]<std::size_t... I>(std::index_sequence<I...>) {
    return (accepts<I> && ...);
}(std::make_index_sequence<std::size(cases::ok_table)>()));
static_assert([]<std::size_t... I>(std::index_sequence<I...>) {
    return (rejects<I> && ...);
}(std::make_index_sequence<std::size(cases::bad_table)>()));

}  // namespace

TEST_CASE("path: what the evaluation of the grammar accepts and refuses, at run time") {
    cases::check_at_run_time<engine::evaluation>(cases::ok_table);
    cases::check_at_run_time<engine::evaluation>(cases::bad_table);
}

}  // namespace path_evaluation_test
