// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TYPES_PATH_HPP
#define TROTLINE_TYPES_PATH_HPP
// std::filesystem::path as a member: its text in UTF-8, with slashes. The text comes from outside:
// before you open such a path, check that it does not lead where it should not.

#include <trotline/core/conversion.hpp>
#include <trotline/core/utf8.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

template <> struct conversion<std::filesystem::path> {
    static constexpr bool keeps_blanks = true;
    static refusal read(std::string_view text, std::filesystem::path& to) {
        if (text.find('\0') != text.npos) return "a path without a NUL";
        if (!is_utf8(text)) return "a path in UTF-8";
        to = std::filesystem::path(std::u8string(text.begin(), text.end()));
        return {};
    }
    static std::string write(std::filesystem::path const& from) {
        std::u8string const text = from.generic_u8string();
        return {text.begin(), text.end()};
    }
};

}  // namespace trotline
#endif
