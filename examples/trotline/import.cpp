// SPDX-License-Identifier: BSL-1.0
// trotline import: a webhook's configuration from what other tools have.
#include "import.hpp"

#include <trotline/core/message.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/media_type.hpp>
#include <trotline/transport/request_check.hpp>
#include <trotline/uri/character_set.hpp>
#include <trotline/uri/percent_encoding.hpp>

#include "command.hpp"
#include "naming.hpp"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <utility>

namespace tool {

namespace tl = trotline;

namespace {
// True if the template is a parameter, and nothing else that may be secret.
bool is_parameter(std::string_view text) {
    if (!text.starts_with('$')) return false;
    text.remove_prefix(1);
    if (text.starts_with('{') && text.ends_with('}')) text = text.substr(1, text.size() - 2);
    return !text.empty() && std::ranges::all_of(text, is_in_name);
}

// A form's template in which everything that a form cannot have is encoded, and means the same:
// `a[b]=1 2%` becomes `a%5Bb%5D=1+2%25`.
std::string encoded_form(std::string_view text) {
    auto const is_digit = [&](std::size_t at) {
        return at < text.size() && tl::uri::hexadecimal_digit.contains(text[at]);
    };
    std::string made;
    for (std::size_t at = 0; at < text.size();) {
        std::string_view const rest = text.substr(at);
        char const c = rest.front();
        std::size_t const size = rest.starts_with("${")
                                     ? std::min(rest.find('}'), rest.size() - 1) + 1
                                 : rest.starts_with("$$") ? 2
                                                          : 1;
        if (c == '$' || (c == '%' && is_digit(at + 1) && is_digit(at + 2)))
            made += rest.substr(0, size);
        else if (c == ' ')
            made += '+';
        else
            tl::uri::append_percent_encoded(made, rest.substr(0, 1), tl::uri::query_character);
        at += size;
    }
    return made;
}
}  // namespace

void importing::field(std::string const& name, std::string const& value) {
    auto const called = [&](std::string_view other) { return tl::http::same_name(name, other); };
    // pseudo-fields, and what the transport says itself
    if (name.starts_with(':') || tl::detail::belongs_to_the_transport(name) ||
        called("Accept-Encoding") || value.empty())
        return;
    if (called("Content-Type")) {
        media_type = value;
    } else if (called("Authorization")) {
        std::string_view const text = value;
        if (text.size() > 7 && tl::http::same_name(text.substr(0, 7), "Bearer "))
            return bearer(std::string(text.substr(7)));
        // `$KEY`, or a scheme and a parameter: `token $KEY`
        bool const known = is_parameter(text.substr(text.find(' ') + 1));
        made.webhook.fields.push_back({"Authorization", known ? value : "$AUTHORIZATION"});
        if (!known) made.left_out("the Authorization", "AUTHORIZATION");
    } else {
        made.webhook.fields.push_back({name, value});
    }
}

void importing::bearer(std::string const& token) {
    bool const known = is_parameter(token);
    made.webhook.authorization = {"bearer", "", known ? token : "$TOKEN"};
    if (!known) made.left_out("the token", "TOKEN");
}

void importing::basic(std::string const& user, std::string const& password) {
    bool const known = is_parameter(password);
    made.webhook.authorization = {"basic", user, known ? password : "$PASSWORD"};
    if (!known && !password.empty()) made.left_out("the password", "PASSWORD");
}

void importing::user_without_password(std::string const& user) {
    bool const known = is_parameter(user);
    made.webhook.authorization = {"basic", known ? user : "$USER", ""};
    if (!known) made.left_out("the user", "USER");
}

void imported::left_out(std::string const& what, std::string const& parameter) {
    notes.push_back(what + " was left out: set " + parameter + ", and give --secret " + parameter);
}

void importing::file_note() {
    made.notes.push_back(
        "it sends a file: give --files DIRECTORY to trotline request; its path is relative to "
        "that");
}

void importing::content(std::string const& text, std::string const& verbatim) {
    std::string const type = media_type.value_or(std::string(tl::form_media_type));
    auto const parsed = tl::http::parse_media_type(type);
    std::string const kind = parsed && parsed->is_json()             ? "json"
                             : parsed && parsed->is_xml()            ? "xml"
                             : type.starts_with(tl::html_media_type) ? "html"
                             : type.starts_with(tl::form_media_type) ? "form"
                                                                     : "text";
    auto& body = made.webhook.body.emplace();
    body.type = kind;
    body.text = text;
    body.media_type = type;
    auto const is_template = [&] {
        tl::webhook_parts only;
        only.url = "http://x";
        only.body = body;
        return static_cast<bool>(make_webhook(only));
    };
    // JSON without its media type, or characters that a form should have encoded: as such a
    // template, it can have parameters for what is secret in it
    bool const is_form = kind == "form";
    std::size_t const first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    bool const is_like_json = text.substr(first, 1) == "{" || text.substr(first, 1) == "[";
    if ((is_form || kind == "text") && is_like_json) {
        body.type = "json";
        if (is_template())
            return made.notes.push_back("the body is JSON, but is sent as " + type +
                                        ", as the original does: if the server wants JSON, remove "
                                        "the body's media_type");
        body.type = kind;
    }
    if (is_template()) return;
    if (is_form && !is_like_json) {
        body.text = encoded_form(text);
        if (is_template()) return;
    }
    body.type = "verbatim";
    body.text = verbatim;
}

void print(imported const& from) {
    tl::configuration whole;
    auto hook = make_webhook(from.webhook, {.files_below = "/"});
    if (!hook) throw usage_error(hook.error().subject + ": " + hook.error().detail);
    whole.webhook = *std::move(hook);
    for (auto const& [parts, to] : {std::pair(&from.webhook.rows, &whole.rows),
                                    std::pair(&from.webhook.failure_rows, &whole.failure_rows)}) {
        auto rows = *parts;
        tl::detail::wrong_parts wrong;
        *to = tl::detail::build_rows(rows, from.webhook.prefixes, "rows", wrong);
        if (!wrong.empty()) throw usage_error(wrong[0].part + ": " + wrong[0].message);
    }
    std::cout << to_json(whole) << '\n' << std::flush;
    for (std::string const& note : from.notes) {
        std::string shown;
        tl::append_visible(shown, note);
        std::cerr << "note: " << shown << '\n';
    }
}

node read_json_file(std::string const& file) {
    auto const text = read_all(file);
    if (!text) throw usage_error(file + " cannot be read");
    auto read = read_json(*text);
    if (!read)
        throw usage_error(file + ":" + to_string(tl::position_in(*text, read.error().offset)) +
                          ": " + to_string(read.error()));
    return *std::move(read);
}

std::string with_parameters(std::string_view text, std::string_view open, std::string_view close) {
    std::string made;
    for (;;) {
        std::size_t const begin = text.find(open);
        std::size_t const end =
            begin == text.npos ? text.npos : text.find(close, begin + open.size());
        if (end == text.npos) return made += without_parameters(text);
        made += without_parameters(text.substr(0, begin));
        std::string const name =
            parameter_like(text.substr(begin + open.size(), end - begin - open.size()));
        text.remove_prefix(end + close.size());
        bool const goes_on =
            !text.empty() && (is_letter_or_digit(text[0]) || text[0] == '_' || text[0] == '.');
        made += goes_on ? "${" + name + "}" : "$" + name;
    }
}

namespace {
void print_without_secrets(imported made) {
    hide_secrets(made);
    print(made);
}
}  // namespace

int import_command(import_options const& options) try {
    if (options.from == "curl") {
        print_without_secrets(import_curl(
            options.what == "-" ? std::string(std::istreambuf_iterator<char>(std::cin), {})
                                : options.what));
        return mapped;
    }
    node const document = read_json_file(options.what);
    bool const openapi = options.from == "openapi";
    if (options.choice.empty())
        std::cout << (openapi ? list_openapi(document) : list_postman(document)) << std::flush;
    else
        print_without_secrets(openapi ? import_openapi(document, options.choice)
                                      : import_postman(document, options.choice));
    return mapped;
} catch (usage_error const& wrong) {
    std::cerr << "trotline import " << options.from << ": " << wrong.what() << '\n';
    return wrong_usage;
}

}  // namespace tool
