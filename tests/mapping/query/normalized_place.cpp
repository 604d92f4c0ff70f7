// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/normalized_place.hpp>

#include <doctest/doctest.h>

#include "mapping/documents.hpp"

#include <string>
#include <string_view>

namespace mapping_query_normalized_place_test {

namespace tl = trotline;

namespace {

template <class C> std::string place(C const& root, std::size_t offset) {
    std::string text;
    tl::detail::normalized_place(root, offset, [&](std::string_view piece) { text += piece; });
    return text;
}

}  // namespace

TEST_CASE("JSON: where a value stands") {
    constexpr std::string_view text = R"({"a": [1, {"b'": 2}, []], "\u0063": null})";
    auto const root = trotline_tests::opened(tl::json::checked, text);
    CHECK(place(root, 0) == "$");
    CHECK(place(root, text.find('[')) == "$['a']");
    CHECK(place(root, text.find('1')) == "$['a'][0]");
    CHECK(place(root, text.find('2')) == R"($['a'][1]['b\''])");
    CHECK(place(root, text.find("[]")) == "$['a'][2]");
    CHECK(place(root, text.find("null")) == "$['c']");
    CHECK(place(root, tl::npos) == "$");
}

TEST_CASE("XML: an index only where a name repeats") {
    constexpr std::string_view text = "<r><i>1</i><o/><i><b>2</b></i><e x='3' y='4'/></r>";
    auto const root = trotline_tests::opened(tl::xml::checked, text);
    CHECK(place(root, 0) == "$['r']");
    CHECK(place(root, tl::npos) == "$");
    CHECK(place(root, text.find("<o")) == "$['r']['o']");
    CHECK(place(root, text.find("<i><b")) == "$['r']['i'][1]");
    CHECK(place(root, text.find("<b")) == "$['r']['i'][1]['b']");
    CHECK(place(root, text.find('4')) == "$['r']['e']['@y']");
}

}  // namespace mapping_query_normalized_place_test
