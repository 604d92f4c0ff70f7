// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/name_search.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace xml_name_search_test {

namespace tl = trotline;

namespace {

// The children of the root element that have one of the names: the name's index, and the child.
template <class... Names> std::string found(std::string_view document, Names const&... names) {
    tl::name_list const wanted(names...);
    tl::xml::cursor c(document);
    c.enter();
    c.element(0);
    c.enter();
    std::string all;
    for (std::size_t place; (place = c.find(wanted)) != tl::npos;) {
        for (std::size_t other = place; (other = c.also(wanted, other)) != tl::npos;)
            all.append(std::to_string(other)).append("&");
        all.append(std::to_string(place)).append(c.raw()).append(" ");
    }
    return all;
}

}  // namespace

TEST_CASE("names as they are written, with any prefix, and both at once") {
    constexpr std::string_view document = "<r x:k='1' k='2'><a/><p:a/><b>c</b><q:p:a/></r>";
    CHECK(found(document, "a") == "0<a/> ");
    CHECK(found(document, "p:a") == "0<p:a/> ");
    CHECK(found(document, "*:a") == "0<a/> 0<p:a/> ");
    CHECK(found(document, "*:a", "p:a", "b") == "0<a/> 1&0<p:a/> 2<b>c</b> ");
    CHECK(found(document, "@*:k", "@k") == "01 1&02 ");
    CHECK(found(document, "*:k", "@*:a") == "");
    CHECK(found("<r>own<a/></r>", "#text", "*:a") == "0own<a/> 1<a/> ");
}

}  // namespace xml_name_search_test
