// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/backwards.hpp>

#include "mapping/query/selected.hpp"

#include <string>
#include <string_view>
#include <type_traits>

namespace mapping_query_backwards_test {

namespace tl = trotline;

namespace {

// As selected_text(), without the places of the nodes: finding one takes as long as the list is.
template <class Format>
std::string raw_text(Format const& format, std::string_view text, std::string_view words) {
    auto const query = tl::object_query::parse(words).value();
    auto const root = trotline_tests::opened(format, text);
    using cursor = std::remove_const_t<decltype(root)>;
    std::string all;
    tl::detail::step_budget budget;
    tl::detail::compiled_pattern pattern;
    tl::detail::selection<cursor>(query, root, budget, pattern)
        .select(root, {[](void* to, cursor& at) {
                           auto& out = *static_cast<std::string*>(to);
                           out.append(out.empty() ? "" : " | ").append(at.raw());
                           return true;
                       },
                       &all});
    return all;
}

}  // namespace

TEST_CASE("a long list from its end, whatever the number of pieces in which it is read") {
    struct slice {
        long first, last, step;
        std::string_view text;
    };
    for (long const size : {1L, 63L, 64L, 65L, 4096L, 4097L, 9000L}) {
        CAPTURE(size);
        std::string json = "[", xml = "<r>";
        for (long i = 0; i != size; ++i) {
            json.append(i == 0 ? "" : ", ").append(std::to_string(i));
            xml.append("<a>").append(std::to_string(i)).append("</a><b/>");
        }
        json += ']';
        xml += "</r>";
        for (slice const& by : {slice{size - 1, -1, 1, "[::-1]"},
                                {size - 1, -1, 3, "[::-3]"},
                                {size - 2, size / 2, 65, "[-2:"}}) {
            CAPTURE(by.text);
            std::string query(by.text), in_json, in_xml;
            if (!query.ends_with(']')) query += std::to_string(size / 2) + ":-65]";
            for (long i = by.first; i > by.last; i -= by.step) {
                std::string const n = std::to_string(i);
                in_json.append(in_json.empty() ? "" : " | ").append(n);
                in_xml.append(in_xml.empty() ? "<a>" : " | <a>").append(n).append("</a>");
            }
            CHECK(raw_text(tl::json::checked, json, "$" + query) == in_json);
            CHECK(raw_text(tl::json::on_demand, json, "$" + query) == in_json);
            CHECK(raw_text(tl::xml::checked, xml, "r.a" + query) == in_xml);
        }
    }
}

}  // namespace mapping_query_backwards_test
