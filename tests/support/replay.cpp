// SPDX-License-Identifier: BSL-1.0
// The main of a fuzz target in a build without a fuzzer: it runs the target once for every file in
// the given folders.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "support/guard_page.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

int main(int argc, char** argv) {
    std::size_t files = 0;
    for (int i = 1; i < argc; ++i) {
        for (auto const& entry : std::filesystem::directory_iterator(argv[i])) {
            std::ifstream file(entry.path(), std::ios::binary);
            std::string const content((std::istreambuf_iterator<char>(file)),
                                      std::istreambuf_iterator<char>());
            trotline_tests::guarded_text const guarded(content);
            std::cout << entry.path().filename().string() << std::endl;
            LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(guarded.view().data()),
                                   guarded.view().size());
            ++files;
        }
    }
    if (files == 0) {
        std::cerr << "no seeds\n";
        return 1;
    }
}
