// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_MEASURE_HPP
#define TROTLINE_BENCHMARKS_MEASURE_HPP
// What a contender is measured by: its time, or its instructions (TROTLINE_COUNT_INSTRUCTIONS).

#if defined(TROTLINE_COUNT_INSTRUCTIONS)
#include "../counted/measure.hpp"
#else
#include "timed.hpp"
#endif

#endif
