// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_REPORT_JSON_HPP
#define TROTLINE_REPORT_JSON_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/http/base64.hpp>
#include <trotline/http/request_content.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/report/test_report.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

class report_json {
  public:
    explicit report_json(std::string& out) : to_(out) {}

    void write(test_report const& report) {
        to_.begin_object();
        member("label", report.label);
        member("outcome", report.failure ? "failed" : report.dry_run ? "rendered" : "mapped");
        if (report.request) write(*report.request);
        if (report.answer) write(*report.answer);
        if (!report.dry_run) write(report.elapsed);
        write("rows", report.rows);
        if (!report.failure_rows.empty()) write("failure_rows", report.failure_rows);
        if (report.failure) write(*report.failure);
        to_.end_object();
    }

  private:
    void text(std::string_view any) {
        std::string utf8;
        append_as_utf8(utf8, any);
        to_.string(utf8);
    }
    void member(std::string_view name, std::string_view any) {
        to_.name(name);
        text(any);
    }
    // A name with blanks becomes one word for programs: wrong_type.
    template <class E> void word(std::string_view name, E e) {
        std::string identifier(trotline::name(e));
        std::ranges::replace(identifier, ' ', '_');
        member(name, identifier);
    }
    void content(std::string_view bytes) {
        if (is_utf8(bytes))
            member("content", bytes);
        else
            member("content_base64", http::encode_base64(bytes));
    }
    void fields(std::vector<http::field> const& all) {
        to_.name("fields").begin_array();
        for (http::field const& each : all) {
            to_.begin_object();
            member("name", each.name);
            member("value", each.value);
            to_.end_object();
        }
        to_.end_array();
    }

    void write(http::request const& request) {
        to_.name("request").begin_object();
        member("method", name(request.method));
        member("url", request.url);
        fields(shown_fields(request));
        content(http::shown_content(request));
        to_.end_object();
    }
    void write(answer_report const& answer) {
        to_.name("answer").begin_object();
        to_.name("status").number(answer.status);
        fields(answer.fields);
        content(answer.content);
        to_.name("content_size").number(answer.content_size);
        to_.name("content_cut").boolean(answer.content_cut);
        to_.end_object();
    }
    void write(phase_times const& elapsed) {
        to_.name("elapsed_us").begin_object();
        to_.name("resolve").number(elapsed.resolve.count());
        to_.name("connect").number(elapsed.connect.count());
        to_.name("tls").number(elapsed.tls.count());
        to_.name("send").number(elapsed.send.count());
        to_.name("first_byte").number(elapsed.first_byte.count());
        to_.name("receive").number(elapsed.receive.count());
        to_.name("total").number(elapsed.total.count());
        to_.end_object();
    }
    void write(std::string_view name, std::vector<row_report> const& rows) {
        to_.name(name).begin_array();
        for (row_report const& row : rows) write(row);
        to_.end_array();
    }
    void write(row_report const& row) {
        to_.begin_object();
        member("path", row.path);
        member("destination", row.destination);
        to_.name("required").boolean(row.required);
        if (!row.tried)
            member("outcome", "not_tried");
        else if (row.code == code::none)
            member("outcome", "found");
        else
            word("outcome", row.code);
        if (row.found) member("raw", row.raw);
        if (row.begin != npos) {
            to_.name("begin").number(row.begin);
            to_.name("end").number(row.end);
        }
        if (!row.value.empty()) {
            std::string line = row.value;
            std::ranges::replace(line, '\n', ' ');
            std::ranges::replace(line, '\r', ' ');
            to_.name("value").raw(line);
        }
        if (!row.message.empty()) member("message", row.message);
        if (!row.names.empty()) {
            to_.name("names").begin_array();
            for (std::string const& each : row.names) text(each);
            to_.end_array();
        }
        if (!row.suggestion.empty()) member("suggestion", row.suggestion);
        to_.end_object();
    }
    void write(failure const& why) {
        to_.name("failure").begin_object();
        word("stage", why.stage);
        word("code", why.code);
        member("subject", why.subject);
        member("detail", why.detail);
        if (why.offset != npos) to_.name("offset").number(why.offset);
        to_.name("may_have_been_processed").boolean(why.may_have_been_processed);
        member("message", to_string(why));
        to_.end_object();
    }

    json::writer to_;
};

}  // namespace detail

// The report as JSON on one line. A content that is not UTF-8 is written in Base64.
inline std::string to_json(test_report const& report) {
    std::string out;
    detail::report_json(out).write(report);
    return out;
}

}  // namespace trotline
#endif
