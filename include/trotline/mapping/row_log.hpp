// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ROW_LOG_HPP
#define TROTLINE_MAPPING_ROW_LOG_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/message.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace trotline {

// Where a walk notes why a row got no value: at most one reason for each row, the first. The storage is the caller's and is written
// only when something fails.
class row_log {
  public:
    constexpr explicit row_log(row_failure* storage) : storage_(storage) {}

    // Notes what went wrong with the value at c; always false, so that a conversion can return it.
    template <cursor C>
    [[gnu::cold, gnu::noinline]] constexpr bool fail(C c, trotline::code code, std::string_view expected) {
        row_failure& noted = *std::construct_at(storage_ + size_);
        noted.code = code;
        noted.found = c.kind();
        noted.offset = c.offset();
        noted.expected = expected;
        noted.excerpt = short_text<40>(c.raw());
        if (c.failure() && !document_) document_ = c.failure();
        return false;
    }
    // A step of the way from the row's value to the one that failed, the innermost first.
    [[gnu::cold, gnu::noinline]] constexpr bool inside_member(std::string_view name) {
        bool plain = !name.empty() && !(name[0] >= '0' && name[0] <= '9');
        for (char const c : name)
            plain = plain && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
        if (!plain) last().inner.prepend("']");
        last().inner.prepend(name);
        last().inner.prepend(plain ? "." : "['");
        return false;
    }
    [[gnu::cold, gnu::noinline]] constexpr bool inside_element(std::size_t index) {
        char digits[20]{};
        std::size_t at = sizeof digits;
        do digits[--at] = static_cast<char>('0' + index % 10);
        while ((index /= 10) != 0);
        last().inner.prepend("]");
        last().inner.prepend({digits + at, sizeof digits - at});
        last().inner.prepend("[");
        return false;
    }
    // The row that the last note belongs to.
    [[gnu::cold, gnu::noinline]] constexpr void belongs_to(std::size_t row, row_description const& description) {
        last().row = static_cast<std::uint16_t>(row);
        last().description = description;
        ++size_;
    }
