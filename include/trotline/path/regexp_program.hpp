// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_REGEXP_PROGRAM_HPP
#define TROTLINE_PATH_REGEXP_PROGRAM_HPP

#include <trotline/core/narrowed.hpp>
#include <trotline/path/regexp_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// Compiles the patterns of match and search: I-Regexp, RFC 9485. path/regexp.hpp runs them.
namespace trotline::inline TROTLINE_ABI::path {

// A compiled pattern: the program of an automaton that is in several states at once. It has room
// for what most patterns need: `{n,m}` counts as often as it repeats. A larger pattern has the
// outcome too_large (RFC 9485 section 8 expects such limits) and matches nothing. `^` and `$`
// outside of brackets stand for the start and the end of the text, as in all dialects to which
// section 5 maps patterns. A plain value without heap, 5 KB; no recursion.
class regexp_program {
  public:
    static constexpr std::size_t max_instructions = 512;
    static constexpr std::size_t max_items =
        128;  // ranges and categories in all [classes] together
    static constexpr std::size_t max_groups = 32;  // nested in each other

    enum class operation : std::uint8_t {
        match,      // the end of the program: it has matched
        character,  // the character `value`
        any,        // all but the line ends CR and LF
        one_of,     // a character that one of the items has
        none_of,
        jump,   // continues at a
        split,  // continues at a and at b
        begin,  // continues only at the text's start
        end     // continues only at the text's end
    };
    struct instruction {
        std::uint32_t value = 0;  // character; for one_of, none_of: the first item and how many
        operation what = operation::match;
        std::int16_t a = 0, b = 0;  // relative to this instruction
        constexpr std::size_t first_item() const { return value >> 16; }
        constexpr std::size_t items() const { return value & 0xFFFF; }
    };

    constexpr explicit regexp_program(std::string_view pattern) {
        reader r(pattern);
        if (compile(r)) note_first();
        verdict_ = r.verdict();
    }

    constexpr regexp_verdict verdict() const { return verdict_; }
    constexpr std::size_t size() const { return size_; }
    constexpr instruction operator[](std::size_t i) const { return code_[i]; }
    constexpr regexp_item item_at(std::size_t i) const { return items_[i]; }
    // False only if a text that starts with this byte certainly does not match.
    constexpr bool may_begin_with(unsigned char byte) const {
        return byte >= 128 || (first_[byte / 64] >> byte % 64 & 1) != 0;
    }

  private:
    using reader = detail::regexp_reader;

    struct group {
        std::size_t begin = 0;      // start of its code
        std::size_t branch = 0;     // start of the last branch's code
        std::size_t last_jump = 0;  // 1 + index of the last jump to its end; 0: none
    };

    constexpr bool append(reader& r, instruction i) {
        if (size_ == max_instructions) return r.too_large();
        code_[size_++] = i;
        return true;
    }
    // Inserts an instruction; everything from there on moves, with its own jumps.
    constexpr bool insert(reader& r, std::size_t where, instruction i) {
        if (!append(r, {})) return false;
        for (std::size_t k = size_ - 1; k > where; --k) code_[k] = code_[k - 1];
        code_[where] = i;
        return true;
    }
    static constexpr std::int16_t relative(std::size_t from, std::size_t to) {
        return static_cast<std::int16_t>(static_cast<std::ptrdiff_t>(to) -
                                         static_cast<std::ptrdiff_t>(from));
    }

    // i-regexp = branch *( "|" branch ), branch = *piece
    constexpr bool compile(reader& r) {
        group groups[max_groups + 1]{};
        std::size_t depth = 0;
        while (!r.empty()) {
            group& g = groups[depth];
            std::size_t atom = size_;
            if (r.take('(')) {
                if (depth == max_groups) return r.too_large();
                groups[++depth] = {size_, size_, 0};
                continue;
            }
            if (r.take('|')) {
                if (!end_branch(r, g)) return false;
                continue;
            }
            if (r.at(')')) {
                if (depth == 0) return r.malformed();
                r.skip();
                end_group(g);
                atom = g.begin;
                --depth;
            } else if (!compile_character_class(r)) {
                return false;
            }
            if (!compile_quantifier(r, atom)) return false;
        }
        if (depth != 0) return r.malformed();
        end_group(groups[0]);
        return append(r, {0, operation::match});
    }
    constexpr bool end_branch(reader& r, group& g) {
        if (!insert(r, g.branch, {0, operation::split, 1, 0})) return false;
        code_[g.branch].b = relative(g.branch, size_ + 1);
        if (!append(r, {trotline::detail::narrowed<std::uint32_t>(g.last_jump), operation::jump}))
            return false;
        g.branch = g.last_jump = size_;
        return true;
    }
    constexpr void end_group(group const& g) {
        for (std::size_t jump = g.last_jump; jump != 0;) {
            instruction& i = code_[jump - 1];
            i.a = relative(jump - 1, size_);
            jump = i.value;
        }
    }

    // [ quantifier ] after the atom whose code begins at `atom`
    constexpr bool compile_quantifier(reader& r, std::size_t atom) {
        auto const size = size_ - atom;
        if (r.take('*')) return repeat_any(r, atom);
        if (r.take('+')) return append(r, {0, operation::split, relative(size_, atom), 1});
        if (r.take('?')) return insert(r, atom, {0, operation::split, 1, relative(0, size + 1)});
        if (!r.take('{')) return true;
        std::size_t least = 0, most = 0;
        bool unbounded = false;
        auto const before = r.left();
        if (!r.take_count(least, max_instructions)) return false;
        most = least;
        if (r.take(',')) {
            unbounded = r.at('}');
            if (!unbounded && !r.take_count(most, max_instructions)) return false;
        }
        if (!r.at('}')) return r.malformed();
        if (!unbounded && most < least) return r.malformed();
        r.skip();
        if (size == 0) return true;
        if (least > max_instructions || most > max_instructions)
            return r.refuse(regexp_outcome::too_large, before);
        if (least == 0 && most == 0 && !unbounded) return size_ = atom, true;
        for (std::size_t i = 1; i < least; ++i)
            if (!copy(r, atom, size)) return false;
        if (unbounded) {
            auto const last = size_ - size;
            if (least == 0) return repeat_any(r, last);
            return append(r, {0, operation::split, relative(size_, last), 1});
        }
        instruction const optional{0, operation::split, 1, relative(0, size + 1)};
        if (least == 0 && !insert(r, atom, optional)) return false;
        auto const skipped = least == 0 ? 1u : 0u;
        for (std::size_t i = least + skipped; i < most; ++i)
            if (!append(r, optional) || !copy(r, atom + skipped, size)) return false;
        return true;
    }
    constexpr bool repeat_any(reader& r, std::size_t atom) {
        auto const size = size_ - atom;
        return insert(r, atom, {0, operation::split, 1, relative(0, size + 2)}) &&
               append(r, {0, operation::jump, relative(size_, atom)});
    }
    constexpr bool copy(reader& r, std::size_t from, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i)
            if (!append(r, code_[from + i])) return false;
        return true;
    }

    // NormalChar / charClass
    constexpr bool compile_character_class(reader& r) {
        if (r.at_one_of("*+?{}])")) return r.malformed();
        if (r.take('.')) return append(r, {0, operation::any});
        if (r.take('^')) return append(r, {0, operation::begin});
        if (r.take('$')) return append(r, {0, operation::end});
        if (r.at('[')) return compile_class_expression(r);
        if (r.at('\\')) {
            regexp_item category;
            bool is_category = false;
            char32_t c = 0;
            if (!r.take_escape(c, category, is_category)) return false;
            if (!is_category) return append(r, {c, operation::character});
            auto const first = items_size_;
            return push(r, category) && append(r, {value_for(first), operation::one_of});
        }
        char32_t c = 0;
        return r.take_character(c) && append(r, {c, operation::character});
    }
    constexpr std::uint32_t value_for(std::size_t first) const {
        return trotline::detail::narrowed<std::uint32_t>(first << 16 | (items_size_ - first));
    }
    constexpr bool push(reader& r, regexp_item i) {
        if (items_size_ == max_items) return r.too_large();
        items_[items_size_++] = i;
        return true;
    }

    // charClassExpr = "[" [ "^" ] ( "-" / CCE1 ) *CCE1 [ "-" ] "]"
    constexpr bool compile_class_expression(reader& r) {
        r.skip();
        auto const what = r.take('^') ? operation::none_of : operation::one_of;
        auto const first = items_size_;
        if (r.take('-') && !push(r, {'-', '-'})) return false;
        while (items_size_ == first || !r.at(']')) {
            if (items_size_ != first && r.take('-')) {
                if (!r.at(']')) return r.malformed();
                if (!push(r, {'-', '-'})) return false;
                break;
            }
            if (!compile_class_item(r)) return false;
        }
        r.skip();
        return append(r, {value_for(first), what});
    }
    // CCE1 = ( CCchar [ "-" CCchar ] ) / charClassEsc
    constexpr bool compile_class_item(reader& r) {
        regexp_item it;
        bool is_category = false;
        char32_t low = 0, high = 0;
        if (!take_class_character(r, low, &it, is_category)) return false;
        if (is_category) return push(r, it);
        high = low;
        if (r.at('-') && !r.at("-]")) {
            r.skip();
            auto const before = r.left();
            if (!take_class_character(r, high, nullptr, is_category)) return false;
            if (high < low) return r.refuse(regexp_outcome::malformed, before);
        }
        return push(r, {low, high});
    }
    constexpr bool take_class_character(reader& r, char32_t& c, regexp_item* category,
                                        bool& is_category) {
        if (r.at('-') || r.at('[') || r.at(']')) return r.malformed();
        if (!r.at('\\')) return r.take_character(c);
        regexp_item unwanted;
        auto const after_backslash = r.left() - 1;
        if (!r.take_escape(c, category ? *category : unwanted, is_category)) return false;
        return !is_category || category || r.refuse(regexp_outcome::malformed, after_backslash);
    }

    // Notes with which bytes a match can begin.
    constexpr void note_first() {
        std::uint16_t waiting[max_instructions]{};
        bool seen[max_instructions]{};
        std::size_t count = 0;
        auto const wait = [&](std::size_t from, std::ptrdiff_t by) {
            auto const at = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(from) + by);
            if (!seen[at]) waiting[count++] = static_cast<std::uint16_t>(at);
            seen[at] = true;
        };
        for (wait(0, 0); count != 0;) {
            std::size_t const at = waiting[--count];
            instruction const i = code_[at];
            if (i.what == operation::split || i.what == operation::jump) wait(at, i.a);
            if (i.what == operation::split) wait(at, i.b);
            if (i.what == operation::begin || i.what == operation::end) wait(at, 1);
            if (i.what == operation::character && i.value < 128)
                first_[i.value / 64] |= std::uint64_t{1} << i.value % 64;
            bool const some = i.what == operation::one_of && note_items(i);
            if (i.what == operation::any || i.what == operation::none_of ||
                (i.what == operation::one_of && !some))
                first_[0] = first_[1] = ~std::uint64_t{0};
        }
    }
    constexpr bool note_items(instruction i) {
        for (std::size_t k = 0; k < i.items(); ++k) {
            regexp_item const it = items_[i.first_item() + k];
            if (it.low >= regexp_item::in_category) return false;
            for (std::uint32_t c = it.low; c <= it.high && c < 128; ++c)
                first_[c / 64] |= std::uint64_t{1} << c % 64;
        }
        return true;
    }

    instruction code_[max_instructions]{};
    regexp_item items_[max_items]{};
    std::size_t size_ = 0, items_size_ = 0;
    std::uint64_t first_[2]{};
    regexp_verdict verdict_{};
};

}  // namespace trotline::path
#endif
