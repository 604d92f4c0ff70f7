// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_READ_ANSWER_HPP
#define TROTLINE_CALL_READ_ANSWER_HPP

#include <trotline/call/answer_facts.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/http/response.hpp>
#include <trotline/mapping/engine/instances.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/run.hpp>
#include <trotline/mapping/engine/table.hpp>

#include <string_view>

#if defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/parser/media_type.hpp>
#endif

// Reads an answer into the places of a table's rows: its facts, and its content.
namespace trotline::inline TROTLINE_ABI::detail {

// True if a row reads the content.
inline bool reads_content(table const& plan) { return plan.document_rows != 0 || plan.has_queries; }

// The content is opened only if a row reads it; `now` becomes stage::map then, before the rows are
// read. An error: the content is not a document of its media type. What is wrong with the rows
// stands in the log. Reader: singular_rows or all_rows.
template <class Reader, class Parser>
result<void> read_answer(Parser const& parser, std::string_view media_type,
                         http::response const& answer, answer_facts const& facts, table const& plan,
                         row_places to, row_log& log, stage& now) {
    read_facts(plan, facts, to, log);
    if (answer.content.empty()) {
        read_nothing(plan, to, log);
    } else if (reads_content(plan)) {
        return parser.open(media_type, answer.content, [&](auto const& root) {
            now = stage::map;
            Reader::read(plan, root, to, log);
        });
    }
    return {};
}

#if defined(TROTLINE_SEPARATE_COMPILATION)
TROTLINE_FOR_EACH_READER(TROTLINE_INSTANCES_OF_READ_ANSWER, extern)
#endif

}  // namespace trotline::detail
#endif
