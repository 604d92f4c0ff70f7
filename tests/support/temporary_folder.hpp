// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_TEMPORARY_FOLDER_HPP
#define TROTLINE_TESTS_SUPPORT_TEMPORARY_FOLDER_HPP

#include <trotline/core/random.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

namespace trotline_tests {

// An empty directory that is removed together with what is in it.
class temporary_folder {
  public:
    temporary_folder()
        : path_(std::filesystem::temp_directory_path() /
                ("trotline." + trotline::detail::random_key())) {
        std::filesystem::create_directories(path_);
    }
    temporary_folder(temporary_folder const&) = delete;
    temporary_folder& operator=(temporary_folder const&) = delete;
    ~temporary_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    std::string path(std::string const& name = "") const {
        return name.empty() ? path_.string() : (path_ / name).string();
    }
    // Writes a file, in a directory that is made if it is not there, and returns its path.
    std::string write(std::string const& name, std::string_view text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << text;
        return path(name);
    }

  private:
    std::filesystem::path path_;
};

}  // namespace trotline_tests
#endif
