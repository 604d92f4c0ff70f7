// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_REVALIDATING_HPP
#define TROTLINE_TRANSPORT_REVALIDATING_HPP
// A transport that asks a server whether an answer has changed since it was read last (RFC 9110
// section 13, conditional requests), instead of reading it again.

#include <trotline/core/abi.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/method.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/request_content.hpp>
#include <trotline/http/response.hpp>
#include <trotline/transport/alarm.hpp>
#include <trotline/transport/async.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/request_check.hpp>
#include <trotline/transport/timer.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// How much a revalidating<> keeps. The answers that were used least recently go first.
struct revalidation_settings {
    std::size_t answers = 256;
    std::size_t bytes = std::size_t{16} << 20;  // of their contents and fields together
};

namespace detail {

// The answers that were kept. Safe for several threads.
class kept_answers {
  public:
    explicit kept_answers(revalidation_settings bounds) : bounds_(bounds) {}

    // A request, and the answer to the same request that was kept, if there is one.
    struct question {
        bool keeps = false;  // the answer can be kept
        std::string key{};
        std::shared_ptr<http::response const> known{};
    };
    question about(http::request const& request);

    // Replaces a 304 by the kept answer, and keeps an answer that has a validator. False: the 304
    // does not belong to what was kept, which is forgotten now: send the request as it was.
    bool settle(question const& asked, result<http::response>& outcome);

    // Adds the condition that the answer has changed.
    static void add_condition(http::request& to, http::response const& known);

    std::size_t size() const {
        std::lock_guard const lock(mutex_);
        return newest_first_.size();
    }

  private:
    struct entry {
        std::string key;
        std::shared_ptr<http::response const> answer;
        std::size_t bytes;
    };
    using place = std::list<entry>::iterator;

    static std::string_view value_of(auto const& message, std::string_view name) {
        auto const* const found = http::find_field(message.fields, name);
        return found != nullptr ? std::string_view(found->value) : std::string_view();
    }
    // An opaque tag without the mark of a weak one: RFC 9110 section 8.8.3.2.
    static std::string_view opaque(std::string_view tag) {
        return tag.starts_with("W/") ? tag.substr(2) : tag;
    }
    // RFC 9111 section 5.2: Cache-Control has the directive no-store.
    static bool forbids_keeping(auto const& message) {
        for (http::field const& each : message.fields) {
            if (!http::same_name(each.name, "Cache-Control")) continue;
            for (std::string_view rest = each.value; !rest.empty();) {
                std::size_t const comma = (std::min)(rest.find(','), rest.size());
                if (http::same_name(http::without_blanks(rest.substr(0, comma)), "no-store"))
                    return true;
                rest.remove_prefix((std::min)(comma + 1, rest.size()));
            }
        }
        return false;
    }
    void forget(std::string const& key);
    void drop(place which);
    void keep(std::string const& key, std::shared_ptr<http::response const> answer);

    revalidation_settings const bounds_;
    mutable std::mutex mutex_;
    std::list<entry> newest_first_;
    std::map<std::string, place, std::less<>> by_key_;
    std::size_t bytes_ = 0;
};

}  // namespace detail

// Keeps answers to GET (status 200) that have an ETag or a Last-Modified, and sends the same
// request later with If-None-Match or If-Modified-Since. If the server says that nothing has
// changed (304), the answer is the kept one, with status 200 and the newer fields. Every call asks
// the server; nothing is answered from memory alone. The same request: the same URL and the same
// fields, without those of a trace. What an answer or a request says is not to be stored (no-store)
// is not kept, and a request that has conditions of its own is sent as it is. Kept answers stay in
// memory and may contain what is secret. Copies share what they keep. Safe for several threads if T
// is. Asynchronous if T is; a T that cannot be moved is used by reference:
// revalidating<async_curl_transport&>.
//   tl::revalidating<tl::curl_transport> transport{tl::curl_transport{}, {.answers = 1000}};
template <transport T> class revalidating {
  public:
    explicit revalidating(T wrapped = T(), revalidation_settings settings = {})
        : wrapped_(std::forward<T>(wrapped)),
          kept_(std::make_shared<detail::kept_answers>(settings)) {}

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        auto asked = kept_->about(request);
        if (!asked.keeps) return wrapped_.send(request, until, std::move(stop));
        if (asked.known != nullptr) {
            http::request conditional = request;
            detail::kept_answers::add_condition(conditional, *asked.known);
            auto outcome = wrapped_.send(conditional, until, stop);
            if (kept_->settle(asked, outcome)) return outcome;
            asked.known = nullptr;
        }
        auto outcome = wrapped_.send(request, until, std::move(stop));
        static_cast<void>(kept_->settle(asked, outcome));
        return outcome;
    }

    void start(http::request request, deadline until, stop_token stop,
               completion done) requires async_transport<T> {
        auto asked = kept_->about(request);
        if (!asked.keeps)
            return wrapped_.start(std::move(request), until, std::move(stop), std::move(done));
        auto const call = std::make_shared<started>(
            started{std::addressof(wrapped_), alarm_.shared, kept_, std::move(request), until,
                    std::move(stop), std::move(done), std::move(asked)});
        if (call->asked.known == nullptr) return ask(call);
        http::request conditional = call->request;
        detail::kept_answers::add_condition(conditional, *call->asked.known);
        wrapped_.start(std::move(conditional), until, call->stop,
                       [call](result<http::response>&& outcome) {
                           if (call->kept->settle(call->asked, outcome))
                               return finished(*call, std::move(outcome));
                           call->asked.known = nullptr;
                           ask_again(call);
                       });
    }

    // How many answers are kept.
    std::size_t size() const { return kept_->size(); }

    T& wrapped() { return wrapped_; }

  private:
    // A call that does not wait.
    struct started {
        std::remove_reference_t<T>* to;
        std::shared_ptr<detail::alarm<steady_timer>> waits;
        std::shared_ptr<detail::kept_answers> kept;
        http::request request;
        deadline until;
        stop_token stop;
        completion done;
        detail::kept_answers::question asked;
    };

    static void ask(std::shared_ptr<started> const& call) requires async_transport<T> {
        call->to->start(std::move(call->request), call->until, call->stop,
                        [call](result<http::response>&& outcome) {
                            static_cast<void>(call->kept->settle(call->asked, outcome));
                            finished(*call, std::move(outcome));
                        });
    }
    // The wrapped transport may end while it calls a completion: so the alarm calls it.
    static void ask_again(std::shared_ptr<started> const& call) requires async_transport<T> {
        call->waits->set({}, call->stop, [call](bool on_time) {
            if (on_time) return ask(call);
            finished(*call,
                     detail::not_sent(call->request, code::cancelled,
                                      "a stop was requested, or the transport was destroyed"));
        });
    }
    static void finished(started const& call, result<http::response>&& outcome) {
        if (call.done) call.done(std::move(outcome));
    }

    typename detail::wrapping<T>::type wrapped_;
    std::shared_ptr<detail::kept_answers> kept_;
    detail::own_alarm<steady_timer> alarm_{steady_timer()};
};

// Definitions.

namespace detail {

inline kept_answers::question kept_answers::about(http::request const& request) {
    question made;
    if (request.method != http::method::get || http::has_content(request) ||
        request.sink != nullptr || forbids_keeping(request))
        return made;
    made.key = request.url;
    std::vector<std::string> lines;
    for (http::field const& each : request.fields) {
        std::string line;
        for (char const c : each.name) line += lower(c);
        if (line.starts_with("if-") || line == "range") return made;
        if (line == "traceparent" || line == "tracestate") continue;
        lines.push_back(line.append(": ").append(each.value));
    }
    std::ranges::sort(lines);
    for (std::string const& line : lines) made.key.append("\n").append(line);
    made.keeps = true;
    std::lock_guard const lock(mutex_);
    auto const found = by_key_.find(made.key);
    if (found == by_key_.end()) return made;
    newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
    made.known = found->second->answer;
    return made;
}

inline void kept_answers::add_condition(http::request& to, http::response const& known) {
    std::string_view const tag = value_of(known, "ETag"),
                           modified = value_of(known, "Last-Modified");
    if (!tag.empty()) to.fields.push_back({"If-None-Match", std::string(tag)});
    if (!modified.empty()) to.fields.push_back({"If-Modified-Since", std::string(modified)});
}

inline bool kept_answers::settle(question const& asked, result<http::response>& outcome) {
    if (!outcome) return true;
    if (outcome->status == 304 && asked.known != nullptr) {
        std::string_view const tag = value_of(*outcome, "ETag");
        if (!tag.empty() && opaque(tag) != opaque(value_of(*asked.known, "ETag"))) {
            forget(asked.key);
            return false;
        }
        // RFC 9111 section 3.2: newer fields replace older ones, except those about the content
        auto const updates = [](http::field const& each) {
            return !http::same_name(each.name.substr(0, 8), "content-") &&
                   !http::same_name(each.name, "transfer-encoding");
        };
        http::response answer = *asked.known;
        std::erase_if(answer.fields, [&](http::field const& old) {
            return updates(old) && http::find_field(outcome->fields, old.name) != nullptr;
        });
        std::ranges::copy_if(outcome->fields, std::back_inserter(answer.fields), updates);
        answer.elapsed = outcome->elapsed;
        keep(asked.key, std::make_shared<http::response const>(answer));
        outcome = std::move(answer);
        return true;
    }
    bool const has_validator =
        !value_of(*outcome, "ETag").empty() || !value_of(*outcome, "Last-Modified").empty();
    if (outcome->status == 200 && has_validator && !forbids_keeping(*outcome) &&
        value_of(*outcome, "Vary") != "*")
        keep(asked.key, std::make_shared<http::response const>(*outcome));
    else if (outcome->status < 500)
        forget(asked.key);
    return true;
}

inline void kept_answers::forget(std::string const& key) {
    std::lock_guard const lock(mutex_);
    if (auto const found = by_key_.find(key); found != by_key_.end()) drop(found->second);
}

inline void kept_answers::drop(place which) {
    bytes_ -= which->bytes;
    by_key_.erase(which->key);
    newest_first_.erase(which);
}

inline void kept_answers::keep(std::string const& key,
                               std::shared_ptr<http::response const> answer) {
    std::size_t bytes = key.size() + answer->content.size();
    for (http::field const& each : answer->fields) bytes += each.name.size() + each.value.size();
    std::lock_guard const lock(mutex_);
    if (auto const found = by_key_.find(key); found != by_key_.end()) drop(found->second);
    if (bytes > bounds_.bytes || bounds_.answers == 0) return;
    while (newest_first_.size() >= bounds_.answers || bytes_ + bytes > bounds_.bytes)
        drop(std::prev(newest_first_.end()));
    newest_first_.push_front({key, std::move(answer), bytes});
    by_key_.emplace(key, newest_first_.begin());
    bytes_ += bytes;
}

}  // namespace detail
}  // namespace trotline
#endif
