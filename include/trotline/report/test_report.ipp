// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_REPORT_TEST_REPORT_IPP
#define TROTLINE_REPORT_TEST_REPORT_IPP

#include <trotline/report/test_report.hpp>

#include <string>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INLINE std::vector<http::field> shown_fields(http::request const& of) {
    std::vector<http::field> all = of.fields;
    if (of.digest)
        all.insert(all.begin(), {"Authorization", "Digest " + of.digest->user + ":[secret]"});
    return all;
}

}  // namespace trotline::detail
#endif
