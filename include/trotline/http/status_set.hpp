// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_STATUS_SET_HPP
#define TROTLINE_HTTP_STATUS_SET_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::http {

// A set of status codes: up to eight single ones and ranges. As text: `2xx,304,400-410`.
//     constexpr status_set accepted{{{200, 299}, 304}};
class status_set {
  public:
    // From first to last, both included.
    struct range {
        short first = 0, last = 0;
        constexpr range() = default;
        constexpr range(int only) : range(only, only) {}
        constexpr range(int from, int to)
            : first(static_cast<short>(from)), last(static_cast<short>(to)) {}
        friend bool operator==(range const&, range const&) = default;
    };
    static constexpr std::size_t capacity = 8;

    // The empty set.
    constexpr status_set() = default;
    template <std::size_t N>
        requires(N <= capacity)
    constexpr status_set(range const (&ranges)[N]) : size_(N) {
        for (std::size_t i = 0; i < N; ++i) ranges_[i] = ranges[i];
    }
    // 2xx: RFC 9110 section 15.3.
    static constexpr status_set successful() { return {{range{200, 299}}}; }

    constexpr bool contains(int status) const {
        for (std::size_t i = 0; i < size_; ++i)
            if (status >= ranges_[i].first && status <= ranges_[i].last) return true;
        return false;
    }

    // Parses such a text. Fails with stage parse, code malformed and the offset of the first wrong
    // byte.
    static result<status_set> parse(std::string_view text);

    friend bool operator==(status_set const&, status_set const&) = default;
    friend std::string to_string(status_set const& set);

  private:
    range ranges_[capacity]{};
    std::size_t size_ = 0;
};

}  // namespace trotline::http

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/http/status_set.ipp>
#endif
#endif
