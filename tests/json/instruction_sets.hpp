// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_JSON_INSTRUCTION_SETS_HPP
#define TROTLINE_TESTS_JSON_INSTRUCTION_SETS_HPP
// Runs something once with every instruction set that the machine has.

#include <trotline/core/cpu.hpp>

template <class F> void with_every_instruction_set(F&& run) {
    auto const before = trotline::chosen_instruction_set();
    for (auto const set : trotline::all_instruction_sets)
        if (trotline::use_instruction_set(set)) run(set);
    trotline::use_instruction_set(before);
}

#endif
