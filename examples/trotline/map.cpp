// SPDX-License-Identifier: BSL-1.0
// trotline map: applies object paths to documents.
#include <boost/describe.hpp>
#include <trotline/http/base64.hpp>
#include <trotline/mapping/run_time_mapping.hpp>

#include "command.hpp"
#include "diagnose.hpp"
#include "document_tree.hpp"
#include "line.hpp"

#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tool {

namespace {

BOOST_DEFINE_ENUM_CLASS(format, json, xml)
BOOST_DEFINE_ENUM_CLASS(mode, checked, on_demand)

struct map_line {
    std::optional<trotline::raw_view> id;
    std::optional<enum format> format;
    std::optional<enum mode> mode;
    std::optional<bool> all;
    std::optional<std::map<std::string, std::string>> prefixes;
    std::optional<trotline::value> document, document_base64, path, path_base64;
};
BOOST_DESCRIBE_STRUCT(map_line, (),
                      (id, format, mode, all, prefixes, document, document_base64, path,
                       path_base64))

void answer_line(map_line& line, answer& to) {
    bad_line why;
    if (!line.format)
        return invalid_input(to, {"expected format: \"json\" or \"xml\"", trotline::npos});
    bool const on_demand = line.mode == mode::on_demand;
    if (on_demand && line.format == format::xml)
        return invalid_input(to, {"XML has no mode on_demand", trotline::npos});
    auto const document = take_bytes(line.document, line.document_base64, "document", why);
    if (!document) return invalid_input(to, why);
    auto const path = take_bytes(line.path, line.path_base64, "path", why);
    if (!path) return invalid_input(to, why);
    document_kind const kind = line.format == format::xml ? document_kind::xml
                               : on_demand                ? document_kind::json_on_demand
                                                          : document_kind::json;
    std::vector<trotline::run_time_prefix> prefixes;
    for (auto const& [prefix, uri] : line.prefixes.value_or(std::map<std::string, std::string>()))
        prefixes.push_back({prefix, uri});
    auto const bound = trotline::run_time_mapping::build({}, std::move(prefixes));
    if (!bound) return invalid_input(to, {to_string(bound.error()), trotline::npos});
    (line.all.value_or(false) ? diagnose_all : diagnose)(to, kind, *document, *path,
                                                         bound->prefixes());
}

}  // namespace

int map(map_options const& options) {
    if (options.batch) {
        bool const all =
            for_each_line(std::cin, std::cout, [](std::string_view line, std::string& out) {
                answer_as<map_line>(line, out, answer_line);
            });
        return all ? mapped : failed;
    }
    auto const document = read_all(options.file);
    if (!document) return failed;
    bool const is_xml =
        options.format == "auto" ? looks_like_xml(*document) : options.format == "xml";
    if (is_xml && options.on_demand) {
        std::cerr << "trotline map: XML cannot be read on demand\n";
        return wrong_usage;
    }
    document_kind const kind = is_xml              ? document_kind::xml
                               : options.on_demand ? document_kind::json_on_demand
                                                   : document_kind::json;
    auto const bound = trotline::run_time_mapping::build({}, prefixes_of(options.prefixes));
    if (!bound) {
        std::cerr << "trotline map: " << bound.error() << '\n';
        return wrong_usage;
    }
    int status = mapped;
    std::string out;
    for (std::string const& row : options.rows) {
        auto const [path, name] = split_row(row);
        answer to(out);
        if (!name.empty()) to.text("name", name);
        to.text("path", path);
        if (!(options.all ? diagnose_all : diagnose)(to, kind, *document, path, bound->prefixes()))
            status = failed;
        to.end();
        out += '\n';
    }
    std::cout << out << std::flush;
    return status;
}

std::vector<trotline::run_time_prefix> prefixes_of(std::vector<std::string> const& given) {
    std::vector<trotline::run_time_prefix> all;
    for (std::string const& each : given) {
        std::size_t const equals = each.find('=');
        all.push_back({each.substr(0, equals),
                       equals == each.npos ? std::string() : each.substr(equals + 1)});
    }
    return all;
}

row_argument split_row(std::string_view text) {
    std::size_t const equals = text.rfind('=');
    if (equals == text.npos) return {text, {}};
    std::string_view const name = text.substr(equals + 1);
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    constexpr std::string_view all =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789.";
    // The = of a quoted name is followed by a quote.
    if (name.empty() || letters.find(name.front()) == letters.npos ||
        name.find_first_not_of(all) != name.npos)
        return {text, {}};
    return {text.substr(0, equals), name};
}

}  // namespace tool
