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

// Why a text could not be mapped: it is not a document, or rows failed. Has room for one failure of
// each row, in place.
template <std::size_t Rows> class mapping_failure {
  public:
    // The room for rows is not initialized: that would take longer than reading a small answer.
    constexpr mapping_failure() noexcept {}

    // Set if the document as a whole could not be read; there are no rows then.
    constexpr document_failure const& document() const {
        return size_ == unreadable ? document_ : no_failure;
    }
    constexpr std::span<row_failure const> rows() const& {
        return {rows_, size_ == unreadable ? 0 : size_};
    }
    // Deleted, because the rows would dangle, for example in `for (auto const& row :
    // tl::map<rows>(text).error().rows())`. Give the result a name.
    constexpr std::span<row_failure const> rows() && = delete;

    // Memory for a row_log; take() notes how much of it was used.
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
