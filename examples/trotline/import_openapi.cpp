// SPDX-License-Identifier: BSL-1.0
// trotline import openapi: a webhook's configuration for an operation of an OpenAPI 3 document.
#include <trotline/uri/percent_encoding.hpp>

#include "command.hpp"
#include "import.hpp"
#include "naming.hpp"
#include "openapi_schema.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tool {

namespace {

namespace tl = trotline;

constexpr std::string_view methods[] = {"get",     "put",  "post",  "delete",
                                        "options", "head", "patch", "query"};

std::string upper(std::string_view name) {
    std::string made(name);
    std::ranges::transform(made, made.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    return made;
}

void check_version(node const& document) {
    if (!document["openapi"].text.starts_with("3."))
        throw usage_error(document["swagger"].is(tl::kind::string)
                              ? "expected OpenAPI 3, found Swagger " + document["swagger"].text
                              : "expected OpenAPI 3 in JSON");
}

// Calls f(path, item, method, operation) for all of them.
void for_each_operation(openapi_schemas const& all, auto const& f) {
    for (node const& path : all.document()["paths"].children) {
        node const& item = all.resolved(path);
        for (std::string_view const method : methods)
            if (node const& operation = item[method]; operation.is(tl::kind::object))
                f(path.name, item, method, operation);
    }
}

class operation_import : importing {
  public:
    explicit operation_import(openapi_schemas const& all) : all_(all) {}

    imported read(std::string const& path, node const& item, std::string_view method,
                  node const& operation) {
        auto& hook = made.webhook;
        hook.method = upper(method);
        hook.label = operation["summary"].is(tl::kind::string) ? operation["summary"].text
                                                               : operation["operationId"].text;
        hook.url = server(item, operation) + with_parameters(path, "{", "}");
        for (std::size_t at = 0; (at = path.find('{', at)) != path.npos; ++at)
            taken_.insert(parameter_like(path.substr(at + 1, path.find('}', at) - at - 1)));
        parameters(item, operation);
        security(operation);
        body(all_.resolved(operation["requestBody"]));
        rows(operation["responses"]);
        return std::move(made);
    }

  private:
    // The URL before the path. What a document does not say becomes $SERVER.
    std::string server(node const& item, node const& operation) {
        for (node const* const from : {&operation, &item, &all_.document()}) {
            auto const& servers = (*from)["servers"].children;
            if (servers.empty()) continue;
            std::string url = servers[0]["url"].text;
            for (node const& variable : servers[0]["variables"].children) {
                std::string const place = "{" + variable.name + "}";
                if (auto const at = url.find(place); at != url.npos)
                    url.replace(at, place.size(), variable["default"].text);
            }
            while (url.ends_with('/')) url.pop_back();
            url = with_parameters(url, "{", "}");
            if (url.starts_with("http://") || url.starts_with("https://")) return url;
            made.notes.push_back("the document does not name a server: set SERVER");
            return "$SERVER" + url;
        }
        made.notes.push_back("the document does not name a server: set SERVER");
        return "$SERVER";
    }

    // The operation's parameters replace those of its path.
    void parameters(node const& item, node const& operation) {
        std::vector<node const*> all;
        for (node const* const from : {&item, &operation})
            for (node const& each : (*from)["parameters"].children) {
                node const& one = all_.resolved(each);
                std::erase_if(all, [&](node const* other) {
                    return (*other)["name"].text == one["name"].text &&
                           (*other)["in"].text == one["in"].text;
                });
                all.push_back(&one);
            }
        std::string optional, cookies;
        for (node const* const each : all) {
            std::string const name = (*each)["name"].text, in = (*each)["in"].text;
            if (in == "path") continue;
            if ((*each)["required"].text != "true") {
                optional += (optional.empty() ? "" : ", ") + name;
                continue;
            }
            std::string const value = "$" + unique(parameter_like(name), taken_);
            if (in == "query") {
                auto& pair = made.webhook.query.emplace_back();
                pair.name = without_parameters(name);
                pair.value = value;
                if (all_.merged((*each)["schema"]).type == "array")
                    pair.arrays = (*each)["explode"].text == "false" ? "joined" : "repeated";
            } else if (in == "header") {
                field(without_parameters(name), value);
            } else if (in == "cookie") {
                cookies += (cookies.empty() ? "" : "; ") + without_parameters(name) + "=" + value;
            }
        }
        if (!cookies.empty()) made.webhook.fields.push_back({"Cookie", cookies});
        if (!optional.empty())
            made.notes.push_back("optional parameters were left out: " + optional);
    }

    // The first way to prove who one is.
    void security(node const& operation) {
        node const& own = operation["security"];
        node const& ways = own.is(tl::kind::array) ? own : all_.document()["security"];
        if (ways.children.empty()) return;
        for (node const& each : ways.children[0].children) {
            node const& scheme =
                all_.resolved(all_.document()["components"]["securitySchemes"][each.name]);
            std::string const type = scheme["type"].text, how = upper(scheme["scheme"].text);
            std::string const name = without_parameters(scheme["name"].text);
            if (type == "apiKey") {
                std::string const key = unique("API_KEY", taken_);
                if (scheme["in"].text == "query") {
                    auto& pair = made.webhook.query.emplace_back();
                    pair.name = name;
                    pair.value = "$" + key;
                } else if (scheme["in"].text == "cookie") {
                    made.webhook.fields.push_back({"Cookie", name + "=$" + key});
                } else {
                    made.webhook.fields.push_back({name, "$" + key});
                }
                made.notes.push_back("set " + key + ", and give --secret " + key);
            } else if (type == "http" && how == "BASIC") {
                basic("$USER");
                made.notes.push_back("set USER and PASSWORD, and give --secret PASSWORD");
            } else if ((type == "http" && how == "BEARER") || type == "oauth2" ||
                       type == "openIdConnect") {
                bearer("$TOKEN");
                made.notes.push_back("set TOKEN, and give --secret TOKEN");
            } else {
                made.notes.push_back("the security scheme " + each.name + " was left out");
            }
        }
    }

    // The content of that kind that is JSON, or the first.
    static node const& preferred(node const& content) {
        for (node const& each : content.children)
            if (each.name.starts_with("application/json") ||
                each.name.find("+json") != each.name.npos)
                return each;
        return content.children.front();
    }

    void body(node const& request) {
        node const& content = request["content"];
        if (content.children.empty()) return;
        node const& chosen = preferred(content);
        auto const begins = [&](std::string_view with) { return chosen.name.starts_with(with); };
        media_type = chosen.name.find('*') == chosen.name.npos ? chosen.name : "application/json";
        std::string text;
        if (begins("multipart/")) {
            auto& parts = made.webhook.body.emplace();
            parts.type = "multipart";
            for (auto const& [name, schema] : all_.merged(chosen["schema"]).properties) {
                auto& part = parts.parts.emplace_back();
                bool const is_file = all_.resolved(*schema)["format"].text == "binary";
                part.name = without_parameters(name);
                (is_file ? part.file : part.value) = "$" + unique(parameter_like(name), taken_);
                if (is_file) file_note();
            }
            return;
        }
        if (begins("application/x-www-form-urlencoded")) {
            for (auto const& [name, schema] : all_.merged(chosen["schema"]).properties)
                text += (text.empty() ? "" : "&") + without_parameters(tl::uri::form_encode(name)) +
                        "=$" + unique(parameter_like(name), taken_);
        } else if (media_type->find("json") != media_type->npos) {
            text = all_.body_of(chosen["schema"], taken_);
        } else {
            auto& whole = made.webhook.body.emplace();
            whole.type = "text";
            whole.text = "$" + unique("BODY", taken_);
            whole.media_type = media_type;
            return;
        }
        importing::content(text, text);
    }

    // Rows for what the service says, and for what it says if it refuses.
    void rows(node const& responses) {
        bool const has_success = std::ranges::any_of(
            responses.children, [](node const& each) { return each.name.starts_with('2'); });
        add_first(responses, {has_success ? "2" : "default"}, made.webhook.rows);
        add_first(responses, {"default", "4", "5"}, made.webhook.failure_rows);
    }
    // Of the first answer that has rows, and whose status begins with one of these.
    void add_first(node const& responses, std::initializer_list<std::string_view> statuses,
                   std::vector<tl::row_parts>& to) {
        for (std::string_view const status : statuses)
            for (node const& each : responses.children)
                if (each.name.starts_with(status) && add_rows(each, to)) return;
    }
    bool add_rows(node const& response, std::vector<tl::row_parts>& to) {
        node const& content = all_.resolved(response)["content"];
        if (content.children.empty()) return false;
        node const& chosen = preferred(content);
        if (chosen.name.find("json") == chosen.name.npos) {
            made.notes.push_back("an answer in " + chosen.name + " has no rows");
            return false;
        }
        bool const complete = all_.rows_of(chosen["schema"], to);
        if (!complete)
            made.notes.push_back("there are more values in the answer than rows were made for");
        return !to.empty();
    }

    openapi_schemas const& all_;
    std::set<std::string> taken_;
};

}  // namespace

std::string list_openapi(node const& document) {
    check_version(document);
    std::string text;
    for_each_operation(
        openapi_schemas(document),
        [&](std::string const& path, node const&, std::string_view method, node const& operation) {
            std::string const whole = upper(method) + " " + path;
            std::string const& id = operation["operationId"].text;
            text += (id.empty() ? whole : id + "  (" + whole + ")");
            std::string const& summary = operation["summary"].text;
            text += (summary.empty() ? "" : ": " + summary) + '\n';
        });
    return text;
}

imported import_openapi(node const& document, std::string const& operation) {
    check_version(document);
    openapi_schemas const all(document);
    std::optional<imported> made;
    for_each_operation(all, [&](std::string const& path, node const& item, std::string_view method,
                                node const& each) {
        if (made ||
            (each["operationId"].text != operation && upper(method) + " " + path != operation))
            return;
        made = operation_import(all).read(path, item, method, each);
    });
    if (!made)
        throw usage_error("--operation " + operation +
                          ": there is none; without --operation all are listed");
    return *std::move(made);
}

}  // namespace tool
