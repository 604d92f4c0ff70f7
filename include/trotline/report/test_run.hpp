// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_REPORT_TEST_RUN_HPP
#define TROTLINE_REPORT_TEST_RUN_HPP

#include <trotline/call/running_call.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/mapping/engine/destinations.hpp>
#include <trotline/mapping/engine/instances.hpp>
#include <trotline/mapping/engine/run.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/engine/walk.hpp>
#include <trotline/mapping/mapping.hpp>
#include <trotline/mapping/text_cursor.hpp>
#include <trotline/parameter_store/value_json.hpp>
#include <trotline/rendering/described_json.hpp>
#include <trotline/report/row_inspection.hpp>
#include <trotline/report/test_report.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#if defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/parser/media_type.hpp>
#endif

// Makes a test report: runs a call without its end, and examines each row more closely.
namespace trotline::inline TROTLINE_ABI::detail {

// A converted value as JSON; empty if it cannot be written as JSON.
template <class T> std::string json_of(T const& from) {
    std::string out;
    json::writer to(out);
    if constexpr (std::is_same_v<T, value>)
        write(to, from);
    else if constexpr (std::is_same_v<T, raw_text> || std::is_same_v<T, raw_view>)
        write(to, value(json_text{std::string(from.text)}));
    else if constexpr (requires { write_json(to, from); })
        if (!write_json(to, from).empty()) return {};
    return out;
}

// The value of a row of a literal mapping, as JSON.
template <class Rows> struct landed_json;
template <class... Rows> struct landed_json<row_list<Rows...>> {
    template <class Row> static std::string of(void const* place) {
        if constexpr (Row::is_condition)
            return {};
        else
            return json_of(*static_cast<typename Row::type const*>(place));
    }
    static constexpr std::array<std::string (*)(void const*), sizeof...(Rows) + 1> all{
        &of<Rows>...};
};
template <class Rows> std::string landed_as_json(destinations<Rows>& from, std::size_t row) {
    row_state const& state = from.places().states[Rows::table::places[row]];
    return landed_json<typename Rows::plain>::all[row](state.to);
}

http::request without_secrets(http::request const& from);

answer_report report_of(http::response const& from, std::vector<std::string> const& secrets,
                        std::size_t limit);

// One test request: the rows of a table, and the places of their values.
class test_run {
  public:
    test_run(table const& plan, row_places to, row_failure* storage, test_options const& options,
             webhook const& hook);

    // value_of(number): the JSON text of the value of the row with that number.
    // failed_rows(call, answer): the reports of the rows for an answer with a failed status.
    template <class Reader>
    test_report run(running_call&& call, auto& transport, auto const& parser, auto const& store,
                    auto const& value_of, auto const& failed_rows) {
        http::response answer;
        bool sent = false;
        report_.failure = call.guarded([&]() -> std::optional<failure> {
            if (auto failed = call.render(store)) return failed;
            report_.request = without_secrets(call.request());
            if (options_.dry_run) return std::nullopt;
            if (auto failed = call.accept(call.send(transport), answer)) return failed;
            sent = true;
            return call.template read<Reader>(parser, answer, rows_, to_, storage_);
        });
        report_.elapsed = report_.failure ? report_.failure->elapsed : answer.elapsed;
        if (answer.status == 0) return std::move(report_);
        auto const& secrets = call.request().secrets;
        report_.answer = report_of(answer, secrets, options_.content_limit);
        if (sent) {
            inspect<Reader>(call, parser, answer);
            conclude(!answer.content.empty(), value_of);
        }
        if (report_.failure && report_.failure->code == code::unexpected_status)
            report_.failure_rows = failed_rows(call, answer);
        for (auto* const rows : {&report_.rows, &report_.failure_rows})
            for (row_report& row : *rows) hide_secrets(row, answer.content, secrets);
        return std::move(report_);
    }

    // Reads rows for an answer with a failed status.
    template <class Reader>
    std::vector<row_report> read_failed(running_call& call, auto const& parser,
                                        http::response& answer, auto const& value_of) {
        report_.failure = call.guarded([&]() -> std::optional<failure> {
            return call.template read<Reader>(parser, answer, rows_, to_, storage_);
        });
        inspect<Reader>(call, parser, answer);
        conclude(!answer.content.empty(), value_of);
        return std::move(report_.rows);
    }

  private:
    row_report& report_of_row(std::size_t r) { return report_.rows[rows_.rows[r].number]; }

    // Examines where the rows' paths lead.
    template <class Reader>
    void inspect(running_call& call, auto const& parser, http::response const& answer) {
        inspected_ = !call.guarded([&]() -> std::optional<failure> {
            inspect_facts(answer);
            if (answer.content.empty() || !reads_content(rows_)) return std::nullopt;
            auto const opened =
                inspect_content<Reader>(parser, call.media_type(answer), answer.content);
            if (!opened) return opened.error();
            return std::nullopt;
        });
    }

    template <class Reader, class Parser>
    result<void> inspect_content(Parser const& parser, std::string_view media_type,
                                 std::string_view content) {
        return parser.open(media_type, content, [&](auto const& opened_root) {
            document_failure unused;
            Reader::prepare(rows_, opened_root, unused,
                            [&](auto const& root) { inspect_rows<Reader>(root, content); });
        });
    }

    template <class Reader> void inspect_rows(cursor auto const& root, std::string_view content) {
        for (std::size_t r = 0; r != rows_.document_rows; ++r)
            inspect_row(root, path_of_row(rows_, r), content, report_of_row(r));
        for (std::size_t r = rows_.document_rows; r != rows_.row_count; ++r)
            if (rows_.rows[r].source == row_source::query) inspect_query<Reader>(r, root);
    }

    // Examines the rows that read no content.
    void inspect_facts(http::response const& answer);

    // Examines the nodes of a query: the first ones one by one, then only their number.
    template <class Reader> void inspect_query(std::size_t r, cursor auto const& root) {
        constexpr std::size_t shown = 10;
        row_report& row = report_of_row(r);
        std::size_t count = 0;
        Reader::inspect(rows_, r, root, [&](std::string_view raw) {
            if (count++ < shown) row.raw.append(count == 1 ? "" : ", ").append(raw);
            return true;
        });
        row.tried = true;
        row.found = count != 0;
        if (count > shown)
            row.raw.append(", ... (").append(std::to_string(count)).append(" values)");
        if (count == 0) {
            row.code = code::missing;
            row.message = "the query selects nothing";
        }
    }

    // The final state of the rows. value_of(number): as for run().
    void conclude(bool has_content, auto const& value_of) {
        take_failures(has_content);
        for (std::size_t r = 0; r != rows_.row_count; ++r) {
            row_report& row = report_of_row(r);
            if (row.failed) continue;
            bool const has_place = rows_.rows[r].type != nullptr;
            if (has_place && to_.states[r].has_landed()) row.value = value_of(rows_.rows[r].number);
            if (!row.value.empty() && row.found) row.code = code::none;  // null in a place for it
        }
    }
    // The rows that have failed, and, without content, those that could not be tried.
    void take_failures(bool has_content);

    // The reason without the path and without the found text, which the row shows already.
    static std::string reason_of(row_failure const& why);

    table const& rows_;
    row_places to_;
    row_failure* storage_;
    test_options const& options_;
    test_report report_;
    bool inspected_ = false;
};

#if defined(TROTLINE_SEPARATE_COMPILATION)
TROTLINE_FOR_EACH_READER(TROTLINE_INSTANCES_OF_INSPECT_CONTENT, extern)
#endif

}  // namespace trotline::detail

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/report/test_run.ipp>
#endif
#endif
