// SPDX-License-Identifier: BSL-1.0
// A program that uses only libnats and libcurl. Like a worker it pulls, calls, acknowledges, and
// counts what the server has confirmed. The requests have the same fields and the same time limit
// as a worker's. It does nothing else of what a worker does: no webhook, no rows, no limits, no
// retries, no dead letters, no extension of leases, and an acknowledgement that is not confirmed is
// not repeated.
#include <curl/curl.h>
#include <nats/nats.h>

#include "contest.hpp"

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace {

void need(bool good) {
    if (!good) std::exit(1);
}

struct session {
    natsConnection* connection = nullptr;
    jsCtx* context = nullptr;
    session(std::string const& nats, std::string const& name) {
        need(natsConnection_ConnectTo(&connection, nats.c_str()) == NATS_OK &&
             natsConnection_JetStream(&context, connection, nullptr) == NATS_OK);
        jsStreamConfig config;
        jsStreamConfig_Init(&config);
        std::string const subject = name + ".post";
        char const* subjects = subject.c_str();
        config.Name = name.c_str();
        config.Subjects = &subjects;
        config.SubjectsLen = 1;
        config.Retention = js_WorkQueuePolicy;
        js_AddStream(nullptr, context, &config, nullptr, nullptr);
    }
    ~session() {
        natsConnection_Flush(connection);
        jsCtx_Destroy(context);
        natsConnection_Destroy(connection);
    }
};

// The URL, the key, the content, and filling up to the size of a message of Trotline.
void post(std::string const& nats, std::string const& outbox, std::string const& url, int count) {
    session at(nats, outbox);
    std::string const subject = outbox + ".post";
    for (int i = 0; i < count; ++i) {
        std::string const key = std::to_string(i), content = url + "\n" + key + "\n" +
                                                             contest::body + "\n" +
                                                             std::string(170 - key.size(), ' ');
        jsPubOptions options;
        jsPubOptions_Init(&options);
        options.MsgId = key.c_str();
        jsPubAck* answer = nullptr;
        need(js_Publish(&answer, at.context, subject.c_str(), content.data(),
                        static_cast<int>(content.size()), &options, nullptr) == NATS_OK);
        jsPubAck_Destroy(answer);
    }
}

struct call {
    CURL* easy = curl_easy_init();
    curl_slist* fields = nullptr;
    natsMsg* message = nullptr;
    std::string url, content, answer;

    call() = default;
    call(call const&) = delete;
    call& operator=(call const&) = delete;
    ~call() {
        curl_easy_cleanup(easy);
        curl_slist_free_all(fields);
    }
};

std::size_t keep(char* bytes, std::size_t, std::size_t size, void* to) {
    static_cast<std::string*>(to)->append(bytes, size);
    return size;
}

// A subscription whose messages are asked for one at a time.
struct inbox {
    natsInbox* name = nullptr;
    natsSubscription* all = nullptr;
    explicit inbox(natsConnection* of) {
        need(natsInbox_Create(&name) == NATS_OK &&
             natsConnection_SubscribeSync(&all, of, name) == NATS_OK &&
             natsSubscription_SetPendingLimits(all, -1, -1) == NATS_OK);
    }
    ~inbox() {
        natsSubscription_Destroy(all);
        natsInbox_Destroy(name);
    }
    natsMsg* next(std::int64_t patience) const {
        natsMsg* got = nullptr;
        natsSubscription_NextMsg(&got, all, patience);
        return got;
    }
};

// It does not use natsSubscription_Fetch: version 3.4 writes beyond its list when a late answer to
// an earlier call has come.
void deliver_in_one(std::string const& nats, std::string const& outbox, std::atomic<int>& left) {
    session at(nats, outbox);
    jsConsumerConfig consumer;
    jsConsumerConfig_Init(&consumer);
    consumer.Durable = "worker";
    consumer.AckPolicy = js_AckExplicit;
    consumer.MaxAckPending = 10'000;
    js_AddConsumer(nullptr, at.context, outbox.c_str(), &consumer, nullptr, nullptr);
    std::string const pull = "$JS.API.CONSUMER.MSG.NEXT." + outbox + ".worker";
    inbox const entries(at.connection), confirmations(at.connection);
    CURLM* const multi = curl_multi_init();
    std::vector<std::unique_ptr<call>> idle, busy;
    for (int i = 0; i < 32; ++i) idle.push_back(std::make_unique<call>());
    int asked = 0;
    while (left > 0) {
        if (asked < 32) {
            constexpr int more = 256;
            need(natsConnection_PublishRequestString(
                     at.connection, pull.c_str(), entries.name,
                     ("{\"batch\":" + std::to_string(more) + ",\"expires\":1000000000}").c_str()) ==
                 NATS_OK);
            asked += more;
        }
        while (!idle.empty()) {
            natsMsg* const got = entries.next(busy.empty() ? 10 : 0);
            if (got == nullptr) break;
            char const* const reply = natsMsg_GetReply(got);
            if (reply == nullptr || *reply == '\0') {  // the request has ended
                asked = 0;
                natsMsg_Destroy(got);
                break;
            }
            --asked;
            auto one = std::move(idle.back());
            idle.pop_back();
            one->message = got;
            std::string_view const content(natsMsg_GetData(got),
                                           static_cast<std::size_t>(natsMsg_GetDataLength(got)));
            auto const first = content.find('\n'), second = content.find('\n', first + 1),
                       third = content.find('\n', second + 1);
            one->url = content.substr(0, first);
            one->content = content.substr(second + 1, third - second - 1);
            curl_slist_free_all(std::exchange(one->fields, nullptr));
            std::string const key =
                "Idempotency-Key: " + std::string(content.substr(first + 1, second - first - 1));
            for (char const* const field :
                 {"Content-Type: application/json", key.c_str(),
                  "Accept: application/json, application/xml, text/xml;q=0.9, */*;q=0.1",
                  "Accept-Encoding: gzip, deflate"})
                one->fields = curl_slist_append(one->fields, field);
            one->answer.clear();
            curl_easy_setopt(one->easy, CURLOPT_URL, one->url.c_str());
            curl_easy_setopt(one->easy, CURLOPT_POSTFIELDS, one->content.c_str());
            curl_easy_setopt(one->easy, CURLOPT_HTTPHEADER, one->fields);
            curl_easy_setopt(one->easy, CURLOPT_USERAGENT, "trotline");
            curl_easy_setopt(one->easy, CURLOPT_TIMEOUT_MS, 10'000L);
            curl_easy_setopt(one->easy, CURLOPT_WRITEFUNCTION, &keep);
            curl_easy_setopt(one->easy, CURLOPT_WRITEDATA, &one->answer);
            curl_easy_setopt(one->easy, CURLOPT_NOSIGNAL, 1L);
            curl_easy_setopt(one->easy, CURLOPT_PRIVATE, one.get());
            curl_multi_add_handle(multi, one->easy);
            busy.push_back(std::move(one));
        }
        int running = 0, more = 0;
        curl_multi_perform(multi, &running);
        while (CURLMsg* const done = curl_multi_info_read(multi, &more)) {
            if (done->msg != CURLMSG_DONE) continue;
            call* of = nullptr;
            curl_easy_getinfo(done->easy_handle, CURLINFO_PRIVATE, &of);
            need(done->data.result == CURLE_OK);
            curl_multi_remove_handle(multi, of->easy);
            natsConnection_PublishRequestString(at.connection, natsMsg_GetReply(of->message),
                                                confirmations.name, "+ACK");
            natsMsg_Destroy(of->message);
            for (auto& each : busy)
                if (each.get() == of) {
                    idle.push_back(std::move(each));
                    std::swap(each, busy.back());
                    busy.pop_back();
                    break;
                }
        }
        while (natsMsg* const confirmed = confirmations.next(0)) {
            natsMsg_Destroy(confirmed);
            --left;
        }
        if (!busy.empty()) curl_multi_poll(multi, nullptr, 0, 10, nullptr);
    }
    for (auto& each : busy) {
        curl_multi_remove_handle(multi, each->easy);
        natsMsg_Destroy(each->message);
    }
    idle.clear();
    busy.clear();
    curl_multi_cleanup(multi);
}

void deliver(std::string const& nats, std::string const& outbox, int count, int workers) {
    static bool const initialized = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    need(initialized);
    std::atomic<int> left = count;
    std::vector<std::jthread> threads;  // joined before it goes
    for (int i = 0; i < workers; ++i)
        threads.emplace_back([&] { deliver_in_one(nats, outbox, left); });
}

}  // namespace

contest::contender const contest::bare{"bare libnats + libcurl", &post, &deliver};
