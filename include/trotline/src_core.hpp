// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_SRC_CORE_HPP
#define TROTLINE_SRC_CORE_HPP

// Compiles the walk over JSON and all that it needs, for a program that compiles the library
// separately: include it in exactly one source file, and define TROTLINE_SEPARATE_COMPILATION in
// all of them. Linking trotline::compiled_core does both.
#include <trotline/mapping/engine/instances.hpp>

namespace trotline::inline TROTLINE_ABI::detail {

template bool read_text<singular_rows, json::checked_format>(table const&, std::string_view,
                                                             json::checked_format const&,
                                                             row_places, row_log&);
template bool read_text<singular_rows, json::on_demand_format>(table const&, std::string_view,
                                                               json::on_demand_format const&,
                                                               row_places, row_log&);

}  // namespace trotline::detail
#endif
