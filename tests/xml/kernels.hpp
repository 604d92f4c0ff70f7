// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_XML_KERNELS_HPP
#define TROTLINE_TESTS_XML_KERNELS_HPP
// The instruction sets of this machine for which XML has block operations.

#include <trotline/xml/kernel/dispatch.hpp>

#include <vector>

namespace trotline_tests {

inline std::vector<trotline::instruction_set> xml_kernels() {
    std::vector<trotline::instruction_set> found;
    for (trotline::instruction_set const set : trotline::all_instruction_sets)
        if (trotline::is_available(set) && trotline::xml::detail::kernels_for(set) != nullptr)
            found.push_back(set);
    return found;
}

}  // namespace trotline_tests

#endif
