// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_STOP_TOKEN_HPP
#define TROTLINE_CORE_STOP_TOKEN_HPP
// trotline::stop_token asks a running call to stop. It is std::stop_token where the standard
// library has it; elsewhere (libc++ before 20 has it as an experiment only) it is a class of
// Trotline's with the same members.

#include <trotline/core/abi.hpp>

#include <version>

#ifdef __cpp_lib_jthread
#include <stop_token>
namespace trotline::inline TROTLINE_ABI {
using std::stop_callback;
using std::stop_source;
using std::stop_token;
}  // namespace trotline
#else
#include <trotline/core/stop_token_substitute.hpp>
namespace trotline::inline TROTLINE_ABI {
using detail::substitute::stop_callback;
using detail::substitute::stop_source;
using detail::substitute::stop_token;
}  // namespace trotline
#endif
#endif
