// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_FAILURE_HPP
#define TROTLINE_MAPPING_FAILURE_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/message.hpp>
#include <trotline/mapping/engine/log.hpp>

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI {

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
    constexpr mapping_failure& take(row_log const& log) {
        size_ = log.document() ? unreadable : log.size();
        if (log.document()) std::construct_at(&document_, log.document());
        return *this;
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
