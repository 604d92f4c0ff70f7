// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/described.hpp>

#include <doctest/doctest.h>
#include <boost/describe.hpp>

#include <string>

namespace core_described_test {

namespace {
struct base {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(base, (), (id))

struct note : base {
    std::string to;
    bool read = false;
    int hidden = 0;
};
BOOST_DESCRIBE_STRUCT(note, (base), (to, read))

enum class colour { red, green = 7 };
BOOST_DESCRIBE_ENUM(colour, red, green)

enum class state { in_progress, done, unknown };
BOOST_DESCRIBE_ENUM(state, in_progress, done, unknown)

enum level { low = -1, high = 200 };
BOOST_DESCRIBE_ENUM(level, low, high)

enum class plain { one };
struct undescribed {};
}  // namespace

}  // namespace core_described_test

template <>
struct trotline::member_names<core_described_test::note>
    : trotline::names<trotline::named<&core_described_test::note::to, "recipient">> {};
template <>
struct trotline::enumerator_names<core_described_test::state>
    : trotline::names<trotline::named<core_described_test::state::in_progress, "in-progress">> {
    static constexpr core_described_test::state otherwise = core_described_test::state::unknown;
};
template <> struct trotline::enumerator_names<core_described_test::level> {
    static constexpr bool integers = true;
};

namespace core_described_test {

namespace tl = trotline;

TEST_CASE("described classes and enumerations are told from others") {
    static_assert(tl::described_class<note> && !tl::described_class<undescribed> &&
                  !tl::described_class<int>);
    static_assert(tl::described_enum<colour> && !tl::described_enum<plain> &&
                  !tl::described_enum<int>);
}

TEST_CASE("members come with their bases', in order, under the names they are given") {
    static_assert(tl::member_count<note> == 3);
    static_assert(tl::names_of_members<note>[0] == "id");
    static_assert(tl::names_of_members<note>[1] == "recipient");
    static_assert(tl::names_of_members<note>[2] == "read");
    static_assert(std::is_same_v<tl::member_type<note, 1>, std::string>);
    static_assert(tl::place_of_member<note, &note::read> == 2);
    static_assert(tl::place_of_member<note, &note::id> == 0);
    static_assert(tl::place_of_member<note, &note::hidden> == tl::member_count<note>);

    note n;
    n.*tl::member_pointer<note, 0> = 5;
    CHECK(n.id == 5);
    std::string joined;
    tl::for_each_member<note>(
        [&](auto place) { joined.append(tl::names_of_members<note>[place]).append(";"); });
    CHECK(joined == "id;recipient;read;");
}

TEST_CASE("enumerators") {
    static_assert(tl::names_of_enumerators<colour> ==
                  std::array<std::string_view, 2>{"red", "green"});
    static_assert(tl::values_of_enumerators<colour> == std::array{colour::red, colour::green});
    CHECK(tl::names_of_enumerators<colour>.size() == 2);
}

TEST_CASE("enumerators with other names, as numbers, and one for all others") {
    static_assert(tl::names_of_enumerators<state> ==
                  std::array<std::string_view, 3>{"in-progress", "done", "unknown"});
    static_assert(tl::enumerators_are_integers<level> && !tl::enumerators_are_integers<state>);
    static_assert(tl::place_of_enumerator(colour::green) == 1);
    static_assert(tl::place_of_enumerator(static_cast<colour>(3)) == 2);
    static_assert(tl::place_of_other_enumerators<state>() == 2);
    static_assert(tl::place_of_other_enumerators<colour>() == 2);
    auto const find = [](std::string_view name) {
        return tl::find_enumerator<state>(
            [&](std::size_t i) { return tl::names_of_enumerators<state>[i] == name; });
    };
    CHECK(find("in-progress") == 0);
    CHECK(find("done") == 1);
    CHECK(find("in_progress") == 2);
}

}  // namespace core_described_test
