// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_REPORT_TEXT_HPP
#define TROTLINE_REPORT_TEXT_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/message.hpp>
#include <trotline/http/request_content.hpp>
#include <trotline/http/status_code.hpp>
#include <trotline/report/table.hpp>
#include <trotline/report/test_report.hpp>

#include <chrono>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

class report_text {
  public:
    report_text(std::string& out, report_style style) : out_(out), style_(style) {}

    void write(test_report const& report) {
        if (!report.label.empty()) {
            std::string label;
            append_visible(label, report.label);
            line(paint::bold, label, "");
            out_ += '\n';
        }
        if (report.request) write(*report.request);
        if (report.answer) write(*report.answer);
        if (report.answer) write(report.elapsed);
        if (!report.rows.empty() && !report.dry_run) write(report.rows, "row");
        if (!report.failure_rows.empty()) write(report.failure_rows, "failure row");
        verdict(report);
    }

  private:
    // Cut to the width.
    void line(paint as, std::string_view text, std::string_view indent = "  ") {
        out_ += indent;
        append_painted(out_, as, cut_to(text, style_.width - indent.size()), style_);
        out_ += '\n';
    }

    void fields(std::vector<http::field> const& all) {
        report_table table(2);
        for (http::field const& each : all) {
            table.cell(visible(each.name), paint::dim);
            table.cell(visible(each.value));
            table.end_row();
        }
        table.write(out_, style_);
    }

    // The first lines, as they are; long lines are cut.
    void content(std::string_view text, std::size_t size, bool cut) {
        if (size == 0) return;
        constexpr std::size_t most_lines = 12;
        out_ += '\n';
        std::size_t shown = 0;
        for (; shown < most_lines && !text.empty(); ++shown) {
            std::size_t const end = text.find('\n');
            line(paint::plain, visible(text.substr(0, end)));
            text.remove_prefix(end == text.npos ? text.size() : end + 1);
        }
        if (cut || !text.empty())
            line(paint::dim, "... (" + std::to_string(size) + " bytes in all)");
    }

    void write(http::request const& request) {
        line(paint::bold, std::string(name(request.method)) + " " + visible(request.url), "");
        fields(shown_fields(request));
        std::string const shown = http::shown_content(request);
        content(shown, http::content_size(request).value_or(shown.size()), false);
        out_ += '\n';
    }

    void write(answer_report const& answer) {
        std::string status = std::to_string(answer.status);
        if (auto const reason = http::status_name(answer.status); !reason.empty())
            status.append(" ").append(reason);
        line(http::is_successful(answer.status) ? paint::good : paint::bad, status, "");
        fields(answer.fields);
        content(answer.content, answer.content_size, answer.content_cut);
        out_ += '\n';
    }

    static std::string milliseconds(std::chrono::microseconds t) {
        auto const tenths = (t.count() + 50) / 100;
        return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " ms";
    }
    void write(phase_times const& elapsed) {
        std::string text;
        auto const phase = [&](std::string_view name, std::chrono::microseconds t) {
            if (t.count() != 0)
                text.append(text.empty() ? "" : ", ")
                    .append(name)
                    .append(" ")
                    .append(milliseconds(t));
        };
        phase("resolve", elapsed.resolve);
        phase("connect", elapsed.connect);
        phase("TLS", elapsed.tls);
        phase("send", elapsed.send);
        phase("first byte", elapsed.first_byte);
        phase("receive", elapsed.receive);
        phase("total", elapsed.total);
        if (text.empty()) return;
        line(paint::dim, text, "");
        out_ += '\n';
    }

    void write(std::vector<row_report> const& rows, std::string_view heading) {
        report_table table(5);
        for (std::string_view const each : {heading, {"into"}, {""}, {"value"}, {"bytes"}})
            table.cell(std::string(each), paint::dim);
        table.end_row();
        for (row_report const& row : rows) {
            table.cell_with_end(visible(row.path));
            table.cell(visible(row.destination));
            if (!row.tried)
                table.cell("not tried", paint::dim);
            else if (row.code == code::none)
                table.cell("found", paint::good);
            else
                table.cell(std::string(name(row.code)), row.failed ? paint::bad : paint::warning);
            table.cell(visible(row.value.empty() ? row.raw : row.value),
                       row.failed ? paint::bad : paint::plain);
            table.cell(row.begin == npos
                           ? std::string()
                           : std::to_string(row.begin) + "-" + std::to_string(row.end),
                       paint::dim);
            table.end_row();
            if (!row.message.empty())
                table.note(visible(row.message), row.failed ? paint::bad : paint::warning);
        }
        table.write(out_, style_);
        out_ += '\n';
    }

    void verdict(test_report const& report) {
        if (!report.failure) {
            append_painted(out_, paint::good, report.dry_run ? "rendered, not sent" : "mapped",
                           style_);
            return;
        }
        failure const& why = *report.failure;
        std::string text = std::string(name(why.stage)) + " failed: ";
        if (why.rows.empty())
            text += name(why.code);
        else
            text.append(std::to_string(why.rows.size()))
                .append(" of ")
                .append(std::to_string(report.rows.size()))
                .append(" rows");
        if (!why.subject.empty()) text.append(" (").append(visible(why.subject)).append(")");
        if (why.rows.empty() && why.offset != npos)
            text.append(" at byte ").append(std::to_string(why.offset));
        append_painted(out_, paint::bad, text, style_);
        // The reasons of rows are shown below them.
        if (!why.detail.empty()) out_.append("\n  ").append(visible(why.detail));
        if (why.may_have_been_processed && !report.answer)
            out_.append("\n  the request may have been processed");
    }

    static std::string visible(std::string_view text) {
        std::string shown;
        append_visible(shown, text);
        return shown;
    }

    std::string& out_;
    report_style style_;
};

}  // namespace detail

// The report for a terminal: what is sent, what came back, how long it took, what each row found,
// in aligned columns; long values are cut. Control characters are made visible. No line end after
// the last line.
inline std::string to_text(test_report const& report, report_style style = {}) {
    std::string out;
    detail::report_text(out, style).write(report);
    return out;
}
inline std::ostream& operator<<(std::ostream& out, test_report const& report) {
    return out << to_text(report);
}

}  // namespace trotline
#endif
