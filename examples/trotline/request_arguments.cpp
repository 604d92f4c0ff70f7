// SPDX-License-Identifier: BSL-1.0
// The command line's arguments that describe a request.
#include "request_arguments.hpp"

#include <trotline/json/validate.hpp>
#include <trotline/mapping/get.hpp>

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tool {

namespace {

namespace tl = trotline;

std::pair<std::string, std::string> split(std::string const& text, char at, char const* option,
                                          char const* form) {
    std::size_t const place = text.find(at);
    if (place == text.npos || place == 0)
        throw usage_error(std::string(option) + " " + text + ": expected " + form);
    return {text.substr(0, place), text.substr(place + 1)};
}

std::string text_or_file(std::string const& text) {
    if (!text.starts_with('@')) return text;
    auto read = read_all(text.substr(1));
    if (!read) throw usage_error(text + " cannot be read");
    return *std::move(read);
}

bool is_url(std::string_view target) {
    auto const colon = target.find("://");
    if (colon == target.npos) return target.starts_with('$');
    return tl::http::same_name(target.substr(0, colon), "http") ||
           tl::http::same_name(target.substr(0, colon), "https") || target.starts_with('$');
}

// Why a target is neither a file nor a URL.
std::string no_target(std::string const& target) {
    if (target.find("://") != target.npos)
        return target + ": expected a URL that begins with http:// or https://";
    auto const host = target.substr(0, target.find_first_of(":/?"));
    bool const like_a_host = host == "localhost" || (host.find('.') != host.npos &&
                                                     !host.starts_with('.') && target != host);
    if (like_a_host) return target + " is no file; if it is a URL, write https://" + target;
    return target +
           ": there is no such file; expected a webhook's configuration, or a URL that begins with "
           "http://, https:// or a parameter";
}

tl::configuration from_file(request_options const& options) {
    bool const is_inline = !options.method.empty() || !options.fields.empty() ||
                           !options.query.empty() || !options.encoded_query.empty() ||
                           !options.rows.empty() || !options.prefixes.empty() || options.json ||
                           options.xml || options.form || options.text || options.html ||
                           options.file || !options.parts.empty() || !options.response.empty() ||
                           !options.labels.empty();
    if (is_inline)
        throw usage_error(
            "-X, -H, -q, -m, --prefix, --response, --labels and bodies are for a URL: " +
            options.target + " says that itself");
    if (options.target != "-" && !std::ifstream(options.target))
        throw usage_error(no_target(options.target));
    auto const text = read_all(options.target);
    if (!text) throw usage_error(no_target(options.target));
    auto read = tl::read_configuration(*text, {.files_below = options.files});
    if (!read) throw usage_error(to_string(read.error(), options.target + ":"));
    if (!options.deadline.empty())
        read->webhook.deadline = std::chrono::milliseconds(
            static_cast<long>(seconds_of(options.deadline, "--timeout") * 1000));
    return *std::move(read);
}

// A file that the command line names. Its path may have parameters.
std::string absolute_path(std::string const& file) {
    if (file.starts_with('$')) return file;
    return std::filesystem::absolute(file).string();
}

tl::webhook_content_parts::part part_from(std::string const& text) {
    auto [name, value] = split(text, '=', "-F", "NAME=VALUE or NAME=@FILE");
    tl::webhook_content_parts::part made;
    made.name = name;
    if (!value.starts_with('@')) {
        made.value = value;
        return made;
    }
    constexpr std::string_view type = ";type=";
    if (auto const at = value.rfind(type); at != value.npos) {
        made.media_type = value.substr(at + type.size());
        value.resize(at);
    }
    made.file = absolute_path(value.substr(1));
    return made;
}

tl::configuration from_command_line(request_options const& options) {
    tl::configuration_parts parts;
    parts.url = options.target;
    for (std::string const& each : options.fields) {
        auto [name, value] = split(each, ':', "-H", "Name: value");
        value.erase(0, value.find_first_not_of(" \t"));
        parts.fields.push_back({name, value});
    }
    auto const add_pair = [&](std::string const& each, bool encoded) {
        std::size_t const equals = each.find('=');
        auto& pair = parts.query.emplace_back();
        pair.name = each.substr(0, equals);
        if (equals != each.npos) pair.value = each.substr(equals + 1);
        pair.encoded = encoded;
    };
    for (std::string const& each : options.query) add_pair(each, false);
    for (std::string const& each : options.encoded_query) add_pair(each, true);
    std::pair<char const*, std::optional<std::string> const*> const bodies[] = {
        {"json", &options.json},
        {"xml", &options.xml},
        {"form", &options.form},
        {"text", &options.text},
        {"html", &options.html}};
    for (auto const& [type, text] : bodies) {
        if (!*text) continue;
        if (parts.body)
            throw usage_error("expected one body, found --" + parts.body->type + " and --" + type);
        auto& body = parts.body.emplace();
        body.type = type;
        body.text = text_or_file(**text);
    }
    if (options.file || !options.parts.empty()) {
        if (parts.body || (options.file && !options.parts.empty()))
            throw usage_error("expected one body, found several");
        parts.body.emplace().type = options.file ? "file" : "multipart";
        if (options.file) parts.body->file = absolute_path(*options.file);
        for (std::string const& each : options.parts) parts.body->parts.push_back(part_from(each));
    }
    parts.method = !options.method.empty() ? options.method : parts.body ? "POST" : "GET";
    if (!options.response.empty()) parts.response = options.response;
    if (!options.labels.empty()) parts.labels = options.labels;
    if (!options.deadline.empty()) parts.deadline = seconds_of(options.deadline, "--timeout");

    tl::configuration made;
    // whoever writes the command line may read what it names
    auto hook = tl::make_webhook(parts, {.files_below = "/"});
    if (!hook) {
        auto const& why = hook.error();
        throw usage_error(why.subject + ": " + why.detail +
                          (why.offset == tl::npos ? "" : " at byte " + std::to_string(why.offset)));
    }
    made.webhook = std::move(*hook);
    std::vector<tl::run_time_row> rows;
    for (std::string const& each : options.rows) {
        auto const [path, name] = split_row(each);
        rows.push_back(
            {.path = std::string(path), .parameter = std::string(name.empty() ? path : name)});
    }
    auto mapping = tl::run_time_mapping::build(std::move(rows), prefixes_of(options.prefixes));
    if (!mapping) {
        auto const said = [&](tl::run_time_row_error const& why) {
            return (why.is_prefix ? "--prefix " + options.prefixes[why.row]
                                  : "-m " + options.rows[why.row]) +
                   ": " + why.message() +
                   (why.function == tl::npos ? "" : " at byte " + std::to_string(why.function));
        };
        std::string all = said(mapping.error());
        for (auto const& each : mapping.error().further) all += "\n" + said(each);
        throw usage_error(all);
    }
    made.rows = std::move(*mapping);
    return made;
}

}  // namespace

tl::value value_of(std::string const& text) {
    using tl::operator""_path;
    auto read = tl::get<tl::value>(text, "$"_path);
    if (!read) return text == "null" ? tl::value() : tl::value(text);
    bool const is_text = std::holds_alternative<std::string>(read->get());
    // Blanks around it are kept.
    if (!is_text && to_string(*read) != text) return tl::json_text{text};
    return *std::move(read);
}

double seconds_of(std::string_view text, char const* option) {
    double number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    std::string_view const unit = text.substr(static_cast<std::size_t>(end - text.data()));
    double const factor = unit == "ms"                  ? 0.001
                          : unit.empty() || unit == "s" ? 1
                          : unit == "m"                 ? 60
                          : unit == "h"                 ? 3600
                          : unit == "d"                 ? 86400
                                                        : 0;
    constexpr double longest = 3650 * 86400.0;
    if (error != std::errc() || !(number > 0) || factor == 0 || !(number * factor <= longest))
        throw usage_error(std::string(option) + " " + std::string(text) +
                          ": expected a time like 5s, 500ms or 2m, of at most 3650d");
    return number * factor;
}

tl::configuration configuration_from(request_options const& options) {
    return is_url(options.target) ? from_command_line(options) : from_file(options);
}

std::map<std::string, tl::value> parameters_from(std::vector<std::string> const& parameters,
                                                 std::vector<std::string> const& secrets) {
    std::map<std::string, std::string> texts;
    for (std::string const& each : parameters) {
        auto [name, value] = split(each, '=', "-p", "NAME=VALUE");
        if (!texts.emplace(name, value).second) throw usage_error("-p " + name + " is there twice");
    }
    std::map<std::string, tl::value> values;
    for (std::string const& name : secrets) {
        auto const given = texts.find(name);
        char const* const found =
            given != texts.end() ? given->second.c_str() : std::getenv(name.c_str());
        if (found == nullptr)
            throw usage_error("--secret " + name + ": neither -p " + name +
                              "=... nor an environment variable " + name + " says what it is");
        values.insert_or_assign(name, tl::secret{found});
    }
    for (auto const& [name, text] : texts) values.emplace(name, value_of(text));
    return values;
}

}  // namespace tool
