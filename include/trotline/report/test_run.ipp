// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_REPORT_TEST_RUN_IPP
#define TROTLINE_REPORT_TEST_RUN_IPP

#include <trotline/core/message.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/request_content.hpp>
#include <trotline/mapping/text_cursor.hpp>
#include <trotline/report/test_run.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INLINE http::request without_secrets(http::request const& from) {
    http::request shown = from;
    shown.url = http::redact(from.url, from.secrets);
    shown.content.clear();
    shown.sources.clear();
    http::for_each_piece(
        from, [&](std::string_view text) { shown.content += http::redact(text, from.secrets); },
        [&](http::content_source const& each) {
            http::content_source& source = shown.sources.emplace_back(each);
            source.offset = shown.content.size();
            source.name = http::redact(each.name, from.secrets);
            source.path = http::redact(each.path, from.secrets);
        });
    for (http::field& each : shown.fields) {
        each.name = http::redact(each.name, from.secrets);
        each.value = http::redact(each.value, from.secrets);
    }
    if (shown.digest) {
        shown.digest->user = http::redact(from.digest->user, from.secrets);
        shown.digest->password = http::redacted;
    }
    shown.secrets.clear();
    return shown;
}

TROTLINE_INLINE answer_report report_of(http::response const& from,
                                        std::vector<std::string> const& secrets,
                                        std::size_t limit) {
    answer_report shown;
    shown.status = from.status;
    for (http::field const& each : from.fields)
        shown.fields.push_back(
            {http::redact(each.name, secrets), http::redact(each.value, secrets)});
    // Redacted before it is cut, so that no part of a secret is left at the end.
    shown.content = http::redact(from.content, secrets);
    shown.content_size = from.content.size();
    shown.content_cut = shown.content.size() > limit;
    if (shown.content_cut) shown.content.resize(limit);
    return shown;
}

TROTLINE_INLINE test_run::test_run(table const& plan, row_places to, row_failure* storage,
                                   test_options const& options, webhook const& hook)
    : rows_(plan), to_(to), storage_(storage), options_(options) {
    report_.label = hook.label.view();
    report_.dry_run = options.dry_run;
    for (std::size_t number = 0; number != plan.row_count; ++number) {
        row_description const about = plan.descriptions[number];
        row_report& row = report_.rows.emplace_back();
        row.path = about.path;
        row.destination = about.destination;
        row.required = about.required;
    }
}

TROTLINE_INLINE std::string test_run::reason_of(row_failure const& why) {
    std::string text;
    if (!why.inner.empty()) append_visible(text.append("at "), why.inner.view()), text += ": ";
    text.append(why.code == code::ambiguous ? "more than one" : "found ");
    if (why.code != code::ambiguous) text.append(name(why.found));
    if (!why.expected.empty())
        text.append(why.code == code::ambiguous ? "; expected " : ", expected ")
            .append(expected_text(why));
    return text;
}

TROTLINE_INLINE void test_run::inspect_facts(http::response const& answer) {
    answer_facts const facts(answer);
    for (std::size_t r = rows_.document_rows; r != rows_.row_count; ++r) {
        if (rows_.rows[r].source == row_source::query) continue;
        row_report& row = report_of_row(r);
        text_cursor fact = facts(rows_.rows[r].source, row.path);
        row.tried = true;
        row.found = fact.kind() != kind::nothing;
        row.raw = fact.raw();
        if (row.found) continue;
        row.code = code::missing;
        row.message = "the answer has no field with that name";
    }
}

TROTLINE_INLINE void test_run::take_failures(bool has_content) {
    if (inspected_ && !has_content) {
        for (std::size_t r = 0; r != rows_.row_count; ++r) {
            row_report& row = report_of_row(r);
            if (row.tried) continue;
            row.tried = true;
            row.code = code::missing;
            row.message = "the answer has no content";
        }
    }
    if (!report_.failure) return;
    for (row_failure const& why : report_.failure->rows) {
        row_report& row = report_.rows[why.row];
        row.tried = row.failed = true;
        row.code = why.code;
        if (row.message.empty()) row.message = reason_of(why);
    }
}

}  // namespace trotline::detail
#endif
