// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/substitute.hpp>

#include <doctest/doctest.h>
#include <trotline/parameter_store/memory.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "support/allocation_count.hpp"

namespace rendering_substitute_test {

namespace tl = trotline;

namespace {

tl::memory_parameter_store const store{
    {"A", "a"}, {"B", tl::secret{"b&"}}, {"LONG", std::string(1000, 'x')}};
using source = tl::detail::parameter_source;

// With room for one slot, so that most templates need more.
tl::template_text<1> scanned(tl::syntax in, std::string_view text) {
    return {tl::stored_text(text), in};
}

}  // namespace

TEST_CASE("one substitution serves several templates, and appends") {
    source const from(store);
    std::string out = "kept ";
    std::vector<std::string> secrets;
    tl::http::secrets_writer writer(secrets);
    tl::detail::substitution filling(from, tl::unknown_parameters::fail, &writer);
    {
        tl::detail::text_writer to(out, out.size());
        CHECK(filling.run(scanned(tl::syntax::text, "$A-$B-$A").view(), to));
        CHECK(filling.run(scanned(tl::syntax::component, "?$B $$").view(), to));
    }
    writer.finish();
    CHECK(out == "kept a-b&-a%3Fb%26%20%24");
    CHECK(secrets == std::vector<std::string>{"b&", "b%26"});
    tl::detail::text_writer to(out);
    CHECK_FALSE(filling.run(scanned(tl::syntax::text, "$C").view(), to));
    CHECK(filling.failure.code == tl::code::unknown_parameter);
    CHECK(filling.failure.subject == "C");
}

TEST_CASE("overrides first") {
    std::array<tl::assignment, 1> const overrides{{{"A", 1}}};
    source const from(store, overrides);
    std::string out;
    tl::detail::text_writer to(out);
    tl::detail::substitution filling(from, tl::unknown_parameters::fail, nullptr);
    CHECK(filling.run(scanned(tl::syntax::text, "$A ${B}").view(), to));
    CHECK(to.written() == "1 b&");
}

TEST_CASE("it does not allocate into a text that is large enough") {
    source const from(store);
    constexpr tl::template_text<1> text("$LONG $LONG $A.b", tl::syntax::text);
    std::string out;
    for (std::size_t expected : {std::size_t{1}, std::size_t{0}}) {
        std::size_t const count = trotline_tests::allocations([&] {
            tl::detail::text_writer to(out);
            tl::detail::substitution filling(from, tl::unknown_parameters::fail, nullptr);
            filling.run(text.view(), to);
        });
        CHECK((expected == 0 ? count == 0 : count > 0));
        CHECK(out.size() == 2005);
    }
}

TEST_CASE("a failure does not stay") {
    source const from(store);
    std::string out;
    tl::detail::text_writer to(out);
    tl::detail::substitution filling(from, tl::unknown_parameters::fail, nullptr);
    CHECK_FALSE(filling.run(scanned(tl::syntax::text, "$C").view(), to));
    to.shrink(0);
    CHECK(filling.run(scanned(tl::syntax::text, "$A$A$A").view(), to));
    CHECK(to.written() == "aaa");
    CHECK_FALSE(filling.run(scanned(tl::syntax::text, "$A$A$A$C").view(), to));
    CHECK(filling.failure.offset == 6);
}

}  // namespace rendering_substitute_test
