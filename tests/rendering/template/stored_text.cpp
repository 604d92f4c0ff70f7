// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/stored_text.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

namespace rendering_template_stored_text_test {

using trotline::stored_text;

namespace {
constexpr stored_text literal = "literal";
static_assert(literal.view() == "literal" && stored_text().view().empty());
static_assert(stored_text::copy("made at compile time").view().size() == 20);
}  // namespace

TEST_CASE("a text of run time is owned, a literal is pointed to") {
    stored_text made;
    {
        std::string const text = "a text that is not there any more";
        made = text;
    }
    stored_text copy = made;
    CHECK(made.view() == "a text that is not there any more");
    CHECK(copy.view().data() != made.view().data());
    stored_text moved(static_cast<stored_text&&>(made));
    CHECK(moved.view() == copy.view());
    CHECK(made.view().empty());
    moved = literal;
    CHECK(moved.view().data() == literal.view().data());
    moved = std::string();
    CHECK(moved.view().empty());
    copy = *&copy;
    CHECK(copy.view() == "a text that is not there any more");
}

}  // namespace rendering_template_stored_text_test
