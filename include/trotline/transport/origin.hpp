// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_ORIGIN_HPP
#define TROTLINE_TRANSPORT_ORIGIN_HPP
// Finds out which server a request goes to: the origin of its URL, RFC 9110 section 4.3.1. Limits
// and circuits are kept for each origin.

#include <trotline/core/abi.hpp>
#include <trotline/http/field.hpp>

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace trotline::inline TROTLINE_ABI {

// Returns the origin, such as `https://api.example:8443`, of a URL that passed check_request():
// scheme and host in small letters, without user information, and the port only if it is not the
// scheme's default. Empty if the text is not such a URL.
inline std::string origin_of(std::string_view url) {
    auto const scheme = url.find("://");
    if (scheme == url.npos) return {};
    std::string_view authority = url.substr(scheme + 3);
    authority = authority.substr(0, authority.find_first_of("/?#"));
    authority.remove_prefix(authority.rfind('@') + 1);
    std::string origin(url.substr(0, scheme));
    origin.append("://").append(authority);
    std::transform(origin.begin(), origin.end(), origin.begin(), http::lower);
    for (std::string_view const usual : {"http://", ":80", "https://", ":443"}) {
        if (usual.starts_with(':')) continue;
        std::string_view const port = usual == "http://" ? ":80" : ":443";
        if (origin.starts_with(usual) && origin.ends_with(port))
            origin.resize(origin.size() - port.size());
    }
    if (origin.ends_with(':')) origin.pop_back();
    return origin;
}

namespace detail {

// Holds one state for each destination, and a lock that protects all of them. The number is
// bounded: if there are too many, it forgets those that are idle, for which State::idle(now) says
// that forgetting them changes nothing.
template <class State> class by_origin {
  public:
    explicit by_origin(std::size_t most) : most_(most) {}

    std::mutex& mutex() { return mutex_; }

    // The lock must be held. The reference is valid as long as the state is not idle.
    State& at(std::string const& origin, auto const& now) {
        auto const found = states_.find(origin);
        if (found != states_.end()) return found->second;
        if (states_.size() >= most_)
            std::erase_if(states_, [&](auto const& each) { return each.second.idle(now); });
        return states_[origin];
    }
    std::size_t size() const { return states_.size(); }

  private:
    std::size_t most_;
    std::mutex mutex_;
    std::unordered_map<std::string, State> states_;
};

}  // namespace detail
}  // namespace trotline
#endif
