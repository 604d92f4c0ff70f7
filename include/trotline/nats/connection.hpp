// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NATS_CONNECTION_HPP
#define TROTLINE_NATS_CONNECTION_HPP

#include <nats/nats.h>
#include <trotline/core/exception.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/nats/event_loop.hpp>
#include <trotline/nats/failure.hpp>
#include <trotline/nats/settings.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::nats {

// Owns an object of libnats.
template <auto Destroy> struct destroy_with {
    void operator()(auto* object) const { Destroy(object); }
};
template <class T, auto Destroy> using handle = std::unique_ptr<T, destroy_with<Destroy>>;
using message = handle<natsMsg, natsMsg_Destroy>;
using stream_info = handle<jsStreamInfo, jsStreamInfo_Destroy>;
using consumer_info = handle<jsConsumerInfo, jsConsumerInfo_Destroy>;

// A connection to a NATS server and its JetStream context. It reconnects by itself, without a limit
// of tries; requests that wait for an answer fail meanwhile. But libnats closes it for good when a
// server refuses the credentials twice in a row. Safe for several threads, except a connection with
// a loop: it belongs to one thread.
class connection {
  public:
    // With a loop, the thread that waits in it does the work of the connection.
    static result<std::shared_ptr<connection>> connect(nats_settings const& settings,
                                                       std::unique_ptr<event_loop> loop = nullptr) {
        if (auto wrong = look_into(settings.credentials_file)) return std::move(*wrong);
        std::shared_ptr<connection> made(new connection(settings.request_limit));
        handle<natsOptions, natsOptions_Destroy> options;
        natsOptions* raw = nullptr;
        natsStatus status = natsOptions_Create(&raw);
        options.reset(raw);
        auto const then = [&](auto set, auto... with) {
            if (status == NATS_OK) status = set(raw, with...);
        };
        std::vector<std::string> const urls = split(settings.url);
        std::vector<char const*> list;
        bool insist = !settings.ca_file.empty() || !settings.certificate.empty();
        for (std::string const& each : urls) {
            list.push_back(each.c_str());
            insist = insist || each.starts_with("tls://");
        }
        then(natsOptions_SetServers, list.data(), static_cast<int>(list.size()));
        then(natsOptions_SetName, settings.name.c_str());
        then(natsOptions_SetTimeout, std::int64_t{settings.connect_limit.count()});
        if (!settings.user.empty())
            then(natsOptions_SetUserInfo, settings.user.c_str(), settings.password.c_str());
        if (!settings.token.empty()) then(natsOptions_SetToken, settings.token.c_str());
        if (!settings.credentials_file.empty())
            then(natsOptions_SetUserCredentialsFromFiles, settings.credentials_file.c_str(),
                 static_cast<char const*>(nullptr));
        if (insist) then(natsOptions_SetSecure, true);
        if (!settings.ca_file.empty())
            then(natsOptions_LoadCATrustedCertificates, settings.ca_file.c_str());
        if (!settings.certificate.empty())
            then(natsOptions_LoadCertificatesChain, settings.certificate.c_str(),
                 settings.key.c_str());
        then(natsOptions_SetMaxReconnect, -1);
        then(natsOptions_SetReconnectWait, std::int64_t{100});
        then(natsOptions_SetReconnectJitter, std::int64_t{100}, std::int64_t{200});
        // A server that disappears silently is noticed within a few seconds; later if the answers
        // are only read while the program waits.
        then(natsOptions_SetPingInterval, std::int64_t{loop ? 5000 : 2000});
        then(natsOptions_SetMaxPingsOut, 2);
        then(natsOptions_SetFailRequestsOnDisconnect, true);
        then(natsOptions_SetReconnectedCB, &reconnected, static_cast<void*>(made.get()));
        then(natsOptions_SetClosedCB, &closed, static_cast<void*>(made.get()));
        made->loop_ = std::move(loop);
        if (made->loop_ && status == NATS_OK) status = made->loop_->serve(raw);
        if (status == NATS_OK) status = natsConnection_Connect(&made->connection_, raw);
        if (status == NATS_OK) {
            jsOptions wait;
            jsOptions_Init(&wait);
            wait.Wait = settings.request_limit.count();
            status = natsConnection_JetStream(&made->context_, made->connection_, &wait);
        }
        if (status != NATS_OK)
            return failed_here(stage::connect, without_credentials(settings.url), status);
        return made;
    }
    connection(connection const&) = delete;
    connection& operator=(connection const&) = delete;
    ~connection() {
        jsCtx_Destroy(context_);
        if (connection_ == nullptr) return;
        if (loop_) loop_->wait(event_loop::clock::now());  // sends what is left
        natsConnection_Close(connection_);
        // libnats calls reconnected() in another thread, maybe still; but not after closed().
        {
            std::unique_lock lock(mutex_);
            ended_.wait_for(lock, event_loop::patience, [&] { return has_ended_; });
        }
        if (loop_) loop_->wait_for_detach();
        natsConnection_Destroy(connection_);
    }

    natsConnection* get() const { return connection_; }
    jsCtx* context() const { return context_; }
    // Only of a connection that was opened with a loop.
    event_loop& loop() const { return *loop_; }
    std::chrono::milliseconds request_limit() const { return request_limit_; }
    bool is_closed() const { return natsConnection_IsClosed(connection_); }
    // False while it is lost, or closed.
    bool is_connected() const {
        return natsConnection_Status(connection_) == NATS_CONN_STATUS_CONNECTED;
    }
    // How often the connection was lost and restored; each time wakes the loop.
    unsigned reconnections() const { return reconnections_; }

  private:
    explicit connection(std::chrono::milliseconds limit)
        : request_limit_(
              (std::min<std::chrono::milliseconds>)(limit, std::chrono::hours(24 * 365))) {}

    static std::vector<std::string> split(std::string_view urls) {
        std::vector<std::string> all;
        while (true) {
            auto const comma = urls.find(',');
            std::string_view one = urls.substr(0, comma);
            one.remove_prefix((std::min)(one.find_first_not_of(' '), one.size()));
            all.emplace_back(one);
            if (comma == urls.npos) return all;
            urls.remove_prefix(comma + 1);
        }
    }
    // User and password may be part of a URL.
    static std::string without_credentials(std::string_view urls) {
        std::string shown;
        for (std::string const& each : split(urls)) {
            auto const slashes = each.find("//");
            auto const begin = slashes == each.npos ? 0 : slashes + 2;
            auto const at = each.rfind('@');
            if (!shown.empty()) shown += ',';
            shown.append(each, 0, begin);
            shown.append(each, at == each.npos ? begin : at + 1);
        }
        return shown;
    }
    // For libnats a file that it cannot use is an error like any other. It reads the file again
    // each time that it connects, so the file may be renewed.
    static std::optional<failure> look_into(std::string const& credentials_file) {
        if (credentials_file.empty()) return std::nullopt;
        std::ifstream in(credentials_file);
        int sections = 0;
        for (std::string line; std::getline(in, line);) sections += line.starts_with("-----BEGIN ");
        if (sections >= 2) return std::nullopt;
        failure why;
        why.stage = stage::connect;
        why.code = code::configuration;
        why.subject = credentials_file;
        why.detail = in.is_open() ? "the file must contain a token (NATS USER JWT) and a key (USER "
                                    "NKEY SEED), as `nsc generate creds` writes them"
                                  : "the file of credentials cannot be opened";
        return why;
    }
    static void reconnected(natsConnection*, void* closure) {
        auto& my = *static_cast<connection*>(closure);
        ++my.reconnections_;
        if (my.loop_) my.loop_->wake();
    }
    static void closed(natsConnection*, void* closure) {
        auto& my = *static_cast<connection*>(closure);
        std::lock_guard const lock(my.mutex_);
        my.has_ended_ = true;
        my.ended_.notify_all();
    }

    std::chrono::milliseconds request_limit_;
    std::unique_ptr<event_loop> loop_;
    natsConnection* connection_ = nullptr;
    jsCtx* context_ = nullptr;
    std::atomic<unsigned> reconnections_ = 0;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool has_ended_ = false;
};

// A connection that is replaced by a new one if it was closed for good. Credentials that were
// refused may be accepted later: because their file was renewed, or the server was set up again.
// Safe for several threads.
class lasting_connection {
  public:
    lasting_connection(nats_settings settings, std::shared_ptr<connection> first)
        : settings_(std::move(settings)), now_(std::move(first)) {}

    // The present connection. If it was closed, connects again, but not more often than every
    // second; in between, the last failure is returned.
    result<std::shared_ptr<connection>> get() {
        using clock = std::chrono::steady_clock;
        std::lock_guard const lock(mutex_);
        if (!now_->is_closed()) return now_;
        if (why_ && clock::now() < tried_ + std::chrono::seconds(1)) return *why_;
        auto again = connection::connect(settings_);
        tried_ = clock::now();
        why_.reset();
        if (!again) return *(why_ = std::move(again).error());
        before_.push_back(std::exchange(now_, std::move(*again)));
        return now_;
    }
    // The same, but if connecting fails, the closed one. Valid as long as this object.
    connection& last() {
        static_cast<void>(get());
        std::lock_guard const lock(mutex_);
        return *now_;
    }

  private:
    nats_settings settings_;
    std::mutex mutex_;
    std::shared_ptr<connection> now_;
    std::vector<std::shared_ptr<connection>> before_;  // closed; last() may have returned them
    std::chrono::steady_clock::time_point tried_{};
    std::optional<failure> why_;  // of the last try
};

// A subject for answers, which only this connection uses.
inline std::string new_inbox() {
    natsInbox* made = nullptr;
    if (natsInbox_Create(&made) != NATS_OK) trotline::detail::throw_exception(std::bad_alloc());
    std::string text(made);
    natsInbox_Destroy(made);
    return text;
}

// A subscription to one subject, or to all that a pattern matches.
class subscription {
  public:
    static result<subscription> open(connection const& at, std::string const& subject) {
        natsSubscription* made = nullptr;
        natsStatus const status = natsConnection_SubscribeSync(&made, at.get(), subject.c_str());
        if (status != NATS_OK) return failed_here(stage::connect, subject, status);
        subscription one;
        one.held_.reset(made);
        natsSubscription_SetPendingLimits(made, -1, -1);
        return one;
    }

    // The next message that has come: status NATS_OK. NATS_TIMEOUT: there is none (now). Messages
    // are valid until next() finds none.
    natsStatus next(natsMsg*& into, std::chrono::milliseconds patience = {}) {
        natsStatus const status = look(into, patience);
        if (status == NATS_OK) {
            received_.emplace_back(into);
            kept_ += static_cast<std::size_t>(natsMsg_GetDataLength(into));
        } else if (received_.size() >= many || kept_ >= large) {
            received_.clear();
            kept_ = 0;
        }
        return status;
    }

    // Ends the subscription, and calls each(message) for all that were sent before. When it
    // returns, the server has also read what was published before. The connection must have a loop.
    void drain(event_loop& loop, std::chrono::milliseconds limit, auto&& each) {
        using clock = event_loop::clock;
        auto const until = clock::now() + limit;
        natsStatus status = natsSubscription_DrainTimeout(held_.get(), limit.count());
        while (status != NATS_INVALID_SUBSCRIPTION && status != NATS_CONNECTION_CLOSED &&
               clock::now() < until) {
            loop.wait(clock::now());
            natsMsg* got = nullptr;
            status = next(got, std::chrono::milliseconds(1));
            if (status == NATS_OK) each(*got);
        }
    }

  private:
    natsStatus look(natsMsg*& into, std::chrono::milliseconds patience) {
        // NextMsg without a message formats a text about it, which costs more than a message.
        if (queued_ == 0) {
            natsStatus const status = natsSubscription_QueuedMsgs(held_.get(), &queued_);
            if (status != NATS_OK) return status;
        }
        if (queued_ == 0 && patience.count() == 0) return NATS_TIMEOUT;
        if (queued_ != 0) --queued_;
        return natsSubscription_NextMsg(&into, held_.get(), patience.count());
    }

    // libnats frees messages in a thread of its own, and wakes it for each message that comes while
    // it sleeps. So messages are given back many at once, or when they take much memory (bytes).
    static constexpr std::size_t many = 128, large = std::size_t{64} << 10;

    handle<natsSubscription, natsSubscription_Destroy> held_;
    std::vector<message> received_;
    std::size_t kept_ = 0;      // bytes in received_
    std::uint64_t queued_ = 0;  // messages that certainly wait
};

}  // namespace trotline::nats
#endif
