// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_SRC_CORE_HPP
#define TROTLINE_SRC_CORE_HPP

// Compiles the walk over JSON and XML, rendering, and all that they need, for a program that
// compiles the library separately: include it in exactly one source file, and define
// TROTLINE_SEPARATE_COMPILATION in all of them. Linking trotline::compiled_core does both.
#include <trotline/call/answer_facts.ipp>
#include <trotline/call/request_pool.ipp>
#include <trotline/call/running_call.ipp>
#include <trotline/core/random.ipp>
#include <trotline/http/content_sink.ipp>
#include <trotline/http/content_source.ipp>
#include <trotline/http/date_format.ipp>
#include <trotline/http/file_download.ipp>
#include <trotline/http/status_set.ipp>
#include <trotline/json/format.ipp>
#include <trotline/json/is_valid.ipp>
#include <trotline/mapping/engine/instances.hpp>
#include <trotline/mapping/engine/run.ipp>
#include <trotline/mapping/engine/store_landed.ipp>
#include <trotline/mapping/to_failure.ipp>
#include <trotline/parameter_store/memory.ipp>
#include <trotline/parameter_store/value.ipp>
#include <trotline/parameter_store/value_json.ipp>
#include <trotline/path/error.ipp>
#include <trotline/rendering/template/template_text.ipp>
#include <trotline/report/row_inspection.ipp>
#include <trotline/report/test_report.ipp>
#include <trotline/report/test_run.ipp>
#include <trotline/webhook.ipp>
#include <trotline/xml/format.ipp>

#if defined(TROTLINE_SEPARATE_COMPILATION)
namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INSTANCES_OF_READ_TEXT(, singular_rows)
TROTLINE_INSTANCES_OF_READ_ANSWER(, singular_rows)
TROTLINE_INSTANCES_OF_INSPECT_CONTENT(, singular_rows)

}  // namespace trotline::detail
#endif
#endif
