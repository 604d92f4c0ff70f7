// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/substitute.hpp>

#include <doctest/doctest.h>
#include <trotline/parameter_store/memory.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "support/allocation_count.hpp"

namespace tl = trotline;

namespace {

tl::memory_parameter_store const store{
    {"A", "a"}, {"B", tl::secret{"b&"}}, {"LONG", std::string(1000, 'x')}};
using source = tl::detail::parameter_source<tl::memory_parameter_store>;

}  // namespace

TEST_CASE("one substitution serves several templates, and appends") {
    source const from{store};
    std::string out = "kept ";
    std::vector<std::string> secrets;
    tl::http::secrets_writer writer(secrets);
    tl::detail::substitution filling(from, out, tl::unknown_parameters::fail, &writer);
    CHECK(filling.run(tl::template_text<1>("$A-$B-$A", tl::syntax::text)));
    CHECK(filling.run(tl::template_text<1>("?$B $$", tl::syntax::component)));
    writer.finish();
    CHECK(out == "kept a-b&-a%3Fb%26%20%24");
    CHECK(secrets == std::vector<std::string>{"b&", "b%26"});
    CHECK_FALSE(filling.run(tl::template_text<1>("$C", tl::syntax::text)));
    CHECK(filling.failure.code == tl::code::unknown_parameter);
    CHECK(filling.failure.subject == "C");
}

TEST_CASE("overrides first") {
    std::array<tl::assignment, 1> const overrides{{{"A", 1}}};
    source const from{store, overrides};
    std::string out;
    tl::detail::substitution filling(from, out, tl::unknown_parameters::fail, nullptr);
    CHECK(filling.run(tl::template_text<2>("$A ${B}", tl::syntax::text)));
    CHECK(out == "1 b&");
}

TEST_CASE("it does not allocate into a text that is large enough") {
    source const from{store};
    constexpr tl::template_text<1> text("$LONG $LONG $A.b", tl::syntax::text);
    std::string out;
    for (std::size_t expected : {std::size_t{1}, std::size_t{0}}) {
        out.clear();
        std::size_t const count = trotline_tests::allocations([&] {
            tl::detail::substitution filling(from, out, tl::unknown_parameters::fail, nullptr);
            filling.run(text);
        });
        CHECK((expected == 0 ? count == 0 : count > 0));
        CHECK(out.size() == 2005);
    }
}
