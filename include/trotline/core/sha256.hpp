// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_SHA256_HPP
#define TROTLINE_CORE_SHA256_HPP
// SHA-256, FIPS 180-4 section 6.2. For digests of texts, not for secrets: it makes no promise about
// its time.

#include <trotline/core/abi.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
inline constexpr std::uint32_t sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

// Returns the digest's 64 hexadecimal digits, in small letters.
constexpr std::array<char, 64> sha256_digits(std::string_view text) {
    std::uint32_t hash[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                             0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    // The text is followed by a bit that is set, zeros, and its size in bits.
    std::size_t const blocks = (text.size() + 8) / 64 + 1;
    auto const byte_at = [&](std::size_t i) -> std::uint32_t {
        if (i < text.size()) return static_cast<unsigned char>(text[i]);
        if (i == text.size()) return 0x80;
        std::size_t const before_end = blocks * 64 - 1 - i;
        return before_end < 8 ? static_cast<std::uint32_t>(
                                    std::uint64_t{text.size()} * 8 >> before_end * 8 & 0xFF)
                              : 0;
    };
    for (std::size_t block = 0; block != blocks; ++block) {
        std::uint32_t w[64]{};
        for (std::size_t i = 0; i != 64; ++i) {
            if (i < 16) {
                for (std::size_t k = 0; k != 4; ++k)
                    w[i] = w[i] << 8 | byte_at(block * 64 + i * 4 + k);
                continue;
            }
            std::uint32_t const a = w[i - 15], b = w[i - 2];
            w[i] = w[i - 16] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ a >> 3) + w[i - 7] +
                   (std::rotr(b, 17) ^ std::rotr(b, 19) ^ b >> 10);
        }
        std::uint32_t v[8]{};  // a to h of the standard
        for (std::size_t i = 0; i != 8; ++i) v[i] = hash[i];
        for (std::size_t i = 0; i != 64; ++i) {
            std::uint32_t const a = v[0], e = v[4];
            std::uint32_t const first = v[7] +
                                        (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                                        ((e & v[5]) ^ (~e & v[6])) + sha256_constants[i] + w[i];
            std::uint32_t const second = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) +
                                         ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
            for (std::size_t k = 7; k != 0; --k) v[k] = v[k - 1];
            v[4] += first;
            v[0] = first + second;
        }
        for (std::size_t i = 0; i != 8; ++i) hash[i] += v[i];
    }
    std::array<char, 64> digits{};
    for (std::size_t i = 0; i != 64; ++i)
        digits[i] = "0123456789abcdef"[hash[i / 8] >> (28 - i % 8 * 4) & 15];
    return digits;
}

}  // namespace trotline::detail
#endif
