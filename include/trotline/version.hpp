// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_VERSION_HPP
#define TROTLINE_VERSION_HPP

// The version of the library, as macros for #if; the library has no other macros except include
// guards and those of core/abi.hpp. TROTLINE_VERSION is major * 10000 + minor * 100 + patch: 100 is
// 0.1.0. Before 1.0.0 a minor version may break its users.
#define TROTLINE_VERSION_MAJOR 0
#define TROTLINE_VERSION_MINOR 1
#define TROTLINE_VERSION_PATCH 0
#define TROTLINE_VERSION \
    (TROTLINE_VERSION_MAJOR * 10000 + TROTLINE_VERSION_MINOR * 100 + TROTLINE_VERSION_PATCH)

#endif
