// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_JSON_LINES_HPP
#define TROTLINE_MAPPING_JSON_LINES_HPP

#include <trotline/mapping/get.hpp>
#include <trotline/mapping/map.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

// Several JSON texts in one, as in logs and streams: one on each line (NDJSON, JSON Lines), or each
// after an RS character (JSON text sequences, RFC 7464). Each is mapped when the loop reaches it. A
// failed one does not end the loop.
//
//   for (auto const& record : tl::json_lines<event_rows>(text))
//       if (record.value)
//           use(*record.value);
//       else
//           std::cerr << record.number << ": " << record.value.error() << '\n';

namespace trotline::inline TROTLINE_ABI {

namespace detail {
// The result of mapping one text: by a mapping, or as a value of a type.
template <class What> inline constexpr bool is_mapping = requires {
    typename mapping_traits<What>::rows;
};
template <class What, class Format> auto map_record(std::string_view text, Format const& format) {
    if constexpr (is_mapping<What>)
        return map<What>(text, format);
    else
        return get<What>(text, literal_path<"$">{}, format);
}

// Takes the next text from the front; returns false if there is none.
class record_splitter {
  public:
    constexpr explicit record_splitter(std::string_view text) : rest_(text) {
        if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
        is_sequence_ = rest_.starts_with(separator);
    }
    constexpr bool next(std::string_view& record) {
        while (!rest_.empty()) {
            if (is_sequence_) rest_.remove_prefix(1);
            std::size_t const end = rest_.find(is_sequence_ ? separator : '\n');
            record = rest_.substr(0, end);
            rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + !is_sequence_);
            if (std::string_view const trimmed = trim(record); !trimmed.empty()) {
                if (is_sequence_ && may_be_cut(record)) record = record.substr(record.size());
                return true;
            }
        }
        return false;
    }

  private:
    // RFC 7464 section 2.4: a number or a literal name is complete only if a blank follows it.
    static constexpr bool may_be_cut(std::string_view record) {
        char const last = record.back();
        return !json::is_blank(last) && last != '}' && last != ']' && last != '"';
    }

    static constexpr char separator = '\x1E';
    std::string_view rest_;
    bool is_sequence_ = false;
};
}  // namespace detail

// One of the texts. `number` counts from 1, without empty lines. In a sequence, a number or literal
// name that may be incomplete has an empty text and is malformed.
template <class Value> struct json_record {
    std::size_t number = 0;
    std::string_view text{};
    Value value;  // the result of map() or get()
};

// The texts as a range of json_record that can be iterated once. `What` is a mapping or a type. The
// text must outlive all views in the values. Allocates only what the values own.
template <class What, class Format = json::checked_format> class json_lines {
  public:
    using value_type =
        json_record<decltype(detail::map_record<What>(std::string_view(), Format{}))>;

    explicit json_lines(std::string_view text, Format const& format = {})
        : splitter_(text), format_(format) {}

    class iterator {
      public:
        using iterator_concept = std::input_iterator_tag;
        using value_type = json_lines::value_type;
        using difference_type = std::ptrdiff_t;

        value_type const& operator*() const { return *lines_->now_; }
        value_type const* operator->() const { return &*lines_->now_; }
        iterator& operator++() {
            lines_->advance();
            return *this;
        }
        void operator++(int) { lines_->advance(); }
        bool operator==(std::default_sentinel_t) const { return !lines_->now_.has_value(); }

      private:
        friend json_lines;
        explicit iterator(json_lines* lines) : lines_(lines) {}
        json_lines* lines_;
    };

    // Continues where an earlier loop ended.
    iterator begin() {
        advance();
        return iterator(this);
    }
    std::default_sentinel_t end() const { return {}; }

  private:
    void advance() {
        std::string_view text;
        now_.reset();
        if (splitter_.next(text))
            now_.emplace(value_type{++count_, text, detail::map_record<What>(text, format_)});
    }

    detail::record_splitter splitter_;
    Format format_;
    std::size_t count_ = 0;
    std::optional<value_type> now_;
};

}  // namespace trotline
#endif
