// SPDX-License-Identifier: BSL-1.0
// trotline import: what is secret by its name becomes a parameter, wherever it stands in a request.
#include <trotline/core/ascii.hpp>
#include <trotline/json/string.hpp>
#include <trotline/uri/percent_encoding.hpp>

#include "import.hpp"
#include "naming.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace tool {

namespace {

namespace tl = trotline;

// A name's letters and digits, in small letters: `X-Api-Key` is xapikey.
std::string folded(std::string_view name) {
    std::string made;
    for (char const c : name)
        if (is_letter_or_digit(c)) made += tl::detail::lower(c);
    return made;
}
bool has_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](auto word) { return text.find(word) != text.npos; });
}

// True if a value with this name is usually secret. (max_tokens is a number of tokens, and the
// token of a page is none.)
bool is_secret_name(std::string_view name) {
    std::string const word = folded(name);
    return has_one_of(word, {"password", "passwd", "passphrase", "secret", "apikey", "accesskey",
                             "privatekey", "authkey", "subscriptionkey", "credential", "signature",
                             "authorization", "sessionid", "jwt"}) ||
           is_one_of(word, {"pwd", "pass", "auth", "sig", "sid", "pin", "otp"}) ||
           (word.ends_with("token") &&
            !has_one_of(word, {"pagetoken", "nexttoken", "continuationtoken", "synctoken"}));
}
// `key` alone is a key in a URL and in a field, but not in an object.
bool is_secret_key(std::string_view name) {
    return is_secret_name(name) || is_one_of(folded(name), {"key", "xkey"});
}
bool is_secret_cookie(std::string_view name) {
    std::string const word = folded(name);
    return is_secret_name(name) || has_one_of(word, {"sess", "token", "auth", "login"}) ||
           word.ends_with("sid");
}

// The part of a path's segment that is a secret, so that the path alone is one: in the incoming
// webhooks of Slack (/services/T0/B0/TOKEN), Discord (/api/webhooks/1/TOKEN) and others
// (/hooks/TOKEN), and in the calls of Telegram's bots (/bot1:TOKEN/; a colon in a parameter would
// be sent as %3A). Empty: none.
std::string_view secret_in_path(std::span<std::string_view const> segments, std::size_t i) {
    constexpr std::string_view digits = "0123456789";
    constexpr std::size_t shortest = 16;
    std::string_view const text = segments[i];
    if (std::size_t const bot = 3, colon = text.find(':');
        text.starts_with("bot") && colon != text.npos && colon > bot &&
        text.substr(bot, colon - bot).find_first_not_of(digits) == text.npos)
        return text.substr(colon + 1);
    auto const before = [&](std::size_t steps) {
        return steps <= i ? segments[i - steps] : std::string_view();
    };
    if (before(3) == "services" && before(2).starts_with('T') && before(1).starts_with('B'))
        return text;
    bool const is_below_hooks = std::ranges::any_of(segments.first(i), [](std::string_view each) {
        return is_one_of(each, {"hooks", "webhooks", "webhookb2"});
    });
    // (a number or a word is an identifier)
    bool const looks_random = text.size() >= shortest && text.find_first_of(digits) != text.npos &&
                              text.find_first_not_of("0123456789.-_") != text.npos;
    return is_below_hooks && looks_random ? text : std::string_view();
}

// Calls f for the name of every parameter in a template.
void for_each_parameter(std::string_view text, auto const& f) {
    for (std::size_t at = 0; (at = text.find('$', at)) != text.npos;) {
        if (text.substr(++at).starts_with('$')) {
            ++at;
            continue;
        }
        if (text.substr(at).starts_with('{')) ++at;
        std::size_t const begin = at;
        while (at < text.size() && is_in_name(text[at])) ++at;
        if (at != begin) f(std::string(text.substr(begin, at - begin)));
    }
}

class hiding {
  public:
    explicit hiding(imported& in) : made_(in) {}

    void all() {
        auto& hook = made_.webhook;
        collect_names();
        user_of_url();
        path_of_url();
        for (auto& each : hook.fields)
            if (tl::http::same_name(each.name, "Cookie"))
                cookies(each.value);
            else if (is_secret_key(each.name))
                hide(each.value, each.name, "the field " + each.name);
        if (auto const query = hook.url.find('?'); query != hook.url.npos)
            hook.url = hook.url.substr(0, query + 1) +
                       with_hidden_pairs(std::string_view(hook.url).substr(query + 1),
                                         "the query parameter ", "");
        for (auto& each : hook.query)
            if (is_secret_key(each.name))
                hide(each.value, each.name, "the query parameter " + each.name);
        if (hook.body) body(*hook.body);
    }

  private:
    void collect_names() {
        auto const& hook = made_.webhook;
        auto const in = [&](std::string_view text) {
            for_each_parameter(text, [&](std::string name) { taken_.insert(std::move(name)); });
        };
        in(hook.url);
        if (hook.authorization) in(hook.authorization->user), in(hook.authorization->secret);
        for (auto const& each : hook.fields) in(each.value);
        for (auto const& each : hook.query) in(each.value);
        if (!hook.body) return;
        in(hook.body->text);
        for (auto const& each : hook.body->parts) in(each.value);
    }

    static bool is_literal(std::string_view value) {
        bool literal = !value.empty();
        for_each_parameter(value, [&](std::string const&) { literal = false; });
        return literal;
    }

    // A parameter for a literal value; one for all places that have the same.
    std::string parameter_for(std::string const& value, std::string_view name,
                              std::string const& what) {
        std::string& parameter = parameters_[{std::string(name), value}];
        if (parameter.empty()) {
            parameter = unique(parameter_like(name), taken_);
            made_.left_out(what, parameter);
        }
        return "$" + parameter;
    }
    void hide(std::string& value, std::string_view name, std::string const& what) {
        if (is_literal(value)) value = parameter_for(value, name, what);
    }

    // `http://user:password@host`
    void user_of_url() {
        auto& hook = made_.webhook;
        std::size_t const scheme = hook.url.find("://");
        if (scheme == hook.url.npos) return;
        std::size_t const begin = scheme + 3;
        std::size_t const end = std::min(hook.url.find_first_of("/?#", begin), hook.url.size());
        std::size_t const at = hook.url.substr(0, end).rfind('@');
        if (at == hook.url.npos || at < begin) return;
        std::string const who = hook.url.substr(begin, at - begin);
        hook.url.erase(begin, at + 1 - begin);
        if (hook.authorization) return;
        std::size_t const colon = std::min(who.find(':'), who.size());
        auto const decoded = [](std::string text) {
            for (std::size_t dollar; (dollar = text.find("%24")) != text.npos;)
                text.replace(dollar, 3, "$$");
            auto made = tl::uri::percent_decode(text);
            return made ? *std::move(made) : text;
        };
        std::string user = decoded(who.substr(0, colon));
        std::string password = decoded(who.substr(std::min(colon + 1, who.size())));
        // (without a password, the user's name is a key)
        password.empty() ? hide(user, "USER", "the user")
                         : hide(password, "PASSWORD", "the password");
        hook.authorization = {"basic", user, password};
    }

    void path_of_url() {
        std::string& url = made_.webhook.url;
        std::size_t const scheme = url.find("://");
        std::size_t const path = url.find('/', scheme == url.npos ? 0 : scheme + 3);
        std::size_t const end = std::min(url.find_first_of("?#"), url.size());
        if (path >= end) return;
        std::string const text = url.substr(path, end - path);
        std::vector<std::string_view> segments;
        for (std::string_view rest = text;;) {
            std::size_t const size = std::min(rest.find('/'), rest.size());
            segments.push_back(rest.substr(0, size));
            if (size == rest.size()) break;
            rest.remove_prefix(size + 1);
        }
        std::string made;
        for (std::size_t i = 0; i != segments.size(); ++i) {
            std::string secret(secret_in_path(segments, i));
            made.append(i == 0 ? "" : "/")
                .append(segments[i].substr(0, segments[i].size() - secret.size()));
            hide(secret, "token", "the token in the URL's path");
            made.append(secret);
        }
        url.replace(path, end - path, made);
    }

    void cookies(std::string& value) {
        std::string made, kept;
        for (std::string_view rest = value; !rest.empty();) {
            std::size_t const end = std::min(rest.find(';'), rest.size());
            std::string_view const one = tl::http::without_blanks(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            std::size_t const equals = std::min(one.find('='), one.size());
            std::string const name(one.substr(0, equals));
            std::string text(one.substr(std::min(equals + 1, one.size())));
            if (is_secret_cookie(name))
                hide(text, name, "the cookie " + name);
            else if (is_literal(text))
                kept += (kept.empty() ? "" : ", ") + name;
            made += (made.empty() ? "" : "; ") + name + (equals == one.size() ? "" : "=") + text;
        }
        value = made;
        if (!kept.empty()) made_.notes.push_back("cookies are in it, and may be secret: " + kept);
    }

    // `a=b&token=c`
    std::string with_hidden_pairs(std::string_view pairs, std::string_view before,
                                  std::string_view after) {
        std::string made;
        for (;;) {
            std::size_t const end = std::min(pairs.find('&'), pairs.size());
            std::string_view const one = pairs.substr(0, end);
            std::size_t const equals = one.find('=');
            auto const decoded = tl::uri::form_decode(one.substr(0, equals));
            std::string const name = decoded ? *decoded : std::string();
            std::string value(equals == one.npos ? "" : one.substr(equals + 1));
            if (is_secret_key(name))
                hide(value, name, std::string(before).append(name).append(after));
            made.append(equals == one.npos ? one : one.substr(0, equals + 1)).append(value);
            if (end == pairs.size()) return made;
            made += '&';
            pairs.remove_prefix(end + 1);
        }
    }

    static std::string in_body(std::string const& name) { return name + " in the body"; }
    void not_left_out(std::string const& name, std::string const& why) {
        made_.notes.push_back(in_body(name) + " was not left out, and is probably secret: " + why);
    }

    void body(tl::webhook_content_parts& body) {
        if (body.type == "form")
            body.text = with_hidden_pairs(body.text, "", " in the body");
        else if (body.type == "xml")
            body.text = with_hidden_elements(body.text);
        else if (body.type == "json" || body.type == "verbatim")
            body.text = with_hidden_members(body.text, body.type == "verbatim");
        for (auto& each : body.parts)
            if (is_secret_name(each.name)) hide(each.value, each.name, in_body(each.name));
    }

    // The end of the string at a quote, after its closing quote.
    static std::size_t after_string(std::string_view text, std::size_t at) {
        for (++at; at < text.size() && text[at] != '"'; ++at)
            if (text[at] == '\\') ++at;
        return std::min(at + 1, text.size());
    }
    static std::size_t after_blanks(std::string_view text, std::size_t at) {
        return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    }

    // JSON, in which parameters may stand: a string and a colon are a member's name.
    std::string with_hidden_members(std::string_view text, bool is_verbatim) {
        std::string made;
        std::size_t done = 0;
        for (std::size_t at = 0; (at = text.find('"', at)) != text.npos;) {
            std::size_t const end = after_string(text, at);
            std::string name;
            tl::json::decode(text.substr(at + 1, std::max(end, at + 2) - at - 2),
                             [&](std::string_view piece) { name += piece; });
            at = after_blanks(text, end);
            if (!text.substr(at).starts_with(':') || !is_secret_name(name)) continue;
            at = after_blanks(text, at + 1);
            std::string_view const rest = text.substr(at);
            if (!rest.starts_with('"')) {
                std::size_t const number = rest.find_first_of("-0123456789");
                if (number == 0) not_left_out(name, "it is no text");
                continue;
            }
            std::size_t const begin = at + 1;
            at = after_string(text, at);
            std::string value(text.substr(begin, std::max(at, begin + 1) - begin - 1));
            if (is_verbatim) {
                if (!value.empty()) not_left_out(name, "the body is no template");
                continue;
            }
            hide(value, name, in_body(name));
            made.append(text.substr(done, begin - done)).append(value);
            done = at - 1;
        }
        return made.append(text.substr(done));
    }

    // XML: an element's text.
    std::string with_hidden_elements(std::string_view text) {
        std::string made;
        std::size_t done = 0;
        for (std::size_t at = 0; (at = text.find('<', at)) != text.npos;) {
            std::size_t const name_end = text.find_first_of(" \t\r\n/>", ++at);
            std::size_t const begin = text.find('>', at);
            if (begin == text.npos) break;
            std::string_view const whole = text.substr(at, name_end - at);
            std::string const name(whole.substr(whole.rfind(':') + 1));
            std::size_t const end = std::min(text.find('<', begin), text.size());
            at = begin + 1;
            if (!text.substr(end).starts_with("</") || !is_secret_name(name)) continue;
            std::string value(text.substr(begin + 1, end - begin - 1));
            hide(value, name, in_body(name));
            made.append(text.substr(done, begin + 1 - done)).append(value);
            done = at = end;
        }
        return made.append(text.substr(done));
    }

    imported& made_;
    std::set<std::string> taken_;
    std::map<std::pair<std::string, std::string>, std::string> parameters_;
};

}  // namespace

void hide_secrets(imported& in) { hiding(in).all(); }

}  // namespace tool
