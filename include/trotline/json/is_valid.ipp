// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_IS_VALID_IPP
#define TROTLINE_JSON_IS_VALID_IPP

#include <trotline/json/is_valid.hpp>
#include <trotline/json/validate.hpp>

#include <string_view>

namespace trotline::inline TROTLINE_ABI::json {

TROTLINE_INLINE bool is_valid(std::string_view text) { return !validate(text); }

}  // namespace trotline::json
#endif
