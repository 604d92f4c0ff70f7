// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_STORE_LANDED_HPP
#define TROTLINE_MAPPING_ENGINE_STORE_LANDED_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/parameter_store/value.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

// Appends the new values of parameters, in the order of the mapping's rows. Moves them out of their
// places.
inline void append_landed(table const& plan, row_state* states, std::vector<assignment>& batch) {
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

// Writes the new values of parameters to the store in one batch.
template <parameter_store Store>
result<void> store_landed(Store& store, table const& plan, row_state* states) {
    std::vector<assignment> batch;
    append_landed(plan, states, batch);
    if (batch.empty()) return {};
    return store.apply(batch);
}

}  // namespace trotline::detail
#endif
