// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_INFLATE_HPP
#define TROTLINE_TRANSPORT_INFLATE_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace trotline {

// How undoing a coding ended. cut: what was there is well-formed, but there must be more.
enum class decoding : unsigned char { whole, cut, malformed, too_large };

namespace detail {

// RFC 1951 section 3.2.2: canonical Huffman codes. Codes of up to `fast` bits are one look-up; longer ones are found length by
// length.
class huffman_code {
  public:
    static constexpr unsigned fast = 9, longest = 15;

    // False: over-subscribed, or incomplete where that is not allowed (a single code of one bit is; so is none at all).
    constexpr bool assign(std::span<std::uint8_t const> lengths) {
        count_.fill(0);
        for (auto const length : lengths) ++count_[length];
        count_[0] = 0;
        unsigned used = 0;
        int left = 1;
        for (unsigned length = 1; length <= longest; ++length) {
            left = left * 2 - count_[length];
            used += count_[length];
            if (left < 0) return false;
        }
        if (left > 0 && !(used == 0 || (used == 1 && count_[1] == 1))) return false;

        std::array<std::uint16_t, longest + 2> start{}, code{};
        for (unsigned length = 1; length <= longest; ++length) {
            start[length + 1] = static_cast<std::uint16_t>(start[length] + count_[length]);
            code[length + 1] = static_cast<std::uint16_t>((code[length] + count_[length]) << 1);
        }
        table_.fill(0);
        for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
            unsigned const length = lengths[symbol];
            if (length == 0) continue;
            symbols_[start[length]++] = static_cast<std::uint16_t>(symbol);
            unsigned const value = code[length]++;
            if (length > fast) continue;
            unsigned reversed = 0;  // codes are packed with their first bit lowest
            for (unsigned bit = 0; bit < length; ++bit) reversed |= ((value >> bit) & 1u) << (length - 1 - bit);
            for (unsigned entry = reversed; entry < 1u << fast; entry += 1u << length) {
                table_[entry] = static_cast<std::uint16_t>(symbol << 4 | length);
            }
        }
        return true;
    }

    // The symbol at the front of `bits` and its length; length 0: no code begins so.
    struct match {
        unsigned symbol, length;
    };
    constexpr match find(std::uint32_t bits) const {
        if (auto const entry = table_[bits & ((1u << fast) - 1)]; entry != 0)
            return {static_cast<unsigned>(entry) >> 4, entry & 15u};
        int code = 0, first = 0, index = 0;
        for (unsigned length = 1; length <= longest; ++length) {
            code |= static_cast<int>(bits & 1);
            bits >>= 1;
            int const count = count_[length];
            if (code - count < first) return {symbols_[static_cast<std::size_t>(index + (code - first))], length};
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        return {0, 0};
    }

  private:
    std::array<std::uint16_t, 1u << fast> table_{};
    std::array<std::uint16_t, 288> symbols_{};
    std::array<std::uint16_t, longest + 1> count_{};
};

// Bits of the input, lowest first. Behind the end there are zeros, and overrun() says so.
class bit_reader {
  public:
    constexpr explicit bit_reader(std::string_view in) : in_(in) {}

    constexpr std::uint32_t peek() {  // at least 24 bits
        while (held_ <= 56) {
            std::uint64_t const byte = next_ < in_.size() ? static_cast<unsigned char>(in_[next_]) : 0;
            bits_ |= byte << held_;
            ++next_;
            held_ += 8;
        }
        return static_cast<std::uint32_t>(bits_);
    }
    constexpr void drop(unsigned count) {
        bits_ >>= count;
        held_ -= count;
    }
    constexpr std::uint32_t take(unsigned count) {  // up to 16
        auto const value = peek() & ((1u << count) - 1);
        drop(count);
        return value;
    }
    constexpr void to_byte() { drop(held_ % 8); }
    constexpr std::size_t position() const { return next_ - held_ / 8; }  // bytes taken, a begun one included
    constexpr bool overrun() const { return position() > in_.size(); }
    constexpr std::string_view rest() const { return in_.substr(std::min(position(), in_.size())); }
    constexpr void skip(std::size_t bytes) {
        next_ = position() + bytes;
        bits_ = 0;
        held_ = 0;
    }

  private:
    std::string_view in_;
    std::size_t next_ = 0;
    std::uint64_t bits_ = 0;
    unsigned held_ = 0;
};

struct inflate_codes {
    huffman_code literal, distance;
};

// RFC 1951 section 3.2.6
constexpr bool assign_fixed(inflate_codes& codes) {
    std::array<std::uint8_t, 288> literal{};
    for (std::size_t i = 0; i < literal.size(); ++i) literal[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    std::array<std::uint8_t, 32> distance{};
    distance.fill(5);
    return codes.literal.assign(literal) && codes.distance.assign(distance);
}

// RFC 1951 section 3.2.7
constexpr decoding assign_dynamic(bit_reader& in, inflate_codes& codes) {
    unsigned const literals = in.take(5) + 257, distances = in.take(5) + 1, lengths = in.take(4) + 4;
    if (literals > 286 || distances > 30) return in.overrun() ? decoding::cut : decoding::malformed;
    constexpr std::uint8_t order[] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    std::array<std::uint8_t, 19> code_lengths{};
    for (unsigned i = 0; i < lengths; ++i) code_lengths[order[i]] = static_cast<std::uint8_t>(in.take(3));
    if (in.overrun()) return decoding::cut;
    huffman_code& code = codes.literal;  // it is not needed for itself yet
    if (!code.assign(code_lengths)) return decoding::malformed;

    std::array<std::uint8_t, 286 + 30> all{};
    for (unsigned i = 0; i < literals + distances;) {
        auto const [symbol, length] = code.find(in.peek());
        in.drop(length);
        if (in.overrun()) return decoding::cut;
        if (length == 0) return decoding::malformed;
        if (symbol < 16) {
            all[i++] = static_cast<std::uint8_t>(symbol);
            continue;
        }
        if (symbol == 16 && i == 0) return decoding::malformed;
        std::uint8_t const repeated = symbol == 16 ? all[i - 1] : std::uint8_t{0};
        unsigned times = symbol == 16 ? 3 + in.take(2) : symbol == 17 ? 3 + in.take(3) : 11 + in.take(7);
        if (in.overrun()) return decoding::cut;
        if (times > literals + distances - i) return decoding::malformed;
        while (times-- > 0) all[i++] = repeated;
    }
    if (all[256] == 0) return decoding::malformed;  // no way to end the block
    std::span const lengths_of(all);
    bool const good =
        codes.literal.assign(lengths_of.first(literals)) && codes.distance.assign(lengths_of.subspan(literals, distances));
    return good ? decoding::whole : decoding::malformed;
}

// RFC 1951 section 3.2.4
inline decoding copy_stored(bit_reader& in, std::string& out, std::size_t limit) {
    in.to_byte();
    auto const length = in.take(16), complement = in.take(16);
    if (in.overrun()) return decoding::cut;
    if ((length ^ complement) != 0xFFFF) return decoding::malformed;
    auto const bytes = in.rest().substr(0, length);
    if (bytes.size() > limit - out.size()) return decoding::too_large;
    out.append(bytes);
    in.skip(bytes.size());
    return bytes.size() == length ? decoding::whole : decoding::cut;
}

// RFC 1951 section 3.2.3; `begin` is where the stream's output begins in `out`, behind which no distance may reach.
inline decoding inflate_block(bit_reader& in, inflate_codes const& codes, std::string& out, std::size_t begin, std::size_t limit) {
    constexpr std::uint16_t length_base[] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                             31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
    constexpr std::uint8_t length_extra[] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
    constexpr std::uint16_t distance_base[] = {1,    2,    3,    4,    5,    7,    9,    13,    17,    25,
                                               33,   49,   65,   97,   129,  193,  257,  385,   513,   769,
                                               1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
    constexpr std::uint8_t distance_extra[] = {0, 0, 0, 0, 1, 1, 2, 2,  3,  3,  4,  4,  5,  5,  6,
                                               6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};
    for (;;) {
        auto const literal = codes.literal.find(in.peek());
        in.drop(literal.length);
        if (in.overrun()) return decoding::cut;
        if (literal.length == 0) return decoding::malformed;
        if (literal.symbol < 256) {
            if (out.size() == limit) return decoding::too_large;
            out.push_back(static_cast<char>(literal.symbol));
            continue;
        }
        if (literal.symbol == 256) return decoding::whole;
        if (literal.symbol > 285) return decoding::malformed;
        std::size_t const length = length_base[literal.symbol - 257] + in.take(length_extra[literal.symbol - 257]);
        auto const far = codes.distance.find(in.peek());
        in.drop(far.length);
        if (in.overrun()) return decoding::cut;
        if (far.length == 0 || far.symbol > 29) return decoding::malformed;
        std::size_t const distance = distance_base[far.symbol] + in.take(distance_extra[far.symbol]);
        if (in.overrun()) return decoding::cut;
        if (distance > out.size() - begin) return decoding::malformed;
        if (length > limit - out.size()) return decoding::too_large;
        auto const from = out.size() - distance;
        out.resize(out.size() + length);  // may overlap: a short distance repeats what it has just written
        char* const to = out.data() + out.size() - length;
        for (std::size_t i = 0; i < length; ++i) to[i] = out[from + i];
    }
}

}  // namespace detail

// RFC 1951, the whole stream at once. Appends to `out`, which never grows over `limit` and serves as the window; `used` is how many
// bytes of `in` the stream took. About 3 KB of stack; allocates only where `out` grows.
inline decoding inflate(std::string_view in, std::string& out, std::size_t limit, std::size_t& used) {
    detail::bit_reader bits(in);
    detail::inflate_codes codes;
    auto const begin = out.size();
    for (bool last = false; !last;) {
        last = bits.take(1) == 1;
        auto const type = bits.take(2);
        if (bits.overrun()) return decoding::cut;
        decoding done = decoding::malformed;
        if (type == 0) {
            done = detail::copy_stored(bits, out, limit);
        } else if (type != 3) {
            done = type == 2 || detail::assign_fixed(codes) ? decoding::whole : decoding::malformed;
            if (type == 2) done = detail::assign_dynamic(bits, codes);
            if (done == decoding::whole) done = detail::inflate_block(bits, codes, out, begin, limit);
        }
        if (done != decoding::whole) return done;
    }
    bits.to_byte();
    used = bits.position();
    return decoding::whole;
}

namespace detail {

inline constexpr auto crc_table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        auto value = i;
        for (int bit = 0; bit < 8; ++bit) value = (value & 1) != 0 ? 0xEDB88320u ^ (value >> 1) : value >> 1;
        table[i] = value;
    }
    return table;
}();

}  // namespace detail

// RFC 1952 section 8
constexpr std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t value = 0xFFFFFFFFu;
    for (char const c : bytes) value = detail::crc_table[(value ^ static_cast<unsigned char>(c)) & 0xFF] ^ (value >> 8);
    return ~value;
}

// RFC 1950 section 8.2
constexpr std::uint32_t adler32(std::string_view bytes) {
    std::uint32_t a = 1, b = 0;
    for (char const c : bytes) {
        a = (a + static_cast<unsigned char>(c)) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

}  // namespace trotline
#endif
