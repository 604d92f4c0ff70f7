// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_STORE_LANDED_IPP
#define TROTLINE_MAPPING_ENGINE_STORE_LANDED_IPP

#include <trotline/mapping/engine/store_landed.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INLINE void append_landed(table const& plan, row_state* states,
                                   std::vector<assignment>& batch) {
    std::size_t const begin = batch.size();
    for (std::size_t number = 0; number != plan.row_count; ++number)
        for (std::size_t r = 0; r != plan.row_count; ++r) {
            if (plan.rows[r].number != number || !plan.rows[r].is_parameter) continue;
            if (batch.size() == begin) batch.reserve(begin + plan.row_count);
            if (states[r].has_landed())
                batch.push_back({plan.descriptions[number].destination,
                                 std::move(*static_cast<value*>(states[r].to))});
        }
}

}  // namespace trotline::detail
#endif
