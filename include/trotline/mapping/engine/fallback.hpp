// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_FALLBACK_HPP
#define TROTLINE_MAPPING_ENGINE_FALLBACK_HPP

#include <trotline/core/abi.hpp>

#include <cstddef>

// What a row does when its path leads to nothing, as data.
namespace trotline::inline TROTLINE_ABI {
class object_path;
}

namespace trotline::inline TROTLINE_ABI::detail {

struct row_fallback {
    // looked for one after the other, from where the row's own path begins
    object_path const* const* paths = nullptr;
    std::size_t count = 0;
    // then, and where null stands, the destination gets this value; null: there is none
    void (*set)(void* to, void const* value) = nullptr;
    void const* value = nullptr;
};

}  // namespace trotline::detail
#endif
