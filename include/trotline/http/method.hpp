// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_METHOD_HPP
#define TROTLINE_HTTP_METHOD_HPP
// What a request asks a server to do: GET, POST, or any other method. RFC 9110 section 9, RFC 5789.

#include <trotline/core/abi.hpp>
#include <trotline/http/field.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::http {

class method;
// The method of that name (below).
constexpr std::optional<method> method_called(std::string_view called);

// What a request asks a server to do, by its name, which is kept in place: a token of at most 22 characters. Names are case-sensitive. GET unless
// something else was said.
//   constexpr trotline::webhook find{.method = trotline::method::other("PROPFIND"), .url = "..."};
class method {
  public:
    static const method get, head, post, put, delete_, patch, options;

    constexpr method() : method("GET") {}
    // Any other one; checked by the compiler. At run time: method_called().
    template <std::size_t N> static consteval method other(char const (&name)[N]);

    // Lives as long as the method. A NUL stands behind it.
    constexpr std::string_view name() const& { return {text_, size_}; }
    std::string_view name() && = delete;

    friend constexpr bool operator==(method const& a, method const& b) {
        return a.name() == b.name();
    }

  private:
    friend constexpr std::optional<method> method_called(std::string_view called);

    static constexpr std::size_t longest = 22;
    constexpr explicit method(std::string_view name)
        : size_(static_cast<unsigned char>(name.size())) {
        std::copy(name.begin(), name.end(), text_);
    }

    char text_[longest + 1]{};
    unsigned char size_;
};

// The usual methods; for users `tl::method::get` and so on.
inline constexpr method method::get{"GET"}, method::head{"HEAD"}, method::post{"POST"},
    method::put{"PUT"}, method::delete_{"DELETE"}, method::patch{"PATCH"},
    method::options{"OPTIONS"};

constexpr std::string_view name(method const& m) { return m.name(); }

// Says what a name must be that method_called() does not take.
inline constexpr std::string_view expected_method =
    "expected GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS, or another token of at most 22 "
    "characters; not CONNECT or TRACE";

// The method that is so called. Nothing for what is no token or is too long; for CONNECT and TRACE,
// whose answers are not a service's; and for a usual name in small letters, which no server takes.
constexpr std::optional<method> method_called(std::string_view called) {
    constexpr std::string_view usual[] = {"GET",   "HEAD",    "POST",    "PUT",  "DELETE",
                                          "PATCH", "OPTIONS", "CONNECT", "TRACE"};
    if (!is_token(called) || called.size() > method::longest) return std::nullopt;
    auto const at = std::find_if(std::begin(usual), std::end(usual),
                                 [&](auto each) { return same_name(each, called); });
    if (at != std::end(usual) && (*at != called || at - std::begin(usual) >= 7))
        return std::nullopt;
    return method(called);
}

namespace detail {
// Where the compiler's error points: method::other() was given no method's name.
inline void expected_a_token_of_at_most_22_characters_that_is_not_CONNECT_or_TRACE() {}
}  // namespace detail

template <std::size_t N> consteval method method::other(char const (&name)[N]) {
    auto const found = method_called({name, N - 1});
    if (!found) detail::expected_a_token_of_at_most_22_characters_that_is_not_CONNECT_or_TRACE();
    return *found;
}

namespace detail {
constexpr bool is_one_of(method const& m, auto const&... names) {
    return ((m.name() == names) || ...);
}
}  // namespace detail

// RFC 9110 section 9.2.1: it only reads. Of other methods those of RFC 4918, 5323 and 3253.
constexpr bool is_safe(method const& m) {
    return detail::is_one_of(m, "GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT", "SEARCH");
}

// RFC 9110 section 9.2.2: sending it twice has the same effect as sending it once. Of a method that
// is not known here nobody can tell, so it is not.
constexpr bool idempotent(method const& m) {
    return is_safe(m) ||
           detail::is_one_of(m, "PUT", "DELETE", "PROPPATCH", "MKCOL", "COPY", "MOVE");
}

}  // namespace trotline::http
#endif
