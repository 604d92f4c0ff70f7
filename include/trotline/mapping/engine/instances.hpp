// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_INSTANCES_HPP
#define TROTLINE_MAPPING_ENGINE_INSTANCES_HPP

#include <trotline/json/format.hpp>
#include <trotline/mapping/engine/run.hpp>

#include <string_view>

#if defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/xml/format.hpp>
#endif

// If a program compiles the library separately (TROTLINE_SEPARATE_COMPILATION), the walk over JSON
// and XML and everything that it uses is compiled only in the units that include <trotline/src.hpp>
// and <trotline/src_queries.hpp>.
#if defined(TROTLINE_SEPARATE_COMPILATION)

// Uses a macro for each Reader: those of literal rows, of rows that are queries, and of rows that
// are made at run time. EXTERN is `extern` for declarations, and nothing for definitions.
#define TROTLINE_FOR_EACH_READER(MACRO, EXTERN) \
    MACRO(EXTERN, singular_rows)                \
    MACRO(EXTERN, all_rows)                     \
    MACRO(EXTERN, prefixed_rows<all_rows>)

#define TROTLINE_INSTANCES_OF_READ_TEXT(EXTERN, READER)                                          \
    EXTERN template bool read_text<READER>(table const&, std::string_view,                       \
                                           json::checked_format const&, row_places, row_log&);   \
    EXTERN template bool read_text<READER>(table const&, std::string_view,                       \
                                           json::on_demand_format const&, row_places, row_log&); \
    EXTERN template bool read_text<READER>(table const&, std::string_view,                       \
                                           xml::checked_format const&, row_places, row_log&);
// Of call/read_answer.hpp and report/test_run.hpp, which include this.
#define TROTLINE_INSTANCE_OF_READ_ANSWER(EXTERN, READER, PARSER)                                 \
    EXTERN template result<void> read_answer<READER>(PARSER const&, std::string_view,            \
                                                     http::response const&, answer_facts const&, \
                                                     table const&, row_places, row_log&, stage&);
#define TROTLINE_INSTANCES_OF_READ_ANSWER(EXTERN, READER)                   \
    TROTLINE_INSTANCE_OF_READ_ANSWER(EXTERN, READER, media_type_parser)     \
    TROTLINE_INSTANCE_OF_READ_ANSWER(EXTERN, READER, json_parser)           \
    TROTLINE_INSTANCE_OF_READ_ANSWER(EXTERN, READER, on_demand_json_parser) \
    TROTLINE_INSTANCE_OF_READ_ANSWER(EXTERN, READER, xml_parser)
#define TROTLINE_INSTANCES_OF_INSPECT_CONTENT(EXTERN, READER)              \
    EXTERN template result<void> test_run::inspect_content<READER>(        \
        media_type_parser const&, std::string_view, std::string_view);     \
    EXTERN template result<void> test_run::inspect_content<READER>(        \
        json_parser const&, std::string_view, std::string_view);           \
    EXTERN template result<void> test_run::inspect_content<READER>(        \
        on_demand_json_parser const&, std::string_view, std::string_view); \
    EXTERN template result<void> test_run::inspect_content<READER>(        \
        xml_parser const&, std::string_view, std::string_view);

namespace trotline::inline TROTLINE_ABI::detail {

struct all_rows;
template <class Reader> struct prefixed_rows;
TROTLINE_FOR_EACH_READER(TROTLINE_INSTANCES_OF_READ_TEXT, extern)

}  // namespace trotline::detail
#endif
#endif
