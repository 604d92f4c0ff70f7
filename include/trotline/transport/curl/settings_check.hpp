// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_SETTINGS_CHECK_HPP
#define TROTLINE_TRANSPORT_CURL_SETTINGS_CHECK_HPP

#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/curl/settings.hpp>

#include <string_view>

namespace trotline::inline TROTLINE_ABI::curl {

// Why a transport cannot have these settings, for people; empty if it can.
inline std::string_view wrong_settings(curl_settings const& settings) {
    if (settings.guard && (!settings.proxy.empty() || settings.proxy_from_environment))
        return "an address guard cannot see which address a proxy dials: set only one of the two";
    if (!settings.source_address.empty() && !settings.source_interface.empty())
        return "source_address and source_interface are both set: set only one of them";
    if (settings.aws && settings.redirects != 0) return "aws and redirects exclude each other";
    bool const http_3 =
        settings.version == http_version::http_3 || settings.version == http_version::http_3_only;
    if (http_3 && (curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_HTTP3) == 0)
        return "this libcurl has no HTTP/3";
    return {};
}

}  // namespace trotline::curl
#endif
