// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_LIBRARY_HPP
#define TROTLINE_TRANSPORT_CURL_LIBRARY_HPP

#include <trotline/core/abi.hpp>

#include <curl/curl.h>

#include <pthread.h>

#include <atomic>
#include <csignal>
#include <ctime>
#include <memory>

// Older releases lack: QUICK_EXIT (7.87), PROTOCOLS_STR (7.85), PREREQFUNCTION (7.80).
#if LIBCURL_VERSION_NUM < 0x075700
#error \
    "Trotline needs libcurl 7.87 or newer: without CURLOPT_QUICK_EXIT a resolver that hangs breaks the deadline."
#endif

namespace trotline::inline TROTLINE_ABI::curl {

// Initializes libcurl's global state once, by the first caller, from any thread. It is never
// cleaned up, because other users of libcurl in the process may still need it.
inline CURLcode initialize() {
    static CURLcode const initialized = [] {
        CURLcode const code = curl_global_init(CURL_GLOBAL_ALL);
        if (code != CURLE_OK) return code;
        // Checks the library that is loaded, not the header that was compiled against.
        return curl_version_info(CURLVERSION_NOW)->version_num < 0x075700 ? CURLE_FAILED_INIT
                                                                          : CURLE_OK;
    }();
    return initialized;
}

// How many forks lie between this process and the first one: handles made under a smaller number
// belong to the parent. (Comparing process ids instead would cost a system call for every request.)
inline unsigned fork_generation() {
    static std::atomic<unsigned> forks{0};
    static int const registered =
        pthread_atfork(nullptr, nullptr, [] { forks.fetch_add(1, std::memory_order_relaxed); });
    static_cast<void>(registered);
    return forks.load(std::memory_order_relaxed);
}

struct easy_cleanup {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct multi_cleanup {
    void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct url_cleanup {
    void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
};
using easy_handle = std::unique_ptr<CURL, easy_cleanup>;
using multi_handle = std::unique_ptr<CURLM, multi_cleanup>;
using url_handle = std::unique_ptr<CURLU, url_cleanup>;

// Blocks SIGPIPE in this thread while it lives, so that writing to a connection that the peer has
// closed does not raise it. libcurl avoids the signal for its own sends, but its TLS libraries may
// not. The process's signal handlers stay untouched.
class sigpipe_guard {
  public:
    sigpipe_guard() {
        sigset_t pending;
        if (sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1) return;
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        active_ = pthread_sigmask(SIG_BLOCK, &pipe_, &before_) == 0;
    }
    sigpipe_guard(sigpipe_guard const&) = delete;
    sigpipe_guard& operator=(sigpipe_guard const&) = delete;
    ~sigpipe_guard() {
        if (!active_) return;
        timespec const at_once{};
        while (sigtimedwait(&pipe_, nullptr, &at_once) == SIGPIPE) {
        }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

  private:
    sigset_t pipe_{}, before_{};
    bool active_ = false;
};

}  // namespace trotline::curl
#endif
