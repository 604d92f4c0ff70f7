// SPDX-License-Identifier: BSL-1.0
// trotline import postman: a webhook's configuration for a request of a Postman collection (v2.1).
#include <trotline/uri/percent_encoding.hpp>

#include "command.hpp"
#include "import.hpp"
#include "naming.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tool {

namespace {

namespace tl = trotline;

// A template: {{todoId}} becomes $TODO_ID, and {{$guid}} $GUID.
std::string with_variables(std::string_view text) { return with_parameters(text, "{{", "}}"); }

// The same for a form: what is no variable is encoded.
std::string form_with_variables(std::string_view text) {
    std::string made;
    while (!text.empty()) {
        std::size_t const begin = std::min(text.find("{{"), text.size());
        std::size_t const close = text.find("}}", begin);
        made += without_parameters(tl::uri::form_encode(text.substr(0, begin)));
        text.remove_prefix(begin);
        if (close == text.npos) return made + without_parameters(tl::uri::form_encode(text));
        std::size_t const size = close + 2 - begin;
        std::string const name = with_variables(text.substr(0, size));
        made += "${" + name.substr(1) + "}";
        text.remove_prefix(size);
    }
    return made;
}

bool is_enabled(node const& entry) { return entry["disabled"].text != "true"; }

// Calls f(name, item, auth) for every request; the name has those of its folders before it. Auth is
// the nearest one on the way.
void for_each_request(node const& of, std::string const& folder, node const& auth, auto const& f) {
    for (node const& item : of["item"].children) {
        std::string const name = folder + item["name"].text;
        node const& own = item["auth"].is(tl::kind::object) ? item["auth"] : auth;
        if (item["item"].is(tl::kind::array))
            for_each_request(item, name + "/", own, f);
        else
            f(name, item, own);
    }
}

void check_version(node const& collection) {
    if (!collection["item"].is(tl::kind::array) ||
        collection["info"]["schema"].text.find("/v2.") == std::string::npos)
        throw usage_error("expected a Postman collection v2.1 (Export, Collection v2.1)");
}

std::string text_of_url(node const& url) {
    return url.is(tl::kind::string) ? url.text : url["raw"].text;
}

class request_import : importing {
  public:
    explicit request_import(node const& collection) : collection_(collection) {}

    imported read(std::string const& name, node const& item, node const& auth) {
        auto& hook = made.webhook;
        hook.label = name;
        node const& request = item["request"];
        if (request.is(tl::kind::string)) {  // only a URL
            url(request);
        } else {
            hook.method = request["method"].text.empty() ? "GET" : request["method"].text;
            url(request["url"]);
            authorize(request["auth"].is(tl::kind::object) ? request["auth"] : auth);
            for (node const& each : request["header"].children)
                if (is_enabled(each))
                    field(with_variables(each["key"].text), with_variables(each["value"].text));
            body(request["body"]);
        }
        note_variables();
        return std::move(made);
    }

  private:
    void url(node const& from) {
        std::string whole = text_of_url(from);
        whole = whole.substr(0, whole.find('#'));
        bool const has_list = from["query"].is(tl::kind::array);
        if (has_list) whole = whole.substr(0, whole.find('?'));
        // :id is a variable of the path
        for (std::size_t at = 0; (at = whole.find("/:", at)) != whole.npos; ++at) {
            std::size_t const end = std::min(whole.find_first_of("/?", at + 2), whole.size());
            if (end == at + 2) continue;
            whole = whole.substr(0, at + 1) + "{{" + whole.substr(at + 2, end - at - 2) + "}}" +
                    whole.substr(end);
        }
        if (!whole.starts_with("{{") && whole.find("://") == whole.npos) whole = "http://" + whole;
        made.webhook.url = with_variables(whole);
        for (node const& each : from["query"].children) {
            if (!is_enabled(each)) continue;
            auto& pair = made.webhook.query.emplace_back();
            pair.name = with_variables(each["key"].text);
            pair.value = with_variables(each["value"].text);
        }
    }

    void authorize(node const& auth) {
        std::string const type = auth["type"].text;
        auto const part = [&](std::string_view name) {
            for (node const& each : auth[type].children)
                if (each["key"].text == name) return with_variables(each["value"].text);
            return std::string();
        };
        if (type == "bearer") {
            bearer(part("token"));
        } else if (type == "basic") {
            basic(part("username"), part("password"));
        } else if (type == "oauth2") {
            bearer();
        } else if (type == "apikey") {
            std::string const key = "$API_KEY";
            if (part("in") == "query") {
                auto& pair = made.webhook.query.emplace_back();
                pair.name = part("key");
                pair.value = key;
            } else {
                made.webhook.fields.push_back({part("key"), key});
            }
            made.left_out("the API key", "API_KEY");
        } else if (!type.empty() && type != "noauth") {
            made.notes.push_back("the authorization " + type + " was left out");
        }
    }

    void body(node const& from) {
        std::string const mode = from["mode"].text;
        if (mode == "raw") {
            std::string const language = from["options"]["raw"]["language"].text;
            if (!media_type)
                media_type = language == "json"   ? "application/json"
                             : language == "xml"  ? "application/xml"
                             : language == "html" ? "text/html"
                                                  : "text/plain";
            content(with_variables(from["raw"].text), from["raw"].text);
        } else if (mode == "urlencoded") {
            std::string text;
            for (node const& each : from[mode].children)
                if (is_enabled(each))
                    text += (text.empty() ? "" : "&") + form_with_variables(each["key"].text) +
                            "=" + form_with_variables(each["value"].text);
            media_type = "application/x-www-form-urlencoded";
            content(text, text);
        } else if (mode == "graphql") {
            node query{.kind = tl::kind::string, .text = from[mode]["query"].text};
            std::string text = "{\"query\": " + to_json(query);
            if (std::string const variables = from[mode]["variables"].text; !variables.empty())
                text += ", \"variables\": " + variables;
            media_type = "application/json";
            // $ begins a variable of GraphQL's
            content(with_variables(text + "}"), text + "}");
        } else if (mode == "formdata") {
            auto& parts = made.webhook.body.emplace();
            parts.type = "multipart";
            for (node const& each : from[mode].children) {
                if (!is_enabled(each)) continue;
                auto& part = parts.parts.emplace_back();
                bool const is_file = each["type"].text == "file";
                part.name = with_variables(each["key"].text);
                (is_file ? part.file : part.value) =
                    with_variables(is_file ? each["src"].text : each["value"].text);
                if (is_file) file_note();
            }
        } else if (mode == "file") {
            made.webhook.body.emplace().type = "file";
            made.webhook.body->file = with_variables(from[mode]["src"].text);
            file_note();
        } else if (!mode.empty()) {
            made.notes.push_back("a body of the kind " + mode + " was left out");
        }
    }

    // What a collection says about its variables may be secret: only addresses are shown.
    void note_variables() {
        std::string unset;
        std::string const written = written_templates();
        for (node const& each : collection_["variable"].children) {
            std::string const name = parameter_like(each["key"].text), value = each["value"].text;
            if (written.find("$" + name) == written.npos &&
                written.find("${" + name) == written.npos)
                continue;
            bool const is_address =
                (value.starts_with("http://") || value.starts_with("https://")) &&
                value.find_first_of("@?{") == value.npos;
            if (is_address)
                made.notes.push_back("the collection has -p " + name + "=" + value);
            else
                unset += (unset.empty() ? "" : ", ") + name;
        }
        if (!unset.empty()) made.notes.push_back("the collection has values for " + unset);
    }
    std::string written_templates() const {
        auto const& hook = made.webhook;
        std::string all = hook.url;
        for (auto const& each : hook.fields) all += each.name + each.value;
        for (auto const& each : hook.query) all += each.name + each.value;
        if (hook.authorization) all += hook.authorization->user + hook.authorization->secret;
        if (hook.body) all += hook.body->text;
        return all;
    }

    node const& collection_;
};

}  // namespace

std::string list_postman(node const& collection) {
    check_version(collection);
    std::string text;
    for_each_request(
        collection, {}, collection["auth"],
        [&](std::string const& name, node const& item, node const&) {
            node const& request = item["request"];
            std::string const method = request["method"].text;
            text += name + "  (" + (method.empty() ? "GET" : method) + " " +
                    text_of_url(request.is(tl::kind::string) ? request : request["url"]) + ")\n";
        });
    return text;
}

imported import_postman(node const& collection, std::string const& wanted) {
    check_version(collection);
    struct candidate {
        std::string name;
        node const* item;
        node const* auth;
    };
    std::vector<candidate> called;
    for_each_request(collection, {}, collection["auth"],
                     [&](std::string const& name, node const& item, node const& auth) {
                         if (name == wanted || item["name"].text == wanted)
                             called.push_back({name, &item, &auth});
                     });
    if (called.empty())
        throw usage_error("--request " + wanted +
                          ": there is none; without --request all are listed");
    auto chosen = std::ranges::find(called, wanted, &candidate::name);
    if (chosen == called.end()) chosen = called.begin();
    if (chosen->name != wanted && called.size() > 1)
        throw usage_error("--request " + wanted + ": there are several; give " + called[0].name +
                          " or " + called[1].name);
    return request_import(collection).read(chosen->name, *chosen->item, *chosen->auth);
}

}  // namespace tool
