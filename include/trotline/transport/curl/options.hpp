// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_OPTIONS_HPP
#define TROTLINE_TRANSPORT_CURL_OPTIONS_HPP

#include <trotline/core/narrowed.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/curl/cookie_jar.hpp>
#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/curl/settings.hpp>

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <string>
#include <type_traits>
#include <vector>

namespace trotline::inline TROTLINE_ABI::curl {

// Sets options of an easy handle until one is refused, and remembers which one.
class option_setter {
  public:
    explicit option_setter(CURL* handle) : handle_(handle) {}

    // libcurl reads the value through va_arg, so only exact types are accepted.
    template <class T>
    requires std::same_as<T, long> || std::same_as<T, curl_off_t> || std::is_pointer_v<T>
        option_setter& set(CURLoption option, T value) {
        if (code_ != CURLE_OK) return *this;
        code_ = curl_easy_setopt(handle_, option, value);
        if (code_ != CURLE_OK) option_ = option;
        return *this;
    }
    option_setter& set_text(CURLoption option, std::string const& text) {
        return set(option, text.c_str());
    }
    option_setter& set_text_unless_empty(CURLoption option, std::string const& text) {
        return text.empty() ? *this : set_text(option, text);
    }

    CURLcode code() const { return code_; }
    std::string refused_option() const {
        auto const* const option = curl_easy_option_by_id(option_);
        return option ? std::string("CURLOPT_") + option->name : "an option";
    }

  private:
    CURL* handle_;
    CURLcode code_ = CURLE_OK;
    CURLoption option_{};
};

// The time left in milliseconds, as libcurl takes it, rounded up; 0 if the deadline has passed.
inline long milliseconds_until(deadline until) {
    using namespace std::chrono;
    auto const left = until - steady_clock::now();
    if (left <= left.zero()) return 0;
    return trotline::detail::narrowed<long>(
        ceil<milliseconds>((std::min<steady_clock::duration>)(left, hours(24))).count());
}

// What no setting changes: only http and https, TLS verified, no redirects or content decoding by
// libcurl, no credentials from files, no signals, and a hanging resolver does not block the call.
inline void set_safety(option_setter& options) {
    options.set(CURLOPT_NOSIGNAL, 1L)
        .set(CURLOPT_QUICK_EXIT, 1L)
        .set(CURLOPT_PROTOCOLS_STR, "http,https")
        .set(CURLOPT_FOLLOWLOCATION, 0L)
        .set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED))
        .set(CURLOPT_SSL_VERIFYPEER, 1L)
        .set(CURLOPT_SSL_VERIFYHOST, 2L)
        .set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2))
        .set(CURLOPT_HTTP_CONTENT_DECODING, 0L)
        .set(CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE))
        .set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

// Addresses, proxy, certificates, HTTP version and cookies. `resolve` holds a list that libcurl
// reads when a transfer begins; it and the settings must outlive the handle.
inline void set_network(option_setter& options, curl_settings const& s,
                        std::vector<curl_slist>& resolve) {
    if (!s.proxy_from_environment ||
        !s.proxy.empty()) {  // an empty text makes libcurl ignore the environment
        options.set_text(CURLOPT_PROXY, s.proxy).set_text(CURLOPT_NOPROXY, s.no_proxy);
    }
    // Otherwise the system's authorities would be trusted as well.
    if (!s.ca_file.empty()) options.set(CURLOPT_CAPATH, static_cast<char const*>(nullptr));
    options.set_text_unless_empty(CURLOPT_CAINFO, s.ca_file)
        .set_text_unless_empty(CURLOPT_SSLCERT, s.client_certificate)
        .set_text_unless_empty(CURLOPT_SSLKEY, s.client_key)
        .set_text_unless_empty(CURLOPT_KEYPASSWD, s.client_key_password)
        .set_text_unless_empty(CURLOPT_PINNEDPUBLICKEY, s.pinned_public_key)
        .set_text_unless_empty(CURLOPT_UNIX_SOCKET_PATH, s.unix_socket)
        .set_text_unless_empty(CURLOPT_USERAGENT, s.user_agent);
    if (!s.source_address.empty()) options.set_text(CURLOPT_INTERFACE, "host!" + s.source_address);
    if (!s.source_interface.empty())
        options.set_text(CURLOPT_INTERFACE, "if!" + s.source_interface);
    if (s.aws)
        options.set_text(CURLOPT_AWS_SIGV4, s.aws->scope)
            .set_text(CURLOPT_USERNAME, s.aws->key)
            .set_text(CURLOPT_PASSWORD, s.aws->secret);
    constexpr long http_3_only = 31;  // CURL_HTTP_VERSION_3ONLY, of libcurl 7.88
    long const versions[] = {CURL_HTTP_VERSION_2TLS, CURL_HTTP_VERSION_1_1,
                             CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE, CURL_HTTP_VERSION_3, http_3_only};
    options.set(CURLOPT_HTTP_VERSION, versions[static_cast<unsigned char>(s.version)]);

    if (s.cookies) options.set(CURLOPT_SHARE, s.cookies->share()).set(CURLOPT_COOKIEFILE, "");

    resolve.clear();
    for (auto const& entry : s.resolve)
        resolve.push_back({const_cast<char*>(entry.c_str()), nullptr});
    for (std::size_t i = 1; i < resolve.size(); ++i) resolve[i - 1].next = &resolve[i];
    if (!resolve.empty()) options.set(CURLOPT_RESOLVE, resolve.data());
}

}  // namespace trotline::curl
#endif
