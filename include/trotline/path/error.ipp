// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_ERROR_IPP
#define TROTLINE_PATH_ERROR_IPP

#include <trotline/path/error.hpp>

#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

TROTLINE_INLINE std::string to_string(path_error const& error) {
    std::string text;
    write(error, [&text](std::string_view piece) { text += piece; });
    return text;
}

}  // namespace trotline
#endif
