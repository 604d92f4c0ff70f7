// SPDX-License-Identifier: BSL-1.0
// Only on aarch64.
#include <trotline/core/neon_masks.hpp>

#include <doctest/doctest.h>

#if defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
#include <random>

namespace core_neon_masks_test {

using namespace trotline::detail::neon;

namespace {

struct sixty_four {
    std::uint8_t of[64];

    explicit sixty_four(std::mt19937& random, unsigned kept = 0xFF) {
        for (auto& byte : of) byte = static_cast<std::uint8_t>(random() & kept);
    }
    uint8x16x4_t load() const { return vld4q_u8(of); }
    std::uint64_t bits(unsigned bit) const {
        std::uint64_t mask = 0;
        for (unsigned i = 0; i != 64; ++i) mask |= std::uint64_t{of[i] >> bit & 1U} << i;
        return mask;
    }
};

}  // namespace

TEST_CASE("masks have the bits of 64 bytes in their order") {
    std::mt19937 random(11);
    for (int round = 0; round != 2000; ++round) {
        sixty_four const bytes(random), some(random, 0b1100'1100);
        REQUIRE(mask_of(bytes.load()) == bytes.bits(7));
        auto const four = masks_of_four_bits(some.load());
        REQUIRE(four.get<0>() == some.bits(2));
        REQUIRE(four.get<1>() == some.bits(3));
        REQUIRE(four.get<2>() == some.bits(6));
        REQUIRE(four.get<3>() == some.bits(7));
        auto const eight = masks_of_eight_bits(bytes.load());
        REQUIRE(eight.get<0>() == bytes.bits(0));
        REQUIRE(eight.get<1>() == bytes.bits(1));
        REQUIRE(eight.get<2>() == bytes.bits(4));
        REQUIRE(eight.get<3>() == bytes.bits(5));
        REQUIRE(eight.get<4>() == bytes.bits(2));
        REQUIRE(eight.get<5>() == bytes.bits(3));
        REQUIRE(eight.get<6>() == bytes.bits(6));
        REQUIRE(eight.get<7>() == bytes.bits(7));
    }
}

TEST_CASE("places are written in their order, with the offset added") {
    std::mt19937_64 random(12);
    for (int round = 0; round != 2000; ++round) {
        std::uint64_t bits = random();
        for (int i = round % 5; i != 0; --i) bits &= random();
        std::uint16_t places[64], *place = places;
        std::uint16_t const* const end = write_places(bits, 1000, places);
        for (unsigned i = 0; i != 64; ++i)
            if ((bits >> i & 1) != 0) REQUIRE(*place++ == 1000 + i);
        REQUIRE(place == end);
    }
}

}  // namespace core_neon_masks_test

#endif
