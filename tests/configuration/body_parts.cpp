// SPDX-License-Identifier: BSL-1.0
#include <trotline/configuration/body_parts.hpp>

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace configuration_body_parts_test {

namespace tl = trotline;

namespace {

using parts = tl::webhook_content_parts;

parts multipart(parts::part one) {
    parts made;
    made.type = "multipart";
    made.parts = {std::move(one)};
    return made;
}
std::string json_of(tl::body const& from) {
    std::string out;
    tl::json::writer to(out);
    tl::detail::write_body(to, tl::detail::parts_of(from));
    return out;
}

}  // namespace

TEST_CASE("files are refused unless the program allows them") {
    parts whole;
    whole.type = "file";
    whole.file = "$PHOTO";
    parts::part photo;
    photo.name = "photo";
    photo.file = "$PHOTO";
    for (auto const& [from, part] :
         {std::pair{whole, "body.file"}, std::pair{multipart(photo), "body.parts[0].file"}}) {
        tl::detail::wrong_parts refused, wrong;
        tl::detail::make_body(from, {}, refused);
        REQUIRE_FALSE(refused.empty());
        CHECK(refused[0].part == part);
        CHECK(refused[0].message.starts_with("expected no file: "));
        auto const made = tl::detail::make_body(from, {.files_below = "/up"}, wrong);
        REQUIRE(wrong.empty());
        CHECK(made.files_below() == "/up");
        CHECK(json_of(made).find("/up") == std::string::npos);
    }
}

TEST_CASE("as JSON") {
    CHECK(json_of(tl::file_body("$F")) == R"({"type":"file","file":"$F"})");
    CHECK(json_of(tl::multipart_body(
              {{"a", tl::secret{"k"}}, {"f", tl::file_part("$F", "c.png", "image/png")}})) ==
          R"({"type":"multipart","parts":[{"name":"a","value":"[secret]","secret":true},)"
          R"({"name":"f","file":"$F","file_name":"c.png","media_type":"image/png"}]})");
}

TEST_CASE("a wrong part is named, with the place in it") {
    struct {
        std::string_view part;
        std::size_t offset;
        std::function<void(parts&)> spoil;
    } const table[] = {
        {"body.type", tl::npos, [](parts& p) { p.type = "yaml"; }},
        {"body.media_type", tl::npos, [](parts& p) { p.media_type = "a/b"; }},
        {"body.text", tl::npos, [](parts& p) { p.text = "a"; }},
        {"body.file", tl::npos, [](parts& p) { p.file = "a"; }},
        {"body.parts", tl::npos, [](parts& p) { p.type = "json"; }},
        {"body.parts", tl::npos, [](parts& p) { p.type = "file", p.file = "a"; }},
        {"body.parts", tl::npos, [](parts& p) { p.parts.clear(); }},
        {"body.media_type", tl::npos,
         [](parts& p) { p = parts(), p.text = "1", p.media_type = ""; }},
        {"body.media_type", tl::npos,
         [](parts& p) { p = parts(), p.text = "1", p.media_type = "json"; }},
        {"body.parts[0].media_type", tl::npos, [](parts& p) { p.parts[0].media_type = ""; }},
        {"body.parts[0].media_type", tl::npos,
         [](parts& p) {
             p.parts[0].value = "", p.parts[0].file = "a", p.parts[0].media_type = "";
         }},
        {"body.parts[0].media_type", tl::npos, [](parts& p) { p.parts[0].media_type = "png"; }},
        {"body.file", tl::npos, [](parts& p) { p = parts(), p.type = "file"; }},
        {"body.parts[0].name", tl::npos, [](parts& p) { p.parts[0].name = ""; }},
        {"body.parts[0].name", 3, [](parts& p) { p.parts[0].name = "a${"; }},
        {"body.parts[0].value", 2, [](parts& p) { p.parts[0].value = "${"; }},
        {"body.parts[0].file", 2, [](parts& p) { p.parts[0].value = "", p.parts[0].file = "${"; }},
        {"body.parts[0].file", tl::npos, [](parts& p) { p.parts[0].file = "a"; }},
        {"body.parts[0].file", tl::npos,
         [](parts& p) { p.parts[0].value = "", p.parts[0].file = "a", p.parts[0].secret = true; }},
        {"body.parts[0].file", tl::npos,
         [](parts& p) {
             p.parts[0].value = "", p.parts[0].file = "a", p.parts[0].arrays = "joined";
         }},
        {"body.text", tl::npos, [](parts& p) { p.type = "form", p.text = "a=b"; }},
        {"body.parts[0].encoded", tl::npos,
         [](parts& p) { p.type = "form", p.parts[0].secret = p.parts[0].encoded = true; }},
        {"body.text", 2, [](parts& p) { p = parts(), p.type = "form", p.text = "${"; }},
        {"body.parts[0].file_name", 2, [](parts& p) { p.parts[0].file_name = "${"; }},
        {"body.parts[0].media_type", tl::npos, [](parts& p) { p.parts[0].media_type = "a\n"; }},
        {"body.parts[0].arrays", tl::npos, [](parts& p) { p.parts[0].arrays = "all"; }},
        {"body.parts[0].encoded", tl::npos, [](parts& p) { p.parts[0].encoded = true; }},
        {"body.parts[0].media_type", tl::npos,
         [](parts& p) { p.type = "form", p.parts[0].media_type = "a/b"; }},
    };
    for (auto const& [part, offset, spoil] : table) {
        parts::part one;
        one.name = "a";
        one.value = "$B";
        parts from = multipart(one);
        tl::detail::wrong_parts none, wrong;
        tl::detail::make_body(from, {.files_below = "/"}, none);
        REQUIRE(none.empty());
        spoil(from);
        tl::detail::make_body(from, {.files_below = "/"}, wrong);
        REQUIRE_FALSE(wrong.empty());
        CHECK(wrong[0].part == part);
        CHECK(wrong[0].offset == offset);
    }
}

TEST_CASE("a secret is not read as a template, and not written") {
    for (std::string const type : {"multipart", "form"}) {
        parts::part one;
        one.name = "key";
        one.value = "${t0ken";
        one.secret = true;
        parts from = multipart(one);
        from.type = type;
        tl::detail::wrong_parts wrong;
        std::string const json = json_of(tl::detail::make_body(from, {}, wrong));
        CHECK(wrong.empty());
        CHECK(json.find("t0ken") == std::string::npos);
        CHECK(json.find(R"("secret":true)") != std::string::npos);
    }
}

TEST_CASE("the media type of each type") {
    for (auto const& [type, media_type] : {std::pair("json", "application/json"),
                                           {"xml", "application/xml"},
                                           {"html", "text/html"},
                                           {"text", "text/plain"},
                                           {"form", "application/x-www-form-urlencoded"},
                                           {"verbatim", "text/plain"}}) {
        parts from;
        from.type = type;
        from.text = from.type == "json" ? "1" : from.type == "xml" ? "<a/>" : "";
        tl::detail::wrong_parts wrong;
        tl::body const made = tl::detail::make_body(from, {}, wrong);
        CHECK(wrong.empty());
        CHECK(made.media_type().starts_with(media_type));
    }
}

TEST_CASE("every wrong part of a body is named") {
    parts from;
    from.type = "multipart";
    from.media_type = "a/b";
    from.parts.resize(2);
    from.parts[0].value = "${";
    from.parts[0].media_type = "";
    from.parts[0].arrays = "Joined";
    from.parts[1].name = "b";
    from.parts[1].encoded = true;
    tl::detail::wrong_parts wrong;
    tl::detail::make_body(from, {}, wrong);
    std::string all;
    for (auto const& each : wrong) all += each.part + ": " + each.message + "\n";
    CHECK(all == R"(body.media_type: expected none: it is multipart/form-data
body.parts[0].arrays: expected as_text, repeated, joined, brackets or indexed: did you mean joined?
body.parts[0].name: expected a name
body.parts[0].value: found the end, expected a parameter's name: letters, digits and _, not starting with a digit
body.parts[0].media_type: expected a media type such as image/png
body.parts[1].encoded: expected a text that is not encoded
)");
}

}  // namespace configuration_body_parts_test
