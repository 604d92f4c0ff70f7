// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_SRC_QUERIES_HPP
#define TROTLINE_SRC_QUERIES_HPP

// Compiles the reading of rows that are queries, or are made at run time. A program that compiles
// the library separately and has such rows includes it in one source file, beside src_core.hpp or
// src.hpp. Linking trotline::compiled_core or trotline::compiled does both.
#include <trotline/call/read_answer.hpp>
#include <trotline/mapping/engine/instances.hpp>
#include <trotline/mapping/engine/prefixed_rows.hpp>
#include <trotline/mapping/query/read_queries.hpp>
#include <trotline/mapping/run_time_mapping.ipp>
#include <trotline/report/test_run.hpp>

// What these need of the formats is compiled here, too.
#include <trotline/json/format.ipp>
#include <trotline/xml/format.ipp>

#if defined(TROTLINE_SEPARATE_COMPILATION)
namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INSTANCES_OF_READ_TEXT(, all_rows)
TROTLINE_INSTANCES_OF_READ_ANSWER(, all_rows)
TROTLINE_INSTANCES_OF_INSPECT_CONTENT(, all_rows)
TROTLINE_INSTANCES_OF_READ_TEXT(, prefixed_rows<all_rows>)
TROTLINE_INSTANCES_OF_READ_ANSWER(, prefixed_rows<all_rows>)
TROTLINE_INSTANCES_OF_INSPECT_CONTENT(, prefixed_rows<all_rows>)

}  // namespace trotline::detail
#endif
#endif
