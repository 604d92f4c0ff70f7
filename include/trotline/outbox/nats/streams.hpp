// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_NATS_STREAMS_HPP
#define TROTLINE_OUTBOX_NATS_STREAMS_HPP

#include <trotline/nats/connection.hpp>
#include <trotline/outbox/nats/settings.hpp>
#include <trotline/outbox/nats/subjects.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI::nats {

inline std::int64_t nanoseconds(std::chrono::nanoseconds time) { return time.count(); }

namespace detail {

// Why an outbox cannot be opened.
inline failure not_opened(code what, std::string name, std::string detail) {
    return {.stage = stage::connect,
            .code = what,
            .subject = std::move(name),
            .detail = std::move(detail)};
}

// What a stream that exists lacks; empty: nothing. Its limits may be others, but it has to take
// what is posted, and must not drop it.
inline std::string lacking(jsStreamConfig const& found, jsStreamConfig const& wanted) {
    std::string_view const subject = wanted.Subjects[0];
    bool takes = false;
    for (int i = 0; i < found.SubjectsLen; ++i) takes = takes || subject == found.Subjects[i];
    if (!takes) return "the subject " + std::string(subject);
    if (found.Retention != wanted.Retention)
        return wanted.Retention == js_WorkQueuePolicy ? "the retention policy work queue"
                                                      : "the retention policy limits";
    if (wanted.Discard == js_DiscardNew && found.Discard != js_DiscardNew)
        return "the discard policy new";
    return {};
}

// Creates a stream unless it exists. If it must exist, that it does not is a failure.
inline std::optional<failure> have_stream(connection const& at, jsStreamConfig& wanted,
                                          bool create) {
    jsStreamInfo* found = nullptr;
    jsErrCode error{};
    natsStatus status = js_GetStreamInfo(&found, at.context(), wanted.Name, nullptr, &error);
    if (status == NATS_OK) {
        stream_info const owner(found);
        std::string const missing = lacking(*found->Config, wanted);
        if (missing.empty()) return std::nullopt;
        return not_opened(code::configuration, wanted.Name,
                          "there is a stream with this name that is not an outbox's: expected " +
                              missing + "; give the outbox another name");
    }
    if (status != NATS_NOT_FOUND && error != JSStreamNotFoundErr)
        return failed_here(stage::connect, wanted.Name, status, error);
    if (!create) return not_opened(code::missing, wanted.Name, "there is no outbox with this name");
    status = js_AddStream(nullptr, at.context(), &wanted, nullptr, &error);
    if (status == NATS_OK || error == JSStreamNameExistErr) return std::nullopt;
    return failed_here(stage::connect, wanted.Name, status, error);
}

inline jsStreamConfig stream_config(nats_outbox_settings const& settings, char const* name,
                                    char const** subject) {
    jsStreamConfig made;
    jsStreamConfig_Init(&made);
    made.Name = name;
    made.Subjects = subject;
    made.SubjectsLen = 1;
    made.Storage = js_FileStorage;
    made.Replicas = settings.replicas;
    return made;
}

}  // namespace detail

// Creates those of the three streams of an outbox that do not exist (settings.create). Fails if
// another stream has the name of one of them.
inline std::optional<failure> have_streams(connection const& at,
                                           nats_outbox_settings const& settings) {
    outbox_subjects const names(settings.name);
    std::string const post = names.all("post"), dead = names.all("dead"),
                      outcome = names.all("outcome"), dead_name = names.dead_stream(),
                      outcome_name = names.outcome_stream();
    char const* subject = post.c_str();
    auto entries = detail::stream_config(settings, names.stream().c_str(), &subject);
    // A delivered entry is removed. If the stream is full, new entries are refused, and old ones
    // kept.
    entries.Retention = js_WorkQueuePolicy;
    entries.Discard = js_DiscardNew;
    entries.MaxBytes = settings.most_bytes;
    entries.Duplicates = nanoseconds(settings.remember_keys);
    if (auto wrong = detail::have_stream(at, entries, settings.create)) return wrong;

    subject = dead.c_str();
    auto letters = detail::stream_config(settings, dead_name.c_str(), &subject);
    letters.MaxBytes = settings.most_bytes;
    letters.MaxAge = nanoseconds(settings.keep_dead);
    letters.Discard = js_DiscardNew;
    letters.Duplicates = nanoseconds(settings.remember_keys);
    if (auto wrong = detail::have_stream(at, letters, settings.create)) return wrong;

    subject = outcome.c_str();
    auto reports = detail::stream_config(settings, outcome_name.c_str(), &subject);
    reports.MaxAge = nanoseconds(settings.keep_outcomes);
    reports.Duplicates = nanoseconds(settings.remember_keys);
    return detail::have_stream(at, reports, settings.create);
}

// Creates the consumer of a subject of the entries' stream, unless it exists. Returns how it is.
// One that exists keeps its settings, because others rely on them; but its leases become longer if
// they would end before this outbox extends them.
inline result<consumer_info> have_consumer(connection const& at,
                                           nats_outbox_settings const& settings,
                                           std::string const& subject,
                                           posted_subject const& parts) {
    jsErrCode error{};
    jsConsumerInfo* raw = nullptr;
    natsStatus status = js_GetConsumerInfo(&raw, at.context(), settings.name.c_str(),
                                           parts.consumer.c_str(), nullptr, &error);
    consumer_info found(std::exchange(raw, nullptr));
    if (status == NATS_OK) {
        if (found->Config->AckWait >= nanoseconds(settings.hold)) return found;
        found->Config->AckWait = nanoseconds(settings.hold);
        status = js_UpdateConsumer(&raw, at.context(), settings.name.c_str(), found->Config,
                                   nullptr, &error);
    } else if (status == NATS_NOT_FOUND || error == JSConsumerNotFoundErr) {
        error = {};
        jsConsumerConfig wanted;
        jsConsumerConfig_Init(&wanted);
        wanted.Durable = parts.consumer.c_str();
        wanted.FilterSubject = subject.c_str();
        wanted.DeliverPolicy = js_DeliverAll;
        wanted.AckPolicy = js_AckExplicit;
        wanted.AckWait = nanoseconds(settings.hold);
        wanted.MaxDeliver = -1;
        // Entries with an order are handed out one at a time, so none overtakes one that waits for
        // another attempt.
        wanted.MaxAckPending = parts.ordered ? 1 : settings.most_unsettled;
        status =
            js_AddConsumer(&raw, at.context(), settings.name.c_str(), &wanted, nullptr, &error);
    }
    if (status != NATS_OK) return failed_here(stage::send, subject, status, error);
    return consumer_info(raw);
}

// The present state of a stream.
inline result<stream_info> info_of(connection const& at, std::string const& stream,
                                   jsOptions* options = nullptr) {
    jsStreamInfo* raw = nullptr;
    jsErrCode error{};
    natsStatus const status = js_GetStreamInfo(&raw, at.context(), stream.c_str(), options, &error);
    if (status != NATS_OK) return failed_here(stage::send, stream, status, error);
    return stream_info(raw);
}

// Removes a message from a stream; false: it does not exist (any more). `subject` is for failures.
inline result<bool> remove_message(connection const& at, std::string const& stream,
                                   std::uint64_t sequence, std::string const& subject) {
    jsErrCode error{};
    natsStatus const status = js_DeleteMsg(at.context(), stream.c_str(), sequence, nullptr, &error);
    if (status == NATS_OK) return true;
    if (error == JSNoMessageFoundErr || error == JSSequenceNotFoundErr ||
        error == JSStreamMsgDeleteFailed)
        return false;
    return failed_here(stage::send, subject, status, error);
}

// The subjects of the entries' stream that have entries, and how many.
inline result<std::map<std::string, std::uint64_t>> subjects_with_entries(
    connection const& at, outbox_subjects const& names) {
    std::string const filter = names.all("post");
    jsOptions options;
    jsOptions_Init(&options);
    options.Stream.Info.SubjectsFilter = filter.c_str();
    auto const info = info_of(at, names.stream(), &options);
    if (!info) return info.error();
    std::map<std::string, std::uint64_t> found;
    if (auto const* const subjects = (*info)->State.Subjects)
        for (int i = 0; i < subjects->Count; ++i)
            found.emplace(subjects->List[i].Subject, subjects->List[i].Msgs);
    return found;
}

}  // namespace trotline::nats
#endif
