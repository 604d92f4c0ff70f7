// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_FIELD_HPP
#define TROTLINE_HTTP_FIELD_HPP

#include <string>

namespace trotline::http {

// RFC 9110 section 5: one field line of a header section. The value has no blanks around it; an empty one is sent empty.
struct field {
    std::string name{};
    std::string value{};
};

}  // namespace trotline::http
#endif
