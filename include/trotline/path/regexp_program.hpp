// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_REGEXP_PROGRAM_HPP
#define TROTLINE_PATH_REGEXP_PROGRAM_HPP

#include <trotline/core/utf8.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// The patterns of match and search, compiled: I-Regexp, RFC 9485. path/regexp.hpp runs them.
namespace trotline::path {

enum class regexp_outcome : unsigned char { valid, malformed, too_large };

// position, where the pattern is not valid: 0-based byte offset of the first character at which it
// stops being the beginning of an I-Regexp, or its size, if it ends too early.
struct regexp_verdict {
    regexp_outcome outcome = regexp_outcome::valid;
    std::size_t position = 0;

    friend constexpr bool operator==(regexp_verdict const&, regexp_verdict const&) = default;
};

// `^` and `$` outside of brackets stand for the begin and the end of the text, as they do in all the
// dialects that section 5 of RFC 9485 maps patterns to.
// A program for an automaton that goes through all of its states at once. It holds what most
// patterns need, and no more: `{n,m}` counts as often as it repeats, and a pattern that comes to
// more than that is too large (RFC 9485 section 8 asks for such a limit). A plain value without
// heap, 5 KB; no recursion.
class regexp_program {
  public:
    static constexpr std::size_t max_instructions = 512;
    static constexpr std::size_t max_items = 128;  // ranges and categories of all [classes]
    static constexpr std::size_t max_groups = 32;  // in each other

    enum class operation : std::uint8_t {
        match,      // the end
        character,  // this one
        any,        // all but the line ends CR and LF
        one_of,     // by items
        none_of,
        jump,   // by a
        split,  // by a and by b
        begin,  // goes on at the text's begin only
        end     // goes on at the text's end only
    };
    struct instruction {
        std::uint32_t value = 0;  // character; one_of, none_of: first item and how many
        operation what = operation::match;
        std::int16_t a = 0, b = 0;  // relative to this instruction
        constexpr std::size_t first_item() const { return value >> 16; }
        constexpr std::size_t items() const { return value & 0xFFFF; }
    };
    // The characters from low to high; or, where low is one of the two marks, those of the
    // categories in high (a bit for each, in the order of category_names), or all others.
    struct item {
        std::uint32_t low = 0, high = 0;
    };
    static constexpr std::uint32_t in_category = 0x80000000, not_in_category = 0x80000001;
    // Bit 2 * i is the category category_names[2 * i] category_names[2 * i + 1]. The last one,
    // surrogates, has no name in a pattern.
    static constexpr std::string_view category_names =
        "LuLlLtLmLoMnMcMeNdNlNoPcPdPsPePiPfPoZsZlZpSmScSkSoCcCfCoCn";

    constexpr explicit regexp_program(std::string_view pattern) : rest_(pattern) {
        compile();
        verdict_.position = verdict_.outcome == regexp_outcome::valid ? 0 : pattern.size() - left_;
        rest_ = {};
    }

    constexpr regexp_verdict verdict() const { return verdict_; }
    constexpr std::size_t size() const { return size_; }
    constexpr instruction operator[](std::size_t i) const { return code_[i]; }
    constexpr item item_at(std::size_t i) const { return items_[i]; }

  private:
    struct group {
        std::size_t begin = 0;      // of its code
        std::size_t branch = 0;     // begin of the last branch's code
        std::size_t last_jump = 0;  // to its end: one more than the place of the last; 0: none
    };

    // Refuses what stands at the place at which `left` bytes are left.
    constexpr bool refuse(regexp_outcome why, std::size_t left) {
        verdict_.outcome = why;
        left_ = left;
        return false;
    }
    constexpr bool malformed() { return refuse(regexp_outcome::malformed, rest_.size()); }
    constexpr bool too_large() { return refuse(regexp_outcome::too_large, rest_.size()); }

    constexpr bool at(char c) const { return !rest_.empty() && rest_[0] == c; }
    constexpr bool take(char c) {
        if (!at(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    constexpr bool take_character(char32_t& c) {
        if (rest_.empty()) return malformed();
        auto const sequence = utf8_sequence_at(rest_.data(), rest_.data() + rest_.size());
        if (sequence.size == 0) return malformed();
        c = scalar_value_of(rest_.substr(0, sequence.size));
        rest_.remove_prefix(sequence.size);
        return true;
    }
    static constexpr char32_t scalar_value_of(std::string_view bytes) {
        char32_t c = static_cast<unsigned char>(bytes[0]);
        if (bytes.size() == 1) return c;
        c &= 0x7Fu >> bytes.size();
        for (char const byte : bytes.substr(1)) c = c << 6 | (static_cast<unsigned>(byte) & 0x3Fu);
        return c;
    }

    constexpr bool emit(instruction i) {
        if (size_ == max_instructions) return too_large();
        code_[size_++] = i;
        return true;
    }
    // Makes room for one instruction: what stands from there on moves, with its own jumps.
    constexpr bool insert(std::size_t where, instruction i) {
        if (!emit({})) return false;
        for (std::size_t k = size_ - 1; k > where; --k) code_[k] = code_[k - 1];
        code_[where] = i;
        return true;
    }
    static constexpr std::int16_t relative(std::size_t from, std::size_t to) {
        return static_cast<std::int16_t>(static_cast<std::ptrdiff_t>(to) -
                                         static_cast<std::ptrdiff_t>(from));
    }

    // i-regexp = branch *( "|" branch ), branch = *piece
    constexpr bool compile() {
        group groups[max_groups + 1]{};
        std::size_t depth = 0;
        while (!rest_.empty()) {
            group& g = groups[depth];
            std::size_t atom = size_;
            if (take('(')) {
                if (depth == max_groups) return too_large();
                groups[++depth] = {size_, size_, 0};
                continue;
            }
            if (take('|')) {
                if (!end_branch(g)) return false;
                continue;
            }
            if (at(')')) {
                if (depth == 0) return malformed();
                rest_.remove_prefix(1);
                end_group(g);
                atom = g.begin;
                --depth;
            } else if (!compile_character_class()) {
                return false;
            }
            if (!compile_quantifier(atom)) return false;
        }
        if (depth != 0) return malformed();
        end_group(groups[0]);
        return emit({0, operation::match});
    }
    constexpr bool end_branch(group& g) {
        if (!insert(g.branch, {0, operation::split, 1, 0})) return false;
        code_[g.branch].b = relative(g.branch, size_ + 1);
        if (!emit({static_cast<std::uint32_t>(g.last_jump), operation::jump})) return false;
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

    // [ quantifier ] behind the atom whose code begins there
    constexpr bool compile_quantifier(std::size_t atom) {
        auto const size = size_ - atom;
        if (take('*')) return repeat_any(atom);
        if (take('+')) return emit({0, operation::split, relative(size_, atom), 1});
        if (take('?')) return insert(atom, {0, operation::split, 1, relative(0, size + 1)});
        if (!take('{')) return true;
        std::size_t least = 0, most = 0;
        bool unbounded = false;
        auto const before = rest_.size();
        if (!take_count(least)) return false;
        most = least;
        if (take(',')) {
            unbounded = at('}');
            if (!unbounded && !take_count(most)) return false;
        }
        if (!at('}')) return malformed();
        if (!unbounded && most < least) return malformed();
        rest_.remove_prefix(1);
        if (size == 0) return true;
        if (least > max_instructions || most > max_instructions)
            return refuse(regexp_outcome::too_large, before);
        if (least == 0 && most == 0 && !unbounded) return size_ = atom, true;
        for (std::size_t i = 1; i < least; ++i)
            if (!copy(atom, size)) return false;
        if (unbounded) {
            auto const last = size_ - size;
            if (least == 0) return repeat_any(last);
            return emit({0, operation::split, relative(size_, last), 1});
        }
        instruction const optional{0, operation::split, 1, relative(0, size + 1)};
        if (least == 0 && !insert(atom, optional)) return false;
        auto const skipped = least == 0 ? 1u : 0u;
        for (std::size_t i = least + skipped; i < most; ++i)
            if (!emit(optional) || !copy(atom + skipped, size)) return false;
        return true;
    }
    constexpr bool repeat_any(std::size_t atom) {
        auto const size = size_ - atom;
        return insert(atom, {0, operation::split, 1, relative(0, size + 2)}) &&
               emit({0, operation::jump, relative(size_, atom)});
    }
    constexpr bool copy(std::size_t from, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i)
            if (!emit(code_[from + i])) return false;
        return true;
    }
    // QuantExact; what is larger than any limit stays that large.
    constexpr bool take_count(std::size_t& n) {
        if (rest_.empty() || rest_[0] < '0' || rest_[0] > '9') return malformed();
        for (n = 0; !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; rest_.remove_prefix(1))
            if (n <= max_instructions) n = n * 10 + static_cast<std::size_t>(rest_[0] - '0');
        return true;
    }

    // NormalChar / charClass
    constexpr bool compile_character_class() {
        constexpr std::string_view special = "*+?{}])";
        if (special.find(rest_[0]) != std::string_view::npos) return malformed();
        if (take('.')) return emit({0, operation::any});
        if (take('^')) return emit({0, operation::begin});
        if (take('$')) return emit({0, operation::end});
        if (at('[')) return compile_class_expression();
        if (at('\\')) {
            item category;
            bool is_category = false;
            char32_t c = 0;
            if (!take_escape(c, category, is_category)) return false;
            if (!is_category) return emit({c, operation::character});
            auto const first = items_size_;
            return push(category) && emit({value_for(first), operation::one_of});
        }
        char32_t c = 0;
        return take_character(c) && emit({c, operation::character});
    }
    constexpr std::uint32_t value_for(std::size_t first) const {
        return static_cast<std::uint32_t>(first << 16 | (items_size_ - first));
    }
    constexpr bool push(item i) {
        if (items_size_ == max_items) return too_large();
        items_[items_size_++] = i;
        return true;
    }

    // charClassExpr = "[" [ "^" ] ( "-" / CCE1 ) *CCE1 [ "-" ] "]"
    constexpr bool compile_class_expression() {
        rest_.remove_prefix(1);
        auto const what = take('^') ? operation::none_of : operation::one_of;
        auto const first = items_size_;
        if (take('-') && !push({'-', '-'})) return false;
        while (items_size_ == first || !at(']')) {
            if (items_size_ != first && take('-')) {
                if (!at(']')) return malformed();
                if (!push({'-', '-'})) return false;
                break;
            }
            if (!compile_class_item()) return false;
        }
        rest_.remove_prefix(1);
        return emit({value_for(first), what});
    }
    // CCE1 = ( CCchar [ "-" CCchar ] ) / charClassEsc
    constexpr bool compile_class_item() {
        item it;
        bool is_category = false;
        char32_t low = 0, high = 0;
        if (!take_class_character(low, &it, is_category)) return false;
        if (is_category) return push(it);
        high = low;
        if (at('-') && rest_.substr(0, 2) != "-]") {
            rest_.remove_prefix(1);
            auto const before = rest_.size();
            if (!take_class_character(high, nullptr, is_category)) return false;
            if (high < low) return refuse(regexp_outcome::malformed, before);
        }
        return push({low, high});
    }
    constexpr bool take_class_character(char32_t& c, item* category, bool& is_category) {
        if (at('-') || at('[') || at(']')) return malformed();
        if (!at('\\')) return take_character(c);
        item unwanted;
        auto const behind_backslash = rest_.size() - 1;
        if (!take_escape(c, category ? *category : unwanted, is_category)) return false;
        return !is_category || category || refuse(regexp_outcome::malformed, behind_backslash);
    }

    // SingleCharEsc / catEsc / complEsc
    constexpr bool take_escape(char32_t& c, item& category, bool& is_category) {
        constexpr std::string_view escapable = "()*+-.?[\\]^{|}nrt";
        rest_.remove_prefix(1);
        if (rest_.empty()) return malformed();
        char const e = rest_[0];
        if (e == 'p' || e == 'P') {
            rest_.remove_prefix(1);
            is_category = true;
            category.low = e == 'p' ? in_category : not_in_category;
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
            for (std::size_t i = 0; i < category_names.size(); i += 2)
                if (rest_.substr(0, size) == category_names.substr(i, size))
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

    instruction code_[max_instructions]{};
    item items_[max_items]{};
    std::size_t size_ = 0, items_size_ = 0, left_ = 0;
    regexp_verdict verdict_{};
    std::string_view rest_;
};

}  // namespace trotline::path
#endif
