// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_QUALIFIED_NAME_HPP
#define TROTLINE_XML_QUALIFIED_NAME_HPP
// The parts of names with prefixes: Namespaces in XML 1.0, section 4.

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml::detail {

// A name in parts. Without a colon the prefix is empty.
struct qualified_name {
    std::string_view prefix, local;

    constexpr explicit qualified_name(std::string_view name) : local(name) {
        if (std::size_t const colon = name.find(':'); colon != std::string_view::npos) {
            prefix = name.substr(0, colon);
            local = name.substr(colon + 1);
        }
    }
};

// True if an element or an attribute with the name `written` is the wanted one, which may have any
// prefix: `*:Body`. A declaration of a namespace (`xmlns:a`) has only its own name.
constexpr bool is_wanted(std::string_view written, std::string_view wanted) {
    if (!wanted.starts_with("*:")) return written == wanted;
    qualified_name const name(written);
    return name.local == wanted.substr(2) && name.prefix != "xmlns";
}

}  // namespace trotline::xml::detail
#endif
