// SPDX-License-Identifier: BSL-1.0
#include "openapi_schema.hpp"

#include <trotline/json/string.hpp>
#include <trotline/uri/percent_encoding.hpp>

#include "command.hpp"
#include "naming.hpp"

#include <algorithm>
#include <string_view>

namespace tool {

namespace tl = trotline;

namespace {

// A schema may contain itself, and a document may be made to be large.
constexpr std::size_t most_levels = 8, most_references = 32, most_rows = 64, most_text = 20000;

// A member's name in a JSON pointer within a URL (RFC 6901 section 6).
std::string decoded_token(std::string_view token) {
    auto const decoded = tl::uri::percent_decode(token);
    std::string made = decoded ? *decoded : std::string(token);
    for (auto const& [escape, character] : {std::pair("~1", "/"), std::pair("~0", "~")})
        for (std::size_t at = 0; (at = made.find(escape, at)) != made.npos; ++at)
            made.replace(at, 2, character);
    return made;
}

}  // namespace

// Where a schema is: the names on the way.
struct openapi_schemas::place {
    std::vector<std::string> names;

    place operator/(std::string const& name) const {
        place inner = *this;
        inner.names.push_back(name);
        return inner;
    }
    // The last name, or as many before it as make it unique.
    std::string parameter(std::set<std::string>& taken) const {
        std::string made;
        for (std::size_t i = names.size(); i-- > 0;) {
            made = names[i] + (made.empty() ? "" : "_") + made;
            if (std::string const like = parameter_like(made); taken.insert(like).second)
                return like;
        }
        return unique(parameter_like(names.empty() ? "body" : made), taken);
    }
};

node const& openapi_schemas::resolved(node const& from) const {
    node const* at = &from;
    for (std::size_t followed = 0;; ++followed) {
        node const& reference = (*at)["$ref"];
        if (!reference.is(tl::kind::string)) return *at;
        std::string_view rest = reference.text;
        auto const wrong = [&](std::string const& why) {
            throw usage_error("$ref " + reference.text + ": " + why);
        };
        if (!rest.starts_with("#/")) wrong("expected a place in this document, #/...");
        if (followed == most_references) wrong("it leads to itself");
        at = &document_;
        rest.remove_prefix(1);
        while (!rest.empty()) {
            rest.remove_prefix(1);  // the slash
            std::size_t const end = std::min(rest.find('/'), rest.size());
            at = &(*at)[decoded_token(rest.substr(0, end))];
            rest.remove_prefix(end);
        }
        if (at->is(tl::kind::nothing)) wrong("there is nothing");
    }
}

void openapi_schemas::merge(node const& schema, merged_schema& into, std::size_t depth) const {
    if (depth == most_references) return;
    node const& own = resolved(schema);
    node const& type = own["type"];
    if (type.is(tl::kind::string)) into.type = type.text;
    for (node const& each : type.children)  // OpenAPI 3.1: ["string", "null"]
        if (each.text != "null" && into.type.empty()) into.type = each.text;
    for (node const& each : own["properties"].children) {
        auto const known = std::ranges::find(into.properties, each.name,
                                             [](auto const& property) { return property.first; });
        if (known == into.properties.end())
            into.properties.emplace_back(each.name, &each);
        else
            known->second = &each;
    }
    for (node const& each : own["required"].children) into.required.insert(each.text);
    if (own["items"].is(tl::kind::object)) into.items = &own["items"];
    if (!own["const"].is(tl::kind::nothing)) into.constant = &own["const"];
    if (own["enum"].children.size() == 1) into.constant = &own["enum"].children[0];
    if (own["readOnly"].text == "true") into.read_only = true;
    for (node const& each : own["allOf"].children) merge(each, into, depth + 1);
    for (std::string_view const choice : {"oneOf", "anyOf"})
        for (node const& each : own[choice].children)
            if (resolved(each)["type"].text != "null") {
                merge(each, into, depth + 1);
                break;
            }
    if (into.type.empty() && !into.properties.empty()) into.type = "object";
    if (into.type.empty() && into.items != nullptr) into.type = "array";
}

openapi_schemas::merged_schema openapi_schemas::merged(node const& schema) const {
    merged_schema made;
    merge(schema, made, 0);
    return made;
}

void openapi_schemas::write_body(node const& schema, place const& at, std::set<std::string>& taken,
                                 std::string& out) const {
    merged_schema const all = merged(schema);
    bool const goes_on = at.names.size() < most_levels && out.size() < most_text;
    if (all.constant != nullptr) {
        out += without_parameters(tool::to_json(*all.constant));
    } else if (all.type == "object" && !all.properties.empty() && goes_on) {
        out += '{';
        bool first = true;
        for (auto const& [name, property] : all.properties) {
            if (merged(*property).read_only) continue;
            out += first ? "\"" : ", \"";
            first = false;
            std::string escaped;
            tl::json::append_escaped(escaped, name);
            out += without_parameters(escaped) + "\": ";
            write_body(*property, at / name, taken, out);
        }
        out += '}';
    } else if (all.type == "array" && all.items != nullptr && goes_on &&
               merged(*all.items).type == "object") {
        out += '[';
        write_body(*all.items, at, taken, out);
        out += ']';
    } else {
        std::string const name = "$" + at.parameter(taken);
        out += all.type == "string" ? "\"" + name + "\"" : name;
    }
}

std::string openapi_schemas::body_of(node const& schema, std::set<std::string>& taken) const {
    std::string out;
    write_body(schema, {}, taken, out);
    return out;
}

bool openapi_schemas::add_rows(node const& schema, place const& at, std::string const& path,
                               bool optional, std::set<std::string>& taken,
                               std::vector<tl::row_parts>& to) const {
    if (to.size() == most_rows) return false;
    merged_schema const all = merged(schema);
    if (all.type == "object" && !all.properties.empty() && at.names.size() < most_levels) {
        bool complete = true;
        for (auto const& [name, property] : all.properties)
            complete = add_rows(*property, at / name, path_to_member(path, name),
                                optional || !all.required.contains(name), taken, to) &&
                       complete;
        return complete;
    }
    constexpr std::size_t longest_path = 255;  // bytes
    if (path.size() > longest_path) return false;
    tl::row_parts& row = to.emplace_back();
    row.path = path.empty() ? "$" : path;
    row.parameter = at.names.empty() ? "ANSWER" : at.parameter(taken);
    row.optional = optional;
    return true;
}

bool openapi_schemas::rows_of(node const& schema, std::vector<tl::row_parts>& to) const {
    std::set<std::string> taken;
    return add_rows(schema, {}, {}, false, taken, to);
}

}  // namespace tool
