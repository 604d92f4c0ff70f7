// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/file_content.hpp>

#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "support/temporary_folder.hpp"

namespace http_file_content_test {

namespace tl = trotline;

namespace {

std::string read_all(tl::http::content_source const& source, std::string* why = nullptr) {
    auto reader = source.open();
    if (!reader) return "cannot be opened: " + reader.error().detail;
    std::string text;
    for (std::array<char, 3> bytes;;) {
        auto const count = (*reader)(bytes);
        if (!count) {
            if (why != nullptr) *why = count.error().detail;
            return text;
        }
        if (*count == 0) return text;
        text.append(bytes.data(), *count);
    }
}

}  // namespace

TEST_CASE("a file is read as often as it is opened") {
    trotline_tests::temporary_folder const folder;
    auto const source = tl::http::file_content(folder.write("a b.txt", "content"));
    REQUIRE(source);
    CHECK(source->name == "a b.txt");
    CHECK(source->size == 7);
    CHECK_FALSE(source->once);
    CHECK(read_all(*source) == "content");
    CHECK(read_all(*source) == "content");
    auto const empty = tl::http::file_content(folder.write("empty", ""));
    REQUIRE(empty);
    CHECK(read_all(*empty).empty());
}

TEST_CASE("a file that changes is not sent in part") {
    trotline_tests::temporary_folder const folder;
    std::string const path = folder.write("a", "content");
    auto const source = tl::http::file_content(path);
    REQUIRE(source);
    auto reader = source->open();
    REQUIRE(reader);
    folder.write("a", "");
    std::array<char, 8> bytes;
    auto const count = (*reader)(bytes);
    REQUIRE_FALSE(count);
    CHECK(count.error().code == tl::code::unreadable);
    CHECK(read_all(*source) == "cannot be opened: the file has changed since the request was made");
    std::filesystem::remove(path);
    CHECK(read_all(*source).starts_with("cannot be opened: "));
}

TEST_CASE("only regular files, and only from below the directory") {
    trotline_tests::temporary_folder const folder;
    folder.write("inside/a", "a");
    folder.write("outside", "secret");
    std::filesystem::create_symlink(folder.path("outside"), folder.path("inside/link"));
    std::string const root = folder.path("inside");
    auto const found = tl::http::file_content("a", root);
    REQUIRE(found);
    CHECK(read_all(*found) == "a");
    CHECK(tl::http::file_content(folder.path("inside/a"), root));
    CHECK(tl::http::file_content("../inside/a", root));
    CHECK(tl::http::file_content(folder.path("outside"), "/"));
    for (std::string const& path :
         {std::string("../outside"), folder.path("outside"), std::string("link"), std::string("b"),
          std::string("../nothing"), std::string("/etc/passwd")}) {
        auto const refused = tl::http::file_content(path, root);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().stage == tl::stage::render);
        CHECK(refused.error().code == tl::code::unreadable);
        CHECK(refused.error().detail ==
              "there is no such file below the directory that is allowed");
    }
    for (std::string const& path :
         {folder.path(), folder.path("nothing"), std::string(), std::string("a\0b", 3)})
        CHECK_FALSE(tl::http::file_content(path));
    CHECK_FALSE(tl::http::file_content("", root));
    CHECK_FALSE(tl::http::file_content("a", folder.path("nothing")));
}

}  // namespace http_file_content_test
