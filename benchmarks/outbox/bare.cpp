// SPDX-License-Identifier: BSL-1.0
// A program that uses only libnats and libcurl, and does nothing of what a worker does: no webhook,
// no rows, no limits, no retries, no dead letters, and acknowledgements that nobody confirms.
#include <curl/curl.h>
#include <nats/nats.h>

#include "contest.hpp"

#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
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

// The URL, a line end and the content, and filling up to the size of a message of Trotline.
void post(std::string const& nats, std::string const& outbox, std::string const& url, int count) {
    session at(nats, outbox);
    std::string const subject = outbox + ".post",
                      content = url + "\n" + contest::body + "\n" + std::string(170, ' ');
    for (int i = 0; i < count; ++i) {
        std::string const key = std::to_string(i);
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
    natsMsg* message = nullptr;
    std::string url, content, answer;
};

std::size_t keep(char* bytes, std::size_t, std::size_t size, void* to) {
    static_cast<std::string*>(to)->append(bytes, size);
    return size;
}

void deliver_in_one(std::string const& nats, std::string const& outbox, std::atomic<int>& left) {
    session at(nats, outbox);
    jsSubOptions options;
    jsSubOptions_Init(&options);
    options.Stream = outbox.c_str();
    options.Config.MaxAckPending = 10'000;
    natsSubscription* pull = nullptr;
    need(js_PullSubscribe(&pull, at.context, (outbox + ".post").c_str(), "worker", nullptr,
                          &options, nullptr) == NATS_OK);
    CURLM* const multi = curl_multi_init();
    curl_slist* const fields = curl_slist_append(nullptr, "Content-Type: application/json");
    std::vector<std::unique_ptr<call>> idle;
    for (int i = 0; i < 32; ++i) idle.push_back(std::make_unique<call>());
    std::vector<std::unique_ptr<call>> busy;
    std::vector<natsMsg*> waiting;
    while (left > 0) {
        if (waiting.empty() && !idle.empty()) {
            natsMsgList list{};
            natsSubscription_Fetch(&list, pull, 256, busy.empty() ? 100 : 1, nullptr);
            for (int i = 0; i < list.Count; ++i) {
                waiting.push_back(list.Msgs[i]);
                list.Msgs[i] = nullptr;
            }
            natsMsgList_Destroy(&list);
        }
        while (!waiting.empty() && !idle.empty()) {
            auto one = std::move(idle.back());
            idle.pop_back();
            one->message = waiting.back();
            waiting.pop_back();
            std::string_view const content(
                natsMsg_GetData(one->message),
                static_cast<std::size_t>(natsMsg_GetDataLength(one->message)));
            auto const first = content.find('\n'), second = content.find('\n', first + 1);
            one->url = content.substr(0, first);
            one->content = content.substr(first + 1, second - first - 1);
            one->answer.clear();
            curl_easy_setopt(one->easy, CURLOPT_URL, one->url.c_str());
            curl_easy_setopt(one->easy, CURLOPT_POSTFIELDS, one->content.c_str());
            curl_easy_setopt(one->easy, CURLOPT_HTTPHEADER, fields);
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
            natsMsg_Ack(of->message, nullptr);
            natsMsg_Destroy(of->message);
            --left;
            for (auto& each : busy)
                if (each.get() == of) {
                    idle.push_back(std::move(each));
                    std::swap(each, busy.back());
                    busy.pop_back();
                    break;
                }
        }
        if (!busy.empty()) curl_multi_poll(multi, nullptr, 0, 10, nullptr);
    }
    for (natsMsg* const each : waiting) natsMsg_Destroy(each);
    for (auto& each : idle) curl_easy_cleanup(each->easy);
    for (auto& each : busy)
        curl_multi_remove_handle(multi, each->easy), curl_easy_cleanup(each->easy);
    curl_multi_cleanup(multi);
    curl_slist_free_all(fields);
    natsSubscription_Destroy(pull);
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
