// SPDX-License-Identifier: BSL-1.0
#include <trotline/parameter_store/memory.hpp>

#include <doctest/doctest.h>
#include <trotline/core/message.hpp>

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "support/allocation_count.hpp"

namespace parameter_store_memory_test {

namespace tl = trotline;

static_assert(tl::parameter_store<tl::memory_parameter_store>);

TEST_CASE("initial values keep their types") {
    tl::memory_parameter_store store{{"TODO_ID", 7},
                                     {"TOKEN", tl::secret{"..."}},
                                     {"NAME", "Ada"},
                                     {"NAME", "Grace"},
                                     {"NONE", nullptr}};
    CHECK(store.get("TODO_ID") == tl::value(7));
    CHECK(store.get("NAME") == tl::value("Grace"));
    CHECK(store.get("NONE") == tl::value());
    CHECK(store.get("TOKEN")->is_secret());
    CHECK(store.get("OTHER") == std::nullopt);
    CHECK(store.snapshot().size() == 4);
    store.set("OTHER", true);
    store.set("NAME", 1u);
    CHECK(store.get("OTHER") == tl::value(true));
    CHECK(store.get("NAME") == tl::value(1u));
    CHECK(store.erase("NAME"));
    CHECK_FALSE(store.erase("NAME"));
}

TEST_CASE("names that are alike") {
    tl::memory_parameter_store store;
    std::vector<std::string> names;
    for (char const* const name :
         {"", "A", "B", "AA", "AB", "BA", "AAA", "ABA", "ABCD", "DCBA", "ABCDE", "ABCDEFGH",
          "ABCD_EFGH", "ABCD__EFGH", "ABCD_-EFGH", "ABCD-_EFGH", "ABCD12345EFGH", "ABCD12346EFGH"})
        names.emplace_back(name);
    for (std::size_t i = 0; i < names.size(); ++i) store.set(names[i], i);
    CHECK(store.snapshot().size() == names.size());
    for (std::size_t i = 0; i < names.size(); ++i) CHECK(store.get(names[i]) == tl::value(i));
    for (char const* const other : {"C", "AC", "BAA", "ABCDEFG", "ABCD.EFGH", "ABCD12347EFGH"})
        CHECK_FALSE(store.get(other).has_value());
    CHECK(store.snapshot().begin()->first.empty());
    for (std::string const& name : names) CHECK(store.erase(name));
    CHECK(store.snapshot().empty());
}

TEST_CASE("a store that is held does not change") {
    tl::memory_parameter_store store{{"A", 1}};
    std::thread writer;
    {
        auto const held = store.hold();
        std::atomic<bool> started = false;
        writer = std::thread([&store, &started] {
            started = true;
            started.notify_one();
            store.set("A", 2);
        });
        started.wait(false);
        for (int i = 0; i < 1000; ++i)
            CHECK(held.read("A", [](tl::value const& found) { CHECK(found == tl::value(1)); }));
        CHECK_FALSE(held.read("B", [](tl::value const&) { CHECK(false); }));
    }
    writer.join();
    CHECK(store.get("A") == tl::value(2));
}

TEST_CASE("a copy is a snapshot") {
    tl::memory_parameter_store store{{"A", 1}};
    tl::memory_parameter_store copy(store);
    store.set("A", 2);
    CHECK(copy.get("A") == tl::value(1));
    copy = store;
    CHECK(copy.get("A") == tl::value(2));
    tl::memory_parameter_store const moved(std::move(copy));
    CHECK(moved.get("A") == tl::value(2));
}

TEST_CASE("a batch is applied whole, the last write of a name wins") {
    tl::memory_parameter_store store{{"A", 1}, {"B", "old"}};
    std::array<tl::assignment, 4> batch{{{"B", "new"}, {"C", 3}, {"C", 4}, {"A", nullptr}}};
    REQUIRE(store.apply(batch));
    CHECK(store.get("A") == tl::value(nullptr));
    CHECK(store.get("B") == tl::value("new"));
    CHECK(store.get("C") == tl::value(4));
}

TEST_CASE("reading does not allocate") {
    tl::memory_parameter_store const store{{"A_NAME_THAT_IS_LONGER_THAN_A_SHORT_STRING",
                                            "a value that is longer than a short string"}};
    std::size_t size = 0;
    CHECK(trotline_tests::allocations([&] {
              store.read("A_NAME_THAT_IS_LONGER_THAN_A_SHORT_STRING", [&](tl::value const& held) {
                  size = std::get<std::string>(held.get()).size();
              });
          }) == 0);
    CHECK(size == 42);
}

TEST_CASE("readers see a batch all at once") {
    tl::memory_parameter_store store{{"A", 0}, {"B", 0}};
    std::atomic<bool> done = false;
    std::thread writer([&] {
        for (int i = 1; i <= 2000; ++i) {
            std::array<tl::assignment, 2> batch{{{"A", i}, {"B", i}}};
            static_cast<void>(store.apply(batch));
        }
        done = true;
    });
    bool together = true;
    do {
        auto const seen = store.snapshot();
        together = together && seen.at("A") == seen.at("B");
    } while (!done);
    writer.join();
    CHECK(together);
    CHECK(store.get("B") == tl::value(2000));
}

}  // namespace parameter_store_memory_test
