// SPDX-License-Identifier: BSL-1.0
#include <trotline/types/path.hpp>

#include <doctest/doctest.h>

#include "mapping/whole.hpp"

#include <filesystem>

namespace types_path_test {

namespace tl = trotline;
using file = std::filesystem::path;

TEST_CASE("a path is read from its text") {
    trotline_tests::whole::ok<file>(R"("a/b c.txt")", file("a/b c.txt"));
    trotline_tests::whole::ok<file>(R"("gr\u00fcn")", file(u8"grün"));
    trotline_tests::whole::ok<file>("\"\"", file());
    trotline_tests::whole::bad<file>(R"("a\u0000b")", "0 refused value: a string @0");
    file to = "before";
    CHECK_FALSE(tl::conversion<file>::read("\xff", to).empty());
    CHECK(to == "before");
    CHECK(tl::conversion<file>::write(file(u8"grün/x")) == "gr\u00fcn/x");
}

}  // namespace types_path_test
