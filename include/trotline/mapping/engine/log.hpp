// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_LOG_HPP
#define TROTLINE_MAPPING_ENGINE_LOG_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/message.hpp>

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline {

// Where a walk notes why a row got no value: at most one reason for each row, the first. The
// storage is the caller's and is written only when something fails.
class row_log {
  public:
    constexpr explicit row_log(row_failure* storage) : storage_(storage) {}

    // Notes what went wrong with the value at c; always false, so that a conversion can return it.
    template <cursor C>
    [[gnu::cold, gnu::noinline]] constexpr bool fail(C c, trotline::code code,
                                                     std::string_view expected) {
        row_failure& noted = *std::construct_at(storage_ + size_);
        noted.code = code;
        noted.found = c.kind();
        noted.offset = c.offset();
        noted.expected = expected;
        noted.excerpt = short_text<40>(c.raw());
        if (c.failure()) fail_document(c.failure());
        return false;
    }
    [[gnu::cold, gnu::noinline]] constexpr void fail_document(document_failure const& f) {
        if (!document_) document_ = f;
    }
    // A step of the way from the row's value to the one that failed, the innermost first.
    [[gnu::cold, gnu::noinline]] constexpr bool inside_member(std::string_view name) {
        bool plain = !name.empty() && !(name[0] >= '0' && name[0] <= '9');
        for (char const c : name)
            plain = plain && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '_');
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
    // The row that the last note belongs to. The notes stand in the order of the rows, whatever the
    // document's order is.
    [[gnu::cold, gnu::noinline]] constexpr void belongs_to(std::size_t row,
                                                           row_description const& description) {
        last().row = static_cast<std::uint16_t>(row);
        last().description = description;
        for (std::size_t i = size_++; i != 0 && storage_[i - 1].row > storage_[i].row; --i)
            std::swap(storage_[i - 1], storage_[i]);
    }

    constexpr std::size_t size() const { return size_; }
    constexpr row_failure& last() { return storage_[size_]; }
    // Why the document could not be read. An on-demand cursor may note it here itself.
    constexpr document_failure& document() { return document_; }
    constexpr document_failure const& document() const { return document_; }

  private:
    row_failure* storage_;
    std::size_t size_ = 0;
    document_failure document_;
};

namespace detail {
inline constexpr std::string_view expected_one = "only one: write [0] for the first";
}

// Why a text did not map: it is not a document, or rows failed. Room for one failure of each row,
// in place.
template <std::size_t Rows> class mapping_failure {
  public:
    // Leaves the room for rows as it is: clearing it would cost more than reading a small answer.
    constexpr mapping_failure() noexcept {}

    // Set where the document as a whole could not be read; then there are no rows.
    constexpr document_failure const& document() const {
        return size_ == unreadable ? document_ : no_failure;
    }
    constexpr std::span<row_failure const> rows() const& {
        return {rows_, size_ == unreadable ? 0 : size_};
    }
    // They would dangle: in `for (auto const& row : tl::map<rows>(text).error().rows())`, for one.
    // Name the result.
    constexpr std::span<row_failure const> rows() && = delete;

    // Room for a row_log; take() says how much of it was used.
    constexpr row_failure* storage() { return rows_; }
    constexpr void take(row_log const& log) {
        if (log.document())
            take(log.document());
        else
            size_ = log.size();
    }
    constexpr void take(document_failure const& f) {
        std::construct_at(&document_, f);
        size_ = unreadable;
    }

    friend std::string to_string(mapping_failure const& f) {
        if (f.document()) return to_string(f.document());
        std::string text;
        for (row_failure const& row : f.rows())
            text.append(text.empty() ? "" : "\n").append(to_string(row));
        return text;
    }
    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        mapping_failure const& f) {
        return out << to_string(f);
    }

  private:
    static_assert(std::is_trivially_copyable_v<row_failure> &&
                  std::is_trivially_copyable_v<document_failure>);
    static constexpr std::size_t unreadable = npos;
    static constexpr document_failure no_failure{};
    std::size_t size_ = 0;
    union {
        char none_;
        document_failure document_;
        row_failure rows_[Rows == 0 ? 1 : Rows];
    };
};

}  // namespace trotline
#endif
