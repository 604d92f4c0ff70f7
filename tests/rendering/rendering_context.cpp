// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/rendering_context.hpp>

#include <doctest/doctest.h>
#include <trotline/parameter_store/memory.hpp>

#include <string>
#include <vector>

namespace rendering_rendering_context_test {

namespace tl = trotline;

TEST_CASE("parts share secrets and the failure") {
    tl::memory_parameter_store const store{{"TOKEN", tl::secret{"t"}}};
    tl::detail::parameter_source const source(store);
    std::vector<std::string> secrets{"old", "older"};
    tl::detail::rendering_context context(source, secrets, tl::unknown_parameters::fail);
    std::string text;
    tl::detail::text_writer out(text);
    tl::template_text<1> const good(tl::stored_text("a$TOKEN"), tl::syntax::text),
        bad(tl::stored_text("a$NAME"), tl::syntax::text);
    CHECK(context.substitute(good.view(), out, "the body", {}));
    CHECK(out.written() == "at");
    CHECK(context.outcome);
    CHECK_FALSE(context.substitute(bad.view(), out, "the field", "X\n"));
    CHECK(context.outcome.error().subject == "NAME");
    CHECK(context.outcome.error().offset == 1);
    CHECK(context.outcome.error().detail.starts_with("in the field X\\n: "));
    context.add_secret("b c", "b%20c");
    context.secrets.finish();
    CHECK(secrets == std::vector<std::string>{"t", "b c", "b%20c"});
}

}  // namespace rendering_rendering_context_test
