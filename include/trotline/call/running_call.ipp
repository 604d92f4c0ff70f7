// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_RUNNING_CALL_IPP
#define TROTLINE_CALL_RUNNING_CALL_IPP

#include <trotline/call/running_call.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/media_type.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/status_code.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/xml/encoding.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INLINE running_call::running_call(webhook const& hook, call_options const& options,
                                           request_pool& pool)
    : hook_(hook),
      options_(options),
      success_(hook.success),
      format_(hook.format),
      labels_(hook.labels),
      stop_(options.stop),
      download_(options.download),
      pool_(pool),
      request_(pool.borrow()),
      begin_(std::chrono::steady_clock::now()),
      until_(deadline_after(begin_, options.deadline.value_or(hook.deadline))) {}

TROTLINE_INLINE running_call::~running_call() {
    // they may keep files open
    request_->sources.clear();
    request_->sink = nullptr;
    pool_.give_back(std::move(request_));
}

TROTLINE_INLINE std::optional<failure> running_call::accept(result<http::response>&& sent,
                                                            http::response& answer) {
    answer_ = nullptr;
    auto const refused = [&](failure why) {
        if (!download_ || why.code != code::rejected) return why;
        if (auto said = download_->refusal(); !said.empty()) why.detail = std::move(said);
        return why;
    };
    if (!sent) return refused(std::move(sent).error());
    answer = std::move(*sent);
    if (auto failed = judge(answer)) return failed;
    if (!download_ || (answer.content.empty() && download_->has_begun())) return std::nullopt;
    // (of a transport that has the whole answer in memory)
    if (answer.content.size() > request_->sink->limit) {
        stage_ = stage::receive;
        return here(code::too_large, "the content is larger than the limit of the download");
    }
    if (!http::deliver(*request_->sink, answer, answer.content)) {
        stage_ = stage::receive;
        return refused(here(code::rejected, "the download refused the content"));
    }
    answer.content.clear();
    return std::nullopt;
}

TROTLINE_INLINE failure running_call::cut_off(code why, std::string detail) const {
    failure f = here(why, std::move(detail));
    complete(f);
    return f;
}

TROTLINE_INLINE std::optional<failure> running_call::judge(http::response const& answer) {
    answer_ = &answer;
    stage_ = stage::status;
    if (success_.contains(answer.status)) return std::nullopt;
    constexpr std::size_t shown = 160;
    auto failed = here(code::unexpected_status, {});
    failed.subject = std::to_string(answer.status);
    if (auto const reason = http::status_name(answer.status); !reason.empty())
        failed.subject.append(" ").append(reason);
    failed.detail.append("expected ").append(to_string(success_));
    if (!answer.content.empty()) {
        failed.detail.append("; the answer says: ")
            .append(http::redact(answer.content, request_->secrets, shown));
        if (answer.content.size() > shown) failed.detail += "...";
    }
    return failed;
}

TROTLINE_INLINE std::optional<failure> running_call::make_utf8(http::response& answer) {
    auto const type = http::parse_media_type(media_type(answer));
    if (!type || !type->is_xml()) return std::nullopt;
    http::field const* const field = http::find_field(answer.fields, "Content-Type");
    auto const sent = http::parse_media_type(field == nullptr ? std::string_view()
                                                              : std::string_view(field->value));
    std::string_view const charset = sent ? sent->charset : std::string_view();
    if (!xml::needs_transcoding(answer.content, charset)) return std::nullopt;
    auto made = xml::to_utf8(answer.content, charset);
    if (!made) return to_failure(made.error());
    answer.content = std::move(*made);
    is_transcoded_ = true;
    return std::nullopt;
}

TROTLINE_INLINE std::string_view running_call::media_type(http::response const& answer) const {
    if (format_ == response_format::json) return "application/json";
    if (format_ == response_format::xml || is_transcoded_) return "application/xml";
    http::field const* const type = http::find_field(answer.fields, "Content-Type");
    if (type == nullptr) return {};
    return labels_ == answer_labels::lenient ? http::leading_media_type(type->value)
                                             : std::string_view(type->value);
}

TROTLINE_INLINE std::optional<failure> running_call::add_streams() {
    request_->sink = download_ ? download_->sink() : nullptr;
    if (!options_.content) return std::nullopt;
    if (hook_.body.is_present())
        return here(code::malformed_request,
                    "the webhook has a body, and the call has another content");
    request_->sources = {*options_.content};
    request_->sources.front().offset = 0;
    if (http::find_field(request_->fields, "Content-Type") == nullptr)
        request_->fields.push_back({"Content-Type", file_media_type});
    return std::nullopt;
}

TROTLINE_INLINE answer_facts running_call::facts(http::response const& answer) const {
    return answer_facts(answer, std::chrono::duration_cast<std::chrono::milliseconds>(
                                    std::chrono::steady_clock::now() - begin_));
}

TROTLINE_INLINE std::optional<failure> running_call::in_time() const {
    if (std::chrono::steady_clock::now() > until_)
        return here(code::timeout, "the deadline passed while the answer was read");
    if (stop_.stop_requested()) return here(code::cancelled, "a stop was requested");
    return std::nullopt;
}

TROTLINE_INLINE bool running_call::needs_content(table const& plan) {
    for (std::size_t r = 0; r != plan.row_count; ++r) {
        table_row const& row = plan.rows[r];
        if (r >= plan.document_rows && row.source != row_source::query) continue;
        bool const may_miss = has(row.options, row_option::optional) ||
                              (row.otherwise != nullptr && row.otherwise->set != nullptr) ||
                              (row.type != nullptr && row.type->how == landing::optional);
        if (!may_miss) return true;
    }
    return false;
}

TROTLINE_INLINE failure running_call::here(code why, std::string detail) const {
    failure f;
    f.stage = stage_;
    f.code = why;
    f.detail = std::move(detail);
    f.may_have_been_processed = stage_ > stage::send;
    return f;
}

TROTLINE_INLINE void running_call::complete(failure& f) const {
    f.elapsed.total = std::chrono::duration_cast<phase_times::duration>(
        std::chrono::steady_clock::now() - begin_);
    if (answer_ != nullptr) {
        auto const total = f.elapsed.total;
        f.elapsed = answer_->elapsed;
        f.elapsed.total = total;
        f.may_have_been_processed = true;
        f.bytes_received = answer_->content.size();
    }
    if (is_transcoded_ && (f.stage == stage::parse || f.stage == stage::map))
        f.detail.append(f.detail.empty() ? "" : "; ")
            .append("offsets are those of the content in UTF-8, which it was made first");
    if (request_->secrets.empty()) return;
    f.subject = http::redact(f.subject, request_->secrets);
    f.detail = http::redact(f.detail, request_->secrets);
    if (!f.rows.empty()) hide(f.rows);
}

TROTLINE_INLINE void running_call::hide(std::vector<row_failure>& rows) const {
    std::string_view const content =
        answer_ != nullptr ? std::string_view(answer_->content) : std::string_view();
    constexpr std::size_t longest_excerpt = 40, longest_escape = 10;
    std::size_t reach = 0;  // of the longest secret, if every byte is escaped
    for (std::string_view const secret : request_->secrets)
        reach = (std::max)(reach, longest_escape * secret.size());
    // True if a secret is between the places, or reaches into what is.
    auto const shows_secret = [&](std::string_view text, std::size_t from, std::size_t to) {
        bool shows = false;
        http::for_each_secret(text, request_->secrets, [&](std::size_t begin, std::size_t size) {
            shows = shows || (begin < to && begin + size > from);
        });
        return shows;
    };
    // An excerpt of the content may begin or end inside of a secret; others are of a field, or of a
    // text that was decoded.
    auto const of_content = [&](std::size_t at) {
        if (at == npos) return shows_secret(content, 0, npos);
        std::size_t const end = (std::min)(at, content.size()), before = (std::min)(end, reach);
        return shows_secret(content.substr(end - before, before + longest_excerpt + reach), before,
                            before + longest_excerpt);
    };
    for (row_failure& row : rows) {
        if (of_content(row.offset) || shows_secret(row.excerpt.view(), 0, npos))
            row.excerpt = short_text<longest_excerpt>(http::redacted);
        if (shows_secret(row.inner.view(), 0, npos)) row.inner = short_text<64>(http::redacted);
    }
}

}  // namespace trotline::detail
#endif
