// SPDX-License-Identifier: BSL-1.0
#include "support/random_query.hpp"

#include <doctest/doctest.h>
#include <trotline/path/object_query.hpp>
#include <trotline/path/parse.hpp>

#include <cstddef>
#include <string>

#include "support/json_tree.hpp"
#include "support/query_tree.hpp"

namespace support_random_query_test {

// Every random text must be a document, every random query must be accepted by both engines, unless
// it is too long; and enough of them must select something.
TEST_CASE("random queries: valid ones, of all kinds, that select something") {
    namespace path = trotline::path;
    trotline_tests::random_query_source source(9535);
    std::size_t selected = 0, filters = 0, descendants = 0, too_large = 0;
    for (int i = 0; i < 4000; ++i) {
        std::string const text = source.query(), json = source.document();
        CAPTURE(text);
        auto const query = trotline::object_query::parse(text);
        if (!query) {
            auto const why = query.error().reason;
            CHECK((why == path::reason::query_too_long || why == path::reason::query_too_large ||
                   why == path::reason::nested_too_deep));
            ++too_large;
            continue;
        }
        path::detail::compiled_query evaluated, by_x3;
        CHECK(path::detail::parse_with<path::detail::engine::evaluation>(text, evaluated).accepted);
        CHECK(path::detail::parse_with<path::detail::engine::x3>(text, by_x3).accepted);
        CHECK(evaluated == by_x3);
        auto const document = trotline_tests::parse_tree(json);
        selected += !evaluate(*query, document).empty();
        filters += query->filter_size() != 0;
        descendants += text.find("..") != std::string::npos;
    }
    CHECK(selected > 500);
    CHECK(filters > 500);
    CHECK(descendants > 500);
    CHECK(too_large < 100);
}

}  // namespace support_random_query_test
