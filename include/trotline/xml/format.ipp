// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_FORMAT_IPP
#define TROTLINE_XML_FORMAT_IPP

#include <trotline/xml/cursor.hpp>
#include <trotline/xml/format.hpp>
#include <trotline/xml/validate.hpp>

#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml {

constexpr cursor checked_format::open(std::string_view text, document_failure& why) const {
    index_type unused;
    detail::verdict const found = detail::judge_document(text, depth_limit, unused);
    why = found.failure;
    return why ? cursor({}) : cursor(text, found.root);
}
constexpr cursor checked_format::open(std::string_view text, document_failure& why,
                                      index_type& elements) const {
    elements.drop();
    detail::verdict const found = detail::judge_document(text, depth_limit, elements);
    why = found.failure;
    return why ? cursor({}) : cursor(text, found.root, elements.first());
}

}  // namespace trotline::xml
#endif
