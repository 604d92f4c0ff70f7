// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_INTERNATIONAL_HOST_HPP
#define TROTLINE_TRANSPORT_CURL_INTERNATIONAL_HOST_HPP
// Converts host names in other alphabets (RFC 5890) to the names in ASCII that are resolved: the
// host of `https://bücher.example/` is `xn--bcher-kva.example`. Uses libcurl and the library for
// such names that libcurl was built with.

#include <trotline/core/abi.hpp>
#include <trotline/core/exception.hpp>
#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/curl/options.hpp>

#include <locale.h>

#include <algorithm>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::curl {

namespace detail {

// While an object of this class exists, the thread's locale is one with UTF-8, whatever the
// program's locale is: libcurl reads host names in the thread's encoding.
class utf8_locale {
  public:
    utf8_locale() : made_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
        if (made_ != nullptr) before_ = ::uselocale(made_);
    }
    utf8_locale(utf8_locale const&) = delete;
    utf8_locale& operator=(utf8_locale const&) = delete;
    ~utf8_locale() {
        if (made_ == nullptr) return;
        ::uselocale(before_);
        ::freelocale(made_);
    }

  private:
    ::locale_t made_, before_{};
};

}  // namespace detail

// True if the URL's host is in another alphabet. Called for every request. In a URL that passed
// check_request(), only the host has bytes outside ASCII.
inline bool has_international_host(std::string_view url) {
    return std::any_of(url.begin(), url.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// Returns the URL with its host in ASCII. Returns nothing if the host is not a name, or if libcurl
// cannot convert it: it is older than 7.88, or was built without a library for such names.
inline std::optional<std::string> with_ascii_host(std::string const& url) {
#ifdef CURLU_PUNYCODE
    url_handle const parts(curl_url());
    if (!parts) trotline::detail::throw_exception(std::bad_alloc());
    if (curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), CURLU_PATH_AS_IS) != CURLUE_OK)
        return std::nullopt;
    detail::utf8_locale const in_utf8;
    char* text = nullptr;
    auto const got = curl_url_get(parts.get(), CURLUPART_URL, &text, CURLU_PUNYCODE);
    std::unique_ptr<char, decltype(&curl_free)> const owned(text, &curl_free);
    // for such a host, some releases report that memory is exhausted
    if (got != CURLUE_OK || has_international_host(text)) return std::nullopt;
    return std::string(text);
#else
    static_cast<void>(url);
    return std::nullopt;
#endif
}

// Sets the URL of a request that passed check_request(). Returns false if its host cannot be
// resolved.
inline bool set_url(option_setter& options, std::string const& url) {
    if (!has_international_host(url)) return options.set_text(CURLOPT_URL, url), true;
    auto const ascii = with_ascii_host(url);
    if (ascii) options.set_text(CURLOPT_URL, *ascii);
    return ascii.has_value();
}

}  // namespace trotline::curl
#endif
