// SPDX-License-Identifier: BSL-1.0
// trotline: the command line. Each command has a source of its own.
#include <CLI/CLI.hpp>
#include <trotline/core/message.hpp>
#include <trotline/core/near_miss.hpp>
#include <trotline/version.hpp>

#include "command.hpp"
#include "options.hpp"
#ifdef TROTLINE_WITH_NATS
#include "nats/command.hpp"
#endif

#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tool {

std::optional<std::string> read_all(std::string const& file) {
    if (file == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
    std::ifstream in(file, std::ios::binary);
    std::string text;
    // (a stream's own read() reports a failure, for example of a directory, and does not throw)
    for (char piece[4096]; in.read(piece, sizeof(piece)), in.gcount() > 0;)
        text.append(piece, static_cast<std::size_t>(in.gcount()));
    if (in.is_open() && !in.bad()) return text;
    std::cerr << "trotline: cannot read " << file << '\n';
    return std::nullopt;
}

namespace {

constexpr char exit_codes[] =
    "Exit codes: 0 mapped (or all paths right, or all lines answered), 1 failed, 2 wrong usage.\n"
    "Object paths: data.userId, data['userId'], $[0].name, items[-1].id, book.@lang";

void add_map(CLI::App& app, int& status) {
    auto* const command =
        app.add_subcommand("map", "Apply object paths to a document: a line of JSON for each");
    auto const options = std::make_shared<map_options>();
    auto* const batch = command->add_flag("--batch", options->batch,
                                          "Answer every line of the standard input, in order");
    command
        ->add_option("--format", options->format,
                     "The format of the document; auto decides by its first character")
        ->check(CLI::IsMember({"json", "xml", "auto"}))
        ->capture_default_str()
        ->excludes(batch);
    command
        ->add_flag("--on-demand", options->on_demand,
                   "Read only what the paths need; do not check the rest of the JSON")
        ->excludes(batch);
    command
        ->add_flag("--all", options->all,
                   "Every value that a query selects, with its normalized path")
        ->excludes(batch);
    auto* const rows =
        add_list(*command, "-m,--map", options->rows,
                 "A path, or PATH=NAME; may be given several times. Functions may follow "
                 "the path: -m \"price | split(' ')[0] | to_number=PRICE\"");
    rows->type_name("PATH[=NAME]")->excludes(batch);
    add_list(*command, "--prefix", options->prefixes, prefix_says)
        ->type_name("PREFIX=URI")
        ->excludes(batch);
    command->add_option("FILE", options->file, "The document; - is the standard input")
        ->capture_default_str()
        ->excludes(batch);
    command->footer(
        std::string(
            "With --batch, every line is a JSON object and is answered with one:\n"
            "  in   {\"id\", \"format\": \"json\"|\"xml\", \"document\" or \"document_base64\", "
            "\"path\" or \"path_base64\",\n"
            "        \"mode\": \"checked\"|\"on_demand\", \"all\": true|false, \"prefixes\": "
            "{\"s\": \"URI\"}}\n"
            "  out  {\"id\", \"outcome\": "
            "\"found\"|\"missing\"|\"ambiguous\"|\"refused\"|\"invalid_path\"|\n"
            "        \"invalid_document\"|\"too_expensive\"|\"invalid_input\", \"value\", \"raw\", "
            "\"position\", "
            "\"message\",\n"
            "        with \"all\": \"values\" and \"paths\"}\n\n") +
        exit_codes);
    command->callback([=, &status] {
        if (!options->batch && options->rows.empty())
            throw CLI::RequiredError("-m PATH (or --batch)");
        status = map(*options);
    });
}

void add_paths(CLI::App& app, int& status) {
    auto* const command = app.add_subcommand(
        "paths", "Check object paths: their segments and normalized form, or what is wrong");
    auto const texts = std::make_shared<std::vector<std::string>>();
    add_list(*command, "PATH", *texts, "Object paths")
        ->required()
        ->allow_extra_args(true)
        ->expected(-1);
    command->footer(exit_codes);
    command->callback([=, &status] { status = paths(*texts); });
}

void add_render(CLI::App& app, int& status) {
    auto* const command = app.add_subcommand("render", "Fill parameters into templates");
    auto const batch = std::make_shared<bool>(false);
    command->add_flag("--batch", *batch, "Answer every line of the standard input, in order")
        ->required();
    command->footer(
        std::string("Every line is a JSON object and is answered with one:\n"
                    "  in   {\"id\", \"place\": "
                    "\"url\"|\"query\"|\"header_name\"|\"header_value\"|\"method\"|\"cookie\"|"
                    "\"json\"|\"xml\"|\n"
                    "        \"html\"|\"form\"|\"text\", \"template\", \"parameters\": {...}, "
                    "\"parameters_base64\": {...}}\n"
                    "  out  {\"id\", \"outcome\": \"rendered\"|\"failed\"|\"invalid_input\", "
                    "\"output\" or \"output_base64\",\n"
                    "        \"code\", \"position\", \"message\"}\n"
                    "The template of header_name and header_value is a whole line, Name: value; "
                    "that of query is name=value.\n\n") +
        exit_codes);
    command->callback([batch, &status] { status = render_batch(); });
}

void add_tape(CLI::App& command, tape_options& tape) {
    auto* const record = command.add_option(
        "--record", tape.record, "Record requests and answers in this file, without secrets");
    record->type_name("FILE");
    command.add_option("--replay", tape.replay, "Answer from a recording, without a network")
        ->type_name("FILE")
        ->excludes(record);
}

void add_request(CLI::App& app, int& status) {
    auto* const command = app.add_subcommand(
        "request", "Try a webhook: what is sent, what comes back, what each row finds");
    auto const options = std::make_shared<request_options>();
    add_webhook_options(*command, *options);
    add_secrets(*command, options->secrets);
    command
        ->add_option("--repeat", options->repeat,
                     "Call this many times, one after the other, and sum up the times")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    auto* const each = command->add_option(
        "--each", options->each,
        "Call once for each line of parameters, and print a line of JSON for it, "
        "in order");
    each->type_name("FILE.csv|FILE.jsonl")->excludes("--repeat");
    command->add_option("--parallel", options->parallel, "So many at once")
        ->check(CLI::Range(1, 1000))
        ->needs(each)
        ->capture_default_str();
    command->add_flag("--dry-run", options->dry_run, "Show what would be sent, and send nothing");
    command
        ->add_option("--report", options->report,
                     "text: for people. json: for programs. curl: the same as a curl command line, "
                     "and configuration: as a JSON\n"
                     "configuration; these two send nothing")
        ->check(CLI::IsMember({"text", "json", "curl", "configuration"}))
        ->capture_default_str();
    add_tape(*command, options->tape);
    command
        ->add_option("-o,--output", options->output,
                     "Write the content of a good answer to this file; default limit: 1 GiB")
        ->type_name("FILE")
        ->excludes(each);
    add_transport_options(*command, options->transport);
    command->footer(exit_codes);
    command->callback([=, &status] { status = request(*options); });
}

void add_test(CLI::App& app, int& status) {
    auto* const command =
        app.add_subcommand("test", "Make calls, and compare what comes back with what is expected");
    auto const options = std::make_shared<test_command_options>();
    command->add_option("FILE", options->files, "A JSON array of calls, see below")->required();
    add_parameters(*command, options->parameters);
    add_files(*command, options->files_below);
    add_secrets(*command, options->secrets);
    command
        ->add_option("--json", options->json, "Write a report for programs; - instead of the text")
        ->type_name("FILE");
    command->add_option("--junit", options->junit, "Write a report in the XML of JUnit; - likewise")
        ->type_name("FILE");
    add_tape(*command, options->tape);
    add_transport_options(*command, options->transport);
    command->footer(
        std::string(
            "  [{\"webhook\": \"get_todo.json\", \"parameters\": {\"TODO_ID\": 7},\n"
            "    \"expect\": {\"values\": {\"TITLE\": \"Ada\"}}},\n"
            "   {\"name\": \"no such todo\", \"webhook\": {\"url\": \"$SERVER/todos/0\"},\n"
            "    \"expect\": {\"failure\": \"unexpected_status\", \"status\": 404}}]\n\n"
            "webhook is a configuration or its file. What its rows find are parameters of the "
            "calls behind it. A call with\n"
            "\"secrets\": [\"TOKEN\"] never shows that parameter, whether it is from the "
            "environment or found by a row.\n\n") +
        exit_codes);
    command->callback([=, &status] { status = test(*options); });
}

void add_import(CLI::App& app, int& status) {
    auto* const command =
        app.add_subcommand("import", "Make a webhook's configuration of what other tools have");
    command->require_subcommand(1);
    std::string const footer =
        std::string(
            "What is secret by its name becomes a parameter, and a note says which: tokens and "
            "passwords of the\nauthorization and in the URL; fields, cookies, query parameters, "
            "pairs and parts of forms, members of\nJSON and elements of XML with names such as "
            "X-Api-Key, access_token or password. What is secret\nunder any other name stays in "
            "the configuration: look through it before you keep it.\n\n") +
        exit_codes;
    command->footer(footer);
    auto const options = std::make_shared<import_options>();
    auto const add = [&](char const* name, char const* says) {
        auto* const from = command->add_subcommand(name, says);
        from->footer(footer);
        from->callback([options, name, &status] {
            options->from = name;
            status = import_command(*options);
        });
        return from;
    };
    add("curl", "Of a curl command line, as browsers and documentation give it")
        ->add_option("COMMAND", options->what,
                     "The command line, as one argument; - is the standard input")
        ->required();
    auto* const openapi = add("openapi", "Of an operation of an OpenAPI 3 document");
    openapi->add_option("FILE", options->what, "The document, in JSON; - is the standard input")
        ->required();
    openapi
        ->add_option("--operation", options->choice,
                     "Its operationId, or 'METHOD /path'; without it all operations are listed")
        ->type_name("ID");
    auto* const postman = add("postman", "Of a request of a Postman collection (v2.1)");
    postman->add_option("FILE", options->what, "The collection; - is the standard input")
        ->required();
    postman
        ->add_option("--request", options->choice,
                     "Its name, or FOLDER/NAME; without it all requests are listed")
        ->type_name("NAME");
}

void add_generate(CLI::App& app, int& status) {
    auto* const command = app.add_subcommand("generate", "Write C++ for a sample answer");
    auto* const rows = command->add_subcommand(
        "rows", "A header with described structs for a sample, and rows that map it");
    command->require_subcommand(1);
    auto const options = std::make_shared<generate_options>();
    rows->add_option("FILE", options->file, "The sample, JSON or XML; - is the standard input")
        ->required();
    rows->add_option("--name", options->name, "The name of the struct")->capture_default_str();
    rows->add_option("--format", options->format,
                     "The format of the sample; auto decides by its first character")
        ->check(CLI::IsMember({"json", "xml", "auto"}))
        ->capture_default_str();
    rows->footer(
        std::string("Its types are those of the sample: a member that is missing or null somewhere "
                    "is optional. In XML every\n"
                    "type is guessed from a text: 12 becomes a number, 012 does not.\n\n"
                    "  trotline generate rows todo.json --name todo > todo_rows.hpp\n\n") +
        exit_codes);
    command->footer(exit_codes);
    rows->callback([options, &status] { status = generate_rows(*options); });
}

// False if there is such a subcommand; otherwise says which one was probably meant.
bool says_unknown(CLI::App const& app, std::string_view name) {
    trotline::near_miss meant(name);
    for (CLI::App const* const each : app.get_subcommands({})) {
        if (each->get_name() == name) return false;
        meant.offer(each->get_name());
    }
    std::string message = "trotline: there is no subcommand `";
    trotline::append_visible(message, name);
    message += meant.name().empty() ? std::string("`; --help lists them")
                                    : "`: did you mean `" + std::string(meant.name()) + "`?";
    std::cerr << message << '\n';
    return true;
}

}  // namespace
}  // namespace tool

int main(int argc, char** argv) try {
    std::ios::sync_with_stdio(false);
    CLI::App app("Tries webhooks, and their object paths and templates.");
    app.name("trotline");
    app.set_version_flag("--version", std::to_string(TROTLINE_VERSION_MAJOR) + "." +
                                          std::to_string(TROTLINE_VERSION_MINOR) + "." +
                                          std::to_string(TROTLINE_VERSION_PATCH));
    app.require_subcommand(1);
    app.footer(tool::exit_codes);
    int status = tool::mapped;
    tool::add_request(app, status);
    tool::add_test(app, status);
    tool::add_map(app, status);
    tool::add_paths(app, status);
    tool::add_render(app, status);
    tool::add_import(app, status);
    tool::add_generate(app, status);
#ifdef TROTLINE_WITH_NATS
    tool::add_delivery(app, status);
#endif
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& wrong) {
        if (argc > 1 && *argv[1] != '-' && tool::says_unknown(app, argv[1]))
            return tool::wrong_usage;
        return app.exit(wrong) == 0 ? tool::mapped : tool::wrong_usage;
    }
    return status;
} catch (std::exception const& thrown) {
    std::cerr << "trotline: " << thrown.what() << '\n';
    return tool::failed;
}
