// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/prefixed_rows.hpp>

#include <trotline/path/literal.hpp>
#include <trotline/path/literal_query.hpp>

#include <doctest/doctest.h>

#include <string_view>

namespace mapping_engine_prefixed_rows_test {

namespace tl = trotline;
using namespace tl::literals;

TEST_CASE("which prefixes can be bound") {
    struct {
        tl::bound_prefix one;
        bool can;
    } constexpr cases[] = {
        {{"s", "urn:s"}, true},      {{"", "urn:s"}, true},       {{"s", ""}, false},
        {{"s:t", "urn:s"}, false},   {{"1", "urn:s"}, false},     {{"xml", "urn:s"}, false},
        {{"xmlns", "urn:s"}, false}, {{"first", "urn:s"}, false}, {{"caf\xC3\xA9", "urn:s"}, true}};
    for (auto const& one : cases) {
        CAPTURE(one.one.prefix);
        tl::bound_prefix const all[] = {{"first", "urn:first"}, one.one};
        CHECK(tl::detail::wrong_prefix(all, 0).empty());
        CHECK(tl::detail::wrong_prefix(all, 1).empty() == one.can);
    }
}

TEST_CASE("which names need a binding") {
    constexpr tl::bound_prefix all[] = {{"s", "urn:s"}};
    using tl::detail::unbound_prefix;
    static_assert(unbound_prefix(decltype("s:a.b[0].*:c.@s:d"_path)::value, all).empty());
    static_assert(unbound_prefix(decltype("a.@xml:lang"_path)::value, all).empty());
    static_assert(unbound_prefix(decltype("s:a.t:b"_path)::value, all) == "t");
    static_assert(unbound_prefix(decltype("s:a.@t:b"_path)::value, all) == "t");
    static_assert(unbound_prefix(decltype("s:a[*]..s:b[?@.s:c > 1]"_query)::value, all).empty());
    static_assert(unbound_prefix(decltype("s:a[*]..t:b"_query)::value, all) == "t");
    static_assert(unbound_prefix(decltype("s:a[?@.t:c > 1]"_query)::value, all) == "t");
}

}  // namespace mapping_engine_prefixed_rows_test
