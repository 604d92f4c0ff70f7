// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_TO_FAILURE_HPP
#define TROTLINE_MAPPING_TO_FAILURE_HPP

#include <trotline/core/failure.hpp>
#include <trotline/mapping/failure.hpp>

#include <cstddef>
#include <span>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// The failure of a call whose answer could not be mapped. For a text that is not a document the
// stage is parse; for rows it is map, with the code and the offset of the first row.
failure to_failure(document_failure const& why);

// The same, with the start of the content: it may be an HTML page.
failure to_failure(document_failure const& why, std::string_view content);

failure to_failure(std::span<row_failure const> rows);

template <std::size_t Rows> failure to_failure(mapping_failure<Rows> const& why) {
    return why.document() ? to_failure(why.document()) : to_failure(why.rows());
}

}  // namespace trotline

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/mapping/to_failure.ipp>
#endif
#endif
