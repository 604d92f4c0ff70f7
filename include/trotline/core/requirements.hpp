// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_REQUIREMENTS_HPP
#define TROTLINE_CORE_REQUIREMENTS_HPP

// Checks what a compiler and its libraries must have: C++20, and Boost 1.77, the first with
// Boost.Describe. Every header includes this one before anything else, so that a missing
// requirement is reported in one line. (After an #error a file that does not exist is included: the
// compiler stops there, instead of listing everything that fails because of it.)

#if __cplusplus < 202002L
#error "Trotline needs C++20: compile with -std=c++20 or newer (CMake: CMAKE_CXX_STANDARD 20)"
#include "stop: no C++20"
#endif

#if __has_include(<boost/version.hpp>)
#include <boost/version.hpp>
#if BOOST_VERSION < 107700
#error "Trotline needs Boost 1.77 or newer: the headers found first are older"
#include "stop: Boost is too old"
#endif
#endif

#endif
