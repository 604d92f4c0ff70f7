// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/document.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace xml_document_test {

using namespace trotline::xml::detail;

TEST_CASE("an attribute's name is taken once") {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < trotline::xml::attribute_limit; ++i)
        names.push_back("n" + std::to_string(i));
    attribute_names seen;
    for (std::string const& name : names) {
        REQUIRE(!seen.full());
        REQUIRE(seen.insert(name));
    }
    CHECK(seen.full());
    attribute_names few;
    CHECK(few.insert("a"));
    CHECK(few.insert("b"));
    CHECK(few.insert("ab"));
    CHECK(few.insert("x:a"));
    CHECK(!few.insert(std::string("a")));
    CHECK(!few.insert("x:a"));
    CHECK(!few.insert("b"));
    CHECK(few.insert("A"));
}

TEST_CASE("the reader stands where its production ends") {
    name_at open[4];
    document_reader r("<?p?><!-- --> <a b='c'>x<d/></a> ", open, 4);
    REQUIRE(r.until_root());
    CHECK(r.at - r.begin == 15);
    REQUIRE(r.start_tag());
    CHECK(r.at - r.begin == 23);
    CHECK(r.depth == 1);
    CHECK(open[0].view() == "a");
    REQUIRE(r.content());
    CHECK(r.at - r.begin == 32);
    CHECK(r.depth == 0);
    CHECK(r.epilog());
    CHECK(r.at == r.end);
}

TEST_CASE("the common declaration changes nothing") {
    name_at open[1];
    for (std::string_view const text : {"<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>",
                                        "<?xml version='1.0' encoding='UTF-8'?><a/>"}) {
        document_reader r(text, open, 1);
        CHECK(r.document());
    }
    document_reader twice(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>",
        open, 1);
    CHECK(!twice.document());
    CHECK(twice.failure.offset == 43);
    document_reader late(" <?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>", open, 1);
    CHECK(!late.document());
    CHECK(late.failure.offset == 6);
}

}  // namespace xml_document_test
