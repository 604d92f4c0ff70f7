// SPDX-License-Identifier: BSL-1.0
// What somebody with the default transport uses: libcurl is there to include and to link.
#include <curl/curl.h>
#include <trotline/transport/concept.hpp>

int main() { return curl_version_info(CURLVERSION_NOW)->version_num >= 0x075700 ? 0 : 1; }
