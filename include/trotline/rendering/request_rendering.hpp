// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_REQUEST_RENDERING_HPP
#define TROTLINE_RENDERING_REQUEST_RENDERING_HPP
// Renders the parts of a request, one after the other, into a request that is used again and again:
// its strings are filled anew, not replaced.

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

namespace trotline::detail {

trotline::failure as_failure(rendering_failure const& from, std::string_view part,
                             std::string_view part_name);

class request_rendering {
  public:
    // Both must outlive it.
    request_rendering(parameter_source const& source, http::request& into,
                      unknown_parameters unknown)
        : source_(source),
          into_(into),
          secrets_(into.secrets),
          filling_(source, unknown, &secrets_) {}

    result<void> url(url_template const& from, query_list const& query);
    result<void> field(field_template const& from);
    // Whether the field that failed last failed at its value: then the failure's offset is there,
    // and not in its name.
    bool value_was_reached() const { return in_value_; }
    result<void> authorization(trotline::authorization const& from);
    result<void> content(body const& from);
    // A field that is sent unless one with that name is there already.
    void default_field(std::string_view name, std::string_view value);
    // Call last: removes what is left from an earlier use.
    void finish();

  private:
    http::field& next_field();
    result<void> substitute(template_view const& from, text_writer& out, std::string_view part,
                            std::string_view part_name);
    result<void> pair(query_template const& from, text_writer& url);
    result<void> name_of_pair(query_template const& from, text_writer& url);
    result<void> given_pair(query_template const& from, value const& held, text_writer& url);
    result<void> write_array(query_template const& from, value const& held,
                             std::string_view parameter, text_writer& url);
    void add_secret(std::string_view plain, std::string_view written);

    parameter_source const& source_;
    http::request& into_;
    http::secrets_writer secrets_;
    substitution filling_;
    std::size_t fields_ = 0;
    bool in_value_ = false;
};

// The definitions.

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

inline result<void> request_rendering::url(url_template const& from, query_list const& query) {
    text_writer out(into_.url);
    if (auto done = substitute(from.content().view(), out, "the URL", {}); !done) return done;
    for (query_template const& each : query)
        if (auto done = pair(each, out); !done) return done;
    return {};
}

inline result<void> request_rendering::field(field_template const& from) {
    http::field& to = next_field();
    std::string_view const shown = from.name().text();
    in_value_ = from.name().well_formed() && !from.value().well_formed();
    if (!from.well_formed()) {
        template_error const error = from.error();
        return as_failure({code::malformed_template, error.offset, {}, error.reason}, "the field",
                          shown);
    }
    if (from.name().slot_count() == 0) {
        overwrite(to.name, shown);
    } else {
        text_writer out(to.name);
        if (auto done = substitute(from.name().view(), out, "a field's name", shown); !done)
            return done;
        if (is_framing_field(out.written()) || http::same_name(out.written(), "Host"))
            return as_failure(
                {code::forbidden_value,
                 0,
                 {},
                 "Content-Length, Transfer-Encoding and Host are not a parameter's to set"},
                "a field's name", shown);
    }
    in_value_ = true;
    {
        text_writer out(to.value);
        if (auto done = substitute(from.value().view(), out, "the field", shown); !done)
            return done;
    }
    std::string_view const trimmed = http::without_blanks(to.value);
    if (trimmed.size() != to.value.size()) {
        to.value.erase(0, static_cast<std::size_t>(trimmed.data() - to.value.data()));
        to.value.resize(trimmed.size());
    }
    if (from.is_secret()) secrets_.add(to.value);
    return {};
}

inline result<void> request_rendering::authorization(trotline::authorization const& from) {
    using scheme = trotline::authorization::scheme;
    if (from.how() == scheme::none) return {};
    http::field& to = next_field();
    overwrite(to.name, "Authorization");
    to.value = from.how() == scheme::basic ? "Basic " : "Bearer ";
    std::size_t const begin = to.value.size();
    std::size_t secret = begin;
    {
        text_writer out(to.value, begin);
        if (from.how() == scheme::basic) {
            if (auto done = substitute(from.user().view(), out, "the authorization's user", {});
                !done)
                return done;
            if (out.written().find(':', begin) != npos)
                return as_failure({code::forbidden_value, npos, {}, "a user's name has no colon"},
                                  "the authorization", "user");
            out.append(':');
            secret = out.size();
        }
        if (auto done = substitute(from.secret_part().view(), out, "the authorization", {}); !done)
            return done;
        if (!http::is_field_value(out.written().substr(begin)))
            return as_failure(
                {code::forbidden_value, npos, {}, "credentials have no control characters"},
                "the authorization", {});
    }
    secrets_.add(std::string_view(to.value).substr(secret));
    if (from.how() == scheme::basic) {
        http::encode_base64_in_place(to.value, begin);
        secrets_.add(std::string_view(to.value).substr(begin));
    }
    return {};
}

inline result<void> request_rendering::content(body const& from) {
    text_writer out(into_.content);
    if (!from.is_present()) return {};
    if (from.content().well_formed())
        if (template_error const error = from.error())
            return as_failure({code::forbidden_value, npos, {}, error.reason}, "the body", {});
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

inline result<void> request_rendering::substitute(template_view const& from, text_writer& out,
                                                  std::string_view part,
                                                  std::string_view part_name) {
    if (filling_.run(from, out)) return {};
    return as_failure(filling_.failure, part, part_name);
}

inline void request_rendering::add_secret(std::string_view plain, std::string_view written) {
    secrets_.add(plain);
    secrets_.add(written);
}

inline result<void> request_rendering::name_of_pair(query_template const& from, text_writer& url) {
    std::string_view const so_far = url.written();
    if (so_far.find('?') == npos)
        url.append('?');
    else if (so_far.back() != '?' && so_far.back() != '&')
        url.append('&');
    if (auto done =
            substitute(from.name().view(), url, "a query parameter's name", from.name().text());
        !done)
        return done;
    url.append('=');
    return {};
}

inline result<void> request_rendering::pair(query_template const& from, text_writer& url) {
    std::string_view const shown = from.name().text();
    if (shown.empty())
        return as_failure({code::malformed_template, 0, {}, from.error().reason}, "the query", {});
    if (from.value().empty()) {
        for (assignment const& given : source_.overrides())
            if (given.name == shown) return given_pair(from, given.value, url);
        return name_of_pair(from, url);
    }
    if (from.arrays() != arrays::as_text && from.value().is_one_parameter()) {
        std::string_view const parameter =
            from.value().slots().front().parameter(from.value().text());
        bool is_array = false;
        result<void> done;
        source_.read(parameter, [&](value const& held) {
            is_array = holds_json_array(held);
            if (is_array) done = write_array(from, held, parameter, url);
        });
        if (is_array) return done;
    }
    if (auto done = name_of_pair(from, url); !done) return done;
    std::size_t const begin = url.size();
    if (!from.is_secret())
        return substitute(from.value().view(), url, "the query parameter", shown);
    // (a secret has no expressions)
    std::string_view const plain = from.value().text();
    append_percent_encoded(url, plain);
    add_secret(plain, url.written().substr(begin));
    return {};
}

// The caller's value of a pair that the webhook leaves empty.
inline result<void> request_rendering::given_pair(query_template const& from, value const& held,
                                                  text_writer& url) {
    if (from.arrays() != arrays::as_text && holds_json_array(held))
        return write_array(from, held, from.name().text(), url);
    if (auto done = name_of_pair(from, url); !done) return done;
    std::size_t const begin = url.size();
    append_value(url, held, place::url_query, true);
    if (held.is_secret()) add_secret(value_text(held).view(), url.written().substr(begin));
    return {};
}

inline result<void> request_rendering::write_array(query_template const& from, value const& held,
                                                   std::string_view parameter, text_writer& url) {
    bool first = true;
    result<void> done;
    bool const flat =
        for_each_element(std::get<json_text>(held.get()).text, [&](std::string_view element) {
            if (first || from.arrays() == arrays::repeated) {
                done = name_of_pair(from, url);
                if (!done) return false;
            } else {
                url.append(',');
            }
            first = false;
            std::size_t const begin = url.size();
            append_percent_encoded(url, element);
            if (held.is_secret()) add_secret(element, url.written().substr(begin));
            return true;
        });
    if (!flat && done)
        return as_failure({code::forbidden_value, 0, std::string(parameter),
                           "an array in a query holds only texts, numbers, true, false and null"},
                          "the query parameter", from.name().text());
    if (first && from.arrays() == arrays::joined) return name_of_pair(from, url);
    return done;
}

}  // namespace trotline::detail
#endif
