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
#include <trotline/rendering/substitute.hpp>
#include <trotline/rendering/template/field_template.hpp>
#include <trotline/rendering/template/query_array.hpp>
#include <trotline/rendering/template/query_template.hpp>
#include <trotline/rendering/template/url_template.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

trotline::failure as_failure(rendering_failure const& from, std::string_view part,
                             std::string_view part_name);

// Each part has a function that returns true if the part was rendered; if not, outcome() has the
// reason.
class request_rendering {
  public:
    // The source and the request must outlive it.
    request_rendering(parameter_source const& source, http::request& into,
                      unknown_parameters unknown)
        : source_(source),
          into_(into),
          secrets_(into.secrets),
          filling_(source, unknown, &secrets_) {}

    bool url(url_template const& from, query_list const& query);
    bool field(field_template const& from);
    // True if the field that failed last has failed at its value: the failure's offset is then in
    // the value, and not in the name.
    bool value_was_reached() const { return in_value_; }
    bool authorization(trotline::authorization const& from);
    bool content(body const& from);
    // Adds a field unless there is one with that name.
    void default_field(std::string_view name, std::string_view value);
    // Call it last: it removes what is left from an earlier use.
    void finish();

    // The last failure, or none.
    result<void>& outcome() { return outcome_; }

  private:
    http::field& next_field();
    bool substitute(template_view const& from, text_writer& out, std::string_view part,
                    std::string_view part_name);
    bool pair(query_template const& from, text_writer& url);
    bool name_of_pair(query_template const& from, text_writer& url, std::string_view suffix = {});
    bool given_pair(query_template const& from, value const& held, text_writer& url);
    bool write_array(query_template const& from, value const& held, std::string_view parameter,
                     text_writer& url);
    bool fail(rendering_failure const& why, std::string_view part, std::string_view part_name);
    void add_secret(std::string_view plain, std::string_view written);

    parameter_source const& source_;
    http::request& into_;
    http::secrets_writer secrets_;
    substitution filling_;
    result<void> outcome_{};
    std::size_t fields_ = 0;
    bool in_value_ = false;
};

// Definitions.

inline trotline::failure as_failure(rendering_failure const& from, std::string_view part,
                                    std::string_view part_name) {
    trotline::failure why;
    why.stage = stage::render;
    why.code = from.code;
    why.subject = from.subject.empty() ? std::string(part_name) : from.subject;
    why.detail.append("in ").append(part);
    if (!from.subject.empty() && !part_name.empty())
        append_visible(why.detail.append(" "), part_name);
    why.detail.append(": ").append(from.reason);
    why.offset = from.offset;
    return why;
}

inline bool request_rendering::url(url_template const& from, query_list const& query) {
    text_writer out(into_.url);
    if (!substitute(from.content().view(), out, "the URL", {})) return false;
    for (query_template const& each : query)
        if (!pair(each, out)) return false;
    return true;
}

inline bool request_rendering::field(field_template const& from) {
    http::field& to = next_field();
    std::string_view const shown = from.name().text();
    in_value_ = from.name().well_formed() && !from.value().well_formed();
    if (!from.well_formed()) {
        template_error const error = from.error();
        return fail({code::malformed_template, error.offset, {}, error.reason}, "the field", shown);
    }
    if (from.name().slot_count() == 0) {
        overwrite(to.name, shown);
    } else {
        text_writer out(to.name);
        if (!substitute(from.name().view(), out, "a field's name", shown)) return false;
        if (is_framing_field(out.written()) || http::same_name(out.written(), "Host"))
            return fail({code::forbidden_value,
                         0,
                         {},
                         "a parameter must not set Content-Length, Transfer-Encoding or Host"},
                        "a field's name", shown);
    }
    in_value_ = true;
    {
        text_writer out(to.value);
        if (!substitute(from.value().view(), out, "the field", shown)) return false;
    }
    std::string_view const trimmed = http::without_blanks(to.value);
    if (trimmed.size() != to.value.size()) {
        to.value.erase(0, static_cast<std::size_t>(trimmed.data() - to.value.data()));
        to.value.resize(trimmed.size());
    }
    if (from.is_secret()) secrets_.add(to.value);
    return true;
}

inline bool request_rendering::authorization(trotline::authorization const& from) {
    using scheme = trotline::authorization::scheme;
    if (from.how() == scheme::none) return true;
    http::field& to = next_field();
    overwrite(to.name, "Authorization");
    to.value = from.how() == scheme::basic ? "Basic " : "Bearer ";
    std::size_t const begin = to.value.size();
    std::size_t secret = begin;
    {
        text_writer out(to.value, begin);
        if (from.how() == scheme::basic) {
            if (!substitute(from.user().view(), out, "the authorization's user", {})) return false;
            if (out.written().find(':', begin) != npos)
                return fail(
                    {code::forbidden_value, npos, {}, "a user's name must not have a colon"},
                    "the authorization", "user");
            out.append(':');
            secret = out.size();
        }
        if (!substitute(from.secret_part().view(), out, "the authorization", {})) return false;
        if (!http::is_field_value(out.written().substr(begin)))
            return fail(
                {code::forbidden_value, npos, {}, "credentials must not have control characters"},
                "the authorization", {});
    }
    secrets_.add(std::string_view(to.value).substr(secret));
    if (from.how() == scheme::basic) {
        http::encode_base64_in_place(to.value, begin);
        secrets_.add(std::string_view(to.value).substr(begin));
    }
    return true;
}

inline bool request_rendering::content(body const& from) {
    text_writer out(into_.content);
    if (!from.is_present()) return true;
    if (from.content().well_formed())
        if (template_error const error = from.error())
            return fail({code::forbidden_value, npos, {}, error.reason}, "the body", {});
    return substitute(from.content().view(), out, "the body", {});
}

inline void request_rendering::default_field(std::string_view name, std::string_view value) {
    for (std::size_t i = 0; i < fields_; ++i)
        if (http::same_name(into_.fields[i].name, name)) return;
    http::field& to = next_field();
    overwrite(to.name, name);
    overwrite(to.value, value);
}

inline void request_rendering::finish() {
    into_.fields.resize(fields_);
    secrets_.finish();
}

inline http::field& request_rendering::next_field() {
    if (fields_ == into_.fields.size()) into_.fields.emplace_back();
    return into_.fields[fields_++];
}

inline bool request_rendering::substitute(template_view const& from, text_writer& out,
                                          std::string_view part, std::string_view part_name) {
    return filling_.run(from, out) || fail(filling_.failure, part, part_name);
}

inline bool request_rendering::fail(rendering_failure const& why, std::string_view part,
                                    std::string_view part_name) {
    outcome_ = as_failure(why, part, part_name);
    return false;
}

inline void request_rendering::add_secret(std::string_view plain, std::string_view written) {
    secrets_.add(plain);
    secrets_.add(written);
}

inline bool request_rendering::name_of_pair(query_template const& from, text_writer& url,
                                            std::string_view suffix) {
    std::string_view const so_far = url.written();
    if (so_far.find('?') == npos)
        url.append('?');
    else if (so_far.back() != '?' && so_far.back() != '&')
        url.append('&');
    if (!substitute(from.name().view(), url, "a query parameter's name", from.name().text()))
        return false;
    url.append(suffix);
    url.append('=');
    return true;
}

inline bool request_rendering::pair(query_template const& from, text_writer& url) {
    std::string_view const shown = from.name().text();
    if (shown.empty())
        return fail({code::malformed_template, 0, {}, from.error().reason}, "the query", {});
    if (from.value().empty()) {
        for (assignment const& given : source_.overrides())
            if (given.name == shown) return given_pair(from, given.value, url);
        return name_of_pair(from, url);
    }
    if (from.arrays() != arrays::as_text && from.value().is_one_parameter()) {
        std::string_view const parameter =
            from.value().first_slots().front().parameter(from.value().text());
        bool is_array = false;
        bool done = false;
        source_.read(parameter, [&](value const& held) {
            is_array = holds_json_array(held);
            if (is_array) done = write_array(from, held, parameter, url);
        });
        if (is_array) return done;
    }
    if (!name_of_pair(from, url)) return false;
    std::size_t const begin = url.size();
    if (!from.is_secret())
        return substitute(from.value().view(), url, "the query parameter", shown);
    // (a secret has no expressions)
    std::string_view const plain = from.value().text();
    append_percent_encoded(url, plain);
    add_secret(plain, url.written().substr(begin));
    return true;
}

// A pair that the webhook leaves empty, with the caller's value.
inline bool request_rendering::given_pair(query_template const& from, value const& held,
                                          text_writer& url) {
    if (from.arrays() != arrays::as_text && holds_json_array(held))
        return write_array(from, held, from.name().text(), url);
    if (!name_of_pair(from, url)) return false;
    std::size_t const begin = url.size();
    append_value(url, held, place::url_query, true);
    if (held.is_secret()) add_secret(value_text(held).view(), url.written().substr(begin));
    return true;
}

inline bool request_rendering::write_array(query_template const& from, value const& held,
                                           std::string_view parameter, text_writer& url) {
    std::size_t count = 0;
    bool done = true;
    std::string suffix;
    bool const flat =
        for_each_element(std::get<json_text>(held.get()).text, [&](std::string_view element) {
            if (from.arrays() == arrays::brackets) suffix = "%5B%5D";
            if (from.arrays() == arrays::indexed) suffix = "%5B" + std::to_string(count) + "%5D";
            if (count++ == 0 || from.arrays() != arrays::joined) {
                done = name_of_pair(from, url, suffix);
                if (!done) return false;
            } else {
                url.append(',');
            }
            std::size_t const begin = url.size();
            append_percent_encoded(url, element);
            if (held.is_secret()) add_secret(element, url.written().substr(begin));
            return true;
        });
    if (!flat && done)
        return fail({code::forbidden_value, 0, std::string(parameter),
                     "an array in a query must only have texts, numbers, true, false and null"},
                    "the query parameter", from.name().text());
    if (count == 0 && from.arrays() == arrays::joined) return name_of_pair(from, url);
    return done;
}

}  // namespace trotline::detail
#endif
