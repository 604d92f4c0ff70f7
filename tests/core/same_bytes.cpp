// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/same_bytes.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>

#include "support/guard_page.hpp"

namespace core_same_bytes_test {

using trotline::detail::same_bytes;

static_assert(same_bytes("name", "named", 4) && !same_bytes("name", "nama", 4) &&
              same_bytes("a", "b", 0));

TEST_CASE("every byte of every length counts, and none after it is read") {
    for (std::size_t size = 0; size <= 40; ++size) {
        CAPTURE(size);
        std::string text(size, 'x');
        trotline_tests::guarded_text const kept(text);
        auto const at = kept.view();
        CHECK(same_bytes(at.data(), text.data(), size));
        for (std::size_t i = 0; i < size; ++i) {
            CAPTURE(i);
            text[i] = 'y';
            CHECK_FALSE(same_bytes(at.data(), text.data(), size));
            CHECK_FALSE(same_bytes(text.data(), at.data(), size));
            text[i] = 'x';
        }
    }
}

}  // namespace core_same_bytes_test
