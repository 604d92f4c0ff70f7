// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/condition.hpp>

#include "mapping/mapped.hpp"

#include <optional>
#include <string>
#include <string_view>

using namespace trotline_tests;

TEST_CASE("conditions") {
    using rows =
        tl::mapping<five, tl::row<"a", &five::a>, tl::condition<"ok", true>,
                    tl::condition<"state", "done", "pen\"ding">, tl::condition<"n", 1, -2>>;
    ok<rows>(R"({"a": 1, "ok": true, "state": "done", "n": 1.0})", five{1});
    ok<rows>(R"({"n": -2, "state": "pen\"ding", "ok": true, "a": 1})", five{1});
    bad<rows>(R"({"a": 1, "ok": false, "state": "lost", "n": 3})",
              "1 unmet condition: a boolean @15; 2 unmet condition: a string @31; 3 unmet "
              "condition: a number @44");
    bad<rows>(R"({"a": 1, "ok": "true", "state": null, "n": "1"})",
              "1 unmet condition: a string @15; 2 unmet condition: null @32; 3 unmet condition: a "
              "string @43");
    bad<rows>(R"({"a": 1, "ok": {}, "state": []})",
              "1 unmet condition: an object @15; 2 unmet condition: an array @28; 3 missing: an "
              "object @0");
    auto const failed = tl::map<rows>(R"({"a": 1, "ok": 1, "state": "", "n": 0})");
    REQUIRE(!failed);
    CHECK(failed.error().rows()[0].expected == "true");
    CHECK(failed.error().rows()[1].expected == "\"done\" or \"pen\"ding\"");
    CHECK(failed.error().rows()[2].expected == "1 or -2");

    auto const xml =
        tl::map<tl::mapping<five, tl::row<"r.a", &five::a>, tl::condition<"r.ok", true>,
                            tl::condition<"r.n", 7>, tl::condition<"r.@s", "x">>>(
            "<r s='x'><a>1</a><ok> 1 </ok><n>007</n></r>", tl::xml::checked);
    REQUIRE(xml.has_value());
    CHECK(xml->a == 1);
}
