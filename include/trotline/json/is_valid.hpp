// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_IS_VALID_HPP
#define TROTLINE_JSON_IS_VALID_HPP
// Says whether a text is JSON. json/validate.hpp also says where it is wrong.

#include <trotline/core/abi.hpp>

#include <string_view>

namespace trotline::inline TROTLINE_ABI::json {

// True if the text is one JSON value (RFC 8259) in UTF-8, and nothing else, with at most
// default_depth_limit nested arrays and objects.
bool is_valid(std::string_view text);

}  // namespace trotline::json

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/json/is_valid.ipp>
#endif
#endif
