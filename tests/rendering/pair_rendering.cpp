// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/pair_rendering.hpp>

#include <doctest/doctest.h>
#include <trotline/parameter_store/memory.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace rendering_pair_rendering_test {

namespace tl = trotline;

namespace {

tl::memory_parameter_store const store{
    {"NAME", "A b&"},
    {"TAGS", tl::json_text{R"(["x y", 1, null])"}},
    {"NO_TAGS", tl::json_text{"[]"}},
    {"NESTED", tl::json_text{"[[]]"}},
    {"KEYS", tl::value(tl::secret{"k y"})},
};

struct written {
    std::string text;
    std::vector<std::string> secrets;
    tl::result<void> outcome{};
};

written write(std::string before, tl::detail::pair_words const& words, tl::query_list const& pairs,
              std::span<tl::assignment const> overrides = {}) {
    written made{std::move(before), {}};
    tl::detail::parameter_source const source(store, overrides);
    tl::detail::rendering_context context(source, made.secrets, tl::unknown_parameters::fail);
    {
        tl::detail::text_writer out(made.text, made.text.size());
        tl::detail::pair_rendering rendering(context, out, words);
        for (auto const& each : pairs)
            if (!rendering.write(each)) break;
    }
    context.secrets.finish();
    made.outcome = std::move(context.outcome);
    return made;
}

}  // namespace

TEST_CASE("the same pairs in a query and in a form") {
    struct {
        tl::query_list pairs;
        std::string_view expected;
    } const table[] = {
        {{{{"a", "$NAME"}, {"b c", ""}}}, "a=A%20b%26&b%20c="},
        {{{{"t", "$TAGS"}}}, "t=%5B%22x%20y%22%2C%201%2C%20null%5D"},
        {{{{"t", "$TAGS", tl::arrays::repeated}}}, "t=x%20y&t=1&t="},
        {{{{"t", "$TAGS", tl::arrays::joined}}}, "t=x%20y,1,"},
        {{{{"t", "$TAGS", tl::arrays::brackets}}}, "t%5B%5D=x%20y&t%5B%5D=1&t%5B%5D="},
        {{{{"t", "$TAGS", tl::arrays::indexed}}}, "t%5B0%5D=x%20y&t%5B1%5D=1&t%5B2%5D="},
        {{{{"t", "$NO_TAGS", tl::arrays::repeated}, {"u", "v"}}}, "u=v"},
        {{{{"u", "v"}, {"t", "$NO_TAGS", tl::arrays::joined}}}, "u=v&t="},
        {{{{"f", tl::encoded("a,b?")}, {"g", "h"}}}, "f=a,b?&g=h"},
        {{{{"ids", "", tl::arrays::repeated}}}, "ids=1&ids=2"},
        {{{{"$NAME", "$NAME"}}}, "A%20b%26=A%20b%26"},
    };
    std::vector<tl::assignment> const overrides{{"ids", tl::json_text{"[1,2]"}}};
    for (auto const& [pairs, expected] : table) {
        auto const form = write("", tl::detail::words_of_form, pairs, overrides);
        CHECK(form.outcome);
        CHECK(form.text == expected);
        CHECK(write("http://x", tl::detail::words_of_query, pairs, overrides).text ==
              "http://x?" + std::string(expected));
        CHECK(write("http://x?a=b", tl::detail::words_of_query, pairs, overrides).text ==
              "http://x?a=b&" + std::string(expected));
    }
}

TEST_CASE("failures name the list and the pair") {
    auto const failed = [](tl::detail::pair_words const& words, tl::query_list const& pairs) {
        return to_string(write("", words, pairs).outcome.error());
    };
    CHECK(failed(tl::detail::words_of_form, {{{"t", "$NESTED", tl::arrays::repeated}}}) ==
          "render failed: forbidden value (NESTED) at byte 0: in the form field t: an array of "
          "pairs must only have texts, numbers, true, false and null");
    CHECK(
        failed(tl::detail::words_of_query, {{{"t", "a$UNKNOWN"}}})
            .starts_with(
                "render failed: unknown parameter (UNKNOWN) at byte 1: in the query parameter t"));
    CHECK(failed(tl::detail::words_of_form, {{{"$UNKNOWN", "a"}}})
              .starts_with(
                  "render failed: unknown parameter (UNKNOWN) at byte 0: in a form field's name "));
    CHECK(failed(tl::detail::words_of_form, {{{std::string(), "a"}}})
              .starts_with("render failed: malformed template at byte 0: in the form"));
}

TEST_CASE("secrets are noted as they stand in the text") {
    auto const made = write("", tl::detail::words_of_form,
                            {{{"a", tl::secret{"t&n"}}, {"b", "$KEYS"}, {"c", "plain"}}});
    CHECK(made.text == "a=t%26n&b=k%20y&c=plain");
    CHECK(made.secrets == std::vector<std::string>{"t&n", "t%26n", "k y", "k%20y"});
}

}  // namespace rendering_pair_rendering_test
