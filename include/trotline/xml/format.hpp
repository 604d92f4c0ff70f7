// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_FORMAT_HPP
#define TROTLINE_XML_FORMAT_HPP
// The way to read XML, as a value that a mapping takes: `checked`. To call its open() yourself,
// include xml/cursor.hpp, which has what it returns.

#include <trotline/core/cursor.hpp>
#include <trotline/xml/document.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml {

class cursor;
namespace detail {
class element_list;
}

// Validates the whole text before it returns a cursor: XML 1.0 in UTF-8, at most depth_limit nested
// elements (up to most_depth_limit). A byte order mark is skipped, but offsets count it.
struct checked_format {
    using cursor_type = cursor;
    using index_type = detail::element_list;
    static constexpr bool repeats_by_name = true;
    std::size_t depth_limit = default_depth_limit;

    // A cursor at the root; if `why` is set, one over nothing. The text must live as long as
    // everything that the cursor returns.
    constexpr cursor_type open(std::string_view text, document_failure& why) const;
    constexpr cursor_type open(std::string_view text, document_failure& why,
                               index_type& elements) const;
};

// The format, to be passed to map(), get() and select().
inline constexpr checked_format checked{};

}  // namespace trotline::xml

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/xml/format.ipp>
#endif
#endif
