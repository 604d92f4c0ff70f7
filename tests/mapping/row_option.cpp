// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/row_option.hpp>

#include <doctest/doctest.h>

namespace tl = trotline;

TEST_CASE("options are combined, and asked for one by one") {
    using enum tl::row_option;
    struct {
        tl::row_option options;
        bool optional, coerce;
    } constexpr cases[] = {{none, false, false},
                           {tl::row_option::optional, true, false},
                           {tl::row_option::coerce, false, true},
                           {tl::row_option::optional | tl::row_option::coerce, true, true},
                           {tl::row_option::coerce | none, false, true}};
    for (auto const& one : cases) {
        CHECK(has(one.options, tl::row_option::optional) == one.optional);
        CHECK(has(one.options, tl::row_option::coerce) == one.coerce);
    }
    static_assert(has(tl::row_option::optional | tl::row_option::coerce, tl::row_option::coerce));
}
