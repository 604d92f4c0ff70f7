// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_BOUND_PREFIX_HPP
#define TROTLINE_CORE_BOUND_PREFIX_HPP

#include <trotline/core/abi.hpp>

#include <span>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// A prefix in paths, and the XML namespace that it stands for. The document may have another prefix
// for the same namespace, or a default one. An empty prefix stands for elements without a prefix.
struct bound_prefix {
    std::string_view prefix, uri;

    friend constexpr bool operator==(bound_prefix const&, bound_prefix const&) = default;
};
// Several of them, as a view.
using bound_prefixes = std::span<bound_prefix const>;

}  // namespace trotline
#endif
