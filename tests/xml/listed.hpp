// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_XML_LISTED_HPP
#define TROTLINE_TESTS_XML_LISTED_HPP

#include <trotline/xml/cursor.hpp>
#include <trotline/xml/element_list.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace trotline_tests {

// The list of a document's elements, made by a cursor that searches the text.
inline std::vector<trotline::xml::detail::listed_element> listed_by_hand(
    std::string_view document) {
    std::vector<trotline::xml::detail::listed_element> all;
    trotline::xml::cursor c(document);
    c.enter();
    trotline::scalar name;
    for (std::uint16_t depth = 1; depth != 0;) {
        if (!c.member(name)) {
            --depth;
            continue;
        }
        all.push_back({static_cast<std::uint16_t>(c.offset()), depth});
        c.enter();
        ++depth;
    }
    all.push_back({0, 0});
    return all;
}

}  // namespace trotline_tests
#endif
