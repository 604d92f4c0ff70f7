// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_REGEXP_READER_HPP
#define TROTLINE_PATH_REGEXP_READER_HPP

#include <trotline/core/utf8.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// Reads the elements of an I-Regexp (RFC 9485): characters, escapes, categories, counts.
namespace trotline::inline TROTLINE_ABI::path {

// Whether a pattern is valid, malformed or too large.
enum class regexp_outcome : unsigned char { valid, malformed, too_large };

// Whether a pattern is valid, and if not, where. position, if it is not valid: byte offset (from 0)
// of the first character that no I-Regexp could have there; the pattern's size, if it ends too
// early.
struct regexp_verdict {
    regexp_outcome outcome = regexp_outcome::valid;
    std::size_t position = 0;

    friend constexpr bool operator==(regexp_verdict const&, regexp_verdict const&) = default;
};

// A part of a [class]: the characters from low to high. If low is one of the two marks, those of
// the categories in high (one bit each, in the order of category_names), or all others.
struct regexp_item {
    static constexpr std::uint32_t in_category = 0x80000000, not_in_category = 0x80000001;
    // The categories have two letters each. Surrogates (Cs) are left out.
    static constexpr std::string_view category_names =
        "LuLlLtLmLoMnMcMeNdNlNoPcPdPsPePiPfPoZsZlZpSmScSkSoCcCfCoCn";

    std::uint32_t low = 0, high = 0;
};

namespace detail {

// The value of one character, from its UTF-8 bytes.
constexpr char32_t character_value(std::string_view bytes) {
    char32_t c = static_cast<unsigned char>(bytes[0]);
    if (bytes.size() == 1) return c;
    c &= 0x7Fu >> bytes.size();
    for (char const byte : bytes.substr(1)) c = c << 6 | (static_cast<unsigned>(byte) & 0x3Fu);
    return c;
}

// Takes elements from the start of the remaining pattern. On failure it returns false, and the
// verdict has the reason and the position.
class regexp_reader {
  public:
    constexpr explicit regexp_reader(std::string_view pattern)
        : rest_(pattern), size_(pattern.size()) {}

    constexpr regexp_verdict verdict() const { return verdict_; }
    constexpr bool empty() const { return rest_.empty(); }
    constexpr std::size_t left() const { return rest_.size(); }

    // Refuses the pattern at the position where `left` bytes were left.
    constexpr bool refuse(regexp_outcome why, std::size_t left) {
        verdict_ = {why, size_ - left};
        return false;
    }
    constexpr bool malformed() { return refuse(regexp_outcome::malformed, left()); }
    constexpr bool too_large() { return refuse(regexp_outcome::too_large, left()); }

    constexpr bool at(char c) const { return !rest_.empty() && rest_[0] == c; }
    constexpr void skip() { rest_.remove_prefix(1); }
    constexpr bool take(char c) {
        if (!at(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    constexpr bool take_character(char32_t& c) {
        if (rest_.empty()) return malformed();
        auto const sequence = utf8_sequence_at(rest_.data(), rest_.data() + rest_.size());
        if (sequence.size == 0) return malformed();
        c = character_value(rest_.substr(0, sequence.size));
        rest_.remove_prefix(sequence.size);
        return true;
    }
    constexpr bool at_one_of(std::string_view set) const {
        return !rest_.empty() && set.find(rest_[0]) != std::string_view::npos;
    }
    constexpr bool at(std::string_view text) const { return rest_.substr(0, text.size()) == text; }

    // QuantExact. A number above the limit is cut off, but stays above it.
    constexpr bool take_count(std::size_t& n, std::size_t limit) {
        if (!at_one_of("0123456789")) return malformed();
        for (n = 0; at_one_of("0123456789"); rest_.remove_prefix(1))
            if (n <= limit) n = n * 10 + static_cast<std::size_t>(rest_[0] - '0');
        return true;
    }

    // SingleCharEsc / catEsc / complEsc
    constexpr bool take_escape(char32_t& c, regexp_item& category, bool& is_category) {
        constexpr std::string_view escapable = "()*+-.?[\\]^{|}nrt";
        rest_.remove_prefix(1);
        if (rest_.empty()) return malformed();
        char const e = rest_[0];
        if (e == 'p' || e == 'P') {
            rest_.remove_prefix(1);
            is_category = true;
            category.low = e == 'p' ? regexp_item::in_category : regexp_item::not_in_category;
            return take_category(category.high);
        }
        if (escapable.find(e) == std::string_view::npos) return malformed();
        rest_.remove_prefix(1);
        c = static_cast<unsigned char>(e == 'n' ? '\n' : e == 'r' ? '\r' : e == 't' ? '\t' : e);
        return true;
    }
    // "{" charProp "}": one letter or two
    constexpr bool take_category(std::uint32_t& categories) {
        if (!take('{')) return malformed();
        for (std::size_t size = 1; size <= 2; ++size) {
            std::uint32_t found = 0;
            for (std::size_t i = 0; i < regexp_item::category_names.size(); i += 2)
                if (rest_.substr(0, size) == regexp_item::category_names.substr(i, size))
                    found |= std::uint32_t{1} << (i / 2);
            if (found == 0) {
                if (size == 2) rest_.remove_prefix(1);
                return malformed();
            }
            categories = found;
            if (rest_.size() > size && rest_[size] == '}') {
                rest_.remove_prefix(size + 1);
                return true;
            }
        }
        rest_.remove_prefix(2);
        return malformed();
    }

  private:
    std::string_view rest_;
    std::size_t size_;
    regexp_verdict verdict_{};
};

}  // namespace detail
}  // namespace trotline::path
#endif
