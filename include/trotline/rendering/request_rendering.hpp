// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_REQUEST_RENDERING_HPP
#define TROTLINE_RENDERING_REQUEST_RENDERING_HPP
// Renders the parts of a request into one that is used again and again: its strings are filled
// anew, not replaced.

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

template <class Source> class request_rendering {
  public:
    request_rendering(Source const& source, http::request& into, unknown_parameters unknown)
        : source_(source), into_(into), unknown_(unknown), secrets_(into.secrets) {}

    result<void> url(url_template const& from, query_list const& query) {
        into_.url.clear();
        if (auto done = substitute(from.content(), into_.url, "the URL", {}); !done) return done;
        for (query_template const& each : query)
            if (auto done = pair(each); !done) return done;
        return {};
    }

    result<void> field(field_template const& from) {
        http::field& to = next_field();
        std::string_view const shown = from.name().text();
        in_value_ = from.name().well_formed() && !from.value().well_formed();
        if (!from.well_formed()) {
            template_error const error = from.error();
            return as_failure({code::malformed_template, error.offset, {}, error.reason},
                              "the field", shown);
        }
        if (auto done = substitute(from.name(), to.name, "a field's name", shown); !done)
            return done;
        if (from.name().slot_count() != 0 &&
            (is_framing_field(to.name) || http::same_name(to.name, "Host")))
            return as_failure(
                {code::forbidden_value,
                 0,
                 {},
                 "Content-Length, Transfer-Encoding and Host are not a parameter's to set"},
                "a field's name", shown);
        in_value_ = true;
        if (auto done = substitute(from.value(), to.value, "the field", shown); !done) return done;
        std::string_view const trimmed = http::without_blanks(to.value);
        if (trimmed.size() != to.value.size()) {
            to.value.erase(0, static_cast<std::size_t>(trimmed.data() - to.value.data()));
            to.value.resize(trimmed.size());
        }
        if (from.is_secret()) secrets_.add(to.value);
        return {};
    }

    result<void> authorization(trotline::authorization const& from) {
        using scheme = trotline::authorization::scheme;
        if (from.how() == scheme::none) return {};
        http::field& to = next_field();
        to.name = "Authorization";
        to.value = from.how() == scheme::basic ? "Basic " : "Bearer ";
        std::size_t const begin = to.value.size();
        if (from.how() == scheme::basic) {
            if (auto done = substitute(from.user(), to.value, "the authorization's user", {});
                !done)
                return done;
            if (to.value.find(':', begin) != npos)
                return as_failure({code::forbidden_value, npos, {}, "a user's name has no colon"},
                                  "the authorization", "user");
            to.value += ':';
        }
        std::size_t const secret = to.value.size();
        if (auto done = substitute(from.secret_part(), to.value, "the authorization", {}); !done)
            return done;
        if (!http::is_field_value(std::string_view(to.value).substr(begin)))
            return as_failure(
                {code::forbidden_value, npos, {}, "credentials have no control characters"},
                "the authorization", {});
        secrets_.add(std::string_view(to.value).substr(secret));
        if (from.how() == scheme::basic) {
            http::encode_base64_in_place(to.value, begin);
            secrets_.add(std::string_view(to.value).substr(begin));
        }
        return {};
    }

    result<void> content(body const& from) {
        into_.content.clear();
        if (!from.is_present()) return {};
        if (from.content().well_formed())
            if (template_error const error = from.error())
                return as_failure({code::forbidden_value, npos, {}, error.reason}, "the body", {});
        return substitute(from.content(), into_.content, "the body", {});
    }

    // Whether the last field failed at its value: the failure's offset is there, and not in its
    // name.
    bool value_was_reached() const { return in_value_; }

    // A field that is sent unless one so called is there already.
    void default_field(std::string_view name, std::string_view value) {
        for (std::size_t i = 0; i < fields_; ++i)
            if (http::same_name(into_.fields[i].name, name)) return;
        http::field& to = next_field();
        to.name = name;
        to.value = value;
    }

    void finish() {
        into_.fields.resize(fields_);
        secrets_.finish();
    }

  private:
    http::field& next_field() {
        if (fields_ == into_.fields.size()) into_.fields.emplace_back();
        http::field& to = into_.fields[fields_++];
        to.name.clear();
        to.value.clear();
        return to;
    }

    template <std::size_t Capacity>
    result<void> substitute(template_text<Capacity> const& from, std::string& out,
                            std::string_view part, std::string_view part_name) {
        if (from.slot_count() == 0 && from.well_formed() && from.syntax() != syntax::component) {
            out += from.text();
            return {};
        }
        substitution<Source> filling(source_, out, unknown_, &secrets_);
        if (filling.run(from)) return {};
        return as_failure(filling.failure, part, part_name);
    }

    result<void> name_of_pair(query_template const& from) {
        char const last = into_.url.back();
        bool const has_query = into_.url.find('?') != npos;
        if (!has_query || (last != '?' && last != '&')) into_.url += has_query ? '&' : '?';
        if (auto done =
                substitute(from.name(), into_.url, "a query parameter's name", from.name().text());
            !done)
            return done;
        into_.url += '=';
        return {};
    }

    result<void> pair(query_template const& from) {
        std::string_view const shown = from.name().text();
        if (from.name().empty())
            return as_failure({code::malformed_template, 0, {}, from.error().reason}, "the query",
                              {});
        if (from.is_secret()) {
            if (auto done = name_of_pair(from); !done) return done;
            std::size_t const begin = into_.url.size();
            uri::append_percent_encoded(into_.url, from.value().text());
            secrets_.add(from.value().text());
            secrets_.add(std::string_view(into_.url).substr(begin));
            return {};
        }
        if (from.value().empty()) {
            for (assignment const& given : source_.overrides)
                if (given.name == shown) return given_pair(from, given.value);
            return name_of_pair(from);
        }
        if (from.arrays() != arrays::as_text && from.value().is_one_parameter()) {
            std::string_view const parameter =
                from.value().slots().front().parameter(from.value().text());
            bool is_array = false;
            result<void> done;
            source_.read(parameter, [&](value const& held) {
                is_array = holds_json_array(held);
                if (is_array) done = write_array(from, held, parameter);
            });
            if (is_array) return done;
        }
        if (auto done = name_of_pair(from); !done) return done;
        return substitute(from.value(), into_.url, "the query parameter", shown);
    }

    static bool holds_json_array(value const& held) {
        auto const* text = std::get_if<json_text>(&held.get());
        return text != nullptr && is_json_array(text->text);
    }

    // The caller's value of a pair that was left empty.
    result<void> given_pair(query_template const& from, value const& held) {
        if (from.arrays() != arrays::as_text && holds_json_array(held))
            return write_array(from, held, from.name().text());
        if (auto done = name_of_pair(from); !done) return done;
        std::size_t const begin = into_.url.size();
        append_value(into_.url, held, place::url_query, true);
        if (held.is_secret()) {
            secrets_.add(value_text(held).view());
            secrets_.add(std::string_view(into_.url).substr(begin));
        }
        return {};
    }

    result<void> write_array(query_template const& from, value const& held,
                             std::string_view parameter) {
        bool first = true;
        result<void> done;
        bool const flat =
            for_each_element(std::get<json_text>(held.get()).text, [&](std::string_view element) {
                if (first || from.arrays() == arrays::repeated) {
                    done = name_of_pair(from);
                    if (!done) return false;
                } else {
                    into_.url += ',';
                }
                first = false;
                std::size_t const begin = into_.url.size();
                uri::append_percent_encoded(into_.url, element);
                if (held.is_secret()) {
                    secrets_.add(element);
                    secrets_.add(std::string_view(into_.url).substr(begin));
                }
                return true;
            });
        if (!flat && done)
            return as_failure(
                {code::forbidden_value, 0, std::string(parameter),
                 "an array in a query holds only texts, numbers, true, false and null"},
                "the query parameter", from.name().text());
        if (first && from.arrays() == arrays::joined) return name_of_pair(from);
        return done;
    }

    Source const& source_;
    http::request& into_;
    unknown_parameters unknown_;
    http::secrets_writer secrets_;
    std::size_t fields_ = 0;
    bool in_value_ = false;
};

}  // namespace trotline::detail
#endif
