// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_COMPARISON_HPP
#define TROTLINE_MAPPING_QUERY_COMPARISON_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/cursor_extensions.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/query/number_comparison.hpp>
#include <trotline/path/filter.hpp>

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Compares the values of a filter: RFC 9535 section 2.3.5.2.2. Objects and arrays are equal if
// everything inside is, down to 128 levels; deeper ones count as different. If an object has a name
// twice, which the RFC leaves open, the members are equal if they are in the same order. A text of
// XML has the type of the other side: a number with the forms of XML Schema, a text, or a boolean;
// an element that is nil is null. Two texts of XML are equal as texts, and in order as numbers if
// both are, otherwise as texts. Allocates only for a text of more than 256 bytes that must be
// decoded first.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

// How many nodes a query may visit; counts down.
struct step_budget {
    // takes some seconds; only queries with nested descendant segments come near it
    static constexpr std::uint64_t most = std::uint64_t{1} << 28;
    std::uint64_t left = most;

    bool spent() const { return left == 0; }
    // False if it is used up.
    bool take(std::uint64_t nodes) {
        left -= nodes < left ? nodes : left;
        return !spent();
    }
    // The same for what was passed without a look at each node, by its size. Some parsers have no
    // offsets.
    bool pass(std::size_t from, std::size_t to) {
        constexpr std::size_t bytes_of_node = 32;
        return take(to == npos || to < from ? 0 : (to - from) / bytes_of_node);
    }
};

// One side of a comparison.
template <cursor C> struct operand {
    enum class type : unsigned char { nothing, null, boolean, number, text, untyped, structure };

    type is = type::nothing;
    bool boolean = false;
    scalar written{};            // number, text, untyped (the texts of XML): as written
    std::size_t counted = npos;  // number, if it is a count
    std::optional<C> at{};       // structure: an array or object; an element of XML

    static operand of(C at) { return take(at); }
    // The same, and moves the cursor past a scalar.
    static operand take(C& at) {
        operand made;
        kind const k = at.kind();
        if (k == kind::array || k == kind::object) {
            made.is = type::structure;
            made.at = at;
            return made;
        }
        if constexpr (tells_nil<C>)
            if (k == kind::element && at.is_nil()) {
                at.skip();
                return of_null();
            }
        if (k == kind::element) made.at = at;
        made.written = at.scalar();
        switch (made.written.kind) {
            case kind::null:
                made.is = type::null;
                break;
            case kind::boolean:
                made.is = type::boolean;
                made.boolean = made.written.text.front() == 't';
                break;
            case kind::number:
                made.is = type::number;
                break;
            case kind::string:
                made.is = type::text;
                break;
            case kind::text:
            case kind::element:
                made.is = type::untyped;
                break;
            default:
                break;
        }
        return made;
    }
    static operand of_text(std::string_view text) {
        operand made;
        made.is = type::text;
        made.written = {kind::string, true, text};
        return made;
    }
    static operand of_number(std::string_view spelling) {
        operand made;
        made.is = type::number;
        made.written = {kind::number, true, spelling};
        return made;
    }
    static operand of_count(std::size_t count) {
        operand made;
        made.is = type::number;
        made.counted = count;
        return made;
    }
    static operand of_boolean(bool b) {
        operand made;
        made.is = type::boolean;
        made.boolean = b;
        return made;
    }
    static operand of_null() {
        operand made;
        made.is = type::null;
        return made;
    }
};

// Gives the decoded text of a scalar to f(std::string_view), in pieces.
template <cursor C> void for_each_piece(scalar const& s, auto const& f) {
    if (s.plain)
        f(s.text);
    else
        C::decode(s, sink_of(f));
}

// The decoded text of a scalar in one piece; valid as long as this object.
template <cursor C> class whole_text {
  public:
    explicit whole_text(scalar const& s) : view_(s.text) {
        if (s.plain) return;
        std::size_t size = 0;
        C::decode(s, sink_of([&](std::string_view piece) {
                      if (size + piece.size() <= near_.size()) {
                          std::copy(piece.begin(), piece.end(),
                                    near_.begin() + static_cast<std::ptrdiff_t>(size));
                      } else {
                          if (far_.empty()) far_.assign(near_.data(), size);
                          far_.append(piece);
                      }
                      size += piece.size();
                  }));
        view_ = far_.empty() ? std::string_view(near_.data(), size) : std::string_view(far_);
    }
    whole_text(whole_text const&) = delete;
    std::string_view view() const { return view_; }

  private:
    std::array<char, 256> near_;
    std::string far_;
    std::string_view view_;
};

inline constexpr std::size_t most_compared_levels = 128;
template <cursor C> bool equal_structures(C a, C b, step_budget& budget, std::size_t levels);

template <cursor C> compared_number number_of(operand<C> const& of) {
    return {of.written.text, false, of.counted};
}

// unordered: the values are neither equal nor is one of them less. Two texts of XML are compared as
// numbers only if their order is asked for.
template <cursor C>
std::partial_ordering compare(operand<C> const& a, operand<C> const& b, step_budget& budget,
                              std::size_t levels = most_compared_levels, bool in_order = false) {
    using type = typename operand<C>::type;
    auto const same = [](bool equal) {
        return equal ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
    };
    auto const texts = [](scalar const& x, scalar const& y) {
        whole_text<C> const left(x), right(y);
        return std::partial_ordering(
            left.view() <=> right.view());  // comparing bytes of UTF-8 compares code points
    };
    if (a.is == type::untyped || b.is == type::untyped) {
        // a text of XML is converted to the type of the other side
        if (a.is == b.is) {
            whole_text<C> const x(a.written), y(b.written);
            auto numbers = std::partial_ordering::unordered;
            if (in_order) numbers = compare_numbers({trim(x.view()), true}, {trim(y.view()), true});
            return numbers != std::partial_ordering::unordered
                       ? numbers
                       : std::partial_ordering(x.view() <=> y.view());
        }
        if (a.is != type::untyped) {
            auto const other = compare(b, a, budget);
            return other == std::partial_ordering::less      ? std::partial_ordering::greater
                   : other == std::partial_ordering::greater ? std::partial_ordering::less
                                                             : other;
        }
        if (b.is == type::text) return texts(a.written, b.written);
        whole_text<C> const text(a.written);
        std::string_view const trimmed = trim(text.view());
        if (b.is == type::number) return compare_numbers({trimmed, true}, number_of(b));
        if (b.is == type::boolean)
            return same(b.boolean ? trimmed == "true" || trimmed == "1"
                                  : trimmed == "false" || trimmed == "0");
        return std::partial_ordering::unordered;
    }
    if (a.is != b.is) return std::partial_ordering::unordered;
    switch (a.is) {
        case type::boolean:
            return same(a.boolean == b.boolean);
        case type::number:
            return compare_numbers(number_of(a), number_of(b));
        case type::text:
            return texts(a.written, b.written);
        case type::structure:
            return same(levels != 0 && equal_structures(*a.at, *b.at, budget, levels - 1));
        default:
            return std::partial_ordering::equivalent;
    }
}

template <cursor C>
bool equal_values(C const& a, C const& b, step_budget& budget, std::size_t levels) {
    return budget.take(1) && compare(operand<C>::of(a), operand<C>::of(b), budget, levels) ==
                                 std::partial_ordering::equivalent;
}

template <cursor C> bool equal_structures(C a, C b, step_budget& budget, std::size_t levels) {
    if (a.kind() != b.kind()) return false;
    bool const is_array = a.kind() == kind::array;
    a.enter();
    b.enter();
    C const others = b;
    if (is_array) {
        for (;;) {
            bool const more = a.element(0);
            if (more != b.element(0)) return false;
            if (!more) return true;
            if (!equal_values(a, b, budget, levels)) return false;
            a.skip();
            b.skip();
        }
    }
    std::size_t more = 0;
    scalar name;
    for (; a.member(name); a.skip(), b.skip(), ++more) {
        whole_text<C> const text(name);
        one_wanted_name const wanted(text.view());
        // Most objects have their members in one order; otherwise it begins again.
        if (b.find(wanted) == npos) {
            b = others;
            if (b.find(wanted) == npos || !budget.pass(others.offset(), b.offset())) return false;
        }
        if (!equal_values(a, b, budget, levels)) return false;
    }
    for (b = others; b.member(name); b.skip()) --more;
    return more == 0;
}

template <cursor C>
bool holds(path::comparison how, operand<C> const& a, operand<C> const& b, step_budget& budget) {
    // Texts that must be decoded are read whole.
    if (!budget.pass(0, a.written.plain ? 0 : a.written.text.size()) ||
        !budget.pass(0, b.written.plain ? 0 : b.written.text.size()))
        return false;
    bool const in_order = how != path::comparison::equal && how != path::comparison::not_equal;
    auto const order = compare(a, b, budget, most_compared_levels, in_order);
    using namespace std;
    switch (how) {
        case path::comparison::equal:
            return is_eq(order);
        case path::comparison::not_equal:
            return !is_eq(order);
        case path::comparison::less:
            return is_lt(order);
        case path::comparison::less_equal:
            return is_lteq(order);
        case path::comparison::greater:
            return is_gt(order);
        default:
            return is_gteq(order);
    }
}

}  // namespace trotline::detail
#pragma GCC diagnostic pop
#endif
