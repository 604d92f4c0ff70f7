// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_JSON_CONFORMANCE_HPP
#define TROTLINE_TESTS_JSON_CONFORMANCE_HPP
// The texts of JSONTestSuite, from json_parsing.jsonl in the directory that the environment or the
// build names; none if there is no such directory.

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace conformance {

struct text {
    std::string id, expect, bytes;
};

// The lines of that file are flat, and their strings have no escapes, so searching for `"name": "`
// is enough.
inline std::string field(std::string_view line, std::string_view name) {
    std::string const mark = '"' + std::string(name) + "\": \"";
    auto const begin = line.find(mark);
    if (begin == std::string_view::npos) return {};
    auto const from = begin + mark.size();
    return std::string(line.substr(from, line.find('"', from) - from));
}

inline std::string from_base64(std::string_view digits) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0, count = 0;
    for (char const c : digits) {
        auto const digit = alphabet.find(c);
        if (digit == std::string_view::npos) break;
        bits = bits << 6 | static_cast<unsigned>(digit);
        count += 6;
        if (count >= 8) bytes += static_cast<char>(bits >> (count -= 8) & 0xFF);
    }
    return bytes;
}

inline std::vector<text> json_parsing() {
    char const* directory = std::getenv("TROTLINE_CONFORMANCE_DIR");
#ifdef TROTLINE_CONFORMANCE_DIR
    if (directory == nullptr) directory = TROTLINE_CONFORMANCE_DIR;
#endif
    std::vector<text> texts;
    if (directory == nullptr) return texts;
    std::ifstream file(std::string(directory) + "/json_parsing.jsonl");
    for (std::string line; std::getline(file, line);) {
        text t{field(line, "id"), field(line, "expect"), from_base64(field(line, "b64"))};
        if (auto const unit = from_base64(field(line, "unit_b64")); !unit.empty()) {
            auto const repeat =
                std::strtoul(line.c_str() + line.find("\"repeat\":") + 9, nullptr, 10);
            for (unsigned long i = 0; i != repeat; ++i) t.bytes += unit;
            t.bytes += from_base64(field(line, "tail_b64"));
        }
        texts.push_back(std::move(t));
    }
    return texts;
}

}  // namespace conformance

#endif
