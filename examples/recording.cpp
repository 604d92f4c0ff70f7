// SPDX-License-Identifier: BSL-1.0
// Recording and replaying: requests and answers are kept in a file, without secrets, and later
// answer without a network. For tests, and for showing a fault to somebody else.
#include <trotline/transport/recording.hpp>
#include <trotline/transport/replaying.hpp>
#include <trotline/trotline.hpp>

#include <filesystem>
#include <iostream>
#include <random>
#include <string>

namespace tl = trotline;

constexpr tl::webhook rename_todo{.method = tl::method::put,
                                  .url = "$SERVER/todos/7",
                                  .fields = {{{"Authorization", "Bearer $TOKEN"}}},
                                  .body = tl::json_body(R"({"name": "$NAME"})")};
using kept = tl::parameters_from<tl::row<"data.title", "TITLE">>;
template <class Transport>
using node_with =
    tl::basic_webhook_node<Transport, tl::media_type_parser, tl::memory_parameter_store>;

int main(int argc, char** argv) {
    if (argc != 2) return std::cerr << "usage: recording URL-OF-THE-EXAMPLE-SERVER\n", 2;
    auto const file = std::filesystem::temp_directory_path() /
                      ("trotline-" + std::to_string(std::random_device()()) + ".json");
    tl::memory_parameter_store const parameters{
        {"SERVER", argv[1]}, {"TOKEN", tl::secret{"s3cret"}}, {"NAME", "Ada"}};

    node_with<tl::recording<tl::curl_transport>> live{
        tl::recording<tl::curl_transport>(), {}, parameters};
    if (auto const answer = live.call<kept>(rename_todo); !answer)
        return std::cerr << answer.failure() << '\n', 1;
    if (auto const saved = live.transport().save(file.string()); !saved)
        return std::cerr << saved.error() << '\n', 1;

    auto tape = tl::cassette::load(file.string());
    std::filesystem::remove(file);
    if (!tape) return std::cerr << tape.error() << '\n', 1;
    bool const without_secrets = tape->to_json().find("s3cret") == std::string::npos;
    std::cout << tape->exchanges().size() << " exchange recorded, "
              << (without_secrets ? "without" : "WITH") << " its secret\n";

    node_with<tl::replaying> later{tl::replaying(*tape), {}, parameters};
    auto const again = later.call<kept>(rename_todo);
    if (!again) return std::cerr << again.failure() << '\n', 1;
    std::cout << "replayed: " << *later.parameters().get("TITLE") << '\n';
    return without_secrets && later.parameters().get("TITLE") == tl::value("Ada") ? 0 : 1;
}
