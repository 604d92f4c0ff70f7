// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/described_writing.hpp>

#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace rendering_described_writing_test {

namespace tl = trotline;

namespace {

template <class T> std::string xml(T const& from) {
    std::string out;
    tl::xml::writer to(out);
    auto const refused = tl::detail::write_xml_element(to, "e", from);
    return refused.empty() ? out : std::string(refused);
}
template <class T> std::string form(T const& from) {
    std::string out;
    auto const refused = tl::detail::write_form_pairs(out, "a b", from);
    return refused.empty() ? out : std::string(refused);
}

}  // namespace

TEST_CASE("values without a struct around them") {
    CHECK(xml(std::vector<int>{1, 2}) == "<e>1</e><e>2</e>");
    CHECK(xml(std::optional<int>()).empty());
    CHECK(xml(std::map<std::string, std::string>{{"k", "<"}}) == "<e><k>&lt;</k></e>");
    CHECK(xml(std::string()) == "<e/>");
    CHECK(form(std::vector<std::string>{"1 &", "2"}) == "a+b=1+%26&a+b=2");
    CHECK(form(std::optional<int>()).empty());
}

}  // namespace rendering_described_writing_test
