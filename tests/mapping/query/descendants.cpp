// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/descendants.hpp>

#include "json/instruction_sets.hpp"
#include "mapping/query/selected.hpp"
#include "support/random_query.hpp"

#include <string>
#include <string_view>

namespace mapping_query_descendants_test {

namespace tl = trotline;
using trotline_tests::selected_text;

TEST_CASE("one name at any depth: the nodes of each container before those below it") {
    struct row {
        std::string_view query, nodes;
    };
    constexpr std::string_view json =
        R"({"x": {"id": 1, "deep": [{"id": 2}, {"no": 0}]}, "s": "\"id\":9", "id": {"id": 3},)"
        R"( "none": [[], {}, {"k": "id"}], "last": [{"i\u0064": 4}]})";
    constexpr row rows[] = {
        {"$..id", R"({"id": 3} | 1 | 2 | 3 | 4)"},
        {"$..id..id", "3"},
        {"x..id", "1 | 2"},
        {"none..id", ""},
        {"last..id", "4"},
        {"$..nowhere", ""},
        {"$..nowhere..id", ""},
        {"$..deep..id", "2"},
        {"$..['id', 'no']", R"({"id": 3} | 1 | 2 | 0 | 3 | 4)"},
        {"$..[?@.id].deep[0]..id", "2"},
    };
    with_every_instruction_set([&](auto) {
        trotline_tests::in_both_modes([&](auto format) {
            for (row const& r : rows) {
                CAPTURE(r.query);
                CHECK(selected_text(format, json, r.query) == r.nodes);
            }
        });
    });
}

TEST_CASE("the way of a name that is searched for is the way of a look at everything") {
    trotline_tests::random_query_source source(5);
    for (int n = 0; n != 3000; ++n) {
        std::string const json = source.document(6);
        trotline_tests::in_both_modes([&](auto format) {
            CAPTURE(json);
            // A union with a name that is nowhere selects the same, and searches for nothing.
            for (char const* const name : {"a", "d"}) {
                std::string const alone = std::string("$..") + name + ".." + name,
                                  filtered = std::string("$..['") + name + "', 'none']..['" + name +
                                             "', 'none']";
                CHECK(selected_text(format, json, alone) == selected_text(format, json, filtered));
            }
        });
    }
}

}  // namespace mapping_query_descendants_test
