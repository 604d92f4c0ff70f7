// SPDX-License-Identifier: BSL-1.0
#include "support/allocation_count.hpp"
#include "support/guard_page.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <new>
#include <string>
#include <vector>

namespace support_helpers_test {

using trotline_tests::allocations;
using trotline_tests::guarded_text;

namespace {

// Makes the compiler assume that the object is used: otherwise clang++ at -O3 removes the
// new-expression.
void use(void const* object) { asm volatile("" : : "g"(object) : "memory"); }

}  // namespace

TEST_CASE("every form of new is counted, on this thread") {
    CHECK(allocations([] {}) == 0);
    CHECK(allocations([] { delete new int; }) <= 1);  // the compiler may leave out the pair
    std::unique_ptr<int> one;
    std::unique_ptr<int[]> array;
    CHECK(allocations([&] { one = std::make_unique<int>(), use(one.get()); }) == 1);
    CHECK(allocations([&] { array = std::make_unique<int[]>(3), use(array.get()); }) == 1);
    std::unique_ptr<int> modest;
    CHECK(allocations([&] { modest.reset(new (std::nothrow) int), use(modest.get()); }) == 1);
    std::vector<std::string> texts;
    CHECK(allocations([&] { texts.emplace_back(100, 'x'); }) == 2);
    struct alignas(64) wide {
        char bytes[64];
    };
    std::unique_ptr<wide> aligned;
    CHECK(allocations([&] { aligned = std::make_unique<wide>(), use(aligned.get()); }) == 1);
    CHECK(reinterpret_cast<std::uintptr_t>(aligned.get()) % 64 == 0);
}

TEST_CASE("a guarded text ends where its page ends") {
    for (std::size_t const size : {0u, 1u, 63u, 4095u, 4096u, 4097u}) {
        std::string const text(size, 'x');
        guarded_text const guarded(text);
        CHECK(guarded.view() == text);
        auto const end = reinterpret_cast<std::uintptr_t>(guarded.view().data() + size);
        CHECK(end % static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE)) == 0);
    }
}

}  // namespace support_helpers_test
