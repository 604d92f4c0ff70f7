// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_IMPORT_HPP
#define TROTLINE_EXAMPLE_IMPORT_HPP

#include <trotline/configuration.hpp>

#include "document_tree.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the imports from other tools have in common.
namespace tool {

// A webhook of another tool, and what a person has to know about it.
struct imported {
    trotline::configuration_parts webhook;
    std::vector<std::string> notes;

    // A text of the other tool that was replaced by a parameter.
    void left_out(std::string const& what, std::string const& parameter);
};

// A request that is taken over part by part. Credentials become parameters.
class importing {
  public:
    // A field. `value` is a template. The transport's own ones are left out.
    void field(std::string const& name, std::string const& value);
    void bearer(std::string const& token = {});
    void basic(std::string const& user, std::string const& password = {});
    // An empty password: the user's name is a key.
    void user_without_password(std::string const& user = {});
    void file_note();
    // The content and its media type. If the template is not well-formed, `verbatim` is sent.
    void content(std::string const& text, std::string const& verbatim);

    imported made;
    std::optional<std::string> media_type;
};

// Makes parameters of the values that are secret by their names: fields, cookies, query parameters,
// user and password of the URL, members, elements and pairs of the body.
void hide_secrets(imported& in);

// Prints the configuration, and the notes on the standard error. Throws usage_error if it is not
// one.
void print(imported const& from);

// The JSON in a file. Throws usage_error.
node read_json_file(std::string const& file);

// A text with {{name}} or {name} (as `open` and `close` say) instead of parameters.
std::string with_parameters(std::string_view text, std::string_view open, std::string_view close);

imported import_curl(std::string_view command_line);
imported import_openapi(node const& document, std::string const& operation);
imported import_postman(node const& collection, std::string const& request);

// The operations or requests, a line for each.
std::string list_openapi(node const& document);
std::string list_postman(node const& collection);

}  // namespace tool
#endif
