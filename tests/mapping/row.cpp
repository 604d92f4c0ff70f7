// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/row.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <type_traits>

namespace mapping_row_test {

namespace tl = trotline;

struct todo {
    int id = 0;
    std::optional<std::string> note;
    tl::raw_text raw;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id, note, raw))

namespace {
using into_member =
    tl::row<"data.id", &todo::id, tl::row_option::optional | tl::row_option::coerce>;
static_assert(into_member::is_member && !into_member::is_condition && into_member::takes_scalar);
static_assert(std::is_same_v<into_member::type, int> &&
              std::is_same_v<into_member::class_type, todo>);
static_assert(into_member::destination_name() == "id" && into_member::source_name() == "data.id");
static_assert(into_member::path.value.size() == 2 && into_member::checked_path::is_object_path);
static_assert(has(into_member::options, tl::row_option::optional) &&
              has(into_member::options, tl::row_option::coerce));
static_assert(!has(tl::optional_row<"a", &todo::id>::options, tl::row_option::coerce));
static_assert(tl::row<"a", &todo::note>::takes_scalar && !tl::row<"a", &todo::raw>::takes_scalar);

using into_parameter = tl::row<"data.id", "ID">;
static_assert(!into_parameter::is_member && !into_parameter::takes_scalar &&
              into_parameter::destination_name() == "ID");
static_assert(std::is_same_v<into_parameter::type, tl::value>);

using condition = tl::condition<"ok", true>;
static_assert(condition::is_condition && condition::destination_name().empty() &&
              condition::source_name() == "ok");

static_assert(tl::status_row<&todo::id>::source == tl::row_source::status &&
              tl::status_row<"S">::source_name() == "(status)");
static_assert(tl::field_row<"Location", "L">::source == tl::row_source::field);
static_assert(tl::field_row<"Location", "L">::source_name() == "Location");
static_assert(tl::elapsed_row<"T">::source == tl::row_source::elapsed &&
              tl::elapsed_row<"T">::source_name() == "(elapsed)");
static_assert(tl::status_condition<200, 201>::is_condition);

static_assert(!tl::row<"a..b", &todo::id>::checked_path::is_object_path,
              "said by whoever takes the row");
}  // namespace

TEST_CASE("rows are types") { CHECK(into_member::destination_name() == "id"); }

}  // namespace mapping_row_test
