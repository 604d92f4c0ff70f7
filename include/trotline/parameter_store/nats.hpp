// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_NATS_HPP
#define TROTLINE_PARAMETER_STORE_NATS_HPP

#include <trotline/core/exception.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/json/format.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/to_failure.hpp>
#include <trotline/nats/connection.hpp>
#include <trotline/parameter_store/concept.hpp>
#include <trotline/parameter_store/value_json.hpp>
#include <trotline/uri/percent_encoding.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// Where a nats_parameter_store keeps its parameters: a bucket of JetStream's key-value store. The
// properties of the bucket count only when it is created.
struct nats_parameter_settings {
    nats_settings server{};
    std::string bucket = "parameters";  // letters, digits, hyphens and underscores
    std::string flow{};                 // the owner of the parameters: any text
    int replicas = 1;
    // a flow is removed if it was not written for this time; 0: never
    std::chrono::seconds expiry{0};
    // how old a read value may be; 0: every read asks the server
    std::chrono::milliseconds fresh_for{0};
    // if another writer has changed the flow since it was read: whether to apply the batch to the
    // new state (the argument is the number of tries so far). If it returns false, the batch fails
    std::function<bool(unsigned tries)> write_again = [](unsigned tries) { return tries < 16; };
};

// The parameters of a flow, shared by several machines: one entry of a JetStream key-value bucket,
// which is a JSON object. Types are kept as in memory, but a double without a fraction becomes an
// integer. A batch is written at once, by compare and set on the entry's revision. A secret is
// refused: no secret is written to the server. Safe for several threads.
// read() throws bad_result if the server does not answer; a call then fails with that reason.
//   auto store = tl::nats_parameter_store::open({.flow = "order-17"});
//   tl::basic_webhook_node<tl::curl_transport, tl::media_type_parser, tl::nats_parameter_store&>
//       node(tl::curl_transport(), {}, *store);
class nats_parameter_store {
  public:
    using map = std::map<std::string, value, std::less<>>;

    // Connects, and creates the bucket if it does not exist. Fails with stage store.
    static result<nats_parameter_store> open(nats_parameter_settings settings) {
        auto through = nats::connection::connect(settings.server);
        if (!through) return std::move(through).error();
        kvConfig wanted;
        kvConfig_Init(&wanted);
        wanted.Bucket = settings.bucket.c_str();
        wanted.Replicas = settings.replicas;
        wanted.History = 1;
        wanted.TTL = std::chrono::nanoseconds(settings.expiry).count();
        kvStore* raw = nullptr;
        natsStatus status = js_KeyValue(&raw, (*through)->context(), settings.bucket.c_str());
        if (status == NATS_NOT_FOUND)
            status = js_CreateKeyValue(&raw, (*through)->context(), &wanted);
        if (status != NATS_OK)  // another client may have created it at the same time
            status = js_KeyValue(&raw, (*through)->context(), settings.bucket.c_str());
        if (status != NATS_OK) return nats::failed_here(stage::store, settings.bucket, status);
        bucket const held(raw);  // must end before its connection
        return nats_parameter_store(std::move(*through), std::move(settings));
    }

    bool read(std::string_view name, auto&& sink) const {
        std::lock_guard const lock(state_->mutex);
        if (auto fresh = look(state_->settings.fresh_for); !fresh)
            detail::throw_exception(bad_result(to_string(fresh.error())));
        auto const found = state_->values.find(name);
        if (found == state_->values.end()) return false;
        sink(found->second);
        return true;
    }

    // Fails with code rejected (a secret; or another writer has changed the flow and write_again
    // returned false), too_large, or a failure of the server. After a failure nothing was written,
    // unless may_have_been_processed says that the server's answer was lost.
    result<void> apply(std::span<assignment> batch) {
        for (assignment const& each : batch)
            if (auto wrong = refused(each)) return std::move(*wrong);
        std::lock_guard const lock(state_->mutex);
        if (!state_->looked)
            if (auto seen = look({}); !seen) return seen;
        for (unsigned tries = 1;; ++tries) {
            map next = state_->values;
            for (assignment const& each : batch)
                next.insert_or_assign(std::string(each.name), each.value);
            auto written = write(next);
            if (written || written.error().code != code::rejected ||
                !state_->settings.write_again || !state_->settings.write_again(tries))
                return written;
            if (auto seen = look({}); !seen) return seen;
        }
    }

    // Reads the flow again; the next batch is written on that state.
    result<void> refresh() {
        std::lock_guard const lock(state_->mutex);
        return look({});
    }
    // A copy of all parameters as they were last read.
    map snapshot() const {
        std::lock_guard const lock(state_->mutex);
        return state_->values;
    }
    // Removes the flow.
    result<void> clear() {
        std::lock_guard const lock(state_->mutex);
        auto const through = connected();
        if (!through) return through.error();
        kvStore* raw = nullptr;
        natsStatus status =
            js_KeyValue(&raw, (*through)->context(), state_->settings.bucket.c_str());
        bucket const held(raw);
        if (status == NATS_OK) status = kvStore_Purge(raw, state_->key.c_str(), nullptr);
        if (status != NATS_OK)
            return nats::failed_here(stage::store, state_->settings.flow, status);
        return look({});
    }

  private:
    using clock = std::chrono::steady_clock;
    using bucket = nats::handle<kvStore, kvStore_Destroy>;

    struct state {
        state(nats_parameter_settings&& from, std::shared_ptr<nats::connection>&& first)
            : settings(std::move(from)), through(settings.server, std::move(first)) {}

        nats_parameter_settings settings;
        nats::lasting_connection through;
        std::string key, subject;
        std::mutex mutex;
        bool looked = false;
        clock::time_point when{};
        std::uint64_t revision = 0;  // 0: there is no entry
        map values;
    };

    nats_parameter_store(std::shared_ptr<nats::connection> through,
                         nats_parameter_settings settings)
        : state_(std::make_unique<state>(std::move(settings), std::move(through))) {
        state_->key = key_of(state_->settings.flow);
        state_->subject = "$KV." + state_->settings.bucket + "." + state_->key;
    }

    // Keys may have letters, digits, - / _ = and inner dots.
    static std::string key_of(std::string_view flow) {
        std::string key =
            uri::percent_encode(flow, uri::alpha | uri::digit | uri::character_set("-"));
        for (char& c : key)
            if (c == '%') c = '=';
        return key.empty() ? "=" : key;
    }

    static std::optional<failure> refused(assignment const& each) {
        std::string_view const why = each.value.is_secret()
                                         ? "a secret must not be written to the key-value store"
                                     : !is_utf8(each.name) ? "a name that is not UTF-8"
                                                           : detail::lost_in_json(each.value);
        if (why.empty()) return std::nullopt;
        failure made;
        made.stage = stage::store;
        made.code = code::rejected;
        made.subject = each.name;
        made.detail = why;
        return made;
    }

    result<std::shared_ptr<nats::connection>> connected() const {
        auto through = state_->through.get();
        if (through) return through;
        failure why = std::move(through).error();
        why.stage = stage::store;
        return why;
    }

    result<void> look(std::chrono::milliseconds good_for) const {
        if (state_->looked && good_for.count() > 0 && clock::now() < state_->when + good_for)
            return {};
        // Asks the leader, because a replica may be behind. A removed entry leaves a mark.
        auto const through = connected();
        if (!through) return through.error();
        natsMsg* raw = nullptr;
        jsErrCode error{};
        natsStatus const status =
            js_GetLastMsg(&raw, (*through)->context(), ("KV_" + state_->settings.bucket).c_str(),
                          state_->subject.c_str(), nullptr, &error);
        nats::message const found(raw);
        bool const nothing = status == NATS_NOT_FOUND || error == JSNoMessageFoundErr;
        if (status != NATS_OK && !nothing)
            return nats::failed_here(stage::store, state_->settings.flow, status, error);
        state_->when = clock::now();
        std::uint64_t const revision = nothing ? 0 : natsMsg_GetSequence(raw);
        if (state_->looked && revision == state_->revision) return {};
        char const* operation = nullptr;
        if (nothing || natsMsgHeader_Get(raw, "KV-Operation", &operation) == NATS_OK) {
            state_->values.clear();
            state_->revision = revision;
            state_->looked = true;
            return {};
        }
        std::string_view const text(natsMsg_GetData(raw),
                                    static_cast<std::size_t>(natsMsg_GetDataLength(raw)));
        auto read = get<std::map<std::string, std::optional<value>>>(text, literal_path<"$">{});
        if (!read) {
            failure why = to_failure(read.error());
            why.stage = stage::store;
            why.subject = state_->settings.flow;
            return why;
        }
        state_->values.clear();
        for (auto& [name, held] : *read)
            state_->values.emplace(name, held ? std::move(*held) : value());
        state_->revision = revision;
        state_->looked = true;
        return {};
    }

    result<void> write(map& next) {
        auto const through = connected();
        if (!through) return through.error();
        std::string text;
        json::writer to(text);
        to.begin_object();
        for (auto const& [name, held] : next) trotline::write(to.name(name), held);
        to.end_object();
        jsPubOptions options;
        jsPubOptions_Init(&options);
        options.ExpectLastSubjectSeq = state_->revision;
        options.ExpectNoMessage = state_->revision == 0;
        jsPubAck* raw = nullptr;
        jsErrCode error{};
        natsStatus const status =
            js_Publish(&raw, (*through)->context(), state_->subject.c_str(), text.data(),
                       static_cast<int>(text.size()), &options, &error);
        nats::handle<jsPubAck, jsPubAck_Destroy> const acknowledged(raw);
        if (status != NATS_OK || raw == nullptr) {
            failure why = nats::failed_here(stage::store, state_->settings.flow, status, error);
            if (why.code == code::rejected)
                why.detail = "another writer has changed the flow in between";
            return why;
        }
        state_->revision = raw->Sequence;
        state_->values = std::move(next);
        state_->when = clock::now();
        return {};
    }

    std::unique_ptr<state> state_;
};

static_assert(parameter_store<nats_parameter_store>);

}  // namespace trotline
#endif
