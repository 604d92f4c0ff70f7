// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_PLACE_HPP
#define TROTLINE_RENDERING_PLACE_HPP
// The places in a request where a parameter's value can be. The place alone decides how the value
// is escaped and which values are refused.

#include <trotline/core/abi.hpp>

#include <string_view>

namespace trotline::inline TROTLINE_ABI {

enum class place : unsigned char {
    url_base,        // the start of a URL: written unchanged, then checked
    url_scheme,      // http or https
    url_host,        // only the characters of a host
    url_port,        // 1 to 65535
    url_segment,     // percent-encoded, including the slash
    url_query,       // percent-encoded
    form,            // percent-encoded, a space is a plus
    token,           // RFC 9110 section 5.6.2: a field's name, a method
    field_value,     // RFC 9110 section 5.5
    cookie,          // RFC 6265 section 4.1.1: cookie-octet
    json_string,     // inside the quotes
    json_value,      // instead of a whole value
    xml_text,        // between tags
    xml_attribute,   // inside the quotes
    xml_cdata,       // inside <![CDATA[ ]]>
    html_text,       // between tags
    html_attribute,  // inside the quotes
    html_link,       // at the start of an attribute that holds a URL
    text             // unchanged
};

constexpr std::string_view name(place p) {
    constexpr std::string_view names[] = {"a URL",        "a URL's scheme",    "a URL's host",
                                          "a URL's port", "a path segment",    "a URL's query",
                                          "a form",       "a token",           "a field value",
                                          "a cookie",     "a JSON string",     "a JSON value",
                                          "XML text",     "an XML attribute",  "XML CDATA",
                                          "HTML text",    "an HTML attribute", "an HTML link",
                                          "text"};
    return names[static_cast<unsigned char>(p)];
}

}  // namespace trotline
#endif
