// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_AUTHORIZATION_HPP
#define TROTLINE_RENDERING_AUTHORIZATION_HPP
// The credentials of a request, made from templates: the Basic scheme (RFC 7617), the Bearer scheme
// (RFC 6750 section 2.1) or the Digest scheme (RFC 7616). The rendered value is a secret.

#include <trotline/rendering/template/template_text.hpp>
#include <trotline/rendering/template/text_argument.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

class authorization {
  public:
    enum class scheme : unsigned char { none, basic, bearer, digest };

    constexpr authorization() = default;
    constexpr authorization(scheme how, text_argument user, text_argument secret_part)
        : user_(user.store(), user.is_secret() ? syntax::verbatim : syntax::text),
          secret_(secret_part.store(), secret_part.is_secret() ? syntax::verbatim
                                       : how == scheme::bearer ? syntax::field_value
                                                               : syntax::text),
          scheme_(how),
          literal_secret_(secret_part.is_secret()),
          literal_user_(user.is_secret()) {}

    constexpr scheme how() const { return scheme_; }
    constexpr template_text<2> const& user() const { return user_; }
    // The password or the token.
    constexpr template_text<2> const& secret_part() const { return secret_; }
    // True if it was given as tl::secret: then even the template must not be shown.
    constexpr bool is_secret() const { return literal_secret_; }
    constexpr bool is_user_secret() const { return literal_user_; }

    constexpr template_error error() const {
        return user_.well_formed() ? secret_.error() : user_.error();
    }

  private:
    template_text<2> user_, secret_;
    scheme scheme_ = scheme::none;
    bool literal_secret_ = false;
    bool literal_user_ = false;
};

namespace detail {
template <std::size_t U, std::size_t P>
consteval authorization user_and_password(authorization::scheme how, char const (&user)[U],
                                          char const (&password)[P]) {
    require_template(user, check_template(syntax::text, {user, U - 1}));
    require_template(password, check_template(syntax::text, {password, P - 1}));
    return {how, user, password};
}
}  // namespace detail

// `.authorization = tl::basic("$USER", "$PASSWORD")`. The user must not have a colon; both are sent
// in Base64. With an empty password the user is a key (`basic("$KEY", "")`), and a secret, too.
template <std::size_t U, std::size_t P>
consteval authorization basic(char const (&user)[U], char const (&password)[P]) {
    return detail::user_and_password(authorization::scheme::basic, user, password);
}
constexpr authorization basic(text_argument user, text_argument password) {
    return {authorization::scheme::basic, user, password};
}

// `.authorization = tl::digest("$USER", "$PASSWORD")`. The server's challenge (401) is answered in
// the same call; the password itself is never sent. A content is sent only with the answer.
template <std::size_t U, std::size_t P>
consteval authorization digest(char const (&user)[U], char const (&password)[P]) {
    return detail::user_and_password(authorization::scheme::digest, user, password);
}
constexpr authorization digest(text_argument user, text_argument password) {
    return {authorization::scheme::digest, user, password};
}

// `.authorization = tl::bearer("$TOKEN")`
template <std::size_t N> consteval authorization bearer(char const (&token)[N]) {
    detail::require_template(token, check_template(syntax::field_value, {token, N - 1}));
    return {authorization::scheme::bearer, "", token};
}
constexpr authorization bearer(text_argument token) {
    return {authorization::scheme::bearer, "", token};
}

}  // namespace trotline
#endif
