// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_METHOD_HPP
#define TROTLINE_HTTP_METHOD_HPP
// A request's method: GET, POST, or any other. RFC 9110 section 9, RFC 5789.

#include <trotline/core/abi.hpp>
#include <trotline/http/field.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::http {

class method;
// Returns the method with that name (below).
constexpr std::optional<method> method_called(std::string_view called);

// What a request asks a server to do. Holds the method's name, a token of at most 22 characters, in
// place: it never allocates. Names are case-sensitive. The default is GET.
//   constexpr trotline::webhook find{.method = trotline::method::other("PROPFIND"), .url = "..."};
class method {
  public:
    static const method get, head, post, put, delete_, patch, options;

    constexpr method() : method("GET") {}
    // Any other method; the compiler checks the name. For names known only at run time:
    // method_called().
    template <std::size_t N> static consteval method other(char const (&name)[N]);

    // The name lives as long as the method. A NUL follows it.
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

// The usual methods. Users write `tl::method::get` and so on.
inline constexpr method method::get{"GET"}, method::head{"HEAD"}, method::post{"POST"},
    method::put{"PUT"}, method::delete_{"DELETE"}, method::patch{"PATCH"},
    method::options{"OPTIONS"};

constexpr std::string_view name(method const& m) { return m.name(); }

// The error message for a name that method_called() refuses.
inline constexpr std::string_view expected_method =
    "expected GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS, or another token of at most 22 "
    "characters; not CONNECT or TRACE";

// Returns the method with that name. Returns nothing for a text that is not a token or is too long,
// for CONNECT and TRACE, whose answers do not come from a service, and for a usual name in small
// letters, which servers do not accept.
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
// The compiler's error message names this function if the argument of method::other() is not a name
// that it takes.
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

// True if the method only reads: RFC 9110 section 9.2.1, and RFC 4918, 5323 and 3253 for other
// methods.
constexpr bool is_safe(method const& m) {
    return detail::is_one_of(m, "GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT", "SEARCH");
}

// True if sending a request twice has the same effect as sending it once: RFC 9110 section 9.2.2.
// False for a method that is not known here.
constexpr bool idempotent(method const& m) {
    return is_safe(m) ||
           detail::is_one_of(m, "PUT", "DELETE", "PROPPATCH", "MKCOL", "COPY", "MOVE");
}

}  // namespace trotline::http
#endif
