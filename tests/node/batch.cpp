// SPDX-License-Identifier: BSL-1.0
#include <trotline/node/batch.hpp>

#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>

#include <doctest/doctest.h>
#include <boost/describe.hpp>

#include <atomic>
#include <barrier>
#include <latch>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace node_batch_test {

namespace tl = trotline;

namespace {

struct numbered {
    int n = 0;
};
BOOST_DESCRIBE_STRUCT(numbered, (), (n))
using rows = tl::mapping<numbered, tl::row<"n", &numbered::n>>;

// Answers with the number in the URL, but fails for every third.
struct echo {
    tl::result<tl::http::response> send(tl::http::request const& request, tl::deadline,
                                        tl::stop_token) {
        std::string const number = request.url.substr(request.url.rfind('/') + 1);
        return tl::http::response{.status = std::stoi(number) % 3 == 2 ? 500 : 200,
                                  .fields = {{"Content-Type", "application/json"}},
                                  .content = "{\"n\": " + number + "}"};
    }
};

}  // namespace

TEST_CASE("results are in the order of the sets, and a failure does not stop the others") {
    tl::basic_webhook_node<echo, tl::media_type_parser, tl::memory_parameter_store> node{
        echo(), {}, {}};
    tl::webhook const hook{.url = "http://a/$N"};
    std::vector<tl::call_options> sets(50);
    for (int i = 0; i < 50; ++i) sets[static_cast<std::size_t>(i)].parameters = {{"N", i}};
    tl::stop_source stop;
    stop.request_stop();
    sets[7].stop = stop.get_token();
    for (unsigned const parallel : {0u, 1u, 4u, 100u}) {
        std::vector<std::size_t> seen;
        auto const answers = tl::call_each<rows>(
            node, hook, sets,
            {.parallel = parallel, .progress = [&](std::size_t ended, std::size_t all) {
                 CHECK(all == 50);
                 seen.push_back(ended);
             }});
        REQUIRE(answers.size() == 50);
        for (int i = 0; i < 50; ++i) {
            auto const& answer = answers[static_cast<std::size_t>(i)];
            if (i == 7)
                CHECK(answer.failure().code == tl::code::cancelled);
            else if (i % 3 == 2)
                CHECK(answer.failure().code == tl::code::unexpected_status);
            else
                CHECK(answer->n == i);
        }
        REQUIRE(seen.size() == 50);
        CHECK(seen.front() == 1);
        CHECK(seen.back() == 50);
    }
    CHECK(tl::call_each<rows>(node, hook, {}).empty());
    CHECK(tl::call_each(node, hook, sets).size() == 50);  // without rows
}

TEST_CASE("as many calls at the same time as the settings say") {
    std::latch together(3);
    std::atomic<int> now = 0, most = 0;
    static_cast<void>(tl::in_parallel(3, {.parallel = 3}, [&](std::size_t) {
        together.arrive_and_wait();  // all three are here
        return 0;
    }));
    static_cast<void>(tl::in_parallel(200, {.parallel = 3}, [&](std::size_t) {
        int const here = ++now;
        int seen = most;
        while (here > seen && !most.compare_exchange_weak(seen, here)) {
        }
        std::this_thread::yield();
        --now;
        return 0;
    }));
    CHECK(most <= 3);
}

TEST_CASE("an exception is thrown again when all calls have ended, and no more are started") {
    for (unsigned const parallel : {1u, 2u}) {
        std::atomic<int> begun = 0;
        CHECK_THROWS_AS(static_cast<void>(tl::in_parallel(1000, {.parallel = parallel},
                                                          [&](std::size_t i) {
                                                              ++begun;
                                                              if (i == 3)
                                                                  throw std::runtime_error("3");
                                                              return i;
                                                          })),
                        std::runtime_error);
        if (parallel == 1) CHECK(begun == 4);
    }
}

TEST_CASE("what `progress` throws is thrown again, whichever thread called it") {
    std::barrier both(2);
    CHECK_THROWS_AS(
        static_cast<void>(tl::in_parallel(
            2,
            {.parallel = 2, .progress = [](auto...) { throw std::runtime_error("nobody looks"); }},
            [&](std::size_t i) {
                both.arrive_and_wait();
                return i;
            })),
        std::runtime_error);
}

}  // namespace node_batch_test
