// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/result.hpp>

#include <doctest/doctest.h>
#include <trotline/core/failure.hpp>

#include <concepts>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace core_result_test {

namespace tl = trotline;

namespace mine {

struct error {
    int number = 0;
};
std::string to_string(error const& e) { return "error " + std::to_string(e.number); }

// Counts its objects, and throws when told to.
struct counted {
    static inline int alive = 0;
    static inline bool throws = false;

    int number = 0;

    counted() { ++alive; }
    explicit counted(int n) : number(n) {
        if (throws) throw std::runtime_error("counted");
        ++alive;
    }
    counted(counted const& other) : counted(other.number) {}
    counted(counted&& other) noexcept(false) : counted(std::exchange(other.number, -1)) {}
    counted& operator=(counted const& other) = default;
    counted& operator=(counted&& other) noexcept {
        number = std::exchange(other.number, -1);
        return *this;
    }
    ~counted() { --alive; }
};

struct unmovable {
    int number = 0;

    explicit unmovable(int n) : number(n) {}
    unmovable(unmovable&&) = delete;
};

// Large; must not be touched next to a value.
struct large_error {
    static inline int made = 0;
    std::string text[20];

    explicit large_error(char const* why) noexcept : text{why} { ++made; }
    large_error(large_error const& other) : text{other.text[0]} { ++made; }
    large_error(large_error&& other) noexcept : text{std::move(other.text[0])} { ++made; }
    large_error& operator=(large_error const&) = default;
    large_error& operator=(large_error&&) = default;
};

tl::result<std::string, large_error> made_in_place(bool well) {
    tl::result<std::string, large_error> r{
        std::in_place, "a text that does not fit into a string without allocation"};
    r->append("!");
    if (!well) r.emplace_error("not well");
    return r;
}

template <class T>
concept has_rvalue_error = requires(T&& t) {
    { std::move(t).error() } -> std::same_as<typename T::error_type>;
};

}  // namespace mine

TEST_CASE("a result is a value or the reason why there is none") {
    tl::result<int> const seven = 7;
    CHECK(seven);
    CHECK(seven.has_value());
    CHECK_FALSE(seven.has_error());
    CHECK(*seven == 7);
    CHECK(seven.value() == 7);

    tl::result<int> const none =
        tl::failure{.stage = tl::stage::connect, .code = tl::code::refused};
    CHECK_FALSE(none);
    CHECK(none.has_error());
    CHECK(none.error().stage == tl::stage::connect);
    CHECK(none.error().code == tl::code::refused);

    CHECK(tl::result<std::string>()->empty());
    tl::result<std::string> const converted = "text";
    CHECK(converted->size() == 4);
}

TEST_CASE("a result without a value") {
    tl::result<void, mine::error> done;
    CHECK(done.has_value());
    done.value();
    done = mine::error{3};
    CHECK(done.has_error());
    CHECK(done.error().number == 3);
    CHECK_THROWS_WITH_AS(done.value(), "error 3", tl::bad_result);
    done = {};
    CHECK(done);
    done.emplace_error(mine::error{4});
    CHECK(std::as_const(done).error().number == 4);
}

TEST_CASE("value() on a failure throws bad_result with the failure's text") {
    tl::result<int, mine::error> none = mine::error{7};
    CHECK_THROWS_WITH_AS(static_cast<void>(none.value()), "error 7", tl::bad_result);
    CHECK_THROWS_WITH_AS(static_cast<void>(std::as_const(none).value()), "error 7", tl::bad_result);
    CHECK_THROWS_WITH_AS(static_cast<void>(static_cast<decltype(none)&&>(none).value()), "error 7",
                         tl::bad_result);

    struct silent {};
    tl::result<int, silent> const without_text = silent{};
    CHECK_THROWS_AS(static_cast<void>(without_text.value()), tl::bad_result);
}

TEST_CASE("an error is looked at where it is, and leaves a temporary result by value") {
    tl::result<int> const none =
        tl::failure{.subject = "a subject that does not fit into a string without allocation"};
    CHECK(&none.error() == &none.error());
    static_assert(std::same_as<decltype(none.error()), tl::failure const&>);
    static_assert(mine::has_rvalue_error<tl::result<int>> &&
                  mine::has_rvalue_error<tl::result<void>>);

    auto const& kept = tl::result<int>(tl::failure{.subject = none.error().subject}).error();
    CHECK(kept.subject == none.error().subject);
    auto const& value =
        *tl::result<std::string>("a text that does not fit into a string without allocation");
    CHECK(value.size() == 57);
}

TEST_CASE("value and error take each other's place") {
    using result = tl::result<std::string, mine::error>;
    result r = "one";
    r = "two";
    CHECK(*r == "two");
    r = mine::error{1};
    CHECK(r.error().number == 1);
    r = mine::error{2};
    CHECK(r.error().number == 2);
    r = std::string("three");
    CHECK(*r == "three");
    CHECK(r.emplace(3u, 'x') == "xxx");
    CHECK(r.emplace_error(mine::error{4}).number == 4);
    CHECK(r.emplace_error(mine::error{5}).number == 5);
    CHECK(r.emplace(4u, 'y') == "yyyy");

    result const error = mine::error{6}, value = "six";
    for (result const& from : {error, value, value, error, error}) {
        result copy = from;
        CHECK(copy.has_value() == from.has_value());
        r = from;
        CHECK(r.has_value() == from.has_value());
        result moved = std::move(copy);
        CHECK(moved.has_value() == from.has_value());
        r = std::move(moved);
        CHECK((r ? *r == *from : r.error().number == from.error().number));
    }
}

TEST_CASE("nothing is lost and nothing leaks when a value's constructor throws") {
    using mine::counted;
    {
        tl::result<counted, mine::error> r = mine::error{7}, other{std::in_place, 1};
        counted::throws = true;
        CHECK_THROWS(r.emplace(2));
        CHECK_THROWS(r = other);
        CHECK_THROWS(r = static_cast<decltype(other)&&>(other));
        CHECK_THROWS(other.emplace(3));
        counted::throws = false;
        CHECK(r.error().number == 7);
        CHECK(other.has_value());
        CHECK(r.emplace(2).number == 2);
        r = mine::error{8};
        CHECK(counted::alive == 1);
    }
    CHECK(counted::alive == 0);
}

TEST_CASE("a value is made where it is returned, and the room for its error is left alone") {
    mine::large_error::made = 0;
    CHECK(mine::made_in_place(true)->ends_with("allocation!"));
    CHECK(mine::large_error::made == 0);
    auto const failed = mine::made_in_place(false);
    CHECK(failed.error().text[0] == "not well");
    CHECK(mine::large_error::made == 1);

    tl::result<mine::unmovable> const stays{std::in_place, 7};
    CHECK(stays->number == 7);
    tl::result<std::unique_ptr<int>> moves = std::make_unique<int>(7);
    CHECK(**std::exchange(moves, tl::failure{}) == 7);
    CHECK(moves.has_error());
}

TEST_CASE("a result is as trivial as its value and error, and works at compile time") {
    using small = tl::result<int, mine::error>;
    static_assert(std::is_trivially_copyable_v<small> && std::is_trivially_destructible_v<small>);
    static_assert(std::is_trivially_copyable_v<tl::result<void, mine::error>>);
    static_assert(std::is_copy_constructible_v<tl::result<int>> &&
                  std::is_nothrow_move_constructible_v<tl::result<int>>);
    static_assert(!std::is_copy_constructible_v<tl::result<std::unique_ptr<int>>>);
    static_assert(!std::is_default_constructible_v<tl::result<mine::unmovable>>);

    constexpr auto half = [](int n) -> small {
        small r;
        *r = n / 2;
        if (n % 2 != 0) r = mine::error{n};
        return r;
    };
    static_assert(*half(14) == 7);
    static_assert(half(7).error().number == 7);
    static_assert(half(7).emplace(8) == 8);
}

}  // namespace core_result_test
