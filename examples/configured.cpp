// SPDX-License-Identifier: BSL-1.0
// A webhook and its rows from a file (configured.json): what is sent, and what happens with the
// answer, without a line of C++. Everything in it is checked when it is read.
#include <trotline/configuration.hpp>
#include <trotline/trotline.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace tl = trotline;

int main(int argc, char** argv) {
    if (argc != 2) return std::cerr << "usage: configured URL-OF-THE-EXAMPLE-SERVER\n", 2;
    auto const file = std::filesystem::path(__FILE__).replace_filename("configured.json");
    std::ifstream in(file);
    std::string const text{std::istreambuf_iterator<char>(in), {}};

    auto const read = tl::read_configuration(text);
    if (!read) return std::cerr << to_string(read.error(), file.string() + ":") << '\n', 1;

    tl::webhook_node node{{"SERVER", argv[1]}, {"TODO_ID", 7},  {"TOKEN", tl::secret{"s3cret"}},
                          {"LANGUAGE", "en"},  {"NAME", "Ada"}, {"AGE", 36}};
    auto const answer = node.call(read->webhook, read->rows);
    if (!answer) return std::cerr << answer.failure() << '\n', 1;
    for (char const* name : {"USER_ID", "TITLE", "TAG", "STATUS"})
        std::cout << name << " = " << *node.parameters().get(name) << '\n';

    // A mistake in the file is found before anything is sent, and reported with its line and
    // column.
    std::string mistaken = text;
    mistaken.replace(mistaken.find("data.userId"), 11, "data.userId[");
    auto const wrong = tl::read_configuration(mistaken);
    if (!wrong) std::cout << to_string(wrong.error(), "configured.json:") << '\n';

    bool const good = node.parameters().get("TITLE") == tl::value("Ada") &&
                      node.parameters().get("USER_ID") == tl::value(7) &&
                      node.parameters().get("STATUS") == tl::value(200) && !wrong &&
                      wrong.error().position.line == 10;
    return good ? 0 : 1;
}
