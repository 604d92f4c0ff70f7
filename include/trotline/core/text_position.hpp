// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_TEXT_POSITION_HPP
#define TROTLINE_CORE_TEXT_POSITION_HPP

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// A position in a text as editors count it: lines and columns from 1, columns in UTF-8 characters.
// A line ends with LF, CR or both.
struct text_position {
    std::size_t line = 1;
    std::size_t column = 1;

    friend bool operator==(text_position const&, text_position const&) = default;
};

// The position of a byte offset; of the text's end, if the offset is greater. Reads the text up to
// there and does not allocate.
constexpr text_position position_in(std::string_view text, std::size_t offset) {
    text_position at;
    if (offset > text.size()) offset = text.size();
    for (std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < offset; ++i) {
        char const c = text[i];
        if (c == '\n' || (c == '\r' && !text.substr(i + 1).starts_with('\n'))) {
            ++at.line;
            at.column = 1;
        } else if (c != '\r' && (static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            ++at.column;
        }
    }
    return at;
}

// `3:12`
inline std::string to_string(text_position const& at) {
    return std::to_string(at.line) + ':' + std::to_string(at.column);
}

}  // namespace trotline
#endif
