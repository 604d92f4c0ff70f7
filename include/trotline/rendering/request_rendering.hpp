// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_REQUEST_RENDERING_HPP
#define TROTLINE_RENDERING_REQUEST_RENDERING_HPP
// Renders the parts of a request one after the other into a request whose storage is used again.

#include <trotline/core/failure.hpp>
#include <trotline/core/message.hpp>
#include <trotline/core/result.hpp>
#include <trotline/http/base64.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/secrets.hpp>
#include <trotline/rendering/authorization.hpp>
#include <trotline/rendering/body.hpp>
#include <trotline/rendering/pair_rendering.hpp>
#include <trotline/rendering/part_rendering.hpp>
#include <trotline/rendering/rendering_context.hpp>
#include <trotline/rendering/substitute.hpp>
#include <trotline/rendering/template/field_template.hpp>
#include <trotline/rendering/template/query_template.hpp>
#include <trotline/rendering/template/url_template.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// Each part has a function that returns true if the part was rendered; if not, outcome() has the
// reason.
class request_rendering {
  public:
    // The source and the request must outlive it.
    request_rendering(parameter_source const& source, http::request& into,
                      unknown_parameters unknown)
        : context_(source, into.secrets, unknown), into_(into) {}

    bool url(url_template const& from, query_list const& query);
    bool field(field_template const& from);
    // True if the field that failed last has failed at its value: the failure's offset is then in
    // the value, and not in the name.
    bool value_was_reached() const { return in_value_; }
    bool authorization(trotline::authorization const& from);
    bool content(body const& from);
    // The Content-Type that belongs to the content.
    bool media_type_of(body const& from);
    // Adds a field unless there is one with that name.
    void default_field(std::string_view name, std::string_view value);
    // Call it last: it removes what is left from an earlier use.
    void finish();

    // The last failure, or none.
    result<void>& outcome() { return context_.outcome; }

  private:
    http::field& next_field();
    bool credential(trotline::authorization const& from, text_writer& out);
    bool digest(trotline::authorization const& from);
    bool has_field(std::string_view name) const {
        for (std::size_t i = 0; i < fields_; ++i)
            if (http::same_name(into_.fields[i].name, name)) return true;
        return false;
    }

    rendering_context context_;
    http::request& into_;
    std::size_t fields_ = 0;
    bool in_value_ = false;
};

// Definitions.

inline bool request_rendering::url(url_template const& from, query_list const& query) {
    text_writer out(into_.url);
    if (!context_.substitute(from.content().view(), out, "the URL", {})) return false;
    pair_rendering pairs(context_, out, words_of_query);
    for (query_template const& each : query)
        if (!pairs.write(each)) return false;
    return true;
}

inline bool request_rendering::field(field_template const& from) {
    if (from.well_formed() && context_.filling.is_left_out(from.value().view())) return true;
    http::field& to = next_field();
    std::string_view const shown = from.name().text();
    in_value_ = from.name().well_formed() && !from.value().well_formed();
    if (!from.well_formed()) {
        template_error const error = from.error();
        return context_.fail(
            {code::malformed_template, error.offset, {}, error.reason, error.found}, "the field",
            shown);
    }
    if (from.name().slot_count() == 0) {
        overwrite(to.name, shown);
    } else {
        text_writer out(to.name);
        if (!context_.substitute(from.name().view(), out, "a field's name", shown)) return false;
        if (is_framing_field(out.written()) || http::same_name(out.written(), "Host"))
            return context_.fail(
                {code::forbidden_value,
                 0,
                 {},
                 "a parameter must not set Content-Length, Transfer-Encoding or Host"},
                "a field's name", shown);
    }
    in_value_ = true;
    {
        text_writer out(to.value);
        if (!context_.substitute(from.value().view(), out, "the field", shown)) return false;
    }
    std::string_view const trimmed = http::without_blanks(to.value);
    if (trimmed.size() != to.value.size()) {
        to.value.erase(0, static_cast<std::size_t>(trimmed.data() - to.value.data()));
        to.value.resize(trimmed.size());
    }
    if (from.is_secret()) context_.secrets.add(to.value);
    return true;
}

inline bool request_rendering::authorization(trotline::authorization const& from) {
    using scheme = trotline::authorization::scheme;
    into_.digest.reset();
    if (from.how() == scheme::none) return true;
    if (from.how() == scheme::digest) return digest(from);
    http::field& to = next_field();
    overwrite(to.name, "Authorization");
    to.value = from.how() == scheme::basic ? "Basic " : "Bearer ";
    std::size_t const begin = to.value.size();
    std::size_t secret = begin;
    {
        text_writer out(to.value, begin);
        if (from.how() == scheme::basic) {
            if (!context_.substitute(from.user().view(), out, "the authorization's user", {}))
                return false;
            if (out.written().find(':', begin) != npos)
                return context_.fail(
                    {code::forbidden_value, npos, {}, "a user's name must not have a colon"},
                    "the authorization", "user");
            out.append(':');
            secret = out.size();
        }
        if (!credential(from, out)) return false;
        if (!http::is_field_value(out.written().substr(begin)))
            return context_.fail(
                {code::forbidden_value, npos, {}, "credentials must not have control characters"},
                "the authorization", {});
    }
    context_.secrets.add(std::string_view(to.value).substr(secret));
    if (from.how() == scheme::basic) {
        // Without a password, the user is a key.
        if (secret == to.value.size() || from.is_user_secret())
            context_.secrets.add(std::string_view(to.value).substr(begin, secret - 1 - begin));
        http::encode_base64_in_place(to.value, begin);
        context_.secrets.add(std::string_view(to.value).substr(begin));
    }
    return true;
}

// The password or token, of which a failure shows nothing.
inline bool request_rendering::credential(trotline::authorization const& from, text_writer& out) {
    if (template_error const error = from.secret_part().error())
        return context_.fail({code::malformed_template, error.offset, {}, error.reason},
                             "the authorization", {});
    return context_.substitute(from.secret_part().view(), out, "the authorization", {});
}

inline bool request_rendering::digest(trotline::authorization const& from) {
    http::digest_credentials& to = into_.digest.emplace();
    {
        text_writer user(to.user);
        if (!context_.substitute(from.user().view(), user, "the authorization's user", {}))
            return false;
    }
    {
        text_writer password(to.password);
        if (!credential(from, password)) return false;
    }
    context_.secrets.add(to.password);
    if (from.is_user_secret()) context_.secrets.add(to.user);
    if (to.user.find(':') != npos || !http::is_field_value(to.user) ||
        !http::is_field_value(to.password))
        return context_.fail({code::forbidden_value,
                              npos,
                              {},
                              "expected no control characters, and in a user's name no colon"},
                             "the authorization", "user");
    return true;
}

inline bool request_rendering::content(body const& from) {
    into_.sources.clear();
    into_.boundary.clear();
    text_writer out(into_.content);
    if (!from.is_present()) return true;
    if (from.kind() != body_kind::text) return part_rendering(context_, out, into_).write(from);
    if (from.content().well_formed())
        if (template_error const error = from.error())
            return context_.fail({code::forbidden_value, npos, {}, error.reason}, "the body", {});
    return context_.substitute(from.content().view(), out, "the body", {});
}

inline bool request_rendering::media_type_of(body const& from) {
    if (!from.is_present()) return true;
    if (into_.boundary.empty()) {
        default_field("Content-Type", from.media_type());
        return true;
    }
    if (has_field("Content-Type"))
        return context_.fail({code::forbidden_value,
                              npos,
                              {},
                              "a multipart body has its own Content-Type, with its boundary"},
                             "the field", "Content-Type");
    default_field("Content-Type",
                  std::string(from.media_type()).append("; boundary=").append(into_.boundary));
    return true;
}

inline void request_rendering::default_field(std::string_view name, std::string_view value) {
    if (has_field(name)) return;
    http::field& to = next_field();
    overwrite(to.name, name);
    overwrite(to.value, value);
}

inline void request_rendering::finish() {
    into_.fields.resize(fields_);
    context_.secrets.finish();
}

inline http::field& request_rendering::next_field() {
    if (fields_ == into_.fields.size()) into_.fields.emplace_back();
    return into_.fields[fields_++];
}

}  // namespace trotline::detail
#endif
