// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/part_rendering.hpp>

#include <doctest/doctest.h>
#include <trotline/http/request_content.hpp>
#include <trotline/parameter_store/memory.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "support/temporary_folder.hpp"

namespace rendering_part_rendering_test {

namespace tl = trotline;

namespace {

struct rendered {
    tl::http::request request{};
    tl::result<void> outcome{};

    // The content with a short boundary, and its failure.
    std::string text() const {
        if (!outcome) return to_string(outcome.error());
        std::string shown = tl::http::shown_content(request);
        for (std::size_t at;
             !request.boundary.empty() && (at = shown.find(request.boundary)) != shown.npos;)
            shown.replace(at, request.boundary.size(), "X");
        return shown;
    }
};

rendered render(tl::body const& from, tl::memory_parameter_store const& store,
                std::span<tl::assignment const> overrides = {}) {
    rendered made;
    tl::detail::parameter_source const source(store, overrides);
    tl::detail::rendering_context context(source, made.request.secrets,
                                          tl::unknown_parameters::fail);
    {
        tl::detail::text_writer out(made.request.content);
        static_cast<void>(tl::detail::part_rendering(context, out, made.request).write(from));
    }
    context.secrets.finish();
    made.outcome = std::move(context.outcome);
    return made;
}

std::string part(std::string_view header, std::string_view content) {
    return "--X\r\nContent-Disposition: form-data; " + std::string(header) + "\r\n\r\n" +
           std::string(content) + "\r\n";
}

}  // namespace

TEST_CASE("multipart bodies") {
    trotline_tests::temporary_folder const folder;
    folder.write("cat\".png", "12345");
    tl::memory_parameter_store const store{{"NAME", "A \"b\"\r\n&"},
                                           {"TAGS", tl::json_text{R"(["x y", 1])"}},
                                           {"PHOTO", folder.path("cat\".png")},
                                           {"FOLDER", folder.path()},
                                           {"UTF8", "\xC3\xA4"},
                                           {"BYTES", "\xFF"}};
    struct {
        tl::body body;
        std::string expected;
    } const table[] = {
        {tl::multipart_body({{"a", "$NAME"}}), part("name=\"a\"", "A \"b\"\r\n&")},
        {tl::multipart_body({{"a\"$UTF8", "b"}, {"c", ""}}),
         part("name=\"a%22\xC3\xA4\"", "b") + part("name=\"c\"", "")},
        {tl::multipart_body({{"t", "$TAGS", tl::arrays::repeated}}),
         part("name=\"t\"", "x y") + part("name=\"t\"", "1")},
        {tl::multipart_body({{"t", "$TAGS", tl::arrays::indexed}}),
         part("name=\"t[0]\"", "x y") + part("name=\"t[1]\"", "1")},
        {tl::multipart_body({{"t", "$TAGS", tl::arrays::joined}}), part("name=\"t\"", "x y,1")},
        {tl::multipart_body({{"t", "$TAGS"}}), part("name=\"t\"", R"(["x y", 1])")},
        {tl::multipart_body({{"given", ""}}), part("name=\"given\"", "a b")},
        {tl::multipart_body({{"d", tl::text_part("$UTF8", "$UTF8.csv", "text/csv")}}),
         part("name=\"d\"; filename=\"\xC3\xA4.csv\"\r\nContent-Type: text/csv", "\xC3\xA4")},
        {tl::multipart_body({{"p", tl::file_part("$PHOTO")}, {"a", "b"}}),
         part("name=\"p\"; filename=\"cat%22.png\"\r\nContent-Type: application/octet-stream",
              "[cat\".png, 5 bytes]") +
             part("name=\"a\"", "b")},
        {tl::multipart_body({{"p", tl::file_part("$FOLDER/cat\".png", "c.png", "image/png")}}),
         "render failed: forbidden value (p): in a file's path: a value that is not the whole path "
         "must not have separators, and the path must have at most three values"},
        {tl::multipart_body({{"p", tl::file_part("$PHOTO", "c.png", "image/png")}}),
         part("name=\"p\"; filename=\"c.png\"\r\nContent-Type: image/png", "[cat\".png, 5 bytes]")},
        {tl::multipart_body({{"$NAME", "a"}}),
         "render failed: forbidden value ($NAME): in the part: names must be UTF-8 without line "
         "ends and other control characters"},
        {tl::multipart_body({{"a", tl::text_part("b", "$NAME")}}),
         "render failed: forbidden value (a): in the part: names must be UTF-8 without line ends "
         "and other control characters"},
        {tl::multipart_body({{"a", tl::text_part("b", "", std::string("c\n"))}}),
         "render failed: malformed template (a) at byte 0: in the body: expected a media type such "
         "as image/png"},
        {tl::body(tl::body_kind::multipart, tl::part_list(), "multipart/form-data"),
         "render failed: malformed template at byte 0: in the body: expected at least one part: "
         "the body has none"},
        {tl::multipart_body({{"a", "b"}, {"c", tl::text_part("d", "", std::string("c\n"))}}),
         "render failed: malformed template (c) at byte 0: in the body: expected a media type such "
         "as image/png"},
        {tl::multipart_body({{"a$NOBODY", "b"}}),
         "render failed: unknown parameter (NOBODY) at byte 1: in a part's name a$NOBODY: no value "
         "was given, and the "
         "store has none"},
        {tl::multipart_body({{"a", tl::text_part("b", "${NOBODY}.txt")}}),
         "render failed: unknown parameter (NOBODY) at byte 0: in a part's file name a: no value "
         "was given, and the "
         "store has none"},
        {tl::multipart_body({{"a", tl::file_part("/up/$NOBODY")}}),
         "render failed: unknown parameter (NOBODY) at byte 4: in a file's path a: no value was "
         "given, and the "
         "store has none"},
        {tl::multipart_body({{"a$BYTES", "b"}}),
         "render failed: forbidden value (a$BYTES): in the part: names must be UTF-8 without line "
         "ends and other control characters"},
        {tl::file_body("$NOBODY"),
         "render failed: unknown parameter (NOBODY) at byte 0: in a file's path file: no value was "
         "given, and the "
         "store has none"},
        {tl::multipart_body({{"p", tl::file_part("$FOLDER")}}), ""},
        {tl::file_body("$PHOTO"), "[cat\".png, 5 bytes]"},
    };
    std::vector<tl::assignment> const overrides{{"given", "a b"}};
    for (auto const& [body, expected] : table) {
        auto const made = render(body, store, overrides);
        if (expected.empty()) {
            REQUIRE_FALSE(made.outcome);
            CHECK(made.outcome.error().code == tl::code::unreadable);
        } else {
            bool const ends = body.kind() == tl::body_kind::multipart && made.outcome;
            CHECK(made.text() == expected + (ends ? "--X--\r\n" : ""));
        }
    }
    auto const why = [&](tl::body const& body) {
        return to_string(render(body, store).outcome.error());
    };
    CHECK(why(tl::file_body("no-such.png"))
              .ends_with(
                  "(no-such.png): in the body: there is no such file, or it is not a regular one"));
    CHECK(why(tl::multipart_body({{"p", tl::file_part("no-such.png")}}))
              .ends_with("(no-such.png): in the body's part p: there is no such file, or it is not "
                         "a regular one"));
    auto const first = render(table[0].body, store), second = render(table[0].body, store);
    CHECK(first.request.boundary != second.request.boundary);
    CHECK(first.request.boundary.size() >= 32);
}

TEST_CASE("secrets of parts are known") {
    tl::memory_parameter_store const store{{"KEY", tl::secret{"k y"}}};
    auto const made = render(tl::multipart_body({{"a", tl::secret{"t&n"}}, {"b", "$KEY"}}), store);
    CHECK(made.request.secrets == std::vector<std::string>{"t&n", "k y"});
    CHECK(made.text() ==
          part("name=\"a\"", "[secret]") + part("name=\"b\"", "[secret]") + "--X--\r\n");
}

TEST_CASE("values in a path stay in their directory") {
    struct {
        std::string_view text, path;
        bool kept;
    } const table[] = {
        {"$A", "/etc/passwd", true},     {"/up/$A.png", "/up/a.png", true},
        {"/up/$A", "/up/../b", false},   {"/up/$A", "/up/..", false},
        {"/up/$A$A", "/up/..", false},   {"/up/$A", "/up/.", false},
        {"/up/../$A", "/up/../b", true}, {"/up/$A", "/up/a/b", false},
        {"/up/$A", "/up/a\\b", false},   {"/up/${A}.png", "/up/...png", true},
        {"$A$A$A$A", "abcd", false},     {"/up/a", "/up/a", true},
    };
    for (auto const& [text, path, kept] : table) {
        tl::template_text<3> const scanned(tl::stored_text(text), tl::syntax::text);
        CHECK(tl::detail::keeps_directories(scanned.view(), path) == kept);
    }
}

}  // namespace rendering_part_rendering_test
