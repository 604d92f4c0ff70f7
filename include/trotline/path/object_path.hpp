// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_OBJECT_PATH_HPP
#define TROTLINE_PATH_OBJECT_PATH_HPP

#include <trotline/core/fixed_string.hpp>
#include <trotline/core/result.hpp>
#include <trotline/path/error.hpp>
#include <trotline/path/segment.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <iterator>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

template <fixed_string Text> struct literal_path;

namespace path::detail {
struct parser_in_path_parse_hpp;
}  // namespace path::detail

// A compiled object path: a singular query of RFC 9535, or one of the shorter spellings that people
// write for it. Compile it once; it never changes, so all threads can use it. A plain value
// (trivially copyable, no heap) for up to 255 bytes of text and 32 segments; a longer path is an
// error.
//
//   auto path = trotline::object_path::parse("data.tags[0]");
//   if (!path) std::cerr << path.error() << '\n';  // the message, the path, and a caret below the first wrong byte
//   else for (trotline::path::segment s : *path) ...
class object_path {
  public:
    class iterator;

    // The path of the whole document: `$`.
    constexpr object_path() { compiled_.spell("$"); }

    // Compiles a path that is known at run time. Include <trotline/path/parse.hpp> to call it.
    template <class Parser = path::detail::parser_in_path_parse_hpp>
    static constexpr result<object_path, path_error> parse(std::string_view text) {
        object_path path{unspelled{}};
        auto const verdict = Parser::run(text, path.compiled_);
        if (!verdict.accepted) return path_error(text, verdict);
        return path;
    }

    constexpr std::size_t size() const { return compiled_.size(); }
    constexpr bool empty() const { return size() == 0; }
    // The name of the segment points into this object.
    constexpr path::segment operator[](std::size_t i) const { return compiled_[i]; }
    constexpr iterator begin() const;
    constexpr iterator end() const;

    // The path as it was written.
    constexpr std::string_view text() const { return compiled_.text(); }

    // RFC 9535 section 2.7: writes the normalized path in pieces to sink(std::string_view), without
    // allocation. A negative index is written as it is, because only a document can tell which
    // element it means.
    template <class Sink> constexpr void normalized(Sink&& sink) const;
    std::string normalized() const {
        std::string text;
        normalized([&text](std::string_view piece) { text += piece; });
        return text;
    }

    // True if both have the same segments, in whatever spelling.
    friend constexpr bool operator==(object_path const& a, object_path const& b) {
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i < a.size(); ++i)
            if (a[i] != b[i]) return false;
        return true;
    }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        object_path const& path) {
        return out << path.text();
    }

  private:
    template <fixed_string Text> friend struct literal_path;

    struct unspelled {};
    constexpr explicit object_path(unspelled) {}
    constexpr explicit object_path(path::detail::compiled_path const& compiled)
        : compiled_(compiled) {}

    path::detail::compiled_path compiled_;
};

// A random access iterator over the segments, by value.
class object_path::iterator {
  public:
    using value_type = path::segment;
    using difference_type = std::ptrdiff_t;
    using reference = path::segment;
    using pointer = void;
    using iterator_category = std::input_iterator_tag;
    using iterator_concept = std::random_access_iterator_tag;

    constexpr iterator() = default;
    constexpr iterator(object_path const& path, std::size_t i)
        : path_(&path), i_(static_cast<difference_type>(i)) {}

    constexpr reference operator*() const { return (*path_)[static_cast<std::size_t>(i_)]; }
    constexpr reference operator[](difference_type n) const { return *(*this + n); }
    constexpr iterator& operator++() { return *this += 1; }
    constexpr iterator& operator--() { return *this -= 1; }
    constexpr iterator operator++(int) {
        auto const old = *this;
        ++*this;
        return old;
    }
    constexpr iterator operator--(int) {
        auto const old = *this;
        --*this;
        return old;
    }
    constexpr iterator& operator+=(difference_type n) {
        i_ += n;
        return *this;
    }
    constexpr iterator& operator-=(difference_type n) { return *this += -n; }
    friend constexpr iterator operator+(iterator i, difference_type n) { return i += n; }
    friend constexpr iterator operator+(difference_type n, iterator i) { return i += n; }
    friend constexpr iterator operator-(iterator i, difference_type n) { return i -= n; }
    friend constexpr difference_type operator-(iterator a, iterator b) { return a.i_ - b.i_; }
    friend constexpr bool operator==(iterator a, iterator b) { return a.i_ == b.i_; }
    friend constexpr auto operator<=>(iterator a, iterator b) { return a.i_ <=> b.i_; }

  private:
    object_path const* path_ = nullptr;
    difference_type i_ = 0;
};

constexpr object_path::iterator object_path::begin() const { return {*this, 0}; }
constexpr object_path::iterator object_path::end() const { return {*this, size()}; }

namespace path::detail {

// RFC 9535 section 2.7: normal-single-quoted
template <class Sink> constexpr void write_quoted(std::string_view name, Sink& sink) {
    constexpr char digits[] = "0123456789abcdef";
    constexpr std::string_view short_escapes = "\bb\tt\nn\ff\rr''\\\\";
    std::size_t plain = 0;
    sink(std::string_view("'"));
    for (std::size_t i = 0; i < name.size(); ++i) {
        char const c = name[i];
        if (static_cast<unsigned char>(c) >= 0x20 && c != '\'' && c != '\\') continue;
        sink(name.substr(plain, i - plain));
        plain = i + 1;
        char escape[] = {'\\', 'u', '0', '0', digits[c >> 4 & 15], digits[c & 15]};
        std::size_t size = 6;
        for (std::size_t k = 0; k < short_escapes.size(); k += 2)
            if (short_escapes[k] == c) escape[1] = short_escapes[k + 1], size = 2;
        sink(std::string_view(escape, size));
    }
    sink(name.substr(plain));
    sink(std::string_view("'"));
}

template <class Sink> constexpr void write_normalized(segment const& s, Sink& sink) {
    sink(std::string_view("["));
    if (s.is_index) {
        if (s.index < 0) sink(std::string_view("-"));
        write_number(static_cast<std::uint64_t>(s.index < 0 ? -s.index : s.index), sink);
    } else {
        write_quoted(s.name, sink);
    }
    sink(std::string_view("]"));
}

}  // namespace path::detail

template <class Sink> constexpr void object_path::normalized(Sink&& sink) const {
    sink(std::string_view("$"));
    for (path::segment const s : *this) path::detail::write_normalized(s, sink);
}

}  // namespace trotline
#endif
