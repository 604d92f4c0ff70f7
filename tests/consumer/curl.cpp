// SPDX-License-Identifier: BSL-1.0
// A program that uses the default transport: libcurl must be found and linked.
#include <curl/curl.h>
#include <trotline/trotline.hpp>

int main() {
    trotline::webhook_node node;
    auto const answer = node.call<>(trotline::webhook{.url = "http://localhost/$NOBODY_KNOWS"});
    bool const unsent = !answer && answer.failure().code == trotline::code::unknown_parameter;
    return unsent && curl_version_info(CURLVERSION_NOW)->version_num >= 0x075700 ? 0 : 1;
}
