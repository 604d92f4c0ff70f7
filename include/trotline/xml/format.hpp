// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_FORMAT_HPP
#define TROTLINE_XML_FORMAT_HPP
// The way to read XML, as a value that a mapping takes: `checked`.

#include <trotline/core/cursor.hpp>
#include <trotline/xml/cursor.hpp>
#include <trotline/xml/validate.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml {

// Validates the whole text before it returns a cursor: XML 1.0 in UTF-8, at most depth_limit nested
// elements (up to most_depth_limit). A byte order mark is skipped, but offsets count it.
struct checked_format {
    using cursor_type = cursor;
    using index_type = detail::element_list;
    std::size_t depth_limit = default_depth_limit;

    // A cursor at the root; if `why` is set, one over nothing. The text must live as long as
    // everything that the cursor returns.
    constexpr cursor_type open(std::string_view text, document_failure& why) const {
        index_type unused;
        detail::verdict const found = detail::judge_document(text, depth_limit, unused);
        why = found.failure;
        return why ? cursor_type({}) : cursor_type(text, found.root);
    }
    constexpr cursor_type open(std::string_view text, document_failure& why,
                               index_type& elements) const {
        elements.drop();
        detail::verdict const found = detail::judge_document(text, depth_limit, elements);
        why = found.failure;
        return why ? cursor_type({}) : cursor_type(text, found.root, elements.first());
    }
};

// The format, to be passed to map(), get() and select().
inline constexpr checked_format checked{};

}  // namespace trotline::xml
#endif
