// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CONFIGURATION_BODY_PARTS_HPP
#define TROTLINE_CONFIGURATION_BODY_PARTS_HPP
// A webhook's body and the pairs of its query as plain texts, for configurations.

#include <trotline/configuration/wrong_parts.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/rendering/body.hpp>
#include <trotline/rendering/template/body_part.hpp>
#include <trotline/rendering/template/query_template.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI {

// A pair of a query.
struct webhook_pair_parts {
    std::string name;
    std::string value;
    std::string arrays = "as_text";  // as_text, repeated, joined, brackets, indexed
    bool secret = false;
    bool encoded = false;  // its own text is sent as it is
};

// A webhook's body.
struct webhook_content_parts {
    // A pair of a form, or a part of a multipart body. In a form only the members of
    // webhook_pair_parts have a meaning; in a multipart body `encoded` has none.
    struct part {
        std::string name;
        std::string value;
        std::string arrays = "as_text";
        bool secret = false;
        bool encoded = false;
        std::string file{};  // a path, instead of the value
        std::string file_name{};
        std::optional<std::string> media_type{};  // default of a file: that of body_kind::file
    };

    std::string type = "json";  // json, xml, html, text, form, verbatim, multipart, file
    std::string text;           // the template
    std::optional<std::string> media_type;  // default: that of the type
    std::vector<part> parts{};              // of a form (instead of the text) or multipart
    std::string file{};                     // the path of a file
};

// What the program allows a configuration beyond its own request. A configuration may come from
// somebody else, so nothing is allowed unless the program says so.
struct configuration_rights {
    // files may be sent from below this directory (see http::file_content); empty: none
    std::string files_below{};
};

namespace detail {

inline constexpr std::string_view arrays_names[] = {"as_text", "repeated", "joined", "brackets",
                                                    "indexed"};

constexpr std::optional<syntax> body_syntax_called(std::string_view type) {
    for (syntax const s :
         {syntax::json, syntax::xml, syntax::html, syntax::text, syntax::form, syntax::verbatim})
        if (name(s) == type) return s;
    return std::nullopt;
}

constexpr std::string_view media_type_of(syntax s) {
    switch (s) {
        case syntax::json:
            return json_media_type;
        case syntax::xml:
            return xml_media_type;
        case syntax::html:
            return html_media_type;
        case syntax::form:
            return form_media_type;
        default:
            return text_media_type;
    }
}
constexpr std::string_view media_type_of(body const& of) {
    return of.kind() == body_kind::multipart ? std::string_view(multipart_media_type)
           : of.kind() == body_kind::file    ? std::string_view(file_media_type)
                                             : media_type_of(of.content().syntax());
}

// The errors in a pair's name and in its value, which is called `value`.
inline void add_errors(query_template const& pair, std::string_view list, std::size_t i,
                       std::string_view value, wrong_parts& wrong) {
    if (pair.name().empty())
        wrong.add(element(list, i, "name"), "expected a name");
    else
        wrong.add(element(list, i, "name"), query_name_error(pair.name().text()));
    wrong.add(element(list, i, value), pair.value().error());
}

// A pair of a query or a form; `list` names where it stands.
inline query_template make_pair(webhook_pair_parts const& from, std::string_view list,
                                std::size_t i, wrong_parts& wrong) {
    auto const policy =
        one_of<arrays>(arrays_names, from.arrays, element(list, i, "arrays"), wrong);
    if (from.secret && from.encoded)
        wrong.add(element(list, i, "encoded"), "expected no secret to be encoded already");
    query_template made(from.secret    ? query_argument(from.name, secret{from.value}, policy)
                        : from.encoded ? query_argument(from.name, encoded(from.value), policy)
                                       : query_argument(from.name, from.value, policy));
    add_errors(made, list, i, "value", wrong);
    return made;
}

inline webhook_pair_parts parts_of(query_template const& from) {
    return {std::string(from.name().text()),
            std::string(from.is_secret() ? http::redacted : from.value().text()),
            std::string(arrays_names[static_cast<std::size_t>(from.arrays())]), from.is_secret(),
            from.is_encoded()};
}

// Writes the members of a pair.
inline void write_pair(json::writer& to, webhook_pair_parts const& from) {
    to.name("name").string(from.name).name("value").string(from.value);
    if (from.arrays != webhook_pair_parts().arrays) to.name("arrays").string(from.arrays);
    if (from.encoded) to.name("encoded").boolean(true);
    if (from.secret) to.name("secret").boolean(true);
}

inline webhook_pair_parts pair_of(webhook_content_parts::part const& from) {
    return {from.name, from.value, from.arrays, from.secret, from.encoded};
}

inline body_part make_form_part(webhook_content_parts::part const& from, std::size_t i,
                                wrong_parts& wrong) {
    for (auto const& [member, is_given] :
         {std::pair("file", !from.file.empty()), std::pair("file_name", !from.file_name.empty()),
          std::pair("media_type", from.media_type.has_value())})
        if (is_given)
            wrong.add(element("body.parts", i, member),
                      "expected none: a form has only texts, a multipart body has files");
    return body_part(make_pair(pair_of(from), "body.parts", i, wrong));
}

inline constexpr std::string_view files_refused =
    "expected no file: the program that reads this allows none (configuration_rights::files_below)";

inline body_part make_part(webhook_content_parts::part const& from, std::size_t i,
                           configuration_rights const& rights, wrong_parts& wrong) {
    bool const is_file = !from.file.empty();
    auto const member = [&](std::string_view name) { return element("body.parts", i, name); };
    auto const policy = one_of<arrays>(arrays_names, from.arrays, member("arrays"), wrong);
    if (from.encoded) wrong.add(member("encoded"), "expected a text that is not encoded");
    if (is_file && rights.files_below.empty()) wrong.add(member("file"), files_refused);
    if (is_file && (!from.value.empty() || from.secret || policy != arrays::as_text))
        wrong.add(member("file"), "expected a value or a file, not both");
    secret const hidden{from.value};
    text_argument const value =
        from.secret ? text_argument(hidden) : text_argument(is_file ? from.file : from.value);
    std::string const media_type = from.media_type.value_or(file_media_type);
    body_part made(
        is_file ? part_argument(from.name, file_part(value, from.file_name, media_type))
        : from.media_type
            ? part_argument(from.name, text_part(value, from.file_name, media_type), policy)
            : part_argument(from.name, text_part(value, from.file_name), policy));
    add_errors(made.pair(), "body.parts", i, is_file ? "file" : "value", wrong);
    wrong.add(member("file_name"), made.file_name().error());
    if (made.has_media_type() && !is_media_type(made.media_type()))
        wrong.add(member("media_type"), media_type_expected);
    return made;
}

inline constexpr std::string_view body_types[] = {"json", "xml",      "html",      "text",
                                                  "form", "verbatim", "multipart", "file"};

inline body make_body(webhook_content_parts const& from, configuration_rights const& rights,
                      wrong_parts& wrong) {
    bool const is_multipart = from.type == "multipart", is_file = from.type == "file";
    auto const type = is_multipart || is_file ? syntax::form : body_syntax_called(from.type);
    if (!type) return wrong.add("body.type", expected_one_of(body_types, from.type)), body();
    std::string_view const media_type = from.media_type ? std::string_view(*from.media_type)
                                        : is_file       ? std::string_view(file_media_type)
                                                        : media_type_of(*type);
    if (is_multipart && from.media_type)
        wrong.add("body.media_type", "expected none: it is multipart/form-data");
    else if (!is_media_type(media_type))
        wrong.add("body.media_type", media_type_expected);
    if (!is_file && !from.file.empty())
        wrong.add("body.file", "expected none: only the type file has it");
    bool const has_text =
        !is_multipart && !is_file && (*type != syntax::form || from.parts.empty());
    if (has_text && !from.parts.empty())
        return wrong.add("body.parts", "expected none: form and multipart have parts"), body();
    if (!has_text && !from.text.empty())
        wrong.add("body.text", "expected none beside parts or a file");
    if (has_text) {
        body made(stored_text(from.text), *type, stored_text(media_type));
        wrong.add("body.text", made.error());
        return made;
    }
    if (is_file) {
        if (rights.files_below.empty()) wrong.add("body.file", files_refused);
        if (!from.parts.empty()) wrong.add("body.parts", "expected none beside a file");
        if (from.file.empty()) wrong.add("body.file", "expected the path of a file");
        body made = file_body(from.file, stored_text(media_type));
        wrong.add("body.file", made.parts()[0].pair().value().error());
        made.keep_files_below(stored_text(rights.files_below));
        return made;
    }
    if (is_multipart && from.parts.empty())
        wrong.add("body.parts",
                  R"(expected at least one part, such as {"name": "note", "value": "$NOTE"})");
    part_list parts;
    for (std::size_t i = 0; i < from.parts.size(); ++i)
        parts.push_back(is_multipart ? make_part(from.parts[i], i, rights, wrong)
                                     : make_form_part(from.parts[i], i, wrong));
    body made(is_multipart ? body_kind::multipart : body_kind::form, std::move(parts),
              is_multipart ? stored_text(multipart_media_type) : stored_text(media_type));
    made.keep_files_below(stored_text(rights.files_below));
    return made;
}

inline webhook_content_parts parts_of(body const& from) {
    webhook_content_parts made;
    made.type = from.kind() == body_kind::multipart ? "multipart"
                : from.kind() == body_kind::file    ? "file"
                                                    : name(from.content().syntax());
    made.text = from.content().text();
    if (from.media_type() != media_type_of(from)) made.media_type = from.media_type();
    if (from.kind() == body_kind::file) {
        made.file = parts_of(from.parts()[0].pair()).value;
        return made;
    }
    for (body_part const& each : from.parts()) {
        auto const pair = parts_of(each.pair());
        auto& part = made.parts.emplace_back();
        part.name = pair.name;
        (each.is_file() ? part.file : part.value) = pair.value;
        part.arrays = pair.arrays;
        part.secret = pair.secret;
        part.encoded = pair.encoded;
        part.file_name = each.file_name().text();
        if (each.has_media_type() && (!each.is_file() || each.media_type() != file_media_type))
            part.media_type = each.media_type();
    }
    return made;
}

inline void write_body(json::writer& to, webhook_content_parts const& from) {
    to.begin_object().name("type").string(from.type);
    if (!from.file.empty())
        to.name("file").string(from.file);
    else if (from.parts.empty())
        to.name("text").string(from.text);
    else
        to.name("parts").begin_array();
    for (auto const& part : from.parts) {
        to.begin_object();
        if (part.file.empty())
            write_pair(to, pair_of(part));
        else
            to.name("name").string(part.name).name("file").string(part.file);
        if (!part.file_name.empty()) to.name("file_name").string(part.file_name);
        if (part.media_type) to.name("media_type").string(*part.media_type);
        to.end_object();
    }
    if (!from.parts.empty()) to.end_array();
    if (from.media_type) to.name("media_type").string(*from.media_type);
    to.end_object();
}

}  // namespace detail
}  // namespace trotline
#pragma GCC diagnostic pop
#endif
