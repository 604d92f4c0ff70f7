// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_STORE_LANDED_HPP
#define TROTLINE_MAPPING_ENGINE_STORE_LANDED_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/parameter_store/value.hpp>

#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

// Appends the new values of parameters, in the order of the mapping's rows. Moves them out of their
// places.
void append_landed(table const& plan, row_state* states, std::vector<assignment>& batch);

// Writes the new values of parameters to the store in one batch.
template <parameter_store Store>
result<void> store_landed(Store& store, table const& plan, row_state* states) {
    std::vector<assignment> batch;
    append_landed(plan, states, batch);
    if (batch.empty()) return {};
    return store.apply(batch);
}

}  // namespace trotline::detail

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/mapping/engine/store_landed.ipp>
#endif
#endif
