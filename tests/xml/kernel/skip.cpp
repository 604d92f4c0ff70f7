// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/kernel/skip.hpp>

#include "support/guard_page.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace xml_kernel_skip_test {

using namespace trotline::xml::detail;
using trotline_tests::guarded_text;

namespace {

// The distance that a function moves from the start of a text.
constexpr std::size_t distance(std::string_view text, auto const& function) {
    return static_cast<std::size_t>(function(text.data(), text.data() + text.size()) - text.data());
}

constexpr std::size_t to_tag_end(std::string_view text) {
    return distance(text, [](char const* at, char const* end) { return tag_end(at, end); });
}
static_assert(to_tag_end("<a>") == 2);
static_assert(to_tag_end("<a b='>' c=\">'>\"/> >") == 17);
static_assert(to_tag_end("<a b='>") == 7);
static_assert(to_tag_end("<a b='") == 6);
static_assert(to_tag_end("") == 0);

constexpr std::size_t over_declaration(std::string_view text) {
    return distance(text,
                    [](char const* at, char const* end) { return after_declaration(at, end); });
}
static_assert(over_declaration("<!----> -->") == 7);
static_assert(over_declaration("<!-- > - -- -->x") == 15);
static_assert(over_declaration("<![CDATA[ --> ]] ]>]]]>]]>") == 23);
static_assert(over_declaration("<?a ? > ?>?>") == 10);
static_assert(over_declaration("<?a?>") == 5);
static_assert(over_declaration("<!--->") == 6);
static_assert(over_declaration("<!") == 2);
static_assert(over_declaration("<?") == 2);

}  // namespace

TEST_CASE("a byte is found at every place, and none where there is none") {
    for (std::size_t size = 0; size < 70; ++size) {
        CAPTURE(size);
        for (std::size_t place = 0; place < size; ++place) {
            std::string text(size, 'x');
            text[place] = '<';
            text.back() = place + 1 == size ? '<' : '&';
            guarded_text const guarded(text);
            auto const one = [](char const* at, char const* end) { return find(at, end, '<'); };
            auto const any = [](char const* at, char const* end) {
                return find(at, end, '\r', '<', '&');
            };
            auto const none = [](char const* at, char const* end) { return find(at, end, '\n'); };
            CHECK(distance(guarded.view(), one) == place);
            CHECK(distance(guarded.view(), any) == place);
            CHECK(distance(guarded.view(), none) == size);
        }
    }
}

TEST_CASE("a sequence is found after beginnings of itself") {
    for (std::size_t padding = 0; padding < 40; ++padding) {
        CAPTURE(padding);
        std::string const text = std::string(padding, ']') + "]]" + "x]] >]]>";
        guarded_text const guarded(text);
        CHECK(distance(guarded.view(), [](char const* at, char const* end) {
                  return after(at, end, "]]>");
              }) == text.size());
        guarded_text const cut(std::string_view(text).substr(0, text.size() - 1));
        CHECK(distance(cut.view(), [](char const* at, char const* end) {
                  return after(at, end, "]]>");
              }) == text.size() - 1);
    }
}

TEST_CASE("the end of a declaration") {
    for (std::string const text : {"<!-- > -- -->", "<![CDATA[ ]] > ]]>", "<?p ? > ?>",
                                   "<!DOCTYPE r>", "<!DOCTYPE r PUBLIC \"->'\" '>\">'>"}) {
        CAPTURE(text);
        guarded_text const whole(text);
        CHECK(distance(whole.view(), [](char const* at, char const* end) {
                  return trotline::xml::detail::after_declaration(at, end);
              }) == text.size());
        guarded_text const cut(std::string_view(text).substr(0, text.size() - 1));
        CHECK(distance(cut.view(), [](char const* at, char const* end) {
                  return trotline::xml::detail::after_declaration(at, end);
              }) == text.size() - 1);
    }
}

}  // namespace xml_kernel_skip_test
