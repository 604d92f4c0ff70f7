// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_CONTENT_SINK_IPP
#define TROTLINE_HTTP_CONTENT_SINK_IPP

#include <trotline/http/content_sink.hpp>

#include <string_view>

namespace trotline::inline TROTLINE_ABI::http {

TROTLINE_INLINE bool deliver(content_sink const& to, response const& head,
                             std::string_view content) {
    if (content.size() > to.limit || (to.begin && !to.begin(head)) ||
        (to.write && !to.write(content)))
        return false;
    if (to.progress) to.progress(content.size(), content.size());
    return true;
}

}  // namespace trotline::http
#endif
