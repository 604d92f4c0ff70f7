// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_COOKIE_JAR_HPP
#define TROTLINE_TRANSPORT_CURL_COOKIE_JAR_HPP

#include <trotline/core/exception.hpp>
#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/curl/settings.hpp>

#include <memory>
#include <mutex>
#include <new>

namespace trotline::inline TROTLINE_ABI {

// Keeps the cookies that servers set (RFC 6265), in memory only, for the transports that have it in
// their settings. libcurl decides which server gets which cookie. Safe for several threads.
//   tl::curl_transport transport{{.cookies = std::make_shared<tl::cookie_jar>()}};
class cookie_jar {
  public:
    // Throws std::bad_alloc.
    cookie_jar() {
        bool made = curl::initialize() == CURLE_OK;
        if (made) share_ = curl_share_init();
        made =
            made && share_ != nullptr &&
            curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE) == CURLSHE_OK &&
            curl_share_setopt(share_, CURLSHOPT_LOCKFUNC, &lock) == CURLSHE_OK &&
            curl_share_setopt(share_, CURLSHOPT_UNLOCKFUNC, &unlock) == CURLSHE_OK &&
            curl_share_setopt(share_, CURLSHOPT_USERDATA, static_cast<void*>(this)) == CURLSHE_OK;
        if (made) return;
        if (share_ != nullptr) curl_share_cleanup(share_);
        detail::throw_exception(std::bad_alloc());
    }
    cookie_jar(cookie_jar const&) = delete;
    cookie_jar& operator=(cookie_jar const&) = delete;
    ~cookie_jar() { curl_share_cleanup(share_); }

    CURLSH* share() const { return share_; }

  private:
    // libcurl locks the jar's own state and its cookies, one inside the other.
    std::mutex& mutex_of(curl_lock_data data) {
        return data == CURL_LOCK_DATA_COOKIE ? cookies_ : state_;
    }
    static void lock(CURL*, curl_lock_data data, curl_lock_access, void* self) {
        static_cast<cookie_jar*>(self)->mutex_of(data).lock();
    }
    static void unlock(CURL*, curl_lock_data data, void* self) {
        static_cast<cookie_jar*>(self)->mutex_of(data).unlock();
    }

    CURLSH* share_ = nullptr;
    std::mutex cookies_, state_;
};

}  // namespace trotline
#endif
