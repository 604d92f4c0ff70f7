// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_WANTED_NAMES_HPP
#define TROTLINE_CORE_WANTED_NAMES_HPP

#include <trotline/core/abi.hpp>
#include <trotline/core/narrowed.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

// The names that a cursor is asked for, prepared so that a comparison takes one or two words. They
// are plain data: constants for literal names, filled once for names that are known at run time.
// Nothing here allocates.
namespace trotline::inline TROTLINE_ABI {

// One byte that differs between most names: of a name's first byte, its last one and its size. The
// name is inside of quotation marks, and an empty one has these as its first and its last byte.
[[gnu::always_inline]] constexpr std::uint8_t name_print(char const* name, std::size_t size) {
    auto const first = static_cast<unsigned char>(*name),
               last = static_cast<unsigned char>(name[static_cast<std::ptrdiff_t>(size) - 1]);
    return static_cast<std::uint8_t>(first + last * 8U + size);
}

namespace detail {

// As many bytes as there are places, as a word, the first one lowest. (Compilers make one load of
// such an expression, but not of a loop.)
template <std::size_t... Places>
constexpr std::uint64_t bytes_at(char const* at, std::index_sequence<Places...>) {
    return ((std::uint64_t{static_cast<unsigned char>(at[Places])} << (8 * Places)) | ...);
}
template <std::size_t N> constexpr std::uint64_t bytes_of(char const* at) {
    return bytes_at(at, std::make_index_sequence<N>());
}
// The same for less than eight bytes, by two loads that may overlap.
constexpr std::uint64_t bytes_below_eight(char const* at, std::size_t size) {
    if (size >= 4) return bytes_of<4>(at) | bytes_of<4>(at + (size - 4)) << 8 * (size - 4);
    if (size >= 2) return bytes_of<2>(at) | bytes_of<2>(at + (size - 2)) << 8 * (size - 2);
    return size == 0 ? 0 : bytes_of<1>(at);
}
// True if a quotation mark or a backslash is among eight bytes.
constexpr bool has_escaped(std::uint64_t bytes) {
    constexpr std::uint64_t each = ~std::uint64_t{0} / 255;
    auto const has = [bytes](char c) {
        std::uint64_t const other = bytes ^ each * static_cast<unsigned char>(c);
        return ((other - each) & ~other & each * 128) != 0;
    };
    return has('"') || has('\\');
}

}  // namespace detail

// The name of a member, an element, or (with `@` in front) an attribute. It does not own its text.
struct wanted_name {
    char const* text = "";
    std::uint32_t size = 0;
    // how many bytes a comparison reads, from a member's opening quotation mark to its value
    std::uint32_t reach = 0;
    // The first eight bytes of the text, the first one lowest; a shorter text is followed by the
    // quotation mark that ends it in JSON. `mask` has the bytes that count. A name with a quotation
    // mark or a backslash is always escaped in JSON: then no word matches.
    std::uint64_t word = 0, mask = 0;
    std::uint64_t last_word = 0;  // the last eight bytes, if it has as many
    std::uint8_t print = 0;       // name_print

    constexpr wanted_name() = default;
    constexpr explicit wanted_name(std::string_view name)
        : text(name.data()),
          size(detail::narrowed<std::uint32_t>(name.size())),
          reach(detail::narrowed<std::uint32_t>(name.size() < 8 ? 12 : name.size() + 5)) {
        bool is_escaped = false;
        if (std::size_t const n = name.size(); n < 8) {
            word = detail::bytes_below_eight(text, n);
            is_escaped = detail::has_escaped(word);
            word |= std::uint64_t{'"'} << 8 * n;
            mask = ~std::uint64_t{0} >> (56 - 8 * n);
        } else {
            word = detail::bytes_of<8>(text);
            mask = ~std::uint64_t{0};
            last_word = detail::bytes_of<8>(text + (n - 8));
            is_escaped = detail::has_escaped(word) || detail::has_escaped(last_word);
            for (std::size_t i = 8; i + 8 < n; i += 8)
                is_escaped |= detail::has_escaped(detail::bytes_of<8>(text + i));
        }
        if (is_escaped) word = ~std::uint64_t{0}, mask = 0;
        constexpr char quotes[] = "\"\"";
        print = name.empty() ? name_print(quotes + 1, 0) : name_print(text, size);
    }
    constexpr bool stands_as_it_is() const { return mask != 0; }
    constexpr std::string_view view() const { return {text, size}; }
};

// A filter over the last three bytes of several names (fewer after the quotation mark). Three
// tables, the last byte's first, are indexed by the lower six bits of a byte and have a bit for
// each name that may have it there. There are eight bits; the ninth name shares that of the first.
struct name_tails {
    alignas(64) std::uint8_t with[3][64]{};

    constexpr void add(std::size_t place, std::string_view name) {
        auto const bit = static_cast<std::uint8_t>(1U << place % 8);
        for (std::size_t n = 0; n != 3; ++n) {
            if (n > name.size()) {
                for (std::uint8_t& any : with[n]) any |= bit;
                continue;
            }
            char const c = n < name.size() ? name[name.size() - 1 - n] : '"';
            with[n][static_cast<unsigned char>(c) & 63] |= bit;
        }
    }
};

// A set with one bit for the size of a name: one for each size below 63, the last one for longer
// names.
constexpr std::uint64_t size_bit(std::size_t size) {
    return std::uint64_t{1} << (size < 63 ? size : 63);
}
// True for a name with any prefix or none: `*:Body`, `@*:href`. Only XML knows them.
constexpr bool takes_any_prefix(std::string_view name) {
    std::size_t const at = name.starts_with('@') ? 1 : 0;
    return name.size() > at + 1 && name[at] == '*' && name[at + 1] == ':';
}
// True for the name of what an element has besides child elements: an attribute (`@id`), or its
// text (`#text`). They are no lists and have no children. Only XML knows them.
constexpr bool is_own_value(std::string_view name) {
    return name.starts_with('@') || name == "#text";
}
// The size_bit() of a wanted name; and that of the empty name, if it takes any prefix.
constexpr std::uint64_t sizes_with(std::string_view name) {
    return size_bit(name.size()) | (takes_any_prefix(name) ? size_bit(0) : 0);
}
// A set with one bit for the lower six bits of a name's last byte.
constexpr std::uint64_t last_byte_bit(std::string_view name) {
    return std::uint64_t{1} << (static_cast<unsigned char>(name.empty() ? '"' : name.back()) & 63);
}

// Several different names that are asked for at once, as a view. In XML, a name with `@` in front
// is an attribute's.
struct wanted_names {
    wanted_name const* first = nullptr;
    std::size_t count = 0;
    std::uint64_t sizes = 0;            // union of their sizes_with()
    std::uint64_t last_bytes = 0;       // union of their last_byte_bit()
    name_tails const* tails = nullptr;  // nullptr if they were not prepared

    constexpr std::size_t size() const { return count; }
    // False: none of them takes any prefix.
    constexpr bool may_take_any_prefix() const { return (sizes & size_bit(0)) != 0; }
    constexpr std::string_view operator[](std::size_t i) const { return first[i].view(); }
};

// A few names, with everything that speeds up asking for them.
//
//   constexpr trotline::name_list<2> names{"id", "title"};
//   std::size_t const place = cursor.find(names);
template <std::size_t N> class name_list {
  public:
    template <class... Names> constexpr explicit name_list(Names const&... names) {
        static_assert(sizeof...(Names) == N);
        std::size_t place = 0;
        (add(place++, std::string_view(names)), ...);
    }
    constexpr wanted_names view() const { return {names_, N, sizes_, last_bytes_, &tails_}; }
    constexpr operator wanted_names() const { return view(); }

  private:
    constexpr void add(std::size_t place, std::string_view name) {
        names_[place] = wanted_name(name);
        sizes_ |= sizes_with(name);
        last_bytes_ |= last_byte_bit(name);
        tails_.add(place, name);
    }

    wanted_name names_[N]{};
    std::uint64_t sizes_ = 0, last_bytes_ = 0;
    name_tails tails_{};
};
template <class... Names> name_list(Names const&...) -> name_list<sizeof...(Names)>;

// One name for a single question; only what a comparison needs is prepared.
struct one_wanted_name {
    wanted_name name;
    constexpr explicit one_wanted_name(std::string_view text) : name(text) {}
    constexpr operator wanted_names() const {
        return {&name, 1, sizes_with(name.view()), last_byte_bit(name.view())};
    }
};

}  // namespace trotline
#endif
