// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_VALUE_JSON_HPP
#define TROTLINE_PARAMETER_STORE_VALUE_JSON_HPP

#include <trotline/json/writer.hpp>
#include <trotline/parameter_store/value.hpp>

namespace trotline::inline TROTLINE_ABI {

// Writes a parameter's value as JSON, with its type. A secret becomes the string `[secret]`; a text
// kept as it was sent that is not JSON (XML, for example) becomes a string, and so does a number
// whose digits are none; bytes of a text that are not UTF-8 become U+FFFD, an infinite number and
// NaN become null.
void write(json::writer& to, value const& from);

namespace detail {
// Why JSON cannot keep the value; empty if it can.
std::string_view lost_in_json(value const& from);
}  // namespace detail

}  // namespace trotline

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/parameter_store/value_json.ipp>
#endif
#endif
