// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/text_argument.hpp>

#include <doctest/doctest.h>

#include <string>

namespace rendering_template_text_argument_test {

namespace tl = trotline;

static_assert(tl::text_argument("literal").view() == "literal" &&
              !tl::text_argument("literal").is_secret());

TEST_CASE("what is stored lives on") {
    auto const store = [](tl::text_argument const& from) { return from.store(); };
    tl::stored_text made;
    {
        std::string const text = "of run time";
        made = store(text);
    }
    CHECK(made.view() == "of run time");
    CHECK(tl::text_argument(tl::secret{"s"}).is_secret());
    static constexpr char literal[] = "literal";
    CHECK(store(tl::text_argument(literal)).view().data() == literal);
}

}  // namespace rendering_template_text_argument_test
