// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_TEMPLATE_TEXT_IPP
#define TROTLINE_RENDERING_TEMPLATE_TEMPLATE_TEXT_IPP

#include <trotline/rendering/template/template_text.hpp>

namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INLINE bool scan_run_time_template(syntax s, std::string_view text, slot_sink& sink) {
    return scan_template(s, text, sink);
}

}  // namespace trotline::detail
#endif
