// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_LOG_HPP
#define TROTLINE_MAPPING_ENGINE_LOG_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>

#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// Where a walk notes why a row got no value: at most one reason for each row, the first one. The
// caller owns the storage, which is written only if something fails.
class row_log {
  public:
    // `most`: how many notes are kept; the storage must have room for one more.
    constexpr explicit row_log(row_failure* storage, std::size_t most = npos)
        : storage_(storage), most_(most) {}

    // Notes what is wrong with the value at c. Always returns false, so that a conversion can
    // return it.
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
    // A segment of the path from the row's value to the one that failed, the innermost first.
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
    // The row of the last note. The notes are in the order of the rows, whatever the document's
    // order is.
    [[gnu::cold, gnu::noinline]] constexpr void belongs_to(std::size_t row,
                                                           row_description const& description) {
        last().row = static_cast<std::uint16_t>(row);
        last().description = description;
        if (size_ == most_) return;
        for (std::size_t i = size_++; i != 0 && storage_[i - 1].row > storage_[i].row; --i)
            std::swap(storage_[i - 1], storage_[i]);
    }

    constexpr std::size_t size() const { return size_; }
    constexpr row_failure& last() { return storage_[size_]; }
    constexpr row_failure& note(std::size_t i) { return storage_[i]; }
    // How many objects are being read whose class contains itself.
    constexpr unsigned& nested() { return nested_; }
    // Why the document could not be read. An on-demand cursor may note it here itself.
    constexpr document_failure& document() { return document_; }
    constexpr document_failure const& document() const { return document_; }

  private:
    row_failure* storage_;
    std::size_t size_ = 0, most_;
    unsigned nested_ = 0;
    document_failure document_;
};

// At most so many objects inside each other are read into a class that contains itself.
inline constexpr unsigned most_nested_objects = 128;

namespace detail {
inline constexpr std::string_view expected_fewer_inside =
    "at most 128 objects inside each other, where a class contains itself";
// Counts one of them, if it is one.
class nesting {
  public:
    nesting(row_log& log, bool counts) : log_(log), counts_(counts) {
        if (counts_) ++log_.nested();
    }
    ~nesting() {
        if (counts_) --log_.nested();
    }
    nesting(nesting const&) = delete;
    bool too_deep() const { return counts_ && log_.nested() > most_nested_objects; }

  private:
    row_log& log_;
    bool counts_;
};
}  // namespace detail

}  // namespace trotline
#endif
