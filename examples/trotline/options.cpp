// SPDX-License-Identifier: BSL-1.0
#include "options.hpp"

#include <string>
#include <utility>
#include <vector>

namespace tool {

CLI::Option* add_list(CLI::App& command, char const* names, std::vector<std::string>& into,
                      char const* says) {
    return command.add_option(names, into, says)->allow_extra_args(false);
}

void add_parameters(CLI::App& command, std::vector<std::string>& into) {
    add_list(
        command, "-p,--parameter", into,
        "A parameter. VALUE is JSON if it can be read as JSON (36, true, [1]), otherwise a text; "
        "\"36\" in quotes is a text, too")
        ->type_name("NAME=VALUE");
}

void add_files(CLI::App& command, std::string& into) {
    command
        .add_option("--files", into,
                    "A configuration may send files from below this directory; otherwise it may "
                    "send none")
        ->type_name("DIRECTORY");
}

void add_secrets(CLI::App& command, std::vector<std::string>& into) {
    add_list(command, "--secret", into,
             "A parameter that is sent and never shown. Its value comes from -p NAME=..., or else "
             "from the environment variable NAME")
        ->type_name("NAME");
}

void add_webhook_options(CLI::App& command, request_options& options) {
    command
        .add_option("TARGET", options.target,
                    "A webhook's JSON configuration (a file, or - for the input); or a URL")
        ->required();

    auto const inline_group =
        "The request, where TARGET is a URL ($NAME and ${NAME} are parameters everywhere)";
    command
        .add_option("-X,--method", options.method,
                    "GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS or another; default: POST with a "
                    "body, else GET")
        ->group(inline_group);
    add_list(command, "-H,--header", options.fields, "A header field")
        ->type_name("'NAME: VALUE'")
        ->group(inline_group);
    add_list(command, "-q,--query", options.query, "A query parameter")
        ->type_name("NAME=VALUE")
        ->group(inline_group);
    add_list(command, "--encoded-query", options.encoded_query,
             "A query parameter whose text is sent as it is: a,b:c")
        ->type_name("NAME=VALUE")
        ->group(inline_group);
    add_list(command, "-m,--map", options.rows,
             "A row: an object path, and the parameter for what it finds")
        ->type_name("PATH[=NAME]")
        ->group(inline_group);
    add_list(command, "--prefix", options.prefixes, prefix_says)
        ->type_name("PREFIX=URI")
        ->group(inline_group);
    for (auto const& [name, body] : {std::pair{"--json", &options.json},
                                     {"--xml", &options.xml},
                                     {"--form", &options.form},
                                     {"--text", &options.text},
                                     {"--html", &options.html}})
        command.add_option(name, *body, "The body")->type_name("BODY|@FILE")->group(inline_group);
    command.add_option("--file", options.file, "The body: a file, as it is")
        ->type_name("FILE")
        ->group(inline_group);
    add_list(command, "-F,--part", options.parts,
             "A part of the body (multipart/form-data): a text, or a file")
        ->type_name("NAME=VALUE|NAME=@FILE[;type=MEDIA-TYPE]")
        ->group(inline_group);
    command
        .add_option("--response", options.response,
                    "The format of the answer, whatever its media type is")
        ->check(CLI::IsMember({"json", "xml"}))
        ->group(inline_group);
    command
        .add_option("--labels", options.labels,
                    "lenient: pass over a wrong Content-Encoding, and what is wrong behind a media "
                    "type")
        ->check(CLI::IsMember({"strict", "lenient"}))
        ->group(inline_group);

    add_parameters(command, options.parameters);
    add_files(command, options.files);
    command
        .add_option("--timeout", options.deadline, "For the whole call: 5s, 500ms, 2m; default: 5s")
        ->type_name("TIME");
}

void add_transport_options(CLI::App& command, transport_options& options) {
    auto const group = "How it is sent";
    command.add_option("--redirects", options.redirects, "Follow so many")->group(group);
    command.add_option("--retries", options.retries, "Try so many times more what may pass")
        ->check(CLI::Range(0, 100))
        ->group(group);
    command.add_option("--proxy", options.proxy, "http://HOST:PORT or socks5h://HOST:PORT")
        ->type_name("URL")
        ->group(group);
    command.add_option("--ca-file", options.ca_file, "Authorities (PEM), instead of the system's")
        ->type_name("FILE")
        ->group(group);
    command.add_option("--certificate", options.client_certificate, "A client certificate (PEM)")
        ->type_name("FILE")
        ->group(group);
    command.add_option("--key", options.client_key, "Its key (PEM), if it is not in there")
        ->type_name("FILE")
        ->group(group);
    command
        .add_option("--most-bytes", options.content_limit, "The largest content; default: 1 MiB")
        ->check(CLI::PositiveNumber)
        ->group(group);
    add_list(command, "--resolve", options.resolve, "An address for a host, instead of its own")
        ->type_name("HOST:PORT:ADDRESS")
        ->group(group);
    command.add_flag("--guard", options.guard, "Dial only addresses of the public internet")
        ->group(group);
    add_list(command, "--allow", options.allowed, "With the guard: and addresses of this network")
        ->type_name("NETWORK")
        ->group(group);
}

}  // namespace tool
