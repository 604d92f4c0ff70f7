// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/parameter_source.hpp>

#include <doctest/doctest.h>
#include <trotline/parameter_store/memory.hpp>

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace rendering_parameter_source_test {

namespace tl = trotline;

namespace {

// A store without hold().
struct one_name {
    bool read(std::string_view name, auto&& sink) const {
        if (name != "A") return false;
        sink(tl::value("one"));
        return true;
    }
    tl::result<void> apply(std::span<tl::assignment>) { return {}; }
};

// A store that counts how often it is held, and can only be read while it is.
struct counted {
    struct state {
        bool read(std::string_view, auto&& sink) const {
            sink(tl::value("held"));
            return true;
        }
    };
    bool read(std::string_view, auto&&) const { return false; }
    tl::result<void> apply(std::span<tl::assignment>) { return {}; }
    state hold() const {
        ++times;
        return {};
    }
    mutable int times = 0;
};

std::optional<tl::value> read(tl::detail::parameter_source const& from, std::string_view name) {
    std::optional<tl::value> found;
    bool const known = from.read(name, [&](tl::value const& held) { found.emplace(held); });
    CHECK(known == found.has_value());
    return found;
}

}  // namespace

TEST_CASE("overrides first, then the store") {
    std::array<tl::assignment, 2> const overrides{{{"A", 1}, {"B", 2}}};
    one_name const store;
    tl::detail::parameter_source const both(store, overrides);
    CHECK(read(both, "A") == tl::value(1));
    CHECK(read(both, "B") == tl::value(2));
    CHECK_FALSE(read(both, "C").has_value());
    CHECK(both.overrides().size() == 2);
    tl::detail::parameter_source const alone(store);
    CHECK(read(alone, "A") == tl::value("one"));
    CHECK_FALSE(read(alone, "B").has_value());
}

TEST_CASE("a store is held once, if it can be") {
    counted const store;
    CHECK(tl::detail::with_source(store, {}, [](tl::detail::parameter_source const& from) {
        return read(from, "A") == tl::value("held") && read(from, "B") == tl::value("held");
    }));
    CHECK(store.times == 1);
    CHECK(tl::detail::with_source(one_name(), {}, [](tl::detail::parameter_source const& from) {
        return read(from, "A") == tl::value("one");
    }));
}

}  // namespace rendering_parameter_source_test
