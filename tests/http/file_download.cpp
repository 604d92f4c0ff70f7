// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/file_download.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "support/temporary_folder.hpp"

namespace http_file_download_test {

namespace tl = trotline;

namespace {
std::string read(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
std::ptrdiff_t files_in(trotline_tests::temporary_folder const& folder) {
    return std::distance(std::filesystem::directory_iterator(folder.path()), {});
}
}  // namespace

TEST_CASE("a file is there whole, or as it was before") {
    trotline_tests::temporary_folder const folder;
    std::string const path = folder.write("a", "old");
    {
        tl::http::file_download download(path);
        auto const sink = download.sink();
        CHECK(tl::http::deliver(*sink, {}, "an attempt that failed"));
        CHECK(read(path) == "old");
        CHECK(tl::http::deliver(*sink, {}, "new"));
        CHECK(read(path) == "old");
        CHECK(download.commit());
        CHECK(read(path) == "new");
        CHECK(files_in(folder) == 1);
        auto const again = download.commit();
        REQUIRE_FALSE(again);
        CHECK(again.error().code == tl::code::rejected);
        CHECK(again.error().stage == tl::stage::store);
    }
    {
        tl::http::file_download const download(path);
        CHECK(tl::http::deliver(*download.sink(), {}, "never"));
        CHECK(files_in(folder) == 2);
    }
    CHECK(read(path) == "new");
    CHECK(files_in(folder) == 1);
}

TEST_CASE("a place that cannot be written") {
    trotline_tests::temporary_folder const folder;
    tl::http::file_download nowhere(folder.path("no/such/folder"));
    CHECK(nowhere.refusal().empty());
    CHECK_FALSE(tl::http::deliver(*nowhere.sink(), {}, "a"));
    CHECK(nowhere.refusal() ==
          folder.path("no/such/folder") + " cannot be written: No such file or directory");
    CHECK_FALSE(nowhere.commit());
    tl::http::file_download taken(folder.path());  // a directory that is not empty
    folder.write("a", "");
    CHECK(tl::http::deliver(*taken.sink(), {}, "a"));
    CHECK_FALSE(taken.commit());
    CHECK(files_in(folder) == 1);
    tl::http::file_download small(folder.path("b"), 2);
    CHECK_FALSE(tl::http::deliver(*small.sink(), {}, "abc"));
}

}  // namespace http_file_download_test
