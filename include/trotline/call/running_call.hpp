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
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/store_landed.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/webhook.hpp>

#include <chrono>
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
    running_call(webhook const& hook, call_options const& options, request_pool& pool);
    running_call(running_call const&) = delete;
    running_call& operator=(running_call const&) = delete;
    ~running_call();

    http::request const& request() const { return *request_; }
    trotline::deadline until() const { return until_; }
    // For an answer that came in time and is read later, when its reader has time.
    void read_without_deadline() { until_ = (trotline::deadline::max)(); }
    stop_token const& stop() const { return stop_; }

    // The answer if one was received; for the outcome of a failed call.
    std::unique_ptr<http::response> received(std::unique_ptr<http::response> answer) const {
        return answer->status == 0 ? nullptr : std::move(answer);
    }

    // Runs a part of the call. Exceptions of a user's policy become failures; std::bad_alloc is
    // passed on.
    std::optional<failure> guarded(auto&& part) {
        std::optional<failure> failed =
            catching_text([&]() -> std::optional<failure> { return part(); },
                          [&](char const* what) {
                              return failure{.stage = stage_,
                                             .code = code::internal,
                                             .detail = what,
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
    std::optional<failure> accept(result<http::response>&& sent, http::response& answer);
    // A failure outside of guarded().
    failure cut_off(code why, std::string detail) const;

    std::optional<failure> judge(http::response const& answer);

    // XML in another encoding, once and for all: views point into what the answer is then.
    std::optional<failure> make_utf8(http::response& answer);

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
                                                plan, to, log, stage_);
        if (!opened) return opened.error();
        if (log.document()) return to_failure(log.document(), answer.content);
        if (log.size() == 0) return in_time();
        auto failed = to_failure(std::span(storage, log.size()));
        if (answer.content.empty() && needs_content(plan))
            failed.detail = download_ ? "the content is in the download, where no row reads it"
                                      : "the answer has no content";
        return failed;
    }

    // The media type that the answer is read as.
    std::string_view media_type(http::response const& answer) const;

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
    std::optional<failure> add_streams();

    answer_facts facts(http::response const& answer) const;
    std::optional<failure> in_time() const;

    // True if a row must find something in the content.
    static bool needs_content(table const& plan);

    failure here(code why, std::string detail) const;

    // Adds what every failure has, and removes secrets.
    void complete(failure& f) const;

    // An excerpt may contain a part of a secret that the server sent back; then it is hidden.
    void hide(std::vector<row_failure>& rows) const;

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

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/call/running_call.ipp>
#endif
#endif
