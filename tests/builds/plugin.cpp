// SPDX-License-Identifier: BSL-1.0
// A plugin that maps and calls, so it brings the library and libcurl into the program.
#include <trotline/trotline.hpp>

namespace tl = trotline;

extern "C" int run_plugin() {
    tl::webhook_node node{{"ID", 7}};
    auto const refused = node.call<tl::parameters_from<tl::row<"id", "ID">>>(
        tl::webhook{.url = "http://[::1]:1/$ID"});
    auto const mapped = tl::get<long>(R"({"id": 7})", tl::literal_path<"id">::value);
    return !refused && refused.failure().stage == tl::stage::connect && mapped && *mapped == 7 ? 0
                                                                                               : 1;
}
