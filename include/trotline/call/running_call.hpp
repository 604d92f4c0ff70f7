// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_RUNNING_CALL_HPP
#define TROTLINE_CALL_RUNNING_CALL_HPP

#include <trotline/call/answer_facts.hpp>
#include <trotline/call/call_options.hpp>
#include <trotline/call/read_answer.hpp>
#include <trotline/call/request_pool.hpp>
#include <trotline/core/exception.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/media_type.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>
#include <trotline/http/status_code.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/store_landed.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/webhook.hpp>
#include <trotline/xml/encoding.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

// One call while it runs: what all ways of calling have in common. Every failure that it returns is
// complete and free of secrets. The webhook and the options are used until the request is rendered,
// and not after.
class running_call {
  public:
    running_call(webhook const& hook, call_options const& options, request_pool& pool)
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
          until_(begin_ + options.deadline.value_or(hook.deadline)) {}
    running_call(running_call const&) = delete;
    running_call& operator=(running_call const&) = delete;
    ~running_call() {
        // they may keep files open
        request_->sources.clear();
        request_->sink = nullptr;
        pool_.give_back(std::move(request_));
    }

    http::request const& request() const { return *request_; }
    trotline::deadline until() const { return until_; }
    stop_token const& stop() const { return stop_; }

    // The answer if one was received; for the outcome of a failed call.
    std::unique_ptr<http::response> received(std::unique_ptr<http::response> answer) const {
        return answer->status == 0 ? nullptr : std::move(answer);
    }

    // Runs a part of the call. Exceptions of a user's policy become failures; std::bad_alloc is
    // passed on.
    std::optional<failure> guarded(auto&& part) {
        std::optional<failure> failed = catching<std::exception, std::bad_alloc>(
            [&]() -> std::optional<failure> { return part(); },
            [&](std::exception const& thrown) {
                return failure{.stage = stage_,
                               .code = code::internal,
                               .detail = thrown.what(),
                               .may_have_been_processed = stage_ > stage::send};
            });
        if (failed) complete(*failed);
        return failed;
    }

    template <parameter_store Store> std::optional<failure> render(Store const& store) {
        stage_ = stage::render;
        if (auto rendered = trotline::render(hook_, store, *request_, options_.parameters);
            !rendered)
            return std::move(rendered).error();
        if (auto failed = add_streams()) return failed;
        if (stop_.stop_requested()) return here(code::cancelled, "a stop was requested");
        return std::nullopt;
    }

    template <transport Transport> result<http::response> send(Transport& transport) {
        stage_ = stage::send;
        return transport.send(*request_, until_, stop_);
    }
    // Takes the transport's result, and checks the status.
    std::optional<failure> accept(result<http::response>&& sent, http::response& answer) {
        answer_ = nullptr;
        if (!sent) return std::move(sent).error();
        answer = std::move(*sent);
        if (auto failed = judge(answer)) return failed;
        // (of a transport that has the whole answer in memory)
        if (request_->sink == nullptr || answer.content.empty()) return std::nullopt;
        if (!http::deliver(*request_->sink, answer, answer.content))
            return here(code::rejected, "the download refused the content");
        answer.content.clear();
        return std::nullopt;
    }
    // A failure outside of guarded().
    failure cut_off(code why, std::string detail) const {
        failure f = here(why, std::move(detail));
        complete(f);
        return f;
    }

    std::optional<failure> judge(http::response const& answer) {
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
                .append(http::redact(answer.content, request_->secrets).substr(0, shown));
            if (answer.content.size() > shown) failed.detail += "...";
        }
        return failed;
    }

    // XML in another encoding, once and for all: views point into what the answer is then.
    std::optional<failure> make_utf8(http::response& answer) {
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

    // Reads the answer into the places of a table's rows. The content is opened only if a row reads
    // it. `storage` must have room for one failure for each row. Reader: singular_rows or all_rows.
    template <class Reader>
    std::optional<failure> read(auto const& parser, http::response& answer, table const& plan,
                                row_places to, row_failure* storage) {
        stage_ = stage::parse;
        if (reads_content(plan))
            if (auto failed = make_utf8(answer)) return failed;
        row_log log(storage);
        auto const opened = read_answer<Reader>(parser, media_type(answer), answer, facts(answer),
                                                plan, to, log, [&] { stage_ = stage::map; });
        if (!opened) return opened.error();
        if (log.document()) return to_failure(log.document(), answer.content);
        if (log.size() == 0) return in_time();
        auto failed = to_failure(std::span(storage, log.size()));
        if (answer.content.empty() && needs_content(plan))
            failed.detail = "the answer has no content";
        return failed;
    }

    // The media type that the answer is read as.
    std::string_view media_type(http::response const& answer) const {
        if (format_ == response_format::json) return "application/json";
        if (format_ == response_format::xml || is_transcoded_) return "application/xml";
        http::field const* const type = http::find_field(answer.fields, "Content-Type");
        if (type == nullptr) return {};
        return labels_ == answer_labels::lenient ? http::leading_media_type(type->value)
                                                 : std::string_view(type->value);
    }

    // Takes the transport's result, reads the answer, and writes what it found to the store.
    template <class Reader>
    std::optional<failure> conclude(auto const& parser, auto& store, result<http::response>&& sent,
                                    http::response& answer, table const& plan, row_places to,
                                    row_failure* storage) {
        auto failed = accept(std::move(sent), answer);
        if (!failed) failed = read<Reader>(parser, answer, plan, to, storage);
        if (!failed) failed = this->store(store, plan, to);
        return failed;
    }

    // Writes the parameters that were read to the store, in one batch.
    template <parameter_store Store>
    std::optional<failure> store(Store& store, table const& plan, row_places from) {
        stage_ = stage::store;
        if (download_)
            if (auto committed = download_->commit(); !committed)
                return std::move(committed).error();
        if (auto stored = store_landed(store, plan, from.states); !stored)
            return std::move(stored).error();
        return std::nullopt;
    }

  private:
    // Adds what the options send and receive piece by piece.
    std::optional<failure> add_streams() {
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

    answer_facts facts(http::response const& answer) const {
        return answer_facts(answer, std::chrono::duration_cast<std::chrono::milliseconds>(
                                        std::chrono::steady_clock::now() - begin_));
    }
    std::optional<failure> in_time() const {
        if (std::chrono::steady_clock::now() > until_)
            return here(code::timeout, "the deadline passed while the answer was read");
        if (stop_.stop_requested()) return here(code::cancelled, "a stop was requested");
        return std::nullopt;
    }

    // True if a row must find something in the content.
    static bool needs_content(table const& plan) {
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

    failure here(code why, std::string detail) const {
        failure f;
        f.stage = stage_;
        f.code = why;
        f.detail = std::move(detail);
        f.may_have_been_processed = stage_ > stage::send;
        return f;
    }

    // Adds what every failure has, and removes secrets.
    void complete(failure& f) const {
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
        for (row_failure& row : f.rows) hide(row);
    }

    // An excerpt may contain a part of a secret that the server sent back; then it is hidden.
    void hide(row_failure& row) const {
        std::string_view const content =
            answer_ != nullptr ? std::string_view(answer_->content) : std::string_view();
        std::size_t const begin = row.offset, end = begin == npos ? npos : begin + 40;
        for (std::string_view const secret : request_->secrets) {
            for (std::size_t at = content.find(secret); at != npos && !secret.empty();
                 at = content.find(secret, at + 1))
                if (begin == npos || (at < end && at + secret.size() > begin))
                    row.excerpt = short_text<40>(http::redacted);
            if (row.inner.view().find(secret) != npos) row.inner = short_text<64>(http::redacted);
        }
    }

    webhook const& hook_;
    call_options const& options_;
    http::status_set success_;
    response_format format_;
    answer_labels labels_;
    stop_token stop_;
    std::optional<http::file_download> download_;
    request_pool& pool_;
    std::unique_ptr<http::request> request_;
    std::chrono::steady_clock::time_point begin_;
    trotline::deadline until_;
    stage stage_ = stage::render;
    http::response const* answer_ = nullptr;
    bool is_transcoded_ = false;
};

}  // namespace detail
}  // namespace trotline
#endif
