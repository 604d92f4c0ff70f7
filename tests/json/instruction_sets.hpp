// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_JSON_INSTRUCTION_SETS_HPP
#define TROTLINE_TESTS_JSON_INSTRUCTION_SETS_HPP
// Runs something once with every instruction set that the machine has.

#include <trotline/json/kernel/dispatch.hpp>

template <class F> void with_every_instruction_set(F&& run) {
    using trotline::json::instruction_set;
    auto const before = trotline::json::chosen_instruction_set();
    for (auto const set : {instruction_set::portable, instruction_set::baseline,
                           instruction_set::avx2, instruction_set::avx512})
        if (trotline::json::use_instruction_set(set)) run(set);
    trotline::json::use_instruction_set(before);
}

#endif
