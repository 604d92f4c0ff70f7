// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_FILE_CONTENT_HPP
#define TROTLINE_HTTP_FILE_CONTENT_HPP
// A file as the content of a request, or as a part of it: read while it is sent, never loaded
// whole.

#include <trotline/core/error.hpp>
#include <trotline/core/narrowed.hpp>
#include <trotline/core/result.hpp>
#include <trotline/http/content_source.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <system_error>
#include <utility>

namespace trotline::inline TROTLINE_ABI::http {

// The file as a source; its size is that of this moment. Fails with code unreadable if it is not a
// regular file. With `below`, a path is relative to that directory, and what lies outside of it is
// refused, also behind `..` and symbolic links, without telling whether it exists. If the file has
// another size when it is sent, the request fails.
result<content_source> file_content(std::string const& path, std::string const& below = {});

// Definitions.

namespace detail {

inline result<content_reader> open_file(std::string const& path, std::string const& name,
                                        std::uint64_t size) {
    std::error_code wrong;
    if (std::filesystem::file_size(path, wrong) != size || wrong)
        return unreadable(name, "the file has changed since the request was made");
    std::shared_ptr<std::FILE> const file(std::fopen(path.c_str(), "rb"), [](std::FILE* opened) {
        if (opened != nullptr) std::fclose(opened);
    });
    if (file == nullptr) return unreadable(name, "the file cannot be read");
    return content_reader(
        [file, name, left = size](std::span<char> to) mutable -> result<std::size_t> {
            auto const most =
                trotline::detail::narrowed<std::size_t>((std::min<std::uint64_t>)(left, to.size()));
            if (most == 0) return most;
            std::size_t const count = std::fread(to.data(), 1, most, file.get());
            if (count == 0) return unreadable(name, "the file became shorter, or cannot be read");
            left -= count;
            return count;
        });
}

}  // namespace detail

inline result<content_source> file_content(std::string const& path, std::string const& below) {
    namespace fs = std::filesystem;
    std::error_code wrong;
    fs::path place(path);
    std::string const name = place.filename().string();
    auto const refused = [&](std::string why) {
        failure made = unreadable(name, std::move(why));
        made.stage = stage::render;
        return made;
    };
    if (path.find('\0') != path.npos) return refused("a path has no NUL");
    if (!below.empty()) {
        constexpr char outside[] = "there is no such file below the directory that is allowed";
        fs::path const root = fs::canonical(below, wrong);
        if (!wrong) place = fs::canonical(root / place, wrong);
        if (wrong) return refused(outside);
        if (std::mismatch(root.begin(), root.end(), place.begin(), place.end()).first != root.end())
            return refused(outside);
    }
    if (!fs::is_regular_file(place, wrong) || wrong)
        return refused("there is no such file, or it is not a regular one");
    content_source made;
    made.name = name;
    made.path = place.string();
    made.size = fs::file_size(place, wrong);
    if (wrong) return refused("the file's size cannot be read");
    made.open = [path = made.path, name, size = *made.size] {
        return detail::open_file(path, name, size);
    };
    return made;
}

}  // namespace trotline::http
#endif
