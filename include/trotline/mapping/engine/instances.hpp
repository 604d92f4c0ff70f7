// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_INSTANCES_HPP
#define TROTLINE_MAPPING_ENGINE_INSTANCES_HPP

#include <trotline/json/format.hpp>
#include <trotline/mapping/engine/run.hpp>

#include <string_view>

#if defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/xml/format.hpp>
#endif

// If a program compiles the library separately (TROTLINE_SEPARATE_COMPILATION), the walk over JSON
// and XML and everything that it uses is compiled only in the unit that includes <trotline/src.hpp>.
namespace trotline::inline TROTLINE_ABI::detail {

#if defined(TROTLINE_SEPARATE_COMPILATION)
extern template bool read_text<singular_rows, json::checked_format>(table const&, std::string_view,
                                                                    json::checked_format const&,
                                                                    row_places, row_log&);
extern template bool read_text<singular_rows, json::on_demand_format>(table const&,
                                                                      std::string_view,
                                                                      json::on_demand_format const&,
                                                                      row_places, row_log&);
extern template bool read_text<singular_rows, xml::checked_format>(table const&, std::string_view,
                                                                   xml::checked_format const&,
                                                                   row_places, row_log&);
#endif

}  // namespace trotline::detail
#endif
