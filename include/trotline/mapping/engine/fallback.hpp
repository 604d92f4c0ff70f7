// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_FALLBACK_HPP
#define TROTLINE_MAPPING_ENGINE_FALLBACK_HPP

#include <trotline/core/abi.hpp>

#include <cstddef>

// What a row does if its path selects nothing, as data.
namespace trotline::inline TROTLINE_ABI {
class object_path;
}

namespace trotline::inline TROTLINE_ABI::detail {

struct row_fallback {
    // searched one after the other, from where the row's own path begins
    object_path const* const* paths = nullptr;
    std::size_t count = 0;
    // if they select nothing, or null, the destination gets this value; null: there is no default
    void (*set)(void* to, void const* value) = nullptr;
    void const* value = nullptr;
};

}  // namespace trotline::detail
#endif
