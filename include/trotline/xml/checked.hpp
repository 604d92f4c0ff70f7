// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_CHECKED_HPP
#define TROTLINE_XML_CHECKED_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/xml/cursor.hpp>
#include <trotline/xml/validate.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::xml {

// The way to read XML: the whole document is validated, then a cursor walks it. Not more than DepthLimit elements may be open at
// once.
template <std::size_t DepthLimit = default_depth_limit> struct checked_format {
    static constexpr std::size_t depth_limit = DepthLimit;

    // A cursor at the root of `text`, which must live as long as the cursor and all that comes from it; or `why` not, and then a
    // cursor over nothing.
    constexpr cursor open(std::string_view text, document_failure& why) const {
        why = validate<DepthLimit>(text);
        return cursor(why ? std::string_view{} : text);
    }
};

inline constexpr checked_format<> checked{};

}  // namespace trotline::xml
#endif
