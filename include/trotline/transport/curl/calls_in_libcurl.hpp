// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_CALLS_IN_LIBCURL_HPP
#define TROTLINE_TRANSPORT_CURL_CALLS_IN_LIBCURL_HPP

#include <trotline/transport/concept.hpp>
#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/curl/started_call.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace trotline::inline TROTLINE_ABI::curl {

// The calls that a transfer_loop has given to libcurl, and when the next of them must be looked at.
// Not safe for several threads.
class calls_in_libcurl {
  public:
    // Throws only std::bad_alloc; then the call is not among them.
    void add(started_call& call) {
        call.place = all_.size();
        all_.push_back(&call);
    }
    // Does nothing if the call is not among them.
    void remove(started_call const& call) noexcept {
        if (call.place >= all_.size() || all_[call.place] != &call) return;
        all_[call.place] = all_.back();
        all_[call.place]->place = call.place;
        all_.pop_back();
    }

    // The call of a handle that libcurl has.
    started_call& of(CURL* handle) const {
        void* call = nullptr;
        if (curl_easy_getinfo(handle, CURLINFO_PRIVATE, &call) == CURLE_OK)
            return *static_cast<started_call*>(call);
        return **std::find_if(all_.begin(), all_.end(),
                              [&](started_call const* each) { return each->handle() == handle; });
    }

    // Calls f(call) for each; f may remove that call.
    void for_each(auto&& f) {
        for (std::size_t i = all_.size(); i-- > 0;) f(*all_[i]);
    }

    // When one of them must be looked at, at the latest.
    deadline look_by() const { return look_by_; }
    // Call it when libcurl has begun or continued the call.
    void watch(started_call const& call, deadline now) {
        look_by_ = (std::min)(look_by_, call.look_by(now));
    }
    // Call it when all have been looked at.
    void watch_all(deadline now) {
        look_by_ = (deadline::max)();
        for (auto const* const call : all_) watch(*call, now);
    }

  private:
    std::vector<started_call*> all_;
    deadline look_by_ = (deadline::max)();
};

}  // namespace trotline::curl
#endif
