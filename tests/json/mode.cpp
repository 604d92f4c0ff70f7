// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/mode.hpp>

#include <doctest/doctest.h>

#include <type_traits>

namespace json_mode_test {

namespace tl = trotline;

TEST_CASE("the first failure is the one that is kept, and a checked cursor has room for none") {
    tl::document_failure why;
    auto const note = tl::json::detail::note_in<tl::json::mode::on_demand>(why);
    tl::json::detail::note_failure(note.noted, 3, "a colon");
    tl::json::detail::note_failure(note.noted, 5, "a value");
    CHECK(why.code == tl::code::malformed);
    CHECK(why.offset == 3);
    CHECK(why.expected == "a colon");
    tl::json::detail::note_failure(nullptr, 1, "a value");
    static_assert(std::is_empty_v<tl::json::detail::failure_note<tl::json::mode::checked>>);
}

}  // namespace json_mode_test
