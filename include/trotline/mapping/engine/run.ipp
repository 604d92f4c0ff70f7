// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_RUN_IPP
#define TROTLINE_MAPPING_ENGINE_RUN_IPP

#include <trotline/mapping/engine/run.hpp>

#include <cstddef>

namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INLINE bool read_nothing(table const& plan, row_places to, row_log& log) {
    walk<text_cursor> all(plan, to.states, nullptr, log);
    all.finish(0, plan.document_rows, text_cursor());
    for (std::size_t r = plan.document_rows; r != plan.row_count; ++r)
        if (plan.rows[r].source == row_source::query) all.finish(r, r + 1, text_cursor());
    return log.size() == 0;
}

}  // namespace trotline::detail
#endif
