// SPDX-License-Identifier: BSL-1.0
#include <trotline/call/answer_facts.hpp>

#include <doctest/doctest.h>

#include <chrono>

namespace call_answer_facts_test {

namespace tl = trotline;

TEST_CASE("what stands beside an answer's content") {
    tl::http::response answer{.status = 204,
                              .fields = {{"ETag", "\"x\""}, {"etag", "second"}, {"Empty", ""}}};
    answer.elapsed.total = std::chrono::microseconds(7900);
    tl::detail::answer_facts const facts(answer);
    CHECK(facts(tl::row_source::status, {}).raw() == "204");
    CHECK(facts(tl::row_source::status, {}).kind() == tl::kind::number);
    CHECK(facts(tl::row_source::elapsed, {}).raw() == "7");
    CHECK(facts(tl::row_source::field, "ETAG").raw() == "\"x\"");
    CHECK(facts(tl::row_source::field, "Empty").kind() == tl::kind::text);
    CHECK(facts(tl::row_source::field, "Other").kind() == tl::kind::nothing);
    CHECK(
        tl::detail::answer_facts(answer, std::chrono::milliseconds(12))(tl::row_source::elapsed, {})
            .raw() == "12");
}

}  // namespace call_answer_facts_test
