// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_RUNNING_CALL_HPP
#define TROTLINE_CALL_RUNNING_CALL_HPP

#include <trotline/call/facts_of.hpp>
#include <trotline/call/request_pool.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>
#include <trotline/http/status_code.hpp>
#include <trotline/mapping/engine/landing.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/map_into.hpp>
#include <trotline/mapping/text_cursor.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/webhook.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline {

// What differs from call to call.
struct call_options {
    // Asked before the parameter store; they also fill query parameters that the webhook leaves
    // empty. Names must outlive the call.
    std::vector<assignment> parameters{};
    // Instead of the webhook's own.
    std::optional<std::chrono::milliseconds> deadline{};
    std::stop_token stop{};
};

namespace detail {

// A mapping that is known at run time only: run_time_mapping. Named by what it offers, so that
// programs whose rows are literal need not compile it.
template <class T>
concept configured_mapping = requires {
    typename T::workspace_type;
};

// One call on its way: what is common to all ways of calling. Every failure that leaves it is
// complete and free of secrets. The webhook and the options are looked at until the request is
// rendered, and not after.
class exchange {
  public:
    exchange(webhook const& hook, call_options const& options, request_pool& pool)
        : hook_(hook),
          options_(options),
          success_(hook.success),
          format_(hook.format),
          stop_(options.stop),
          pool_(pool),
          request_(pool.borrow()),
          begin_(std::chrono::steady_clock::now()),
          until_(begin_ + options.deadline.value_or(hook.deadline)) {}
    exchange(exchange const&) = delete;
    exchange& operator=(exchange const&) = delete;
    ~exchange() { pool_.give_back(std::move(request_)); }

    http::request const& request() const { return *request_; }
    trotline::deadline until() const { return until_; }
    std::stop_token const& stop() const { return stop_; }

    // The answer if one was received, for the outcome of a failed call.
    std::unique_ptr<http::response> received(std::unique_ptr<http::response> answer) const {
        return answer->status == 0 ? nullptr : std::move(answer);
    }

    // Runs a part of the way. Exceptions of a user's policy become failures; std::bad_alloc passes.
    std::optional<failure> guarded(auto&& part) {
        std::optional<failure> failed;
        try {
            failed = part();
        } catch (std::bad_alloc const&) {
            throw;
        } catch (std::exception const& thrown) {
            failed.emplace();
            failed->stage = stage_;
            failed->code = code::internal;
            failed->detail = thrown.what();
            failed->may_have_been_processed = stage_ > stage::send;
        }
        if (failed) complete(*failed);
        return failed;
    }

    template <parameter_store Store> std::optional<failure> render(Store const& store) {
        stage_ = stage::render;
        if (auto rendered = trotline::render(hook_, store, *request_, options_.parameters);
            !rendered)
            return std::move(rendered).error();
        if (stop_.stop_requested()) return here(code::cancelled, "a stop was requested");
        return std::nullopt;
    }

    // Renders, sends, and judges the status.
    template <transport Transport, parameter_store Store>
    std::optional<failure> send(Transport& transport, Store const& store, http::response& answer) {
        if (auto failed = render(store)) return failed;
        return send_rendered(transport, answer);
    }
    template <transport Transport>
    std::optional<failure> send_rendered(Transport& transport, http::response& answer) {
        stage_ = stage::send;
        return accept(transport.send(*request_, until_, stop_), answer);
    }
    // What a transport came back with.
    std::optional<failure> accept(result<http::response>&& sent, http::response& answer) {
        if (!sent) return std::move(sent).error();
        answer = std::move(*sent);
        return judge(answer);
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

    // Reads the answer into the landing.
    template <class Rows, class Target>
    std::optional<failure> land(auto const& parser, http::response const& answer,
                                landing<Rows, Target>& to, row_log& log, failure_of<Rows>& why) {
        stage_ = stage::parse;
        bool good = true;
        to.take_facts(facts(answer));
        if (answer.content.empty() && !needs_content<Rows>()) {
            good = to.finish(text_cursor());
        } else if constexpr (Rows::document_rows.size() != 0) {
            auto opened = parser.open(media_type(answer), answer.content, [&](auto cursor) {
                stage_ = stage::map;
                good = detail::land(cursor, to, log);
            });
            if (!opened) return std::move(opened).error();
        }
        if (!good) {
            why.take(log);
            return why.document() ? to_failure(why.document(), answer.content)
                                  : to_failure(why.rows());
        }
        return in_time();
    }

    // The same for rows from a configuration.
    template <configured_mapping Rows>
    std::optional<failure> land(auto const& parser, http::response const& answer, Rows const& rows,
                                typename Rows::workspace_type& space) {
        stage_ = stage::parse;
        bool good = true;
        if (answer.content.empty() && !needs_content(rows)) {
            good = space.read(rows, text_cursor(), facts(answer));
        } else {
            auto opened = parser.open(media_type(answer), answer.content, [&](auto cursor) {
                stage_ = stage::map;
                good = space.read(rows, cursor, facts(answer));
            });
            if (!opened) return std::move(opened).error();
        }
        if (!good)
            return space.document() ? to_failure(space.document(), answer.content)
                                    : to_failure(space.failures());
        return in_time();
    }

    // What the answer is read as.
    std::string_view media_type(http::response const& answer) const {
        if (format_ == response_format::json) return "application/json";
        if (format_ == response_format::xml) return "application/xml";
        http::field const* const type = http::find_field(answer.fields, "Content-Type");
        return type != nullptr ? std::string_view(type->value) : std::string_view();
    }

    // Hands the parameters that landed to the store, all at once.
    template <class Rows, parameter_store Store>
    std::optional<failure> store(Store& store, auto& parameters, auto const& landing) {
        if constexpr (Rows::parameters != 0) {
            stage_ = stage::store;
            if (auto stored = store_landed<Rows>(store, parameters, landing); !stored)
                return std::move(stored).error();
        }
        return std::nullopt;
    }

    template <configured_mapping Rows, parameter_store Store>
    std::optional<failure> store(Store& store, Rows const& rows,
                                 typename Rows::workspace_type& space) {
        stage_ = stage::store;
        if (auto const batch = space.assignments(rows); !batch.empty())
            if (auto applied = store.apply(batch); !applied) return std::move(applied).error();
        return std::nullopt;
    }

  private:
    facts_of facts(http::response const& answer) const {
        return facts_of(answer, std::chrono::duration_cast<std::chrono::milliseconds>(
                                    std::chrono::steady_clock::now() - begin_));
    }
    std::optional<failure> in_time() const {
        if (std::chrono::steady_clock::now() > until_)
            return here(code::timeout, "the deadline passed while the answer was read");
        if (stop_.stop_requested()) return here(code::cancelled, "a stop was requested");
        return std::nullopt;
    }

    static bool needs_content(configured_mapping auto const& rows) {
        for (std::size_t r = 0; r < rows.size(); ++r)
            if (rows.path(r) != nullptr && rows.description(r).required) return true;
        return false;
    }
    template <class Rows> static constexpr bool needs_content() {
        return []<std::size_t... Row>(std::index_sequence<Row...>) {
            return (row_needs_content<typename Rows::template at<Row>>() || ...);
        }
        (std::make_index_sequence<Rows::size>{});
    }
    template <class Row> static constexpr bool row_needs_content() {
        return Row::source == row_source::document && !has(Row::options, row_option::optional) &&
               !optional_target<typename Row::type>;
    }

    failure here(code why, std::string detail) const {
        failure f;
        f.stage = stage_;
        f.code = why;
        f.detail = std::move(detail);
        f.may_have_been_processed = stage_ > stage::send;
        return f;
    }

    // The facts that every failure carries, and no secret.
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
        if (request_->secrets.empty()) return;
        f.subject = http::redact(f.subject, request_->secrets);
        f.detail = http::redact(f.detail, request_->secrets);
        for (row_failure& row : f.rows) hide(row);
    }

    // An excerpt may hold a part of a secret that the server echoed; then nothing of it is shown.
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
    std::stop_token stop_;
    request_pool& pool_;
    std::unique_ptr<http::request> request_;
    std::chrono::steady_clock::time_point begin_;
    trotline::deadline until_;
    stage stage_ = stage::render;
    http::response const* answer_ = nullptr;
};

}  // namespace detail
}  // namespace trotline
#endif
